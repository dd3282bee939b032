import { refusal } from '@throughline/domain/refusals/refusal';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { asAuthProblem, authProblem } from './auth-problem.ts';
import { type AuthContext, beginCeremony, type Ceremony, endCeremony } from './ceremony.ts';
import { demandFresh, demandSession } from './fresh-session.ts';
import { joinAnew } from './inviting.ts';
import {
  addPasskey,
  askForNewPasskey,
  askForPasskey,
  judgeNewPasskey,
  judgePasskey,
  passkeySiteOf,
} from './passkeys.ts';
import type { WayNeeds } from './provider.ts';

const seconds = 5 * 60;
const adding: Ceremony = { name: 'passkey-new', seconds };
const joining: Ceremony = { name: 'passkey-join', seconds };
const entering: Ceremony = { name: 'passkey', seconds };

/** More than anybody has devices. */
const mostPasskeys = 20;

const countPasskeys = 'SELECT count(*)::int AS count FROM passkey WHERE account_id = $1';
/** $1 account, $2 the passkey that would go. */
const otherWays = `SELECT 1 FROM credential WHERE account_id = $1
UNION ALL SELECT 1 FROM passkey WHERE account_id = $1 AND id <> $2`;
const removePasskey = 'DELETE FROM passkey WHERE account_id = $1 AND id = $2';
/** Who has just made one has it at hand. */
const markSession = 'UPDATE session SET by_passkey = true WHERE id = $1';

/** What a browser answers is judged by the library that reads it. */
const answer = z.object({ id: z.string().max(2000), response: z.looseObject({}) }).loose();
const name = z.string().trim().min(1).max(80);
const password = z.string().max(128).optional();

/** Passkeys: made on the account page or while joining, signed in with, taken away. Decision 31. */
export function passkeyPlugin({ pool, settings, events, inviting }: WayNeeds): BetterAuthPlugin {
  const found = passkeySiteOf(settings.publicUrl);
  const site = () => {
    if (!found) throw authProblem(refusal('PASSKEY_NONE'));
    return found;
  };

  /** A session that was begun by a device that the person unlocked: two factors at once. */
  const signIn = async (accountId: string, ctx: AuthContext): Promise<void> => {
    const { internalAdapter } = ctx.context;
    const user = await internalAdapter.findUserById(accountId);
    if (!user) throw authProblem(refusal('PASSKEY_UNKNOWN'));
    const session = await internalAdapter.createSession(accountId, false, { byPasskey: true }, true);
    await setSessionCookie(ctx, { session, user });
  };

  return {
    id: 'throughline-passkeys',
    endpoints: {
      askForNewPasskey: createAuthEndpoint(
        '/passkey/ask',
        { method: 'POST', body: z.object({ password }) },
        async (ctx) => {
          const { user } = await demandFresh(ctx, ctx.body.password);
          const { rows } = await pool.query<{ count: number }>(countPasskeys, [user.id]);
          if ((rows[0]?.count ?? 0) >= mostPasskeys)
            throw authProblem(refusal('PASSKEYS_MANY', { most: mostPasskeys }));
          const options = await askForNewPasskey(pool, site(), user);
          await beginCeremony(ctx, adding, { challenge: options.challenge, accountId: user.id });
          return ctx.json(options);
        },
      ),
      addPasskey: createAuthEndpoint(
        '/passkey/add',
        { method: 'POST', body: z.object({ name, answer }) },
        async (ctx) => {
          const { user, session } = await demandSession(ctx);
          const pending = await endCeremony<{ challenge: string; accountId: string }>(ctx, adding);
          if (pending?.accountId !== user.id) throw authProblem(refusal('PASSKEY_OVER'));
          const passkey = await judgeNewPasskey(site(), pending.challenge, ctx.body.answer);
          if ('code' in passkey) throw authProblem(passkey);
          const { text, values } = addPasskey(passkey, ctx.body.name);
          const added = await pool.query(`${text} ON CONFLICT DO NOTHING`, [user.id, ...values]);
          if (added.rowCount !== 1) throw authProblem(refusal('PASSKEY_WRONG'));
          await pool.query(markSession, [session.id]);
          await events.wayChanged(user.id, 'passkey_added', ctx.headers);
          return ctx.json({ added: true });
        },
      ),
      removePasskey: createAuthEndpoint(
        '/passkey/remove',
        { method: 'POST', body: z.object({ id: z.uuid(), password }) },
        async (ctx) => {
          const { user } = await demandFresh(ctx, ctx.body.password);
          const { id } = ctx.body;
          if ((await pool.query(otherWays, [user.id, id])).rowCount === 0) throw authProblem(refusal('ONLY_WAY_IN'));
          const gone = await pool.query(removePasskey, [user.id, id]);
          if (gone.rowCount) await events.wayChanged(user.id, 'passkey_removed', ctx.headers);
          return ctx.json({ removed: gone.rowCount === 1 });
        },
      ),
      askForPasskey: createAuthEndpoint('/sign-in/passkey/ask', { method: 'POST', body: z.object({}) }, async (ctx) => {
        const options = await askForPasskey(site());
        await beginCeremony(ctx, entering, { challenge: options.challenge });
        return ctx.json(options);
      }),
      signInByPasskey: createAuthEndpoint(
        '/sign-in/passkey',
        { method: 'POST', body: z.object({ answer }) },
        async (ctx) => {
          const pending = await endCeremony<{ challenge: string }>(ctx, entering);
          if (!pending) throw authProblem(refusal('PASSKEY_OVER'));
          const judged = await judgePasskey(pool, site(), pending.challenge, ctx.body.answer);
          if ('problem' in judged) {
            if (judged.accountId) events.signInRefused(judged.accountId);
            throw authProblem(judged.problem);
          }
          await signIn(judged.accountId, ctx);
          return ctx.json({ signedIn: true });
        },
      ),
      askToJoinByPasskey: createAuthEndpoint(
        '/join/passkey/ask',
        { method: 'POST', body: z.object({ invitation: z.string().max(400) }) },
        async (ctx) => {
          const invited = await inviting().invitedBy(ctx.body.invitation);
          if (!invited) throw authProblem(refusal('INVITATION_OVER'));
          const account = { id: uuidv7(), name: invited.name, email: invited.email };
          const options = await askForNewPasskey(pool, site(), account);
          await beginCeremony(ctx, joining, {
            challenge: options.challenge,
            accountId: account.id,
            invitation: ctx.body.invitation,
          });
          return ctx.json(options);
        },
      ),
      joinByPasskey: createAuthEndpoint(
        '/join/passkey',
        { method: 'POST', body: z.object({ name, person: z.string().trim().min(1).max(200), answer }) },
        async (ctx) => {
          type Pending = { challenge: string; accountId: string; invitation: string };
          const pending = await endCeremony<Pending>(ctx, joining);
          if (!pending) throw authProblem(refusal('PASSKEY_OVER'));
          const passkey = await judgeNewPasskey(site(), pending.challenge, ctx.body.answer);
          if ('code' in passkey) throw authProblem(passkey);
          const invited = await inviting().invitedBy(pending.invitation);
          if (!invited) throw authProblem(refusal('INVITATION_OVER'));
          const account = await joinAnew(
            pool,
            { ...invited, name: ctx.body.person },
            addPasskey(passkey, ctx.body.name),
            { id: pending.accountId },
          ).catch((error: unknown) => {
            throw asAuthProblem(error);
          });
          if (!account) throw authProblem(refusal('ACCOUNT_EXISTS'));
          await signIn(account.id, ctx);
          return ctx.json({ slug: invited.slug });
        },
      ),
    },
  };
}
