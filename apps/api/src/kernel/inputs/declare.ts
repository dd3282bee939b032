import type { PolicyName } from '@throughline/domain/policies/registry';
import type { z } from 'zod';
import { type Fields, newId, type RawOf, type Reference, type ValuesOf, version } from './fields.ts';
import { type Check, type InputClass, inputClass, schemaOf } from './part.ts';

type Class<T> = new () => T;

interface Common {
  /**
   * The policy that decides. With several, the service says which one it asks (`tx.allow`), and the guard lets through
   * anybody whom one of them could allow.
   */
  policy: PolicyName | readonly PolicyName[];
  description: string;
  /** The reference whose network the write is about, unless it is the row's own or that of the first reference with one. */
  about?: string;
  /** True for a write that restores retired rows: every other one refuses them. */
  restores?: boolean;
}

/** What an input's id names: a new row, a row at the version that the person saw, or a row as it is now. */
export interface RowOf<T extends object = object> {
  readonly how: 'adds' | 'edits' | 'changes' | 'none';
  readonly entity: Class<T> | null;
}

/** A reference to another row: the path of its id (`tasks.ownerMemberId`), through every list on the way. */
export interface ReferencePath extends Reference {
  readonly path: readonly string[];
  readonly isRequired: boolean;
}

/**
 * A mutation's input, declared once: it gives the GraphQL class, the validation, the types, the policy, the references and
 * the name of the write.
 */
export interface WriteDeclaration<F extends Fields = Fields, Raw = unknown, Values = unknown, Before = unknown> {
  /** `AddActionInput` */
  readonly name: string;
  /** `addAction` */
  readonly operation: string;
  readonly policies: readonly PolicyName[];
  readonly row: RowOf;
  readonly fields: F;
  readonly about: string | null;
  readonly restores: boolean;
  readonly references: readonly ReferencePath[];
  readonly schema: z.ZodType;
  readonly input: InputClass;
  /** Never set; carries the types. */
  readonly types?: { raw: Raw; values: Values; before: Before };
}

/** What makes a write happen only once. */
export interface Key {
  /** A UUID that the client makes for each new write and repeats in a retry. */
  idempotencyKey: string;
}
/** {@link Key}, with the row as the person saw it. */
export interface Versioned extends Key {
  id: string;
  version: number;
}

/** What a caller passes for a declared write. */
export type InputOf<D extends WriteDeclaration> = NonNullable<D['types']>['raw'];
/** What the service receives. */
export type ReadOf<D extends WriteDeclaration> = NonNullable<D['types']>['values'];

const keyField = newId().saying('Made by the client for each new write, repeated in a retry.');
const declarations: WriteDeclaration[] = [];

/** Every declared write, for tests and checks that go through all of them. */
export const declaredWrites = (): readonly WriteDeclaration[] => declarations;

/** Declares the input of a mutation that adds the row `id`. */
export function addInput<F extends Fields>(
  name: string,
  options: Common & { adds: Class<object> },
  fields: F,
  ...checks: Check<ValuesOf<F> & { id: string }>[]
): WriteDeclaration<F, RawOf<F> & Key & { id: string }, ValuesOf<F> & { id: string }, null> {
  const own = { id: newId() };
  const schema = schemaOf({ ...own, ...fields }, checks as unknown as Check<object>[]);
  return declare(name, options, { how: 'adds', entity: options.adds }, own, fields, schema);
}

/** Declares the input of a mutation that changes the row `id` as the person saw it at `version`. */
export function editInput<T extends object, F extends Fields>(
  name: string,
  options: Common & { edits: Class<T> },
  fields: F,
  ...checks: Check<ValuesOf<F>>[]
): WriteDeclaration<F, RawOf<F> & Versioned, ValuesOf<F>, T> {
  const own = { id: newId(), version: version() };
  return declare(name, options, { how: 'edits', entity: options.edits }, own, fields, schemaOf(fields, checks));
}

/** Declares the input of a mutation that adds to the row `id` as it is now, whatever version the person saw. */
export function changeInput<T extends object, F extends Fields>(
  name: string,
  options: Common & { changes: Class<T> },
  fields: F,
  ...checks: Check<ValuesOf<F>>[]
): WriteDeclaration<F, RawOf<F> & Key & { id: string }, ValuesOf<F>, T> {
  const own = { id: newId() };
  return declare(name, options, { how: 'changes', entity: options.changes }, own, fields, schemaOf(fields, checks));
}

/** Declares the input of a mutation that is about no single row of its own. */
export function plainInput<F extends Fields>(
  name: string,
  options: Common,
  fields: F,
  ...checks: Check<ValuesOf<F>>[]
): WriteDeclaration<F, RawOf<F> & Key, ValuesOf<F>, null> {
  return declare(name, options, { how: 'none', entity: null }, {}, fields, schemaOf(fields, checks));
}

function declare<F extends Fields, D extends WriteDeclaration<F>>(
  name: string,
  { policy, description, about, restores }: Common,
  row: RowOf,
  own: Fields,
  fields: F,
  schema: z.ZodType,
): D {
  if (!name.endsWith('Input'))
    throw new Error(`${name}: the input of a write is named after it, with Input at the end`);
  const declaration = {
    name,
    operation: name.charAt(0).toLowerCase() + name.slice(1, -'Input'.length),
    policies: typeof policy === 'string' ? [policy] : policy,
    row,
    fields,
    about: about ?? null,
    restores: restores ?? false,
    references: referencesOf(fields, []),
    schema,
    input: inputClass(name, description, { idempotencyKey: keyField, ...own, ...fields }),
  };
  declarations.push(declaration);
  return declaration as unknown as D;
}

function referencesOf(fields: Fields, above: readonly string[]): ReferencePath[] {
  return Object.entries(fields).flatMap(([name, { shape, absence }]) => {
    const path = [...above, name];
    const isRequired = absence === 'required' && above.length === 0;
    return [
      ...(shape.reference ? [{ ...shape.reference, path, isRequired }] : []),
      ...(shape.part ? referencesOf(shape.part.fields, path) : []),
    ];
  });
}
