import type { ObjectType } from 'typeorm';

/** The answer of a write: the statement that reads it once everything is written. */
export class Answer<T extends object> {
  /** Never set; carries the type. */
  declare readonly row: T;

  constructor(
    readonly text: string,
    readonly values: unknown[],
  ) {}
}

/** What the caller of a write receives. */
export type Answered<R> = R extends Answer<infer T> ? T : R;

/** Somebody changed the row after it was read and before it was written; the pipeline answers CONFLICT. */
export class Changed extends Error {
  constructor(
    readonly entity: ObjectType<object>,
    readonly id: string,
  ) {
    super('changed meanwhile');
  }
}
