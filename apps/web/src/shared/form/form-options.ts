import type { TypedDocumentNode } from '@urql/core';
import type { IdOf } from './new-ids.ts';
import type { SendOptions } from './use-send.ts';

/** What a form writes: the form itself adds the id, the version and the idempotency key. */
export type Content<Input> = Omit<Input, 'id' | 'version' | 'idempotencyKey'>;

/** The row that a form changes: with its version where the mutation compares it, without it where it does not. */
type RowFor<Input> = ('id' extends keyof Input ? { id: string } : { id?: never }) &
  ('version' extends keyof Input ? { version: number } : { version?: never });

/** How the fields, and what they were when their author began, become the input; not needed where they are the same. */
type WithInput<V, Input> =
  V extends Content<Input>
    ? { input?(value: V, base: V, idOf: IdOf): Content<Input> }
    : { input(value: V, base: V, idOf: IdOf): Content<Input> };

type Common<V, Data, Input> = SendOptions & {
  /** Names the form and its item, `action-edit:<id>`: what is typed is kept under it. */
  key: string;
  document: TypedDocumentNode<Data, { input: Input }>;
  /** What is wrong with the fields taken together, by the path of each; nothing when they can be sent. */
  check?(value: V): Readonly<Record<string, string>>;
} & WithInput<V, Input>;

/** A form that changes a row. */
export type EditOptions<Row, V, Data, Input> = Common<V, Data, Input> & {
  row: Row & RowFor<Input>;
  /** The fields of the form, read from the row; also from the row as it stands when somebody else had saved. */
  read(row: Row): V;
};

/** A form that makes something new. */
export type NewOptions<V, Data, Input> = Common<V, Data, Input> & {
  blank: V;
  /** False where the mutation's input takes no id. */
  hasId?: 'id' extends keyof Input ? true : false;
  /** What would be blank now, where it is taken from a row that somebody else may have changed. */
  read?(current: Record<string, unknown>): V;
};

/** A form that does something to a row, with words of its own: retire it and say why. */
export type ActOptions<Row, V, Data, Input> = Common<V, Data, Input> & {
  row: Row & RowFor<Input>;
  blank: V;
  /** True when the person decides about the very text that they saw: if that changed, they look again first. */
  exactly?: boolean;
};

/** All three kinds of options as the form itself reads them. */
export interface FormOptions<Row, V, Data, Input> extends SendOptions {
  key: string;
  document: TypedDocumentNode<Data, { input: Input }>;
  input?(value: V, base: V, idOf: IdOf): object;
  check?(value: V): Readonly<Record<string, string>>;
  row?: Row & { id?: string; version?: number };
  read?(row: Row): V;
  blank?: V;
  hasId?: boolean;
  exactly?: boolean;
}
