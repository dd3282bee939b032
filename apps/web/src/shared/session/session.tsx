import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { forgetEverything, forgetWho, leaving, whoIsIt, whoIsItAtStart, type Me, type SessionState } from './who.ts';

interface Session {
  state: SessionState;
  /** Asks the server again who is signed in. */
  refresh(): Promise<void>;
  /** Forgets on this device everything of who was here, and signs out on the server, later when it is away. */
  signOut(): Promise<void>;
  /** Called when the server no longer knows the session: the person signs in and comes back to where they were. */
  onLost(): void;
}

const SessionContext = createContext<Session | undefined>(undefined);
/** Tells the other tabs of this browser. */
const news = 'throughline-session';

/** Holds the session for everything inside it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'loading' });
  const refresh = useCallback(async () => setState(await whoIsIt()), []);
  const onLost = useCallback(() => {
    void forgetWho();
    setState({ kind: 'anonymous', lost: true });
  }, []);
  const accountId = state.kind === 'signed_in' ? state.me.account.id : undefined;
  const signOut = useCallback(async () => {
    await leaving.begin();
    if (accountId !== undefined) await forgetEverything(accountId);
    setState({ kind: 'anonymous', lost: false });
    new BroadcastChannel(news).postMessage('signed out');
    await leaving.finish();
  }, [accountId]);

  useEffect(() => {
    const channel = new BroadcastChannel(news);
    // Another tab has signed out: nothing of this one may stay on the screen.
    channel.addEventListener('message', () => {
      void forgetWho();
      setState({ kind: 'anonymous', lost: false });
    });
    return () => channel.close();
  }, []);

  const isAnonymous = state.kind === 'anonymous';
  useEffect(() => {
    if (!isAnonymous) return undefined;
    const again = () => void leaving.finish();
    window.addEventListener('online', again);
    const timer = setInterval(again, 15_000);
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [isAnonymous]);

  useEffect(() => {
    let gone = false;
    void whoIsItAtStart().then((next) => gone || setState(next));
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

  const session = useMemo(() => ({ state, refresh, signOut, onLost }), [state, refresh, signOut, onLost]);
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
