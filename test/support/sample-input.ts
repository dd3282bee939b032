import { GraphQLScalarType } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { tableOf } from '../../apps/api/src/database/columns.ts';
import type { WriteDeclaration } from '../../apps/api/src/kernel/inputs/declare.ts';
import type { Fields, InputField } from '../../apps/api/src/kernel/inputs/fields.ts';
import { readinessMapping } from './imports.ts';
import type { Ids } from './twins.ts';

type Values = Record<string, unknown>;

/** Values of scalars by name, where no field of ours says more. */
const scalars: Record<string, () => unknown> = {
  Uuid: uuidv7,
  Day: () => '2026-05-01',
  Int: () => 1,
  Float: () => 1,
  Instant: () => '2026-05-01T12:00:00Z',
  Json: () => ({}),
  ImportMapping: () => readinessMapping(uuidv7()),
};
/** Texts that must look like something. */
const texts: Record<string, string> = {
  email: 'somebody@example.test',
  timeZone: 'America/New_York',
  sourceUrl: 'https://example.test',
  encoding: 'utf-8',
  delimiter: ',',
  decimalSign: 'point',
  secret: 'x'.repeat(43),
  address: 'https://data.example.gov/file.csv',
  keyHash: 'f'.repeat(64),
};

/** Numbers that must lie within something. */
const numbers: Record<string, number> = { minimumCell: 10 };

/** An input of the write with every field filled in, each reference with the row of `ids`. */
export function sampleInput(declaration: WriteDeclaration, ids: Ids): Values {
  const { how, entity } = declaration.row;
  return {
    idempotencyKey: uuidv7(),
    ...(how === 'adds' && { id: uuidv7() }),
    ...((how === 'edits' || how === 'changes') && { id: ids.get(tableOf(entity)) }),
    ...(how === 'edits' && { version: 1 }),
    ...sampleOf(declaration.fields, ids),
  };
}

function sampleOf(fields: Fields, ids: Ids): Values {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(name, field, ids)]));
}

function valueOf(name: string, { shape }: InputField<unknown>, ids: Ids): unknown {
  const type = shape.type();
  const one = Array.isArray(type) ? (type[0] as unknown) : type;
  const value = single(name, shape, one, ids);
  return Array.isArray(type) ? [value] : value;
}

function single(name: string, shape: InputField<unknown>['shape'], type: unknown, ids: Ids): unknown {
  if (shape.reference) return ids.get(shape.reference.table) ?? uuidv7();
  if (shape.part) return sampleOf(shape.part.fields, ids);
  if (type === String) return texts[name] ?? `Sample ${name}`;
  if (type === Boolean) return true;
  if (type instanceof GraphQLScalarType) return numbers[name] ?? scalars[type.name]?.();
  return Object.values(type as object)[0];
}

/** The same input with another value at a path, through the first of every list. */
export function withValueAt(input: unknown, path: readonly string[], value: unknown): unknown {
  if (Array.isArray(input)) return [withValueAt(input[0], path, value), ...(input.slice(1) as unknown[])];
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const values = input as Values;
  return { ...values, [name]: withValueAt(values[name], rest, value) };
}
