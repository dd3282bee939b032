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

/** True when a unique key stood in the way. */
export function isDuplicate(error: unknown): boolean {
  return isDatabaseError(error) && error.code === '23505';
}

/** True when the database ended a wait of two transactions for each other. */
export function isDeadlock(error: unknown): boolean {
  return isDatabaseError(error) && error.code === '40P01';
}

/** Which property each foreign key and unique index is about: under row-level security the error does not say. */
export function constraintProperties(dataSource: DataSource): Map<string, string> {
  const properties = new Map<string, string>();
  const note = (name: string | undefined, columns: { propertyName: string }[]): void => {
    const property = columns.findLast(({ propertyName }) => propertyName !== 'partnershipId')?.propertyName;
    if (name && property) properties.set(name, property);
  };
  for (const metadata of dataSource.entityMetadatas) {
    for (const key of metadata.foreignKeys) note(key.name, key.columns);
    for (const index of metadata.indices) note(index.name, index.columns);
  }
  return properties;
}

/**
 * What the database refused, in words that say what to do; its own text (with values of rows) never leaves the
 * server. Errors that are none of the input's come back unchanged.
 */
export function translate(error: unknown, properties: Map<string, string>): unknown {
  if (!isDatabaseError(error)) return error;
  const property = properties.get(error.constraint ?? '');
  switch (error.code) {
    case '23503':
      return new Invalid({
        [property ?? 'input']: refusal('REFERENCE_UNKNOWN'),
      });
    case '23505':
      return property ? new Refused(refusal('ALREADY_EXISTS')) : new Refused(refusal('ID_TAKEN'));
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
