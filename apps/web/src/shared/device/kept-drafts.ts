import { createStore, del, delMany, entries, get, keys, set, type UseStore } from 'idb-keyval';
import type { Draft } from './draft.ts';

/** What a form says of a draft, for whoever finds it when the form is on no screen any more. */
export interface AboutDraft {
  /** What the person calls this write: the words of its button. */
  label: string;
  /** The page on which it was typed: its address inside the partnership, and its name. */
  path: string;
  page: string;
  /** What was typed, field by field as people read it; a field that is as it was is left out. */
  texts: readonly { label: string; text: string }[];
}

/** A draft as the device keeps it. */
export interface KeptDraft<V> extends Draft<V> {
  /** The tab in which it was typed. Each has a place of its own, so that two tabs cannot overwrite each other. */
  readonly tab: string;
  /** When it was last typed in, milliseconds since 1970. */
  readonly at: number;
  /** Missing in drafts of before it was kept. */
  readonly about?: AboutDraft;
}

/** Drafts that nobody came back to are cleared after this long: 90 days in milliseconds. */
const keepFor = 90 * 24 * 60 * 60 * 1000;

/** The IndexedDB store of drafts. */
export const draftStore = (): UseStore => createStore('throughline-forms', 'drafts');

const placesOf = async (accountId: string, store: UseStore): Promise<string[]> =>
  (await keys<string>(store)).filter((place) => place.startsWith(`${accountId}:`));

/** How many drafts of an account this device holds. */
export const countDrafts = async (accountId: string, store: UseStore = draftStore()): Promise<number> =>
  (await placesOf(accountId, store)).length;

/** Forgets every draft of an account on this device. */
export const forgetDrafts = async (accountId: string, store: UseStore = draftStore()): Promise<void> =>
  delMany(await placesOf(accountId, store), store);

const placeOf = (form: string, tab: string): string => `${form}\n${tab}`;

/**
 * Keeps drafts by form and tab. Writing starts at once and never overlaps: while one write is under way only the newest
 * value waits, so that a burst of keystrokes costs two writes and a crash loses no more than the last of them.
 */
export class KeptDrafts {
  readonly #store: UseStore;
  readonly #waiting = new Map<string, KeptDraft<unknown> | undefined>();
  readonly #busy = new Map<string, Promise<void>>();

  constructor(store: UseStore) {
    this.#store = store;
  }

  /** All drafts of a form, the newest first. */
  async list<V>(form: string): Promise<KeptDraft<V>[]> {
    const places = (await keys<string>(this.#store)).filter((place) => place.startsWith(placeOf(form, '')));
    await Promise.all(this.#busy.values());
    const found = await Promise.all(places.map((place) => get<KeptDraft<V>>(place, this.#store)));
    return found.filter((draft) => draft !== undefined).sort((a, b) => b.at - a.at);
  }

  /** The drafts of every form whose key begins so, the oldest first. */
  async all(beginning: string): Promise<{ form: string; draft: KeptDraft<unknown> }[]> {
    await Promise.all(this.#busy.values());
    const drafts = await entries<string, KeptDraft<unknown>>(this.#store);
    return drafts
      .filter(([place]) => place.startsWith(beginning))
      .map(([place, draft]) => ({ form: place.slice(0, place.lastIndexOf('\n')), draft }))
      .sort((one, other) => one.draft.at - other.draft.at);
  }

  /** Keeps a draft in its tab's place; resolves when it is on the device. Rejects when the browser refuses storage. */
  keep<V>(form: string, draft: KeptDraft<V>): Promise<void> {
    return this.#put(placeOf(form, draft.tab), draft);
  }

  /** Forgets the draft of a tab, after what it held was sent or its author threw it away. */
  forget(form: string, tab: string): Promise<void> {
    return this.#put(placeOf(form, tab), undefined);
  }

  /** Clears drafts older than 90 days. */
  async sweep(now: number): Promise<void> {
    const all = await entries<string, KeptDraft<unknown>>(this.#store);
    const old = all.filter(([, draft]) => now - draft.at > keepFor);
    await Promise.all(old.map(([place]) => del(place, this.#store)));
  }

  #put(place: string, draft: KeptDraft<unknown> | undefined): Promise<void> {
    this.#waiting.set(place, draft);
    const running = this.#busy.get(place);
    if (running) return running;
    const work = this.#drain(place);
    this.#busy.set(place, work);
    return work;
  }

  async #drain(place: string): Promise<void> {
    try {
      while (this.#waiting.has(place)) {
        const draft = this.#waiting.get(place);
        this.#waiting.delete(place);
        if (draft) await set(place, draft, this.#store);
        else await del(place, this.#store);
      }
    } finally {
      // In the same step as the last look for waiting values, so that none can slip in between and stay behind.
      this.#busy.delete(place);
    }
  }
}
