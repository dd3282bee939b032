/** What somebody saw: the fields of a row together with the version that they were read from. */
export interface Snapshot<V> {
  readonly value: V;
  /** Null for what is not stored yet, and for rows that have no version. */
  readonly version: number | null;
}

/** Text that the server does not have, with what stood there when its author began to type. */
export interface Draft<V> {
  readonly value: V;
  readonly base: Snapshot<V>;
}
