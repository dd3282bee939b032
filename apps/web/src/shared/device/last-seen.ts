import { clear, createStore, del, delMany, entries, get, set, type UseStore } from 'idb-keyval';
import { getOperationName, stringifyVariables, type Operation } from '@urql/core';

/** An answer of the server as it was when it came. */
export interface SeenAnswer {
  /** When the server gave it, ms since 1970. */
  at: number;
  data: unknown;
}

/** Most answers that are kept; the oldest go first. */
const mostAnswers = 150;
/** Longest answer that is kept, in characters of JSON. */
const longestAnswer = 400_000;
/** Queries whose answers open something: whoever has the device later has no part in it. */
const neverKept: ReadonlySet<string> = new Set(['MemberInvitation']);
const keptMs = 30 * 86_400_000;

/** The IndexedDB store of all accounts of this browser. */
const seenStore = (): UseStore => createStore('throughline-seen', 'answers');

let forgotten = 0;

/** Forgets everything that was seen on this device; an answer that was on its way is not kept any more. */
export async function forgetSeen(store: UseStore = seenStore()): Promise<void> {
  forgotten += 1;
  await clear(store);
}

/**
 * Keeps on this device what the server last answered, for when it cannot be reached: one answer for each query with
 * its variables, apart for each account and partnership.
 */
export class LastSeen {
  readonly #scope: string;
  readonly #store: UseStore;
  readonly #since = forgotten;

  constructor(accountId: string, partnershipId: string, store: UseStore = seenStore()) {
    this.#scope = `${accountId}:${partnershipId}:`;
    this.#store = store;
  }

  /** The answer kept for a query; undefined when there is none, or when this device keeps nothing. */
  async find(operation: Operation): Promise<SeenAnswer | undefined> {
    const seen = await get<SeenAnswer>(this.#key(operation), this.#store).catch(() => undefined);
    return seen && seen.at > Date.now() - keptMs ? seen : undefined;
  }

  /** Keeps an answer in place of the one before. */
  async keep(operation: Operation, data: unknown): Promise<void> {
    if (this.#since !== forgotten) return;
    if (neverKept.has(getOperationName(operation.query) ?? '')) return;
    if (JSON.stringify(data).length > longestAnswer) return;
    await set(this.#key(operation), { at: Date.now(), data } satisfies SeenAnswer, this.#store);
  }

  /** Forgets the answer to a query that the server no longer answers. */
  async drop(operation: Operation): Promise<void> {
    await del(this.#key(operation), this.#store);
  }

  /** Drops what is too old or too much, in all scopes. */
  async sweep(): Promise<void> {
    const all = (await entries<string, SeenAnswer>(this.#store)).sort(([, a], [, b]) => b.at - a.at);
    const old = all.filter(([, { at }], index) => index >= mostAnswers || at < Date.now() - keptMs);
    await delMany(
      old.map(([key]) => key),
      this.#store,
    );
  }

  /** The operation's own key is a hash of 32 bits; name and variables tell two of one hash apart. */
  #key({ key, query, variables }: Operation): string {
    return `${this.#scope}${getOperationName(query)}:${stringifyVariables(variables ?? {})}:${key}`;
  }
}
