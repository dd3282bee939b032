import type { ChartPoints } from './chart-input.ts';
import type { Maybe } from '../basics/chart-types.ts';

/** What the lines of one part are computed from. */
export interface LineRequest {
  readonly points: ChartPoints;
  /** Which points are in the baseline and not excluded. */
  readonly base: readonly boolean[];
  /** A given centre line. */
  readonly cl: Maybe;
  readonly screened: boolean;
}

/** Lines of one part: a centre, and one value a point for each limit. */
export interface Lines {
  /** What is plotted, where the chart changes it (moving ranges, standard deviations). */
  readonly value: readonly Maybe[];
  readonly cl: Maybe;
  readonly limits: Limits | null;
}

/** Control limits (3 sigma) and warning limits (2 sigma), one entry a point. */
export interface Limits {
  readonly lcl: readonly Maybe[];
  readonly ucl: readonly Maybe[];
  readonly lcl95: readonly Maybe[];
  readonly ucl95: readonly Maybe[];
}

/** The values that a limit can take. */
export interface Range {
  readonly least?: number;
  readonly greatest?: number;
}

function within(value: number, range: Range): Maybe {
  if (!Number.isFinite(value)) return null;
  return Math.min(Math.max(value, range.least ?? Number.NEGATIVE_INFINITY), range.greatest ?? Number.POSITIVE_INFINITY);
}

/** Limits at ±3 and ±2 sigma of the centre, kept within a range; null where the point has no sigma. */
export function limitsAround(cl: Maybe, sigma: readonly Maybe[], range: Range = {}): Limits {
  const at = (multiple: number): Maybe[] =>
    sigma.map((one) => (cl === null || one === null ? null : within(cl + multiple * one, range)));
  return { lcl: at(-3), ucl: at(3), lcl95: at(-2), ucl95: at(2) };
}

/** The same limits applied to each value by a function; null stays null. */
export function mapLimits(limits: Limits, change: (value: number) => number): Limits {
  const each = (values: readonly Maybe[]): Maybe[] =>
    values.map((value) => {
      const changed = value === null ? Number.NaN : change(value);
      return Number.isFinite(changed) ? changed : null;
    });
  return { lcl: each(limits.lcl), ucl: each(limits.ucl), lcl95: each(limits.lcl95), ucl95: each(limits.ucl95) };
}
