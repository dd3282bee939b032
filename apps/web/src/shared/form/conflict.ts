/** One field on which the person's text and the stored text went different ways. */
export interface FieldConflict {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

/** The outcome of a field-by-field merge. */
export interface Merge {
  /** Fields that can be written as they are: changed by one side only, or by both to the same value. */
  merged: Record<string, unknown>;
  /** Fields that only a person can decide. */
  conflicts: FieldConflict[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * Merges what a person wrote with the row as it stands now, field by field, against the row they began from.
 * Only the fields of `mine` take part. Without a base every difference is a conflict, because nobody can tell who changed it.
 */
export function mergeFields(
  base: Record<string, unknown> | undefined,
  mine: Record<string, unknown>,
  theirs: Record<string, unknown>,
): Merge {
  const merged: Record<string, unknown> = {};
  const conflicts: FieldConflict[] = [];
  for (const [field, value] of Object.entries(mine)) {
    // The stored row may lack a field; there is nothing to compare then, so the person's own value goes in.
    if (!(field in theirs) || same(value, theirs[field])) merged[field] = value;
    else if (base && field in base && same(value, base[field])) merged[field] = theirs[field];
    else if (base && field in base && same(theirs[field], base[field])) merged[field] = value;
    else conflicts.push({ field, base: base?.[field], mine: value, theirs: theirs[field] });
  }
  return { merged, conflicts };
}

/** How a person resolves the conflict on one field. */
export type Choice = 'mine' | 'theirs' | 'both';

/**
 * The value that a choice leaves; `both` puts the stored text first and the person's own after an empty line, in a field
 * of one line after a stroke.
 */
export function resolveField(conflict: FieldConflict, choice: Choice, isOneLine = false): unknown {
  if (choice === 'mine') return conflict.mine;
  if (choice === 'theirs') return conflict.theirs;
  const between = isOneLine ? ' / ' : '\n\n';
  return `${String(conflict.theirs ?? '')}${between}${String(conflict.mine ?? '')}`.trim();
}

const isProse = (value: unknown): boolean => typeof value === 'string' && /\s/.test(value.trim());

/** Whether both texts can be kept one under the other: only running text can. */
export function canKeepBoth(conflict: FieldConflict): boolean {
  return isProse(conflict.mine) && isProse(conflict.theirs);
}
