import type { CodedRange, Coding } from './release.ts';

/** A percentage as it is shown, and what it says: a share from 0 to 1, and the denominators it can have. */
export interface CodedPercentage {
  readonly text: string;
  /** The range in percent that a coded extreme tells, so that no counts may stand beside it; null when it is not coded. */
  readonly coded: CodedRange | null;
  /** The whole percent that is shown in place of the percentage; null where it is shown as it is, or coded. */
  readonly rounded: number | null;
  readonly share: readonly [number, number];
  readonly n: readonly [number, number | null];
}

/** Extremes by denominator: below `tail` and above 100 − `tail` percent are shown as just that. */
const bands = [
  { least: 300, most: null, tail: 1 },
  { least: 100, most: 299, tail: 2 },
  { least: 40, most: 99, tail: 5 },
  { least: 20, most: 39, tail: 10 },
  { least: 0, most: 19, tail: 20 },
] as const;

/** A code's end is open: with people counted whole, this much less is what “below” says. */
const openEnd = 1e-6;

/** Finer steps would tell no more than floating point can hold. */
const finestHalf = 1e-6;

function decimals(half: number): number {
  for (let digits = 0; digits < 6; digits += 1) if (0.5 * 10 ** -digits <= half * 1.000001) return digits;
  return 6;
}

function plain(value: number, half: number, least: number): CodedPercentage {
  const width = Math.max(half, finestHalf);
  return {
    text: `${value.toFixed(decimals(half))}`,
    coded: null,
    rounded: null,
    share: [Math.max(0, (value - width) / 100), Math.min(1, (value + width) / 100)],
    n: [least, null],
  };
}

type People = CodedPercentage['n'];

const below = (tail: number, n: People): CodedPercentage => ({
  text: `<${tail}`,
  coded: { lower: 0, upper: tail },
  rounded: null,
  share: [0, tail / 100 - openEnd],
  n,
});

const above = (tail: number, n: People): CodedPercentage => ({
  text: `>${100 - tail}`,
  coded: { lower: 100 - tail, upper: 100 },
  rounded: null,
  share: [1 - tail / 100 + openEnd, 1],
  n,
});

/** How wide a percentage is told where few count or few do not: three of them are possible at least, whoever knows n. */
const widthsOfFew = [
  { least: 301, width: 1 },
  { least: 61, width: 5 },
  { least: 31, width: 10 },
  { least: 16, width: 20 },
  { least: 0, width: 50 },
] as const;

/**
 * The percentage before its source rounded it, where the counts say it: what is rounded already must not be rounded over
 * an edge again (9 of 86 is 10.47, published as 10.5, and 10 in whole percents).
 */
function exactShare(value: number, half: number, x: number | null, n: number | null): number {
  if (x === null || n === null || n === 0) return value;
  const exact = (100 * x) / n;
  return Math.abs(exact - value) <= half * 1.000001 ? exact : value;
}

/**
 * A percentage of which few people count, or few do not, where it stands alone: in whole percents of more than 300
 * people, else as a range that is wider the fewer they are.
 *
 * Source of the widths: U.S. Department of Education, EDFacts, ranges of published proficiency rates by size of group.
 */
export function percentageOfFew(value: number, half: number, x: number, n: number): CodedPercentage {
  const width = widthsOfFew.find(({ least }) => n >= least)?.width ?? 50;
  const share = exactShare(value, half, x, n);
  const rounded = Math.round(share);
  if (width === 1) {
    // Those of some people are never rounded to nobody or everybody.
    if (rounded === 0 && x > 0) return below(1, [0, null]);
    if (rounded === 100 && x < n) return above(1, [0, null]);
    return { ...plain(rounded, Math.max(half, 0.5), 0), rounded };
  }
  const lower = Math.min(100 - width, Math.floor((share + openEnd) / width) * width);
  const upper = lower + width;
  return {
    text: `${lower}–${upper}`,
    coded: { lower, upper },
    rounded: null,
    share: [lower / 100, upper / 100],
    n: [0, null],
  };
}

/**
 * Shows a percentage as the release codes it. In bands the extremes of few people read `<5` or `>95`; an extreme that
 * is shown uncoded tells that its denominator is large, and that is in the answer too.
 *
 * Source of the bands: NCES 2011-603, table of reporting ranges by size of group.
 *
 * @param value 0 to 100.
 * @param half half the step that the value is rounded to.
 * @param n people; null when unknown: then there is nothing to code by, and the value stands as the source published it.
 * @param x those of them who count; null when unknown.
 */
export function codePercentage(
  value: number,
  half: number,
  n: number | null,
  coding: Coding,
  x: number | null = null,
): CodedPercentage {
  if (coding === 'none') return plain(value, half, 0);
  if (coding === 'whole_percents') {
    const rounded = Math.round(exactShare(value, half, x, n));
    return { ...plain(rounded, Math.max(half, 0.5), 0), rounded };
  }
  if (n === null) return plain(value, half, 0);
  const band = bands.find(({ least }) => n >= least) ?? bands[4];
  const range = [band.least, band.most] as const;
  const { tail } = band;
  if (value < tail) return below(tail, range);
  if (value > 100 - tail) return above(tail, range);
  // The largest group that would still have been coded at this value.
  const wouldCode = bands.find((each) => value < each.tail || value > 100 - each.tail);
  return plain(value, half, wouldCode?.most == null ? 0 : wouldCode.most + 1);
}
