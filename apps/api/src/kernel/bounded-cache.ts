interface Entry<V> {
  value: V;
  weight: number;
}

/**
 * A cache with a limit on its total weight. The least recently used entries make room one at a time, so a flood of new
 * ones does not throw out what everybody is using.
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
    // A map keeps the order of insertion: whatever is used moves to the end.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value, unless it alone is heavier than the limit. */
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
