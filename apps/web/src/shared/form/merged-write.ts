import { v7 as uuid } from 'uuid';
import type { Merged, QueuedWrite } from '../device/offline-queue.ts';
import { mergeFields, type Merge } from './conflict.ts';

type Fields = Record<string, unknown>;
type ListedRow = Fields & { id: string };

const isListed = (value: unknown): value is ListedRow[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof (one as Partial<ListedRow> | null)?.id === 'string');

/** A field of one row in a list, as a waiting write names it; a form calls it `part:id`. */
const listedField = (list: string, id: string, part: string): string => `${list}/${part}:${id}`;

/** What the form calls a field of a write: `part:id` for a row's part, the field's own name for every other. */
export const formField = (field: string): string => field.slice(field.indexOf('/') + 1);

/** Takes lists of rows apart, so that each part of each row is a field of its own. */
function takeApart(fields: Fields): Fields {
  const apart: Fields = {};
  for (const [field, value] of Object.entries(fields)) {
    if (!isListed(value)) apart[field] = value;
    else
      for (const { id, ...parts } of value)
        for (const part of Object.keys(parts)) apart[listedField(field, id, part)] = parts[part];
  }
  return apart;
}

/** Puts lists of rows together again, of the rows that `like` has. */
function putTogether(apart: Fields, like: Fields): Fields {
  const together: Fields = {};
  for (const [field, value] of Object.entries(like)) {
    if (!isListed(value)) together[field] = apart[field];
    else
      together[field] = value.map(({ id, ...parts }) => ({
        id,
        ...Object.fromEntries(Object.keys(parts).map((part) => [part, apart[listedField(field, id, part)]])),
      }));
  }
  return together;
}

/** A write that waited, merged with the row as it stands now. */
export interface WriteMerge extends Merge {
  /** The input's fields with what was chosen for those in question. */
  input(chosen: Fields): Fields;
  /** What the row has of the input's fields: the base of the next merge. */
  readonly base: Fields;
}

/** Merges the fields of a write that waited, part by part in its lists of rows too. */
export function mergeWrite(base: Fields | undefined, mine: Fields, theirs: Fields): WriteMerge {
  const [before, now] = [base && takeApart(base), takeApart(theirs)];
  const merge = mergeFields(before, takeApart(mine), now);
  return {
    ...merge,
    input: (chosen) => putTogether({ ...merge.merged, ...chosen }, mine),
    base: putTogether({ ...before, ...now }, mine),
  };
}

/** A write that changes fields, moved on top of the row as it is now; nothing when a person must decide. */
export function mergedWrite(write: QueuedWrite, current: Record<string, unknown>): Merged | undefined {
  const { id, version, idempotencyKey: _, ...mine } = write.input;
  // Without a base, the write is a decision about what its author saw, and only they can make it again.
  if (!write.base || typeof version !== 'number' || typeof current['version'] !== 'number') return undefined;
  const { conflicts, input, base } = mergeWrite(write.base, mine, current);
  if (conflicts.length > 0) return undefined;
  return { input: { id, version: current['version'], ...input({}), idempotencyKey: uuid() }, base };
}
