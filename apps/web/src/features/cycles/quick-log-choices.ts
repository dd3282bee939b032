import { useEffect, useState } from 'react';
import { createStore, get, set } from 'idb-keyval';
import { useLiveQuery } from '../../shared/live.ts';
import { usePartnership } from '../../shared/partnership.tsx';
import { useMe } from '../../shared/session.tsx';
import { IdeasToLog, NetworksToLog } from './quick-log-queries.ts';

/** A network or an idea that can be chosen. */
export interface Choice {
  id: string;
  title: string;
}

/** What the server said last, kept on the device so that a test can be logged where there is no network. */
const store = createStore('throughline-quick-log', 'choices');

/** `fresh` once the server answered, otherwise what was remembered; undefined while neither is known. */
function useRemembered(key: string, fresh: Choice[] | undefined): Choice[] | undefined {
  const fullKey = `${useMe().account.id}:${key}`;
  const [remembered, setRemembered] = useState<{ key: string; choices: Choice[] }>();
  useEffect(() => {
    let gone = false;
    const take = (choices: Choice[] | undefined) => {
      if (!gone) setRemembered({ key: fullKey, choices: choices ?? [] });
    };
    get<Choice[]>(fullKey, store).then(take, () => take(undefined));
    return () => {
      gone = true;
    };
  }, [fullKey]);
  const text = fresh && JSON.stringify(fresh);
  useEffect(() => {
    // A device that keeps nothing still logs: the list is then there only while the network is.
    if (text) set(fullKey, JSON.parse(text), store).catch(() => undefined);
  }, [fullKey, text]);
  return fresh ?? (remembered?.key === fullKey ? remembered.choices : undefined);
}

/** Networks in which the person may log a test. */
export function useNetworkChoices(): Choice[] | undefined {
  const { partnershipId } = usePartnership();
  const [{ data }] = useLiveQuery(NetworksToLog, {}, ['network']);
  const fresh = data?.networks.nodes
    .filter(({ abilities }) => abilities.includes('canLogCycle'))
    .map(({ id, name }) => ({ id, title: name }));
  return useRemembered(`networks:${partnershipId}`, fresh);
}

/** Ideas of the network that can be tested, newest first; none of those that were abandoned. */
export function useIdeaChoices(networkId: string): Choice[] | undefined {
  const [{ data }] = useLiveQuery(IdeasToLog, { networkId }, ['change_idea'], { pause: networkId === '' });
  const fresh = data?.changeIdeas.nodes
    .filter(({ state }) => state !== 'abandoned')
    .map(({ id, title }) => ({ id, title }));
  return useRemembered(`ideas:${networkId}`, networkId === '' ? undefined : fresh);
}
