import { type CodedPercentage, codePercentage, percentageOfFew } from './coding.ts';
import { denominatorsFromLimit } from './limit-leak.ts';
import type { CodedRange, DisclosureOptions, Fact, HiddenReason, ReleaseCell, ReleaseChart } from './release.ts';

type Range = readonly [number, number | null];

const anything: Range = [0, null];

/** What is known of a hidden cell: that there is one. Its mark is shown only where there is somebody. */
export const hiddenFact: Fact = { n: [1, null], x: anything, share: [0, 1] };

/** What is known of a difference before anything else is: nothing. */
export const nothingKnown: Fact = { n: anything, x: anything, share: [0, 1] };

/** Whether counts go out beside the cell. */
export function showsCounts(cell: ReleaseCell, options: DisclosureOptions): boolean {
  return cell.countsPublished ?? options.countsPublished;
}

/** The numbers a rule looks at. */
export interface Counts {
  readonly n: number | null;
  readonly x: number | null;
}

/** Why a cell of these counts may not be published by itself; empty when it may. */
export function primaryReasons({ n, x }: Counts, minimum: number, counts: boolean): HiddenReason[] {
  const few = (count: number): boolean => count > 0 && count < minimum;
  if (n === null) return [];
  if (few(n)) return ['few_people'];
  if (!counts || x === null) return [];
  return [...(few(x) ? (['few_who_count'] as const) : []), ...(few(n - x) ? (['few_who_do_not_count'] as const) : [])];
}

/** Numerator of a cell: given, or the whole number nearest to what its percentage says. */
export function numeratorOf(cell: ReleaseCell): number | null {
  if (cell.x !== null || cell.n === null || cell.percentage === null) return cell.x;
  return Math.round((cell.percentage.value / 100) * cell.n);
}

/** A cell as it is published: what its reader knows, and what is shown. */
export interface PublishedFact {
  readonly fact: Fact;
  readonly shown: string;
  readonly coded: CodedRange | null;
  /** The whole percent that is shown in place of the percentage; null where that is shown as it is, or coded. */
  readonly rounded: number | null;
  readonly countsShown: boolean;
}

/** Nobody or everybody, shown plainly, is read as just that, whatever the rounding would still allow. */
function shareRead(cell: ReleaseCell, code: CodedPercentage): Fact['share'] {
  const x = numeratorOf(cell);
  if (code.coded || x === null || cell.n === null || cell.n === 0) return code.share;
  if (x === 0 && code.share[0] === 0) return [0, 0];
  return x === cell.n && code.share[1] === 1 ? [1, 1] : code.share;
}

/**
 * A cell's percentage as it is shown. Where its counts are not published and few people count, or few do not, it is told
 * less closely, so that nobody who knows from elsewhere how many people there are can tell how many of them count.
 */
function percentageOf(cell: ReleaseCell, options: DisclosureOptions): CodedPercentage | null {
  const { percentage, n } = cell;
  if (percentage === null) return null;
  const code = codePercentage(percentage.value, percentage.half, n, options.coding, cell.x);
  if (showsCounts(cell, options) || code.coded || n === null) return code;
  const x = numeratorOf(cell);
  const isOfFew = primaryReasons({ n, x }, options.minimum, true).length > 0;
  return isOfFew ? percentageOfFew(percentage.value, percentage.half, x ?? 0, n) : code;
}

/**
 * What a reader of a published cell knows, and what is shown. Counts never stand beside a coded percentage. Of a cell that
 * is published without its counts a reader is taken to know how many people it is about: an enrollment is no secret.
 */
export function publishedFact(cell: ReleaseCell, options: DisclosureOptions): PublishedFact {
  const { n, x } = cell;
  const code = percentageOf(cell, options);
  const isAlone = !showsCounts(cell, options);
  const counts = !isAlone && !code?.coded;
  const floor: Range = n === 0 ? [0, 0] : [n === null ? 0 : options.minimum, null];
  const people: Range = (counts || isAlone) && n !== null ? [n, n] : code ? meet(code.n, floor) : floor;
  const numerator: Range = counts && x !== null ? [x, x] : n === 0 ? [0, 0] : anything;
  return {
    fact: { n: people, x: numerator, share: code ? shareRead(cell, code) : [0, 1] },
    shown: code?.text ?? (counts && n !== null ? String(n) : ''),
    coded: code?.coded ?? null,
    rounded: code?.rounded ?? null,
    countsShown: counts,
  };
}

/** Where two ranges overlap. */
export function meet(a: Range, b: Range): Range {
  const ends = [a[1], b[1]].filter((end) => end !== null);
  return [Math.max(a[0], b[0]), ends.length === 0 ? null : Math.min(...ends)];
}

/** What follows from both. */
export function both(a: Fact, b: Fact): Fact {
  return {
    n: meet(a.n, b.n),
    x: meet(a.x, b.x),
    share: [Math.max(a.share[0], b.share[0]), Math.min(a.share[1], b.share[1])],
  };
}

/** Whether the cell has no secret left. */
export function isPinned({ n, x }: Fact): boolean {
  return n[0] === n[1] && x[0] === x[1];
}

/** What the limits of a chart tell of each of its cells. */
export function limitFacts(chart: ReleaseChart): [key: string, fact: Fact][] {
  return chart.limits.map((limit) => [limit.key, { ...nothingKnown, n: denominatorsFromLimit(chart.centre, limit) }]);
}
