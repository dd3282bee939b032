import { createStore, del, get, set } from 'idb-keyval';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { forgetDrafts } from '../device/kept-drafts.ts';
import { forgetSeen } from '../device/last-seen.ts';
import { Leaving } from './leaving.ts';
import { forgetWrites } from '../device/offline-queue.ts';
import { post } from '../server/transport.ts';

/** One membership of the signed-in account. */
export interface Membership {
  partnershipId: string;
  partnershipName: string;
  partnershipSlug: string;
  memberId: string;
  role: MemberRole;
  /** The partnership's IANA time zone. */
  timeZone: string;
  /** Policies that hold whatever the item. */
  abilities: readonly string[];
  /** True while nothing of it is shown before the account has a second factor. */
  needsSecondFactor: boolean;
}

/** Who is signed in. */
export interface Me {
  account: { id: string; name: string; email: string; hasSecondFactor: boolean };
  memberships: Membership[];
}

/** The session as the screens see it. `lost` means that it ended under the person's hands, `offline` means that it was remembered because the server cannot be reached. */
export type SessionState =
  | { kind: 'loading' }
  | { kind: 'anonymous'; lost: boolean }
  | { kind: 'unreachable' }
  | { kind: 'signed_in'; me: Me; offline: boolean };

const store = createStore('throughline-session', 'session');

/** The sign-out of this browser that the server may not know yet. */
export const leaving = new Leaving(store);

/** Asks who is signed in; `public/start.js` sends the same. */
export const meQuery = `query Me { me { account { id name email hasSecondFactor } memberships { partnershipId partnershipName partnershipSlug memberId role timeZone abilities needsSecondFactor } } }`;

async function nobody(): Promise<SessionState> {
  await forgetWho();
  return { kind: 'anonymous', lost: false };
}

/** Asks the server who is signed in; with no network, the device. */
export async function whoIsIt(fetcher: typeof fetch = fetch): Promise<SessionState> {
  // Whoever signed out with no network is gone, whatever their cookie still says.
  if (await leaving.isOn()) {
    await leaving.finish();
    return nobody();
  }
  const answer = await post({ query: meQuery, variables: {} }, fetcher);
  if ('data' in answer) {
    const me = answer.data['me'] as Me | null;
    if (!me) return nobody();
    await set('me', me, store).catch(() => undefined);
    return { kind: 'signed_in', me, offline: false };
  }
  if (answer.problem.code === 'UNAUTHENTICATED') return nobody();
  const me = await get<Me>('me', store).catch(() => undefined);
  return me ? { kind: 'signed_in', me, offline: true } : { kind: 'unreachable' };
}

declare global {
  interface Window {
    /** The answer to `meQuery` that `public/start.js` asked for before the app's code was there. */
    throughlineWho?: Promise<Response>;
  }
}

/** Takes the answer that was asked for already. */
const early: typeof fetch = (...request) => window.throughlineWho ?? fetch(...request);

let atStart: Promise<SessionState> | undefined;

/** The first answer of this visit; asked once, as early as anybody wants to know. */
export const whoIsItAtStart = (): Promise<SessionState> => (atStart ??= whoIsIt(early));

/** Forgets on this device who was here and what they saw; their drafts and waiting writes stay with their account. */
export async function forgetWho(): Promise<void> {
  await Promise.allSettled([del('me', store), forgetSeen()]);
}

/** Forgets on this device everything of somebody who signs out: who they are, what they saw, typed and did not send. */
export async function forgetEverything(accountId: string): Promise<void> {
  for (const key of Object.keys(localStorage)) if (key.includes(accountId)) localStorage.removeItem(key);
  await Promise.allSettled([forgetWho(), forgetDrafts(accountId), forgetWrites(accountId)]);
}
