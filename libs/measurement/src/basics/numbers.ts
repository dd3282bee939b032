import type { Maybe } from './chart-types.ts';

/** −1 below the line, 1 above it, 0 on it or without a value. */
export type Side = -1 | 0 | 1;

/** The present values, in order. */
export function present(values: readonly Maybe[]): number[] {
  return values.filter((value): value is number => value !== null);
}

/** The sum of the present values; 0 when there are none. */
export function sum(values: readonly Maybe[]): number {
  let total = 0;
  for (const value of values) total += value ?? 0;
  return total;
}

/** The arithmetic mean of the present values; null when there are none. */
export function mean(values: readonly Maybe[]): Maybe {
  const known = present(values);
  return known.length === 0 ? null : sum(known) / known.length;
}

/** The median of the present values, the mean of the middle two when their number is even; null when there are none. */
export function median(values: readonly Maybe[]): Maybe {
  const sorted = Float64Array.from(present(values)).sort();
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The sample standard deviation (divisor n − 1) of the present values; null below two of them. */
export function standardDeviation(values: readonly Maybe[]): Maybe {
  const known = present(values);
  const centre = mean(known);
  if (centre === null || known.length < 2) return null;
  let squares = 0;
  for (const value of known) squares += (value - centre) ** 2;
  return Math.sqrt(squares / (known.length - 1));
}

/** The quotient, or null where it is not a finite number. */
export function ratio(numerator: Maybe, denominator: Maybe): Maybe {
  if (numerator === null || denominator === null) return null;
  const quotient = numerator / denominator;
  return Number.isFinite(quotient) ? quotient : null;
}

/** How far a value may be from a line and still be on it: 1e-9·max(1, |line|), so that rounding makes no signal. */
export function lineTolerance(line: number): number {
  return 1e-9 * Math.max(1, Math.abs(line));
}

/** The side of the line that a value is on, within {@link lineTolerance}. */
export function sideOfLine(value: Maybe, line: Maybe): Side {
  if (value === null || line === null) return 0;
  const distance = value - line;
  if (Math.abs(distance) <= lineTolerance(line)) return 0;
  return distance > 0 ? 1 : -1;
}

/** Absolute differences of neighbouring values; a missing value has none on either side. */
export function movingRanges(values: readonly Maybe[]): number[] {
  const ranges: number[] = [];
  for (let index = 1; index < values.length; index += 1) {
    const before = values[index - 1] ?? null;
    const after = values[index] ?? null;
    if (before !== null && after !== null) ranges.push(Math.abs(after - before));
  }
  return ranges;
}

/** Upper limit of a moving range, in mean moving ranges: D4 of subgroups of two (Montgomery; Nelson 1982). */
export const movingRangeUpperFactor = 3.267;

/**
 * The mean of the values; when screened, the mean of those strictly below `factor` times that mean, taken once
 * (Nelson 1982). Null when none is left, as in a constant series.
 */
export function screenedMean(values: readonly number[], screened: boolean, factor = movingRangeUpperFactor): Maybe {
  const all = mean(values);
  if (!screened || all === null) return all;
  return mean(values.filter((value) => value < factor * all));
}

/** The standard deviation that neighbouring values imply: mean moving range / 1.128 (d2 of subgroups of two). */
export function movingRangeSigma(values: readonly Maybe[], screened: boolean): Maybe {
  const range = screenedMean(movingRanges(values), screened);
  return range === null ? null : range / 1.128;
}
