import { useState } from 'react';
import type { TypedDocumentNode } from '@urql/core';
import type { Option } from '../form/bound-fields.tsx';
import { useDebounced } from '../lists/use-debounced.ts';
import { useLiveQuery } from '../live/live.ts';

/** Rows that a list offers at once; among more, one searches. */
const mostOffered = 50;

/** Rows of one kind to choose from, however many there are: the server is asked as one types. */
export interface SearchedList<Data, One, Row extends { id: string }> {
  query: TypedDocumentNode<Data, { search?: string | null | undefined; first: number }>;
  page(data: Data): { nodes: readonly Row[]; totalCount: number };
  /** The row that is chosen, wherever it stands in the list. */
  one: TypedDocumentNode<One, { id: string }>;
  rowOf(data: One): Row;
  /** Kinds whose changes change what can be chosen. */
  kinds: readonly string[];
}

/** What is offered for what is typed, with the one that is chosen. */
export interface Searched {
  options: readonly Option[];
  /** Whether there are more than are offered: then they are searched. */
  isSearched: boolean;
  search: string;
  setSearch(text: string): void;
}

/** Rows to choose from; the server is asked as one types. */
export function useSearched<Data, One, Row extends { id: string }>(
  list: SearchedList<Data, One, Row>,
  chosenId: string | null | undefined,
  labelOf: (row: Row) => string,
): Searched {
  const [search, setSearch] = useState('');
  const searchText = useDebounced(search.trim());
  const [{ data }] = useLiveQuery(list.query, { search: searchText || null, first: mostOffered }, list.kinds);
  const page = data && list.page(data);
  const id = chosenId ?? '';
  const isOffered = page?.nodes.some((row) => row.id === id) ?? false;
  const [chosen] = useLiveQuery(list.one, { id }, list.kinds, { pause: id === '' || !page || isOffered });
  const row = chosen.data && list.rowOf(chosen.data);
  const rows = [...(row?.id === id && !isOffered ? [row] : []), ...(page?.nodes ?? [])];
  return {
    options: rows.map((each) => ({ value: each.id, label: labelOf(each) })),
    isSearched: search !== '' || (page?.totalCount ?? 0) > mostOffered,
    search,
    setSearch,
  };
}
