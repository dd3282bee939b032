interface Entry<V> {
  value: V;
  weight: number;
}

/**
 * What is worth keeping, up to a total weight: whatever was unused for longest makes room, one by one, so that a flood of
 * new entries never throws out what everybody uses at that moment.
 */
export class BoundedCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  #weight = 0;

  /** @param most the largest total weight, in the unit of `set`'s weights. */
  constructor(readonly most: number) {}

  get size(): number {
    return this.#entries.size;
  }

  /** Sum of all weights; never more than `most`. */
  get weight(): number {
    return this.#weight;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    // A map keeps the order of adding: what is used goes to its end.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value; one that is heavier than everything together may be is not kept. */
  set(key: string, value: V, weight: number): void {
    this.delete(key);
    if (weight > this.most) return;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.most) return;
      this.delete(oldest);
    }
  }

  delete(key: string): boolean {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    return this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
  }
}
