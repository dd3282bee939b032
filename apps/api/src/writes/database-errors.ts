import { refusal } from '@throughline/domain/refusals/refusal';
import type { DataSource } from 'typeorm';
import { Invalid, Refused } from '../kernel/errors.ts';

interface DatabaseError {
  code: string;
  constraint?: string;
  column?: string;
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

/** True for a violated unique key. */
export function isDuplicate(error: unknown): boolean {
  return isDatabaseError(error) && error.code === '23505';
}

/** True for a deadlock that the database broke. */
export function isDeadlock(error: unknown): boolean {
  return isDatabaseError(error) && error.code === '40P01';
}

/** What a foreign key or a unique index is about. */
interface Constrained {
  property: string;
  /** The table that a foreign key refers to; null for an index. */
  refersTo: string | null;
}

/** What each foreign key and unique index is about: under row-level security the error does not name it. */
export function constraintsOf(dataSource: DataSource): Map<string, Constrained> {
  const found = new Map<string, Constrained>();
  const note = (name: string | undefined, columns: { propertyName: string }[], refersTo: string | null): void => {
    const property = columns.findLast(({ propertyName }) => propertyName !== 'partnershipId')?.propertyName;
    if (name && property) found.set(name, { property, refersTo });
  };
  for (const metadata of dataSource.entityMetadatas) {
    for (const key of metadata.foreignKeys) note(key.name, key.columns, key.referencedTablePath);
    for (const index of metadata.indices) note(index.name, index.columns, null);
  }
  return found;
}

/**
 * Turns what the database refused into a message that says what to do; the database's own text, which holds values of
 * rows, never leaves the server. Errors that the input did not cause come back unchanged.
 */
export function translate(error: unknown, constraints: Map<string, Constrained>): unknown {
  if (!isDatabaseError(error)) return error;
  const { property, refersTo } = constraints.get(error.constraint ?? '') ?? {};
  switch (error.code) {
    case '23503':
      return new Invalid({
        [property ?? 'input']: refusal('REFERENCE_UNKNOWN', { noun: refersTo ?? 'other' }),
      });
    case '23505':
      return property ? new Refused(refusal('ALREADY_EXISTS', { property })) : new Refused(refusal('ID_TAKEN'));
    case '23502':
      return new Invalid({ [camel(error.column ?? 'input')]: refusal('FIELD_MISSING') });
    case '23514':
    case '22021':
    case '22P02':
    case '22P05':
    case '22003':
    case '22007':
    case '22008':
      return new Invalid({ [camel(error.column ?? 'input')]: refusal('FIELD_NOT_TAKEN') });
    default:
      return error;
  }
}

function camel(column: string): string {
  return column.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}
