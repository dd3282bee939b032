import { refusal, type Refusal } from './refusals/refusal.ts';
import type { MeasureType } from './vocabulary.ts';

/** Bounds that a source published with a value, in the unit of the value. */
export interface PublishedInterval {
  readonly lower: number;
  readonly upper: number;
  /** In percent ("90 % margin of error"); null where the source does not say. */
  readonly level: number | null;
}

/** What a file or a person says of a value's interval: a margin, or both bounds. What is not said is null. */
export interface GivenInterval {
  readonly margin: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly level: number | null;
}

export type IntervalField = keyof GivenInterval;
type IntervalFault = { ok: false; field: IntervalField; why: Refusal };
export type CompletedInterval = { ok: true; interval: PublishedInterval | null } | IntervalFault;

/** The levels that a source can mean, in percent. */
export const leastLevel = 50;
export const greatestLevel = 99.99;

const fault = (field: IntervalField, why: Refusal): IntervalFault => ({ ok: false, field, why });

/** The least and the greatest that a measure can be, in its unit. */
export function endsOf(measure: MeasureType): readonly [least: number, greatest: number] {
  if (measure === 'mean') return [-Infinity, Infinity];
  return [0, measure === 'proportion' ? 100 : Infinity];
}

/** Binary noise of adding a margin to a value. */
const exact = (bound: number): number => Number(bound.toPrecision(12));

/**
 * The interval of a value, checked; null where nothing is said of it. A margin is cut off where the measure ends, as
 * publishers ask their readers to do; bounds are the source's own and are refused beyond it.
 * @param room how far outside of its bounds a value may lie, for values and bounds that were rounded differently
 */
export function completeInterval(
  { margin, lower, upper, level }: GivenInterval,
  value: number,
  measure: MeasureType,
  room = 1e-9,
): CompletedInterval {
  if (level !== null && (level < leastLevel || level > greatestLevel)) {
    return fault('level', refusal('INTERVAL_LEVEL', { least: leastLevel, greatest: greatestLevel }));
  }
  const [least, greatest] = endsOf(measure);
  if (lower === null && upper === null) {
    if (margin === null) return { ok: true, interval: null };
    if (margin < 0) return fault('margin', refusal('INTERVAL_MARGIN_NEGATIVE'));
    if (margin > greatest - least) return fault('margin', refusal('INTERVAL_OUT_OF_RANGE'));
    const bounds = { lower: Math.max(least, exact(value - margin)), upper: Math.min(greatest, exact(value + margin)) };
    return { ok: true, interval: { ...bounds, level } };
  }
  if (margin !== null) return fault('margin', refusal('INTERVAL_TWICE'));
  if (lower === null) return fault('lower', refusal('INTERVAL_HALF'));
  if (upper === null) return fault('upper', refusal('INTERVAL_HALF'));
  if (lower > upper) return fault('lower', refusal('INTERVAL_EXCHANGED'));
  if (lower < least) return fault('lower', refusal('INTERVAL_OUT_OF_RANGE'));
  if (upper > greatest) return fault('upper', refusal('INTERVAL_OUT_OF_RANGE'));
  if (value < lower - room) return fault('lower', refusal('INTERVAL_WITHOUT_VALUE'));
  if (value > upper + room) return fault('upper', refusal('INTERVAL_WITHOUT_VALUE'));
  return { ok: true, interval: { lower, upper, level } };
}

/** Whether two published intervals have a number in common, so that what they are of may be the same. */
export const intervalsOverlap = (
  a: Pick<PublishedInterval, 'lower' | 'upper'>,
  b: Pick<PublishedInterval, 'lower' | 'upper'>,
): boolean => a.lower <= b.upper && b.lower <= a.upper;
