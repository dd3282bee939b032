/** Sorts things into groups that share no link. */
export class UnionFind {
  readonly #parent = new Map<string, string>();

  find(id: string): string {
    let root = id;
    for (let next = this.#parent.get(root); next !== undefined && next !== root; next = this.#parent.get(root))
      root = next;
    this.#parent.set(id, root);
    return root;
  }

  /** Puts all of them into one group. */
  join(ids: readonly string[]): void {
    const [first, ...others] = ids;
    if (first === undefined) return;
    for (const other of others) this.#parent.set(this.find(other), this.find(first));
  }
}
