import { useLiveQuery } from '../../shared/live/live.ts';
import { IdeasToLog, NetworksToLog } from './quick-log-queries.ts';

/** A network or an idea that can be chosen. */
export interface Choice {
  id: string;
  title: string;
}

const nothing: readonly Choice[] = [];

/** Networks in which the person may log a test; undefined until it is known, so that "none" is never said too early. */
export function useNetworkChoices(): Choice[] | undefined {
  const [{ data, fetching, stale }] = useLiveQuery(NetworksToLog, {}, ['network']);
  const found = data?.networks.nodes
    .filter(({ abilities }) => abilities.includes('canLogCycle'))
    .map(({ id, name }) => ({ id, title: name }));
  return found?.length === 0 && (fetching || stale) ? undefined : found;
}

/** Ideas of the network that can be tested, newest first; none of those that were abandoned. */
export function useIdeaChoices(networkId: string | null): readonly Choice[] {
  const [{ data }] = useLiveQuery(IdeasToLog, { networkId: networkId ?? '' }, ['change_idea'], {
    pause: networkId === null,
  });
  if (networkId === null) return nothing;
  return (
    data?.changeIdeas.nodes.filter(({ state }) => state !== 'abandoned').map(({ id, title }) => ({ id, title })) ??
    nothing
  );
}
