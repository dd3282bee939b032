import { useLiveQuery } from '../../shared/live.ts';
import { IdeasToLog, NetworksToLog } from './quick-log-queries.ts';

/** A network or an idea that can be chosen. */
export interface Choice {
  id: string;
  title: string;
}

/** Networks in which the person may log a test. */
export function useNetworkChoices(): Choice[] | undefined {
  const [{ data }] = useLiveQuery(NetworksToLog, {}, ['network']);
  return data?.networks.nodes
    .filter(({ abilities }) => abilities.includes('canLogCycle'))
    .map(({ id, name }) => ({ id, title: name }));
}

/** Ideas of the network that can be tested, newest first; none of those that were abandoned. */
export function useIdeaChoices(networkId: string): Choice[] | undefined {
  const [{ data }] = useLiveQuery(IdeasToLog, { networkId }, ['change_idea'], { pause: networkId === '' });
  return data?.changeIdeas.nodes.filter(({ state }) => state !== 'abandoned').map(({ id, title }) => ({ id, title }));
}
