/** Finds keys that were seen before. An import with its own store (a staging table) can bring another finder. */
export interface DuplicateFinder {
  /**
   * Remembers the key and says where it was first seen, or null when it is new.
   * @param content what the row says; equal text means an identical duplicate
   * @param owner a number from 0 that the caller finds its observation by: its part of the line, or the line of the
   *   first of several rows that make it
   */
  see(key: string, line: number, content: string, owner?: number): SeenKey | null;
  /** Puts a later line in the place of the first one. */
  replace(key: string, line: number, content: string, owner?: number): void;
}

/** Where a key stands first. */
export interface SeenKey {
  line: number;
  owner: number;
  identical: boolean;
}

/** One pass of 32-bit mixing over the text (the multiply-xor steps of MurmurHash3), from a seed. */
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const fields = 5;

/**
 * Remembers a 64-bit hash of each key in 20 bytes (hash, line, owner, 32-bit hash of the content), never the key itself:
 * a million keys take 40 MB at the table's fullest growth. Two different keys are taken for one with a chance of about
 * n²/2⁶⁵ over n keys (3 in 10⁸ for a million); the database's unique key has the last word.
 */
export class HashedKeys implements DuplicateFinder {
  #slots = new Uint32Array(1024 * fields);
  #size = 0;

  see(key: string, line: number, content: string, owner = 0): SeenKey | null {
    if (this.#size * 2 * fields >= this.#slots.length) this.#grow();
    const low = hash32(key, 0x9747b28c);
    const high = hash32(key, 0x3c6ef372);
    const at = this.#slotOf(this.#slots, low, high);
    const contentHash = hash32(content, 0x1b873593);
    const seenLine = this.#slots[at + 2] ?? 0;
    if (seenLine !== 0) {
      return { line: seenLine, owner: this.#slots[at + 4] ?? 0, identical: this.#slots[at + 3] === contentHash };
    }
    this.#put(at, low, high, line, contentHash, owner);
    this.#size += 1;
    return null;
  }

  replace(key: string, line: number, content: string, owner = 0): void {
    const low = hash32(key, 0x9747b28c);
    const high = hash32(key, 0x3c6ef372);
    this.#put(this.#slotOf(this.#slots, low, high), low, high, line, hash32(content, 0x1b873593), owner);
  }

  #put(at: number, low: number, high: number, line: number, contentHash: number, owner: number): void {
    const slots = this.#slots;
    slots[at] = low;
    slots[at + 1] = high;
    slots[at + 2] = line;
    slots[at + 3] = contentHash;
    slots[at + 4] = owner;
  }

  /** The slot of a hash, or the empty one where it belongs; a slot is empty when its line is 0. */
  #slotOf(slots: Uint32Array, low: number, high: number): number {
    const mask = slots.length / fields - 1;
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (;;) {
      const at = slot * fields;
      if (slots[at + 2] === 0 || (slots[at] === low && slots[at + 1] === high)) return at;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += fields) {
      if (old[at + 2] === 0) continue;
      const to = this.#slotOf(slots, old[at] ?? 0, old[at + 1] ?? 0);
      slots.set(old.subarray(at, at + fields), to);
    }
    this.#slots = slots;
  }
}
