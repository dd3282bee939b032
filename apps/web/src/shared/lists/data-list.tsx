import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { TypedDocumentNode } from '@urql/core';
import { useTranslation } from 'react-i18next';
import { useLinkTarget } from './link-target.tsx';
import { useLiveQuery } from '../live/live.ts';
import { Loading } from '../states/loading.tsx';
import { ProblemView } from '../states/problem.tsx';

/** One keyset page as the server answers it. */
export interface KeysetPage<Row> {
  nodes: readonly Row[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount?: number | null;
}

interface DataListProps<Data, Variables, Row> {
  /** A query that takes `first` and `after`. */
  query: TypedDocumentNode<Data, Variables>;
  /** The other variables; a change begins again at the first page. */
  variables: Omit<Variables, 'first' | 'after'>;
  /** Kinds whose changes can add or move rows. */
  kinds: readonly string[];
  page(data: Data): KeysetPage<Row> | null | undefined;
  row(row: Row): ReactNode;
  empty: ReactNode;
  pageSize?: number;
  /** The rows are items with their ids: goes on until it shows the one that the address names. */
  seeksTarget?: boolean;
  label: string;
}

/** A list that loads page after page by a key; each page keeps itself fresh. Rows bring their own `<li key>`. */
export function DataList<Data, Variables extends Record<string, unknown>, Row>(
  props: DataListProps<Data, Variables, Row>,
) {
  return <Pages key={JSON.stringify(props.variables)} {...props} />;
}

function Pages<Data, Variables extends Record<string, unknown>, Row>(props: DataListProps<Data, Variables, Row>) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return (
    <ul aria-label={props.label} style={{ margin: 0, padding: 0, listStyle: 'none' }}>
      {cursors.map((after, index) => (
        <OnePage
          key={after ?? ''}
          {...props}
          after={after}
          isLast={index === cursors.length - 1}
          onMore={(cursor) => setCursors((before) => [...before, cursor])}
        />
      ))}
    </ul>
  );
}

interface OnePageProps<Data, Variables, Row> extends DataListProps<Data, Variables, Row> {
  after: string | undefined;
  isLast: boolean;
  onMore(cursor: string): void;
}

function OnePage<Data, Variables extends Record<string, unknown>, Row>(props: OnePageProps<Data, Variables, Row>) {
  const {
    query,
    variables,
    kinds,
    page,
    row,
    empty,
    pageSize = 25,
    seeksTarget = false,
    after,
    isLast,
    onMore,
  } = props;
  const { t } = useTranslation('shared');
  const all = { ...variables, first: pageSize, after } as unknown as Variables;
  const [{ data, error }, again] = useLiveQuery<Data, Variables>(query, all, kinds);
  const found = data ? page(data) : undefined;
  const next = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : undefined;
  const target = useLinkTarget();
  const seeks = seeksTarget && isLast ? target : undefined;
  useEffect(() => {
    if (next && seeks && !document.getElementById(seeks)) onMore(next);
  }, [next, seeks, onMore]);
  if (error && !found) {
    return (
      <li>
        <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} />
      </li>
    );
  }
  if (!found) {
    return (
      <li>
        <Loading />
      </li>
    );
  }
  return (
    <>
      {found.nodes.length === 0 && !after ? <li>{empty}</li> : found.nodes.map(row)}
      {isLast && next ? (
        <li style={{ paddingBlock: 16 }}>
          <Button variant="default" onClick={() => onMore(next)}>
            {t('more')}
          </Button>
        </li>
      ) : null}
    </>
  );
}
