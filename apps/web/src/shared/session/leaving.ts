import { del, get, set, type UseStore } from 'idb-keyval';

const mark = 'leaving';

/** A sign-out that the server does not know yet: remembered on this device until it does. */
export class Leaving {
  readonly #store: UseStore;
  readonly #fetcher: typeof fetch;
  #begun = false;
  #running: Promise<boolean> | undefined;

  constructor(store: UseStore, fetcher: typeof fetch = (...request) => fetch(...request)) {
    this.#store = store;
    this.#fetcher = fetcher;
  }

  /** Somebody has signed out here. */
  async begin(): Promise<void> {
    this.#begun = true;
    // A device that keeps nothing tells the server as long as this page lives.
    await set(mark, true, this.#store).catch(() => undefined);
  }

  /** True while the server has still to be told. */
  async isOn(): Promise<boolean> {
    return this.#begun || (await get<boolean>(mark, this.#store).catch(() => undefined)) === true;
  }

  /** Tells the server if it has still to be told; answers whether nothing is left to tell. */
  finish(): Promise<boolean> {
    this.#running ??= this.#tell().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #tell(): Promise<boolean> {
    if (!(await this.isOn())) return true;
    try {
      const { status } = await this.#fetcher('/api/auth/sign-out', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      // A session that is not there any more cannot be ended: then there is nothing left to tell.
      if (status === 429 || status >= 500) return false;
      this.#begun = false;
      await del(mark, this.#store).catch(() => undefined);
      return true;
    } catch {
      return false;
    }
  }
}
