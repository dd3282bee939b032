import { createContext, use } from 'react';
import {
  makeOperation,
  mapExchange,
  type AnyVariables,
  type Client,
  type Exchange,
  type Operation,
  type TypedDocumentNode,
} from '@urql/core';
import { useQuery, type UseQueryResponse } from 'urql';

/** A notice of the event stream: something of this kind changed. */
export interface Notice {
  kind: string;
  id?: string;
}

interface Shown {
  operation: Operation;
  kinds: readonly string[];
  data: unknown;
}

/** Whether an answer shows the row with this id anywhere. */
export function shows(data: unknown, id: string): boolean {
  if (Array.isArray(data)) return data.some((part) => shows(part, id));
  if (typeof data !== 'object' || data === null) return false;
  return Object.values(data).some((value) => value === id || shows(value, id));
}

/**
 * Remembers which queries are on screen and what they show, so that a notice refetches those and no others:
 * a query is touched when it declared the kind (lists, where a new row would appear) or shows the id.
 */
export class LiveQueries {
  readonly #shown = new Map<number, Shown>();
  #notices: Notice[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #client: Client | undefined;

  /** Goes before the cache in the client's exchanges. */
  readonly exchange: Exchange = mapExchange({
    onOperation: (operation) => {
      if (operation.kind === 'teardown') this.#shown.delete(operation.key);
      if (operation.kind !== 'query') return;
      const kinds = (operation.context['kinds'] as readonly string[] | undefined) ?? [];
      this.#shown.set(operation.key, { operation, kinds, data: this.#shown.get(operation.key)?.data });
    },
    onResult: (result) => {
      const shown = this.#shown.get(result.operation.key);
      if (shown) shown.data = result.data;
    },
  });

  /** Names the client whose queries these are. */
  attach(client: Client): void {
    this.#client = client;
  }

  /** Takes a notice; a burst of them (one write has several) becomes one refetch a query. */
  notice(notice: Notice): void {
    this.#notices.push(notice);
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#refetch(), 120);
  }

  /** Refetches everything on screen, after a gap in the stream. */
  all(): void {
    for (const { operation } of this.#shown.values()) this.#again(operation);
  }

  #refetch(): void {
    const notices = this.#notices;
    this.#notices = [];
    this.#timer = undefined;
    const touched = [...this.#shown.values()].filter(({ kinds, data }) =>
      notices.some(({ kind, id }) => kinds.includes(kind) || (id !== undefined && shows(data, id))),
    );
    for (const { operation } of touched) this.#again(operation);
  }

  #again(operation: Operation): void {
    const context = { ...operation.context, requestPolicy: 'network-only' } as const;
    this.#client?.reexecuteOperation(makeOperation('query', operation, context));
  }
}

/** The live queries of the open partnership. */
export const LiveContext = createContext<LiveQueries>(new LiveQueries());

/** The live queries of the open partnership; for hooks that write. */
export const useLive = (): LiveQueries => use(LiveContext);

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
  // The kinds travel as one array per distinct list: urql restarts a query whose context changes identity.
  const context = contextOf(kinds);
  return useQuery<Data, Variables>({ query, variables, context, pause: options.pause ?? false } as Parameters<
    typeof useQuery<Data, Variables>
  >[0]);
}

const contexts = new Map<string, { kinds: readonly string[] }>();

function contextOf(kinds: readonly string[]): { kinds: readonly string[] } {
  const key = kinds.join();
  const known = contexts.get(key);
  if (known) return known;
  const made = { kinds };
  contexts.set(key, made);
  return made;
}
