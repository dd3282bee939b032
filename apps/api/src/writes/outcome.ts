import type { ObjectType } from 'typeorm';

/** What a write answers, as the statement that reads it once everything is written. */
export class Answer<T extends object> {
  /** Never there; carries the type. */
  declare readonly row: T;

  constructor(
    readonly text: string,
    readonly values: unknown[],
  ) {}
}

/** What the caller of a write gets. */
export type Answered<R> = R extends Answer<infer T> ? T : R;

/** Somebody changed the row between its reading and its writing; the pipeline makes CONFLICT of it. */
export class Changed extends Error {
  constructor(
    readonly entity: ObjectType<object>,
    readonly id: string,
  ) {
    super('changed meanwhile');
  }
}
