import { refusal } from '@throughline/domain/refusals/refusal';
import { getSessionFromCtx } from 'better-auth/api';
import { processTime } from '../kernel/clock.ts';
import { authProblem } from './auth-problem.ts';
import type { AuthContext } from './ceremony.ts';

/** How long after signing in a session may change how the account is signed in to, in milliseconds. */
const freshMs = 10 * 60_000;

/** Whose session it is. @throws when there is none */
export async function demandSession(ctx: AuthContext) {
  const found = await getSessionFromCtx(ctx);
  if (!found) throw authProblem(refusal('SIGN_IN_AGAIN'), 'UNAUTHORIZED');
  return found;
}

/**
 * Whose session it is, when it began minutes ago or the password is named: whoever finds a device unlocked does not add a
 * way in of their own, or take one away.
 * @throws SIGN_IN_AGAIN; PASSWORD_WRONG
 */
export async function demandFresh(ctx: AuthContext, password?: string) {
  const found = await demandSession(ctx);
  if (!password && isFresh(found.session)) return found;
  if (!password) throw authProblem(refusal('SIGN_IN_AGAIN'), 'FORBIDDEN');
  if (!(await isPassword(ctx, found.user.id, password))) throw authProblem(refusal('PASSWORD_WRONG'));
  return found;
}

/**
 * The same where the account has no password that better-auth could ask for.
 * @throws SIGN_IN_AGAIN
 */
export async function demandPasswordOrFresh(ctx: AuthContext): Promise<void> {
  const { user } = await demandSession(ctx);
  const own = await ctx.context.internalAdapter.findAccounts(user.id);
  if (!own.some(({ password }) => password)) await demandFresh(ctx);
}

/** Whether a session began minutes ago. */
export const isFresh = (session: { createdAt: Date | string }): boolean =>
  processTime() - new Date(session.createdAt).getTime() <= freshMs;

async function isPassword(ctx: AuthContext, accountId: string, password: string): Promise<boolean> {
  const { internalAdapter, password: passwords } = ctx.context;
  const own = (await internalAdapter.findAccounts(accountId)).find(({ providerId }) => providerId === 'credential');
  return Boolean(own?.password && (await passwords.verify({ hash: own.password, password })));
}
