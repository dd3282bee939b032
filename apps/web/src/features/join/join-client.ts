import type { InvitationShown } from '@throughline/domain/invitations';
import { type Problem, problemOfErrors } from '../../shared/server/transport.ts';

/** What the server answered, or the problem. */
export type JoinAnswer<Data> = { data: Data } | { problem: Problem };

const patience = 20_000;

/** Asks the invitation's own endpoint. Never throws: no network and a time-out are the problem NETWORK. */
async function call<Data>(path: string, token: string, body?: object): Promise<JoinAnswer<Data>> {
  try {
    const response = await fetch(`/invitation${path}`, {
      method: body ? 'POST' : 'GET',
      credentials: 'same-origin',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: { 'x-invitation': token, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
    if (response.status === 502 || response.status === 504) return { problem: { code: 'NETWORK', message: '' } };
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { data: answer as Data };
    return { problem: problemOfErrors([{ message: String(answer['message'] ?? ''), extensions: answer }]) };
  } catch (error) {
    return { problem: { code: 'NETWORK', message: error instanceof Error ? error.message : '' } };
  }
}

/** What the link invites to. */
export const openInvitation = (token: string): Promise<JoinAnswer<InvitationShown>> => call('', token);

/** Joins with a new account; answers what to sign in with, and where to. */
export const joinAnew = (
  token: string,
  person: { name: string; password: string },
): Promise<JoinAnswer<{ email: string; slug: string }>> => call('/join', token, person);

/** Joins with the account that is signed in. */
export const joinAsMe = (token: string): Promise<JoinAnswer<{ slug: string }>> => call('/join-as-me', token, {});
