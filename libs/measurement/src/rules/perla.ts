import type { Maybe, PerlaResult, PerlaShift, PerlaTrend } from '../basics/chart-types.ts';
import { runsLimits } from '../basics/distribution.ts';
import type { Run } from './runs.ts';

/** Useful points on one side of the median that make a shift. */
export const shiftLength = 6;
/** Different values in a row, all rising or all falling, that make a trend. */
export const trendLength = 5;

/** The runs of six or more useful points: shifts about the median (Perla, Provost & Murray 2011). */
export function shiftsAmong(runs: readonly Run[]): PerlaShift[] {
  return runs
    .filter((run) => run.count >= shiftLength)
    .map(({ from, to, count, side }) => ({ from, to, count, side: side === 1 ? 'above' : 'below' }));
}

/**
 * Five or more points all rising or all falling; a repeated value is counted once, missing and excluded points are
 * stepped over (Perla, Provost & Murray 2011). Weak at finding drift: an option for the reader, not a default.
 */
export function trendsIn(values: readonly Maybe[], included: readonly boolean[], offset = 0): PerlaTrend[] {
  const trends: PerlaTrend[] = [];
  let from = 0;
  let last = 0;
  let previous: Maybe = null;
  let count = 0;
  let direction = 0;
  const close = (): void => {
    if (count >= trendLength && direction !== 0) {
      trends.push({ from: from + offset, to: last + offset, count, dir: direction > 0 ? 'up' : 'down' });
    }
  };
  values.forEach((value, index) => {
    if (value === null || included[index] === false || value === previous) return;
    const step = previous === null ? 0 : Math.sign(value - previous);
    if (step !== 0 && step === direction) {
      count += 1;
    } else {
      close();
      from = previous === null ? index : last;
      count = previous === null ? 1 : 2;
      direction = step;
    }
    last = index;
    previous = value;
  });
  close();
  return trends;
}

/** The run-chart rules of Perla, Provost & Murray 2011 for one part; astronomical points are a person's judgement. */
export function perla(
  values: readonly Maybe[],
  runs: readonly Run[],
  nUseful: number,
  included: readonly boolean[],
  offset = 0,
): PerlaResult {
  const limits = runsLimits(nUseful);
  return {
    runs: runs.length,
    runsLow: limits.low,
    runsHigh: limits.high,
    shifts: shiftsAmong(runs),
    trends: trendsIn(values, included, offset),
  };
}
