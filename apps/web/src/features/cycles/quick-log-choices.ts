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

/** The ideas of a network that a test can belong to. */
interface IdeaChoices {
  ideas: readonly Choice[];
  /** Whether it is known that there is none, so that "a new one" is never said too early. */
  hasNone: boolean;
}

/** Ideas of the network that can be tested, newest first; none of those that were abandoned. */
export function useIdeaChoices(networkId: string | null): IdeaChoices {
  const [{ data, fetching, stale }] = useLiveQuery(IdeasToLog, { networkId: networkId ?? '' }, ['change_idea'], {
    pause: networkId === null,
  });
  if (networkId === null || !data) return { ideas: nothing, hasNone: false };
  const ideas = data.changeIdeas.nodes
    .filter(({ state }) => state !== 'abandoned')
    .map(({ id, title }) => ({ id, title }));
  return { ideas, hasNone: ideas.length === 0 && !fetching && !stale };
}
