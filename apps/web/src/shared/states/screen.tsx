import type { ReactNode } from 'react';
import { type AnyVariables, createRequest, type TypedDocumentNode } from '@urql/core';
import { useLiveQuery } from '../live/live.ts';
import { Loading } from './loading.tsx';
import { ProblemView } from './problem.tsx';
import { problemOf, type Problem } from '../server/transport.ts';

/** What a screen, or a part of one, has to show; see `useScreen`. */
export interface ScreenState<Data> {
  data: Data | undefined;
  problem: Problem | undefined;
  /** Whether it is what was asked for before, while what is asked for now is on its way. */
  isEarlier: boolean;
  retry(): void;
}

/** Reads what a screen shows and keeps it fresh; `Screen` shows it. */
export function useScreen<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  kinds: readonly string[] = [],
  options: { pause?: boolean } = {},
): ScreenState<Data> {
  const [{ data, error, operation }, again] = useLiveQuery(query, variables, kinds, options);
  return {
    data: data ?? undefined,
    problem: error ? problemOf(error) : undefined,
    isEarlier: operation !== undefined && operation.key !== createRequest(query, variables).key,
    retry: () => again({ requestPolicy: 'network-only' }),
  };
}

interface ScreenProps<Data> {
  state: ScreenState<Data>;
  /** True for the whole screen: a problem is then its heading. */
  whole?: boolean;
  /** What stands here when there is nothing to show yet. */
  empty?: { when(data: Data): boolean; show: ReactNode };
  children(data: Data): ReactNode;
}

/** A screen in every state: being fetched, empty, failed, refused, as last seen, and as it is. */
export function Screen<Data>({ state, whole = false, empty, children }: ScreenProps<Data>) {
  const { data, problem, retry } = state;
  if (data === undefined) return problem ? <ProblemView whole={whole} problem={problem} retry={retry} /> : <Loading />;
  // What could not be read again stays as it was last seen; the line above the screen says from when (`last-seen-line.tsx`).
  return empty?.when(data) ? empty.show : children(data);
}
