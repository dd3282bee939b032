import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import { createRequest, type AnyVariables, type TypedDocumentNode } from '@urql/core';
import { useQuery, type UseQueryResponse } from 'urql';
import { LiveQueries } from './live-queries.ts';

/** The live queries of the open partnership. */
export const LiveContext = createContext<LiveQueries>(new LiveQueries());

/** The live queries of the open partnership; for hooks that write. */
export const useLive = (): LiveQueries => use(LiveContext);

const againMs = 15_000;

/**
 * When the oldest answer on screen was given (ms since 1970), while the server cannot be reached or takes long;
 * undefined otherwise. Whoever shows it also has the server asked again, now and then and when the network is back.
 */
export function useLastSeen(): number | undefined {
  const live = useLive();
  const at = useSyncExternalStore(live.subscribe, live.oldestSeen);
  const isOld = at !== undefined;
  useEffect(() => {
    if (!isOld) return undefined;
    const again = () => live.all();
    const timer = setInterval(again, againMs);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [isOld, live]);
  return at;
}

/**
 * Reads a query and keeps it fresh: it shows what the cache has at once, asks the server, and asks again when the
 * event stream tells of a row that it shows or of one of `kinds`.
 */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  kinds: readonly string[] = [],
  options: { pause?: boolean } = {},
): UseQueryResponse<Data, Variables> {
  const live = useLive();
  const { pause = false } = options;
  const { key } = createRequest(query, variables);
  const all = kinds.join();
  useEffect(() => (pause ? undefined : live.show(key, all === '' ? [] : all.split(','))), [live, pause, key, all]);
  return useQuery<Data, Variables>({ query, variables, pause } as Parameters<typeof useQuery<Data, Variables>>[0]);
}
