import { englishText } from '@throughline/domain/refusals/text';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { magicLink } from 'better-auth/plugins/magic-link';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Settings } from '../config/settings.ts';
import { isDemoAccount } from './demo-accounts.ts';
import { demandPasswordOrFresh } from './fresh-session.ts';
import type { Inviting } from './inviting.ts';
import { passkeyPlugin } from './passkey-plugin.ts';
import { providerPlugin } from './provider.ts';
import { changesFactor, secondFactor, takesCode } from './second-factor.ts';
import { leastPassword, passwordFault } from './password-rules.ts';
import type { WayEvents } from './way-events.ts';
import { waysPlugin } from './ways.ts';

/** Longest time without use before a session ends, in seconds. */
const idle = 60 * 60 * 24 * 7;
/** Longest life of a session, however much it is used, in milliseconds. */
export const absoluteSessionMs = 1000 * 60 * 60 * 24 * 30;

/** How long after its last renewal a session that is used is renewed, in seconds. */
const renewAfter = 60 * 60 * 12;

/** Name of the session's cookie. The __Host- prefix binds it to this very host; browsers accept it over https only. */
export const sessionCookie = (publicUrl: string): string =>
  publicUrl.startsWith('https://') ? '__Host-throughline' : 'throughline';

/** True while better-auth would only say whose session it is, and neither renew nor end it. */
export function isPlainlyValid(session: { expiresAt: Date; createdAt: Date }, now: number): boolean {
  const left = session.expiresAt.getTime() - now;
  return left > (idle - renewAfter) * 1000 && now - session.createdAt.getTime() <= absoluteSessionMs;
}

/** How long a link to choose a new password opens something, in seconds. */
export const resetExpiresIn = 60 * 60;

/** How long a link to sign in opens something, in seconds. */
const signInLinkExpiresIn = 15 * 60;

/** What happens to an account that others hear of. */
export interface AccountEvents extends WayEvents {
  /** Sends a link to choose a new password. */
  reset(accountId: string, token: string, headers: Headers | undefined): Promise<void>;
  /** Sends a link to sign in, if anybody has the address. */
  signInLink(email: string, token: string, headers: Headers | undefined): Promise<void>;
  /** Says that the password was changed. */
  passwordChanged(accountId: string, headers: Headers | undefined): Promise<void>;
  /** Is told of each session that begins. */
  sessionBegan(accountId: string): void;
  /** Is told of each session that ends. */
  sessionEnded(accountId: string): void;
  /** Is told when a second factor is turned on or off. */
  secondFactorChanged(accountId: string, isOn: boolean): void;
  /** Is told of a wrong code, or a wrong password, with which somebody who is signed in would change the second factor. */
  changeRefused(accountId: string): void;
}

/** better-auth over our tables (see account-tables.ts): its user is our account, its account a credential. */
export function createAuth(
  pool: pg.Pool,
  settings: Pick<Settings, 'authSecret' | 'publicUrl' | 'demo' | 'provider'>,
  events: AccountEvents,
  inviting: () => Inviting,
) {
  const needs = { pool, settings, events, inviting };
  const secure = settings.publicUrl.startsWith('https://');
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return betterAuth({
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    secret: settings.authSecret,
    database: pool,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    // Its own counts everybody together when it knows no address; auth-routes.ts counts instead.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: leastPassword,
      autoSignIn: true,
      resetPasswordTokenExpiresIn: resetExpiresIn,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }, request) => events.reset(user.id, token, request?.headers),
      // Whoever opened the link reads what is sent to the address.
      onPasswordReset: async ({ user }, request) => {
        await pool.query('UPDATE account SET email_verified = true WHERE id = $1', [user.id]);
        await events.passwordChanged(user.id, request?.headers);
      },
    },
    // better-auth's own ways to a provider: ours (provider.ts) know invitations, and keep no tokens.
    disabledPaths: ['/sign-in/social', '/link-social', '/unlink-account'],
    plugins: [
      secondFactor(),
      providerPlugin(needs),
      passkeyPlugin(needs),
      waysPlugin(needs),
      magicLink({
        disableSignUp: true,
        expiresIn: signInLinkExpiresIn,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }, ctx) => events.signInLink(email, token, ctx?.headers),
      }),
    ],
    user: { modelName: 'account', fields: { emailVerified: 'email_verified', ...stamps } },
    session: {
      modelName: 'session',
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...stamps,
      },
      additionalFields: {
        byPasskey: { type: 'boolean', fieldName: 'by_passkey', required: false, defaultValue: false, input: false },
      },
      expiresIn: idle,
      updateAge: renewAfter,
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'account_id',
        accountId: 'provider_account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    // Hashed: whoever reads the database opens no account with what is there.
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', ...stamps },
      storeIdentifier: 'hashed',
    },
    hooks: {
      after: createAuthMiddleware(async (ctx) => {
        const isCode = takesCode.has(ctx.path);
        if ((isCode || changesFactor.has(ctx.path)) && ctx.context.returned instanceof APIError) {
          // Whoever is signed in already changes something; anybody else is about to sign in.
          const changing = (await getSessionFromCtx(ctx))?.user.id;
          const entering = changing || !isCode ? null : await whoNamesCode(ctx as never);
          if (changing) events.changeRefused(changing);
          if (entering) events.signInRefused(entering);
        }
        if (ctx.path !== '/change-password' || ctx.context.returned instanceof APIError) return;
        const session = await getSessionFromCtx(ctx);
        if (session) await events.passwordChanged(session.user.id, ctx.headers);
      }),
      before: createAuthMiddleware(async (ctx) => {
        if (changesFactor.has(ctx.path)) await demandPasswordOrFresh(ctx);
        const password: unknown = ctx.body?.newPassword;
        if (typeof password !== 'string' || !choosesPassword.has(ctx.path)) return;
        const userId = await whosePassword(ctx as never);
        const { rows } = await pool.query<{ name: string; email: string }>(
          'SELECT name, email FROM account WHERE id = $1',
          [userId],
        );
        const fault = passwordFault(
          password,
          rows.flatMap(({ name, email }) => [name, email]),
        );
        if (fault)
          throw new APIError('BAD_REQUEST', { code: fault.code, message: englishText(fault), params: fault.params });
      }),
    },
    databaseHooks: {
      user: {
        update: {
          before: async (changes, ctx) => {
            const { twoFactorEnabled } = changes as { twoFactorEnabled?: boolean };
            const accountId = ctx?.context.session?.user.id;
            if (twoFactorEnabled !== undefined && accountId) events.secondFactorChanged(accountId, twoFactorEnabled);
          },
        },
      },
      session: {
        delete: { after: ({ userId }) => Promise.resolve(events.sessionEnded(userId)) },
        create: {
          after: ({ userId }) => Promise.resolve(events.sessionBegan(userId)),
          // Refused with the words of a wrong password: whether the demo once ran here is nobody's business.
          before: async ({ userId }, ctx) => {
            // By better-auth's own adapter: this may be inside its transaction, and a second connection of the embedded
            // database would wait for that to end.
            const account = await ctx?.context.internalAdapter.findUserById(userId);
            if (!account || settings.demo || !isDemoAccount(account)) return;
            throw new APIError('UNAUTHORIZED', {
              code: 'INVALID_EMAIL_OR_PASSWORD',
              message: 'Invalid email or password',
            });
          },
        },
      },
    },
    advanced: {
      database: { generateId: () => uuidv7() },
      cookies: { session_token: { name: sessionCookie(settings.publicUrl) } },
      useSecureCookies: false,
      // Said here because better-auth leaves both out under a test runner, where they are to be tested.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
    },
  });
}

interface NamingCode {
  context: {
    secret: string;
    createAuthCookie(name: string): { name: string };
    internalAdapter: { findVerificationValue(identifier: string): Promise<{ value: string } | null> };
  };
  getSignedCookie(name: string, secret: string): Promise<string | null | false | undefined>;
}

/** Who is about to sign in with a code, or null where somebody who is signed in already names one. */
async function whoNamesCode({ context, getSignedCookie }: NamingCode): Promise<string | null> {
  const begun = await getSignedCookie(context.createAuthCookie('two_factor').name, context.secret);
  return begun ? ((await context.internalAdapter.findVerificationValue(begun))?.value ?? null) : null;
}

/** Where a password is chosen. */
const choosesPassword: ReadonlySet<string> = new Set(['/reset-password', '/change-password']);

interface ChoosingPassword {
  path: string;
  headers?: Headers;
  body: { token?: unknown };
  context: { internalAdapter: { findVerificationValue(identifier: string): Promise<{ value: string } | null> } };
}

/** Whose password is about to be chosen, or null where nobody's is: then better-auth refuses it by itself. */
async function whosePassword(ctx: ChoosingPassword): Promise<string | null> {
  if (ctx.path === '/change-password') return (await getSessionFromCtx(ctx as never))?.user.id ?? null;
  const { token } = ctx.body;
  if (typeof token !== 'string') return null;
  return (await ctx.context.internalAdapter.findVerificationValue(`reset-password:${token}`))?.value ?? null;
}

export type Auth = ReturnType<typeof createAuth>;
