import type { ColumnProfile } from './profile.ts';
import { readNumber } from './marks.ts';
import type { Column } from './header.ts';

/** The two counts from which a published percent is made, as the rows themselves show. */
export interface CountPair {
  numerator: string;
  denominator: string;
  /** Share of the rows, from 0 to 1, in which 100 × numerator ÷ denominator gives the value within rounding. */
  agreement: number;
}

const triedRows = 200;
const triedColumns = 16;
const fewestRows = 3;

/** Whether `100 · numerator / denominator` rounds to the published percent, to at most one decimal place. */
const agrees = (value: number, decimals: number, numerator: number, denominator: number): boolean =>
  denominator > 0 && Math.abs((100 * numerator) / denominator - value) <= 0.5 * 10 ** -Math.min(decimals, 1) + 1e-9;

/**
 * Finds, among the count columns, the pair that gives the percent in most of the sample's rows. Null when none does in
 * nine rows of ten, or when too few rows can tell.
 */
export function findCountPair(
  value: ColumnProfile,
  counts: readonly ColumnProfile[],
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): CountPair | null {
  const indexOf = new Map(columns.map(({ name, index }) => [name, index]));
  const read = (profile: ColumnProfile) => {
    const index = indexOf.get(profile.column) ?? -1;
    return rows.slice(0, triedRows).map((cells) => readNumber(cells[index] ?? ''));
  };
  const values = read(value);
  const numbers = counts.slice(0, triedColumns).map((profile) => ({ name: profile.column, cells: read(profile) }));
  let best: CountPair | null = null;
  for (const numerator of numbers) {
    for (const denominator of numbers) {
      if (numerator === denominator) continue;
      const agreement = agreementOf(values, numerator.cells, denominator.cells);
      if (agreement >= 0.9 && agreement > (best?.agreement ?? 0)) {
        best = { numerator: numerator.name, denominator: denominator.name, agreement };
      }
    }
  }
  return best;
}

type Numbers = readonly ({ value: number; decimals: number } | null)[];

function agreementOf(values: Numbers, numerators: Numbers, denominators: Numbers): number {
  let told = 0;
  let held = 0;
  values.forEach((value, row) => {
    const numerator = numerators[row];
    const denominator = denominators[row];
    // Rows of 0 % or 100 % agree with too many pairs to tell anything.
    if (value === null || !numerator || !denominator || value.value <= 0 || value.value >= 100) return;
    told += 1;
    if (agrees(value.value, value.decimals, numerator.value, denominator.value)) held += 1;
  });
  return told < fewestRows ? 0 : held / told;
}
