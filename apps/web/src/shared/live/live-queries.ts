import {
  createRequest,
  makeOperation,
  mapExchange,
  type Client,
  type Exchange,
  type Operation,
  type OperationResult,
} from '@urql/core';
import type { FirstQuery } from './first-query.ts';
import { lastSeenAt } from '../device/last-seen-exchange.ts';

/** A notice of the event stream: something of this kind changed. */
export interface Notice {
  kind: string;
  id?: string;
}

interface LiveQuery {
  operation: Operation;
  data: unknown;
  /** When its answer was given, if it is not the server's of now. */
  seenAt: number | undefined;
  /** True until the answer to the newest asking is there. */
  isUnderWay: boolean;
  /** True when a notice came while it was under way: the answer may have been read before the change. */
  isOvertaken: boolean;
}

/**
 * The kinds of rows from which follows what somebody may do: who they are, for which organization, and where they sit.
 * What a screen offers is never told by its own row alone. Which network stands above which is told by the network's.
 */
const rightsKinds: readonly string[] = ['member', 'seat', 'organization', 'partnership'];

/** How long an answer that was asked for ahead is as good as a new one, with no notice in between. */
const freshMs = 5_000;

/** Whether an answer shows the row with this id anywhere. */
export function shows(data: unknown, id: string): boolean {
  if (Array.isArray(data)) return data.some((part) => shows(part, id));
  if (typeof data !== 'object' || data === null) return false;
  return Object.values(data).some((value) => value === id || shows(value, id));
}

/**
 * Knows which queries are on screen and what they show, so that a notice refetches those and no others:
 * a query is touched when it declared the kind (lists, where a new row would appear) or shows the id. A change from
 * which other rights can follow touches every query: each answers for the person who asks.
 * What is on screen is said by the screen itself (`show`). What the client is asked beside it, ahead or for where there
 * is no network, has neither kinds nor a time of its own.
 */
export class LiveQueries {
  /** By the key of its operation: what the client asks, whoever wants it. */
  readonly #queries = new Map<number, LiveQuery>();
  /** By the same key: the kinds of each part of the screen that shows it. */
  readonly #screens = new Map<number, Set<readonly string[]>>();
  /** Queries whose answer arrived before anything showed it, and until when (ms) it may be taken as it is. */
  readonly #freshUntil = new Map<number, number>();
  /** When the server last answered a query, milliseconds since 1970. */
  readonly #answeredAt = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  readonly #rightsListeners = new Set<() => void>();
  #oldest: number | undefined;
  #notices: Notice[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #client: Client | undefined;

  /** Goes before the cache in the client's exchanges. */
  readonly exchange: Exchange = mapExchange({
    onOperation: (operation) => {
      if (operation.kind === 'teardown') {
        this.#queries.delete(operation.key);
        this.#compareSeen();
      }
      if (operation.kind !== 'query') return;
      const { data, seenAt } = this.#queries.get(operation.key) ?? {};
      this.#queries.set(operation.key, { operation, data, seenAt, isUnderWay: true, isOvertaken: false });
      // The answer is a moment old: to ask again would only take the line from what the screen still waits for.
      const fresh = (this.#freshUntil.get(operation.key) ?? 0) > performance.now();
      if (fresh && operation.context.requestPolicy === 'cache-and-network')
        return makeOperation('query', operation, { ...operation.context, requestPolicy: 'cache-first' });
    },
    onResult: (result) => {
      const { key } = result.operation;
      const live = this.#queries.get(key);
      if (!live) return;
      live.data = result.data;
      live.seenAt = this.#seenAt(result, live.seenAt);
      this.#compareSeen();
      if (result.stale) return;
      live.isUnderWay = false;
      // The client drops what is asked again before it has taken this answer.
      if (live.isOvertaken) queueMicrotask(() => this.#again(live));
    },
  });

  /** Says that a part of the screen shows the query with this key, and the kinds whose new rows would appear there; answers what ends it. */
  show(key: number, kinds: readonly string[]): () => void {
    const part = [...kinds];
    const parts = this.#screens.get(key) ?? new Set();
    this.#screens.set(key, parts.add(part));
    this.#compareSeen();
    return () => {
      parts.delete(part);
      if (parts.size === 0 && this.#screens.get(key) === parts) this.#screens.delete(key);
      this.#compareSeen();
    };
  }

  /** Names the client whose queries these are. */
  attach(client: Client): void {
    this.#client = client;
  }

  /** Asks before the screen is there; when the query is shown soon after, its answer is taken as it is. */
  async queryAhead({ query, variables }: FirstQuery): Promise<void> {
    const result = await this.#client?.query(query, variables, { requestPolicy: 'network-only' }).toPromise();
    if (result?.data && !result.error)
      this.#freshUntil.set(createRequest(query, variables).key, performance.now() + freshMs);
  }

  /** When the oldest answer on screen was given (ms since 1970, 0: not known); undefined while all are the server's of now. */
  oldestSeen = (): number | undefined => this.#oldest;

  /** Calls back when `oldestSeen` changes; answers the function that ends it. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls back when what the person may do can have changed; answers the function that ends it. */
  onRights(listener: () => void): () => void {
    this.#rightsListeners.add(listener);
    return () => this.#rightsListeners.delete(listener);
  }

  /** Takes a notice; a burst of them (one write has several) becomes one refetch a query. */
  notice(notice: Notice): void {
    this.#freshUntil.clear();
    this.#notices.push(notice);
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#refetch(), 120);
  }

  /** Refetches everything on screen: after a gap in the stream, on a new day, or when other rights hold. */
  all(): void {
    this.#freshUntil.clear();
    for (const { live } of this.#onScreen()) this.#again(live);
  }

  /** What stands on screen, with the kinds of all its parts. */
  #onScreen(): { live: LiveQuery; kinds: readonly string[] }[] {
    return [...this.#screens].flatMap(([key, parts]) => {
      const live = this.#queries.get(key);
      return live ? [{ live, kinds: [...parts].flat() }] : [];
    });
  }

  /** When what a result shows was given, if it is not the server's of now. */
  #seenAt(result: OperationResult, before: number | undefined): number | undefined {
    const { operation, data, error } = result;
    // What the cache repeats is as old as it was before.
    if (operation.context.meta?.cacheOutcome === 'hit' && !error) return before;
    if (error) return data ? (this.#answeredAt.get(operation.key) ?? 0) : undefined;
    const seenAt = lastSeenAt(result);
    if (seenAt === undefined) this.#answeredAt.set(operation.key, Date.now());
    return seenAt;
  }

  #compareSeen(): void {
    const seen = this.#onScreen().flatMap(({ live }) => live.seenAt ?? []);
    const oldest = seen.length === 0 ? undefined : Math.min(...seen);
    if (oldest === this.#oldest) return;
    this.#oldest = oldest;
    // Results can arrive while React renders, when no component may be told of anything.
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
    });
  }

  #refetch(): void {
    const notices = this.#notices;
    this.#notices = [];
    this.#timer = undefined;
    if (notices.some(({ kind }) => rightsKinds.includes(kind))) {
      for (const listener of this.#rightsListeners) listener();
      return this.all();
    }
    const touched = this.#onScreen().filter(({ live: { data }, kinds }) =>
      notices.some(({ kind, id }) => kinds.includes(kind) || (id !== undefined && shows(data, id))),
    );
    for (const { live } of touched) this.#again(live);
  }

  /** Asks again; what is under way is asked once more when its answer is there, since the client asks nothing twice at a time. */
  #again(live: LiveQuery): void {
    if (live.isUnderWay) {
      live.isOvertaken = true;
      return;
    }
    live.isOvertaken = false;
    const { operation } = live;
    const context = { ...operation.context, requestPolicy: 'network-only' } as const;
    this.#client?.reexecuteOperation(makeOperation('query', operation, context));
  }
}
