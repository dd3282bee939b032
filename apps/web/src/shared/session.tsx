import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createStore, del, get, set } from 'idb-keyval';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { post } from './transport.ts';

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
}

/** Who is signed in. */
export interface Me {
  account: { id: string; name: string; email: string };
  memberships: Membership[];
}

/** The session as the screens see it. `lost` means that it ended under the person's hands, `offline` means that it was remembered because the server cannot be reached. */
export type SessionState =
  | { kind: 'loading' }
  | { kind: 'anonymous'; lost: boolean }
  | { kind: 'unreachable' }
  | { kind: 'signed_in'; me: Me; offline: boolean };

interface Session {
  state: SessionState;
  /** Asks the server again who is signed in. */
  refresh(): Promise<void>;
  /** Signs out on the server and forgets who was here; drafts and waiting writes stay with their account. */
  signOut(): Promise<void>;
  /** Called when the server no longer knows the session: the person signs in and comes back to where they were. */
  lost(): void;
}

const SessionContext = createContext<Session | undefined>(undefined);
const store = createStore('throughline-session', 'session');

const meQuery = `query Me { me { account { id name email } memberships { partnershipId partnershipName partnershipSlug memberId role timeZone abilities } } }`;

async function whoIsIt(): Promise<SessionState> {
  const answer = await post({ query: meQuery, variables: {} });
  if ('data' in answer) {
    const me = answer.data['me'] as Me | null;
    if (!me) return { kind: 'anonymous', lost: false };
    await set('me', me, store).catch(() => undefined);
    return { kind: 'signed_in', me, offline: false };
  }
  if (answer.problem.code === 'UNAUTHENTICATED') return { kind: 'anonymous', lost: false };
  const me = await get<Me>('me', store).catch(() => undefined);
  return me ? { kind: 'signed_in', me, offline: true } : { kind: 'unreachable' };
}

/** Holds the session for everything inside it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'loading' });
  const refresh = useCallback(async () => setState(await whoIsIt()), []);
  const lost = useCallback(() => setState({ kind: 'anonymous', lost: true }), []);
  const signOut = useCallback(async () => {
    await fetch('/api/auth/sign-out', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    await del('me', store);
    setState({ kind: 'anonymous', lost: false });
  }, []);

  useEffect(() => {
    let gone = false;
    void whoIsIt().then((next) => gone || setState(next));
    return () => {
      gone = true;
    };
  }, []);

  const offline = state.kind === 'unreachable' || (state.kind === 'signed_in' && state.offline);
  useEffect(() => {
    if (!offline) return undefined;
    const again = () => void refresh();
    window.addEventListener('online', again);
    const timer = setInterval(again, 15_000);
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [offline, refresh]);

  const session = useMemo(() => ({ state, refresh, signOut, lost }), [state, refresh, signOut, lost]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session; throws outside `SessionProvider`. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession is used outside SessionProvider');
  return session;
}

/** The signed-in person; throws where nobody is signed in (sign-in screen). */
export function useMe(): Me {
  const { state } = useSession();
  if (state.kind !== 'signed_in') throw new Error('useMe is used with nobody signed in');
  return state.me;
}
