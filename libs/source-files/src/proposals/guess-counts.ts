import type { ColumnProfile } from '../mapping/profile.ts';
import { readNumber } from '../mapping/marks.ts';
import type { Column } from '../text/header.ts';

/** The two counts from which a published percent is made, as the rows themselves show. */
export interface CountPair {
  numerator: string;
  denominator: string;
  /** Share of the rows, from 0 to 1, in which 100 × numerator ÷ denominator gives the value within rounding. */
  agreement: number;
  /** Whether another pair agrees as well, so that the names had to decide. */
  tied: boolean;
}

const denominatorNames = [
  /\b(?:scored|valid|denominator|denom)\b/i,
  /\b(?:tested|cohort|enrolled|enroll?ment|eligible|universe|participants|respondents)\b/i,
  /\btotal\b|\bnumber of (?:students|pupils|children|births|people)\b|^(?:students|pupils|children|population|people)\b/i,
  /\bn\b|\bn[- ]?size\b/i,
];

/** How much a column's name is that of a denominator: lower is more, `Infinity` not at all. */
export function denominatorRank(name: string): number {
  const rank = denominatorNames.findIndex((words) => words.test(name));
  return rank === -1 ? Infinity : rank;
}

const triedRows = 200;
const triedColumns = 16;
const fewestRows = 3;
/** Where the name of a count says that it is of all, two rows that agree do. */
const fewestNamed = 2;
const fewestAgreeing = 0.9;
/** Above it, any number is whole within its rounding. */
const widestRoom = 0.2;
const fewestTelling = 5;

/** Whether `100 · numerator / denominator` rounds to the published percent, to at most one decimal place. */
const agrees = (value: number, decimals: number, numerator: number, denominator: number): boolean =>
  denominator > 0 && Math.abs((100 * numerator) / denominator - value) <= 0.5 * 10 ** -Math.min(decimals, 1) + 1e-9;

/** Reads a column in rows from all over the sample: neighbours are alike, and two totals may differ only further down. */
function readerOf(columns: readonly Column[], rows: readonly (readonly string[])[]) {
  const indexOf = new Map(columns.map(({ name, index }) => [name, index]));
  const step = Math.max(1, Math.floor(rows.length / triedRows));
  const tried = rows.filter((_cells, at) => at % step === 0).slice(0, triedRows);
  return ({ column }: ColumnProfile): Numbers => {
    const index = indexOf.get(column) ?? -1;
    return tried.map((cells) => readNumber(cells[index] ?? ''));
  };
}

/**
 * What the numbers say of one count beside a percent: people are whole, so that of few people the percent of a count is
 * nearly whole where that is the denominator. Null where too few rows can tell.
 */
export function canDivide(
  value: ColumnProfile,
  count: ColumnProfile,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): boolean | null {
  const read = readerOf(columns, rows);
  const people = read(count);
  let compared = 0;
  let agreeing = 0;
  for (const [row, share] of inPercent(value, read(value)).entries()) {
    const n = people[row]?.value ?? 0;
    if (!share || n <= 0 || share.value <= 0 || share.value >= 100) continue;
    const room = (n * 0.5 * 10 ** -share.decimals) / 100;
    if (room > widestRoom) continue;
    const counting = (share.value * n) / 100;
    compared += 1;
    if (Math.abs(counting - Math.round(counting)) <= room + 1e-6) agreeing += 1;
  }
  if (compared < fewestTelling || (agreeing > compared / 2 && agreeing < compared * fewestAgreeing)) return null;
  return agreeing > compared / 2;
}

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
  const read = readerOf(columns, rows);
  const values = inPercent(value, read(value));
  const numbers = counts.slice(0, triedColumns).map((profile) => ({ name: profile.column, cells: read(profile) }));
  const pairs: CountPair[] = [];
  for (const numerator of numbers) {
    for (const denominator of numbers) {
      if (numerator === denominator) continue;
      const fewest = denominatorRank(denominator.name) === Infinity ? fewestRows : fewestNamed;
      const agreement = agreementOf(values, numerator.cells, denominator.cells, fewest);
      if (agreement < fewestAgreeing) continue;
      pairs.push({ numerator: numerator.name, denominator: denominator.name, agreement, tied: false });
    }
  }
  return bestOf(pairs);
}

const fewestProving = 5;
const agreementOfProof = 0.98;

/**
 * The one pair among all counts of the file, whatever they are called, that gives the percent in nearly every row: of two
 * measures of the same people the second has the people of the first. Null where several pairs do, or too few rows tell.
 */
export function findProof(
  value: ColumnProfile,
  counts: readonly ColumnProfile[],
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): CountPair | null {
  const read = readerOf(columns, rows);
  const shares = inPercent(value, read(value)).filter((each) => each !== null && each.value > 0 && each.value < 100);
  if (new Set(shares.map((each) => each?.value)).size < fewestProving) return null;
  const others = counts.filter((each) => each !== value);
  const pair = findCountPair(value, others, columns, rows);
  return pair !== null && pair.agreement >= agreementOfProof && !pair.tied ? pair : null;
}

/** The pair with the highest agreement; among equals, the one whose denominator is named most like one. */
function bestOf(pairs: readonly CountPair[]): CountPair | null {
  const highest = Math.max(...pairs.map(({ agreement }) => agreement));
  const equals = pairs.filter(({ agreement }) => agreement > highest - 0.01);
  const [best] = equals.toSorted((a, b) => denominatorRank(a.denominator) - denominatorRank(b.denominator));
  return best === undefined ? null : { ...best, tied: equals.length > 1 };
}

type Numbers = readonly ({ value: number; decimals: number } | null)[];

/** Fractions as the percents that they are. */
const inPercent = ({ looks }: ColumnProfile, numbers: Numbers): Numbers =>
  looks !== 'fraction'
    ? numbers
    : numbers.map((each) => each && { value: 100 * each.value, decimals: Math.max(0, each.decimals - 2) });

function agreementOf(values: Numbers, numerators: Numbers, denominators: Numbers, fewest: number): number {
  let compared = 0;
  let agreeing = 0;
  values.forEach((value, row) => {
    const numerator = numerators[row];
    const denominator = denominators[row];
    // Rows of 0 % or 100 % agree with too many pairs to tell anything.
    if (value === null || !numerator || !denominator || value.value <= 0 || value.value >= 100) return;
    compared += 1;
    if (agrees(value.value, value.decimals, numerator.value, denominator.value)) agreeing += 1;
  });
  return compared < fewest ? 0 : agreeing / compared;
}
