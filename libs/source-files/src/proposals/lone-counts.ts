import { isNumeric } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { readNumber } from '../mapping/marks.ts';
import type { Column } from '../text/header.ts';
import { denominatorRank } from './guess-counts.ts';
import { kindOfName } from './name-kinds.ts';
import { fitOf } from './name-words.ts';

/** What the names of all counts have in common, and says nothing: "Students (n)". */
const isCount = ({ column, looks, whole, min }: ColumnProfile): boolean =>
  isNumeric(looks) && whole && (min ?? 0) >= 0 && !['bound', 'comparison', 'share'].includes(kindOfName(column) ?? '');

/** Rows that both counts must have for one to be taken for a part of the other. */
const fewestRows = 2;

/**
 * The counts from which a share is made where no column holds it: those who count, by the words of the indicator, and
 * those of whom they are, who are nowhere fewer. Null where the rows or the names do not say.
 */
export function loneCounts(
  free: readonly ColumnProfile[],
  words: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): { numerator: string; denominator: string } | null {
  const counts = free.filter(isCount);
  const at = new Map(columns.map(({ name, index }) => [name, index]));
  const numbers = new Map(
    counts.map(({ column }) => [column, rows.map((row) => readNumber(row[at.get(column) ?? -1] ?? '')?.value ?? null)]),
  );
  const isPart = (part: string, whole: string): boolean => {
    let compared = 0;
    for (const row of rows.keys()) {
      const [x, n] = [numbers.get(part)?.[row] ?? null, numbers.get(whole)?.[row] ?? null];
      if (x === null || n === null) continue;
      if (x > n) return false;
      compared += 1;
    }
    return compared >= fewestRows;
  };
  const names = counts.map(({ column }) => column);
  const fits = fitOf(names, words);
  const pairs = names.flatMap((numerator, index) =>
    names
      .filter((denominator) => denominator !== numerator && isPart(numerator, denominator))
      .map((denominator) => ({ numerator, denominator, fit: fits[index] ?? 0, rank: denominatorRank(denominator) })),
  );
  const [best] = pairs.toSorted((a, b) => b.fit - a.fit || a.rank - b.rank);
  if (best === undefined || (names.length > 2 && (best.fit === 0 || best.rank === Infinity))) return null;
  return { numerator: best.numerator, denominator: best.denominator };
}
