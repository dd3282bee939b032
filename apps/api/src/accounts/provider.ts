import { refusal } from '@throughline/domain/refusals/refusal';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Account } from './accounts.service.ts';
import { asAuthProblem, authProblem } from './auth-problem.ts';
import { type AuthContext, beginCeremony, type Ceremony, endCeremony } from './ceremony.ts';
import { demandFresh, demandSession } from './fresh-session.ts';
import { type Inviting, joinAnew } from './inviting.ts';
import { ProviderClient, type ProviderIdentity, type ProviderQuestion } from './provider-client.ts';
import type { Settings } from '../config/settings.ts';
import type { WayEvents } from './way-events.ts';

/** Names the provider among the credentials of an account. */
export const providerId = 'oidc';

/** Where the provider's answer becomes a session. */
export const finishesProvider = '/sign-in/provider/finish';

const ceremony: Ceremony = { name: 'provider', seconds: 10 * 60 };

/** What is kept while somebody is at the provider. */
interface AtProvider extends ProviderQuestion {
  state: string;
  /** The link of the invitation that is answered. */
  invitation?: string;
  /** The account that the provider shall sign in from now on. */
  connects?: string;
}

interface Found extends Account {
  isVerified: boolean;
}

const accountColumns = 'a.id, a.name, a.email, a.email_verified AS "isVerified"';
const ofSubject = `SELECT ${accountColumns} FROM credential c JOIN account a ON a.id = c.account_id
WHERE c.provider_id = $1 AND c.provider_account_id = $2`;
const ofAddress = `SELECT ${accountColumns} FROM account a WHERE a.email = $1`;
/** One identity for each account: an address that the provider gives to somebody else later opens nothing of before. */
const connect = `INSERT INTO credential (account_id, id, provider_id, provider_account_id)
SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM credential WHERE account_id = $1 AND provider_id = $3)
ON CONFLICT DO NOTHING`;
const otherWays = `SELECT 1 FROM credential WHERE account_id = $1 AND provider_id <> $2
UNION ALL SELECT 1 FROM passkey WHERE account_id = $1`;
const disconnect = `DELETE FROM credential WHERE account_id = $1 AND provider_id = $2`;

/** What the ways to sign in need of the rest. */
export interface WayNeeds {
  readonly pool: pg.Pool;
  readonly settings: Pick<Settings, 'publicUrl' | 'provider'>;
  readonly events: WayEvents;
  inviting(): Inviting;
}

/** Signing in at the provider of the settings: who it is decides, not what the browser says. Decision 31. */
export function providerPlugin({ pool, settings, events, inviting }: WayNeeds): BetterAuthPlugin {
  const provider = settings.provider ? new ProviderClient(settings.provider, settings.publicUrl) : null;
  const label = settings.provider?.label ?? '';

  const find = async (text: string, values: unknown[]): Promise<Found | null> =>
    (await pool.query<Found>(text, values)).rows[0] ?? null;

  /** True where the account has it now; false where it has another, or another account has this one. */
  const connectTo = async (account: Account, { subject }: ProviderIdentity, ctx: AuthContext): Promise<boolean> => {
    const made = await pool.query(connect, [account.id, uuidv7(), providerId, subject]);
    if (made.rowCount !== 1) return false;
    await events.wayChanged(account.id, 'provider_connected', ctx.headers);
    return true;
  };

  /** Whose account the identity opens. @throws why it opens none */
  const accountOf = async (identity: ProviderIdentity, ctx: AuthContext): Promise<Found> => {
    const known = await find(ofSubject, [providerId, identity.subject]);
    if (known) return known;
    const { email, isEmailVerified } = identity;
    const named = email === null ? null : await find(ofAddress, [email]);
    if (!email || !isEmailVerified) {
      // Whoever can write any address into their profile there must not become its owner here.
      if (named) events.signInRefused(named.id);
      throw authProblem(refusal('PROVIDER_UNVERIFIED', { label }));
    }
    if (!named) throw authProblem(refusal('PROVIDER_UNINVITED', { label, email }));
    if (!named.isVerified) {
      // The account may be of somebody else who was handed the link of this person's invitation.
      events.signInRefused(named.id);
      throw authProblem(refusal('PROVIDER_UNCONFIRMED', { email }));
    }
    if (!(await connectTo(named, identity, ctx))) throw authProblem(refusal('PROVIDER_TAKEN', { label }));
    return named;
  };

  /** Makes the account of whoever was invited and has none. Answers null where the identity has one. */
  const join = async (identity: ProviderIdentity, token: string, ctx: AuthContext) => {
    const owner = identity.isEmailVerified && identity.email ? await find(ofAddress, [identity.email]) : null;
    if (owner || (await find(ofSubject, [providerId, identity.subject]))) return null;
    const invited = await inviting().invitedBy(token);
    if (!invited) throw authProblem(refusal('INVITATION_OVER'));
    const way = {
      text: `INSERT INTO credential (account_id, id, provider_id, provider_account_id) VALUES ($1, $2, $3, $4)`,
      values: [uuidv7(), providerId, identity.subject],
    };
    const isVerified = invited.isMailed || (identity.isEmailVerified && identity.email === invited.email);
    const account = await joinAnew(pool, invited, way, { isVerified }).catch((error: unknown) => {
      throw asAuthProblem(error);
    });
    if (!account) throw authProblem(refusal('ACCOUNT_EXISTS'));
    await signIn(account.id, ctx);
    return { slug: invited.slug };
  };

  const hasOtherWay = async (accountId: string): Promise<boolean> =>
    (await pool.query(otherWays, [accountId, providerId])).rowCount !== 0;

  const signIn = async (accountId: string, ctx: AuthContext): Promise<void> => {
    const { internalAdapter } = ctx.context;
    const user = await internalAdapter.findUserById(accountId);
    if (!user) throw authProblem(refusal('PROVIDER_OVER'));
    const session = await internalAdapter.createSession(accountId);
    await setSessionCookie(ctx, { session, user });
  };

  return {
    id: 'throughline-provider',
    endpoints: {
      beginProvider: createAuthEndpoint(
        '/sign-in/provider',
        {
          method: 'POST',
          body: z.object({
            invitation: z.string().max(400).optional(),
            connects: z.boolean().optional(),
            password: z.string().max(128).optional(),
          }),
        },
        async (ctx) => {
          if (!provider) throw authProblem(refusal('PROVIDER_NONE'));
          const { invitation, connects, password } = ctx.body;
          const connectsId = connects ? (await demandFresh(ctx, password)).user.id : undefined;
          if (invitation !== undefined && !(await inviting().invitedBy(invitation)))
            throw authProblem(refusal('INVITATION_OVER'));
          const question = ProviderClient.question();
          const pending = {
            ...question,
            ...(invitation && { invitation }),
            ...(connectsId && { connects: connectsId }),
          };
          const state = await beginCeremony(ctx, ceremony, pending);
          const sought = await provider.ask(question, state);
          if ('problem' in sought) throw authProblem(sought.problem);
          return ctx.json({ url: sought.url });
        },
      ),
      finishProvider: createAuthEndpoint(
        finishesProvider,
        { method: 'POST', body: z.object({ search: z.string().max(8000) }) },
        async (ctx) => {
          if (!provider) throw authProblem(refusal('PROVIDER_NONE'));
          const search = new URLSearchParams(ctx.body.search);
          const state = search.get('state') ?? '';
          const pending = await endCeremony<AtProvider>(ctx, ceremony, state);
          if (!pending) throw authProblem(refusal('PROVIDER_OVER'));
          const answer = await provider.hear(pending, state, search);
          if ('problem' in answer) throw authProblem(answer.problem);
          const { identity } = answer;
          if (pending.connects !== undefined) {
            const { user } = await demandSession(ctx);
            if (user.id !== pending.connects) throw authProblem(refusal('PROVIDER_OVER'));
            const known = await find(ofSubject, [providerId, identity.subject]);
            if (known?.id !== user.id && (known || !(await connectTo(user, identity, ctx))))
              throw authProblem(refusal('PROVIDER_TAKEN', { label }));
            return ctx.json({ connected: true });
          }
          const joined = pending.invitation === undefined ? null : await join(identity, pending.invitation, ctx);
          if (joined) return ctx.json(joined);
          await signIn((await accountOf(identity, ctx)).id, ctx);
          return ctx.json({ signedIn: true });
        },
      ),
      disconnectProvider: createAuthEndpoint(
        '/provider/disconnect',
        { method: 'POST', body: z.object({ password: z.string().max(128).optional() }) },
        async (ctx) => {
          const { user } = await demandFresh(ctx, ctx.body.password);
          if (!(await hasOtherWay(user.id))) throw authProblem(refusal('ONLY_WAY_IN'));
          const gone = await pool.query(disconnect, [user.id, providerId]);
          if (gone.rowCount) await events.wayChanged(user.id, 'provider_disconnected', ctx.headers);
          return ctx.json({ disconnected: true });
        },
      ),
    },
  };
}
