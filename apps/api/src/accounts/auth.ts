import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Settings } from '../config/settings.ts';
import { isDemoAccount } from './demo-accounts.ts';

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

/** better-auth over our tables (see account-tables.ts): its user is our account, its account a credential. */
export function createAuth(pool: pg.Pool, settings: Pick<Settings, 'authSecret' | 'publicUrl' | 'demo'>) {
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
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, autoSignIn: true },
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
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...stamps } },
    databaseHooks: {
      session: {
        create: {
          // Refused with the words of a wrong password: whether the demo once ran here is nobody's business.
          before: async ({ userId }) => {
            const { rows } = await pool.query<{ email: string }>('SELECT email FROM account WHERE id = $1', [userId]);
            if (rows.every((account) => settings.demo || !isDemoAccount(account))) return;
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

export type Auth = ReturnType<typeof createAuth>;
