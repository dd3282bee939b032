import { Invalid, Refused } from '../graphql/errors.ts';

interface DatabaseError {
  code: string;
  detail?: string;
  column?: string;
  table?: string;
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

/** True when a unique key stood in the way. */
export function isDuplicate(error: unknown): boolean {
  return isDatabaseError(error) && error.code === '23505';
}

/**
 * What the database refused, in words that say what to do; its own text (with values of rows) never leaves the
 * server. Errors that are none of the input's come back unchanged.
 */
export function translate(error: unknown): unknown {
  if (!isDatabaseError(error)) return error;
  const columns = /Key \(([^)]*)\)/.exec(error.detail ?? '')?.[1]?.split(', ') ?? [];
  const field = columns.findLast((column) => column !== 'partnership_id' && column !== 'id');
  const property = (field ?? error.column ?? 'input')
    .replaceAll('"', '')
    .replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  switch (error.code) {
    case '23503':
      return new Invalid({ [property]: 'There is no such item in this partnership. Choose one from the list.' });
    case '23505':
      return field
        ? new Refused(
            'ALREADY_EXISTS',
            `There is one with the same ${property} already. Use that one, or choose another.`,
          )
        : new Refused('ID_TAKEN', 'This id is already taken. Make a new one for each new item.');
    case '23502':
      return new Invalid({ [property]: 'This is missing.' });
    case '23514':
    case '22P02':
    case '22003':
    case '22007':
    case '22008':
      return new Invalid({ [property]: 'This value cannot be taken here.' });
    default:
      return error;
  }
}
