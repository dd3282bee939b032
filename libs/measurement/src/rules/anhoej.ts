import type { Maybe } from '../basics/chart-types.ts';
import { fairCoinQuantile } from '../basics/distribution.ts';
import type { Run } from './runs.ts';

/** Below this many useful points a reader is told "too few points" and is given no signal. */
export const minimumUsefulPoints = 10;

/** The longest run and the number of crossings against what chance allows. */
export interface AnhoejResult {
  readonly nUseful: number;
  readonly longestRun: Maybe;
  readonly longestRunMax: Maybe;
  readonly nCrossings: Maybe;
  readonly nCrossingsMin: Maybe;
  readonly signal: boolean;
}

/** The longest run that chance allows among n ≥ 1 useful points: round(log2 n) + 3 (Schilling 2012; Anhøj & Olesen 2014). */
export function longestRunMax(nUseful: number): number {
  return Math.round(Math.log2(nUseful)) + 3;
}

/**
 * The fewest crossings that chance allows among n ≥ 1 useful points: the 5 % point of the binomial distribution with
 * n − 1 fair coins (Chen 2010; Anhøj & Olesen 2014). The work is linear in n.
 */
export function crossingsMin(nUseful: number): number {
  return fairCoinQuantile(0.05, Math.max(nUseful - 1, 0));
}

/**
 * The runs analysis of Anhøj & Olesen 2014 (see also Anhøj & Wentzel-Larsen 2018): a signal when the longest run is
 * longer, or the crossings are fewer, than chance allows. All fields are null without a useful point.
 */
export function anhoej(runs: readonly Run[]): AnhoejResult {
  if (runs.length === 0) {
    return { nUseful: 0, longestRun: null, longestRunMax: null, nCrossings: null, nCrossingsMin: null, signal: false };
  }
  let nUseful = 0;
  let longestRun = 0;
  for (const run of runs) {
    nUseful += run.count;
    longestRun = Math.max(longestRun, run.count);
  }
  const limits = { longestRunMax: longestRunMax(nUseful), nCrossingsMin: crossingsMin(nUseful) };
  const nCrossings = runs.length - 1;
  const signal = longestRun > limits.longestRunMax || nCrossings < limits.nCrossingsMin;
  return { nUseful, longestRun, nCrossings, ...limits, signal };
}
