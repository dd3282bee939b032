import { useState } from 'react';
import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import type { Option } from '../form/bound-fields.tsx';
import { useDebounced } from '../lists/use-debounced.ts';
import { useLiveQuery } from '../live/live.ts';
import { problemOf, type Problem } from '../server/transport.ts';

/** Rows that a list offers at once; among more, one searches. */
export const mostOffered = 50;

interface Asked {
  search?: string | null | undefined;
  first: number;
}

/** Rows of one kind to choose from, however many there are: the server is asked as one types. */
export interface SearchedList<Data, Row extends { id: string }, More extends object = object, One = never> {
  /** Searches names; without `one`, ids too. */
  query: TypedDocumentNode<Data, Asked & More>;
  page(data: Data): { nodes: readonly Row[]; totalCount: number };
  /** The row that is chosen, where the list's own search does not find it by its id: one that was retired. */
  one?: { query: TypedDocumentNode<One, { id: string }>; rowOf(data: One): Row };
  /** Kinds whose changes change what can be chosen. */
  kinds: readonly string[];
}

/** What is offered for what is typed, with the one that is chosen. */
export interface Searched<Row = unknown> {
  options: readonly Option[];
  rows: readonly Row[];
  /** How many there are for what is typed; undefined until that is known. */
  total: number | undefined;
  /** Whether there are more than are offered: then they are searched. */
  isSearched: boolean;
  search: string;
  setSearch(text: string): void;
  /** Whether what is offered is not yet for what is typed. */
  isBehind: boolean;
  problem: Problem | undefined;
  retry(): void;
}

interface SearchedOptions<Row, More> {
  /** What else the list's query takes. */
  variables?: More;
  /** Which rows can be chosen. */
  accept?(row: Row): boolean;
}

/** Rows to choose from; the server is asked as one types. */
export function useSearched<Data, Row extends { id: string }, More extends object = object, One = never>(
  list: SearchedList<Data, Row, More, One>,
  chosenId: string | null | undefined,
  labelOf: (row: Row) => string,
  { variables, accept }: SearchedOptions<Row, More> = {},
): Searched<Row> {
  const [search, setSearch] = useState('');
  const searchText = useDebounced(search.trim());
  const { kinds } = list;
  const query = list.query as TypedDocumentNode<Data, AnyVariables>;
  const request = { ...variables, search: searchText || null, first: mostOffered };
  const [{ data, error, fetching }, again] = useLiveQuery(query, request, kinds);
  const page = data && list.page(data);
  const id = chosenId ?? '';
  const isOffered = page?.nodes.some((each) => each.id === id) ?? false;
  const isElsewhere = id !== '' && page !== undefined && !isOffered;
  const [named] = useLiveQuery(query, { ...variables, search: id, first: 1 }, kinds, {
    pause: !isElsewhere || list.one !== undefined,
  });
  const one = list.one?.query as TypedDocumentNode<One, AnyVariables> | undefined;
  const [found] = useLiveQuery<unknown, AnyVariables>(one ?? query, { id }, kinds, {
    pause: !isElsewhere || one === undefined,
  });
  const byId = found.data === undefined ? undefined : list.one?.rowOf(found.data as One);
  const byName = named.data && list.page(named.data).nodes[0];
  const row = [...(page?.nodes ?? []), byId, byName].find((each) => each?.id === id);
  // What was chosen from the list keeps its name while another search is on its way.
  const [last, setLast] = useState<Row>();
  if (row && row !== last) setLast(row);
  const chosen = row ?? (last?.id === id ? last : undefined);
  const rows = [...(chosen && !isOffered ? [chosen] : []), ...(page?.nodes ?? [])].filter(
    (each) => each.id === id || (accept?.(each) ?? true),
  );
  return {
    options: rows.map((each) => ({ value: each.id, label: labelOf(each) })),
    rows,
    total: page?.totalCount,
    isSearched: search !== '' || (page?.totalCount ?? 0) > mostOffered,
    search,
    setSearch,
    isBehind: fetching || searchText !== search.trim(),
    problem: error && problemOf(error),
    retry: () => again({ requestPolicy: 'network-only' }),
  };
}
