import type { ReactNode } from 'react';
import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLive, useLiveQuery } from './live.ts';
import { Loading } from './loading.tsx';
import { useFormat } from './partnership.tsx';
import { ProblemView } from './problem.tsx';
import { problemOf, type Problem } from './transport.ts';
import classes from './states.module.css';

/** What a screen, or a part of one, has to show; see `useScreen`. */
export interface ScreenState<Data> {
  data: Data | undefined;
  problem: Problem | undefined;
  /** When the server last gave what is shown, milliseconds since 1970; undefined when it did not in this visit. */
  seenAt: number | undefined;
  retry(): void;
}

/** Reads what a screen shows and keeps it fresh; `Screen` shows it. */
export function useScreen<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  kinds: readonly string[] = [],
  options: { pause?: boolean } = {},
): ScreenState<Data> {
  const live = useLive();
  const [{ data, error, operation }, again] = useLiveQuery(query, variables, kinds, options);
  return {
    data: data ?? undefined,
    problem: error ? problemOf(error) : undefined,
    seenAt: operation ? live.seenAt(operation.key) : undefined,
    retry: () => again({ requestPolicy: 'network-only' }),
  };
}

interface ScreenProps<Data> {
  of: ScreenState<Data>;
  /** True for the whole screen: a problem is then its heading. */
  whole?: boolean;
  /** What stands here when there is nothing to show yet. */
  empty?: { when(data: Data): boolean; show: ReactNode };
  children(data: Data): ReactNode;
}

/** A screen in every state: being fetched, empty, failed, refused, as last seen with no network, and as it is. */
export function Screen<Data>({ of, whole = false, empty, children }: ScreenProps<Data>) {
  const { data, problem, retry } = of;
  if (data === undefined) return problem ? <ProblemView whole={whole} problem={problem} retry={retry} /> : <Loading />;
  return (
    <>
      {problem ? <LastSeen of={of} /> : null}
      {empty?.when(data) ? empty.show : children(data)}
    </>
  );
}

/** Says that what is shown could not be read again, and from when it is. */
function LastSeen({ of: { seenAt, retry } }: { of: ScreenState<unknown> }) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  return (
    <output className={classes['lastSeen']}>
      {seenAt === undefined
        ? t('last_seen.before')
        : t('last_seen.at', { at: format.moment(new Date(seenAt).toISOString()) })}
      <Button variant="subtle" onClick={retry}>
        {t('problem.retry')}
      </Button>
    </output>
  );
}
