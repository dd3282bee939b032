import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownWays, type OwnWays, type Ways, waysHere } from './ways-client.ts';

interface Known {
  /** Until it is known, a password is asked for: the server says it where there is none. */
  own: OwnWays;
  here: Ways;
  reload(): void;
}

const unknown: Known = {
  own: { hasPassword: true, isConnected: false, passkeys: [] },
  here: { provider: null, passkeys: false },
  reload: () => undefined,
};
const WaysContext = createContext(unknown);

/** Finds out which ways to sign in the server and the signed-in account have, for everything inside it. */
export function OwnWaysProvider({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const here = useWaysHere();
  const [own, setOwn] = useState(unknown.own);
  const load = useCallback(() => ownWays(i18n.language), [i18n.language]);
  const show = useCallback((answer: Awaited<ReturnType<typeof load>>) => {
    if ('data' in answer) setOwn(answer.data);
  }, []);
  const reload = useCallback(() => void load().then(show), [load, show]);
  useEffect(() => {
    let gone = false;
    void load().then((answer) => gone || show(answer));
    return () => {
      gone = true;
    };
  }, [load, show]);
  const known = useMemo(() => ({ own, here, reload }), [own, here, reload]);
  return <WaysContext value={known}>{children}</WaysContext>;
}

/** Which ways to sign in there are for the signed-in account. */
export const useOwnWays = (): Known => use(WaysContext);

/** Which ways to sign in this server has besides a password and a link; none while that is not known. */
export function useWaysHere(): Ways {
  const { i18n } = useTranslation();
  const [here, setHere] = useState(unknown.here);
  useEffect(() => {
    let gone = false;
    void waysHere(i18n.language).then((answer) => gone || ('data' in answer && setHere(answer.data)));
    return () => {
      gone = true;
    };
  }, [i18n.language]);
  return here;
}
