import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval';

/** Text that a person has typed and not yet sent. */
export interface StoredDraft<T> {
  value: T;
  /** What the form showed when the person began: the base for a merge. */
  base: T;
  /** When it was last typed in, milliseconds since 1970. */
  at: number;
}

/** Drafts nobody came back to are cleared after this long: 90 days in milliseconds. */
const keepFor = 90 * 24 * 60 * 60 * 1000;

/** The IndexedDB store of drafts. */
export const draftStore = (): UseStore => createStore('throughline-drafts', 'drafts');

/**
 * Keeps drafts by account and form. Writing starts at once and never overlaps: while one write is under way only the
 * newest value waits, so that a burst of keystrokes costs two writes and a crash loses no more than the last of them.
 */
export class Drafts {
  readonly #store: UseStore;
  readonly #waiting = new Map<string, StoredDraft<unknown> | undefined>();
  readonly #busy = new Map<string, Promise<void>>();

  constructor(store: UseStore) {
    this.#store = store;
  }

  /** The draft under a key, also when its write is still under way; undefined when there is none. */
  async load<T>(key: string): Promise<StoredDraft<T> | undefined> {
    await this.#busy.get(key);
    return get<StoredDraft<T>>(key, this.#store);
  }

  /** Keeps a draft; resolves when it is on the device. Rejects when the browser refuses storage. */
  save<T>(key: string, draft: StoredDraft<T>): Promise<void> {
    return this.#put(key, draft);
  }

  /** Forgets a draft, after what it held was sent or its author dropped it. */
  remove(key: string): Promise<void> {
    return this.#put(key, undefined);
  }

  /** Clears drafts older than 90 days. */
  async sweep(now: number): Promise<void> {
    const all = await entries<string, StoredDraft<unknown>>(this.#store);
    const old = all.filter(([, draft]) => now - draft.at > keepFor);
    await Promise.all(old.map(([key]) => del(key, this.#store)));
  }

  #put(key: string, draft: StoredDraft<unknown> | undefined): Promise<void> {
    this.#waiting.set(key, draft);
    const running = this.#busy.get(key);
    if (running) return running;
    const work = this.#drain(key);
    this.#busy.set(key, work);
    return work;
  }

  async #drain(key: string): Promise<void> {
    try {
      while (this.#waiting.has(key)) {
        const draft = this.#waiting.get(key);
        this.#waiting.delete(key);
        if (draft) await set(key, draft, this.#store);
        else await del(key, this.#store);
      }
    } finally {
      // In the same step as the last look for waiting values, so that none can slip in between and stay behind.
      this.#busy.delete(key);
    }
  }
}
