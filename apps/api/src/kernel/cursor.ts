import { refusal } from '@throughline/domain/refusals/refusal';
import { z } from 'zod';
import { Invalid } from './errors.ts';
import { isUuid } from './inputs.ts';

/** A value that a list is ordered by, as the page carries it. */
export type CursorValue = string | number | null;

/** The SQL type of a value that a list is ordered by. Cursors come back from outside and are checked against it. */
export type CursorType = 'uuid' | 'text' | 'int' | 'boolean' | 'date' | 'timestamptz';

const mostInt = 2_147_483_647;
const isDay = (value: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true;
const instant = /^(\d{4}-\d\d-\d\d)[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::\d\d){0,2})$/;

const fits: Readonly<Record<CursorType, (value: string) => boolean>> = {
  uuid: isUuid,
  text: (value) => !value.includes('\0') && value.isWellFormed(),
  int: (value) => /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) <= mostInt,
  boolean: (value) => value === 'true' || value === 'false',
  date: isDay,
  timestamptz: (value) => isDay(instant.exec(value)?.[1] ?? ''),
};

/** Packs the ordering values of a page's last row. */
export function toCursor(values: CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

const cursorValues = z.array(z.union([z.string(), z.number(), z.null()]));

/** What a list is ordered by: its type, and whether it can be missing. */
export type CursorKey = CursorType | { readonly type: CursorType; readonly nullable?: boolean | undefined };

function isOf(value: CursorValue, key: CursorKey): boolean {
  const { type, nullable = false } = typeof key === 'string' ? { type: key } : key;
  return value === null ? nullable : fits[type](String(value));
}

/** Unpacks a cursor of a list ordered by `keys`; throws INVALID for one that no page of that list gave. */
export function fromCursor(cursor: string, keys: readonly CursorKey[]): CursorValue[] {
  try {
    const values = cursorValues.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (values.length === keys.length && keys.every((key, at) => isOf(values[at] ?? null, key))) return values;
  } catch {
    // Refused below together with wrong values: either the cursor is one of ours or it is not.
  }
  throw new Invalid({ after: refusal('CURSOR_OF_ANOTHER_LIST') });
}
