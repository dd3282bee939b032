import type { ChartKind, Maybe, MeasuredSeries, MeasureInput } from '../basics/chart-types.ts';
import type { Cadence } from './choose-chart.ts';
import { measure } from '../measure.ts';
import { sideOfLine } from '../basics/numbers.ts';
import { runsOf, sidesOf, type Run } from '../rules/runs.ts';

/** Points on one side of the centre that may make new limits worth thinking of, or that speak against them. */
const stableRun = 8;

/** Points that candidate limits are computed from: 21, or two years of months. */
export function candidatePoints(cadence: Cadence): number {
  return cadence === 'month' ? 24 : 21;
}

/**
 * What the tool says about recalculating limits. It only suggests: a person decides, and keeps the reason (a signal
 * exists, its cause is known, it is expected to last, enough points exist).
 */
export type RecalculationAdvice =
  | { readonly kind: 'none' }
  | {
      /** A lasting run, but not yet enough points from its start on. */
      readonly kind: 'wait';
      readonly from: number;
      readonly side: 'above' | 'below';
      /** Points of the run. */
      readonly count: number;
      readonly points: number;
      readonly pointsNeeded: number;
    }
  | {
      readonly kind: 'suggest';
      /** Where the new part would begin, as in `parts`. */
      readonly from: number;
      /** Last position of the points behind the candidate limits. */
      readonly to: number;
      readonly side: 'above' | 'below';
      /** Points of the run. */
      readonly count: number;
      readonly centre: Maybe;
      readonly lowerLimit: Maybe;
      readonly upperLimit: Maybe;
    };

interface Candidate {
  readonly to: number;
  readonly points: number;
  readonly measured: MeasuredSeries | null;
}

function cut<T>(list: readonly T[] | undefined, from: number, to: number): T[] | undefined {
  return list?.slice(from, to + 1);
}

/** The limits that the first points from a position on would give, in the units of the chart. */
function candidateAt(
  chart: ChartKind,
  input: MeasureInput,
  measured: MeasuredSeries,
  excluded: ReadonlySet<number>,
  from: number,
  needed: number,
): Candidate {
  let to = from - 1;
  let points = 0;
  const exclude: number[] = [];
  while (points < needed && to + 1 < measured.y.length) {
    to += 1;
    if (excluded.has(to)) exclude.push(to - from);
    else if (measured.y[to] !== null) points += 1;
  }
  if (points < needed) return { to, points, measured: null };
  const out = measure(chart, {
    y: cut(input.y, from, to),
    n: cut(input.n, from, to),
    groups: cut(input.groups, from, to),
    exclude,
    multiply: input.multiply,
    screened: input.screened,
  });
  return { to, points, measured: out.error === undefined ? out : null };
}

/** Whether a run against the shift, about the candidate's centre, begins among the candidate's points. */
function hasOpposingRun(measured: MeasuredSeries, run: Run, to: number, centre: Maybe, excluded: ReadonlySet<number>) {
  let count = 0;
  for (let position = run.from; position < measured.y.length; position += 1) {
    const side = excluded.has(position) ? 0 : sideOfLine(measured.y[position] ?? null, centre);
    if (side === 0) continue;
    if (count === 0 && position > to) return false;
    count = side === -run.side ? count + 1 : 0;
    if (count >= stableRun) return true;
  }
  return false;
}

/**
 * The stable-shift algorithm for the last part of a chart: a run of 8 or more about the current centre; candidate
 * limits from the first 21 points (24 if monthly) from its start; dropped if an opposing run of 8 or more begins
 * within them. A run with which the part begins is its own level and suggests nothing. An input that is refused has
 * no advice.
 */
export function adviseRecalculation(chart: ChartKind, input: MeasureInput, cadence: Cadence): RecalculationAdvice {
  const measured = measure(chart, input);
  if (measured.error !== undefined) return { kind: 'none' };
  const part = measured.parts.at(-1);
  if (part === undefined || chart === 'mr') return { kind: 'none' };
  const excluded = new Set(input.exclude ?? []);
  const value = measured.y.slice(part.from);
  const included = value.map((_, index) => !excluded.has(index + part.from));
  const runs = runsOf(sidesOf(value, measured.cl[part.from] ?? null, included), part.from);
  const needed = candidatePoints(cadence);
  for (const run of runs.slice(1)) {
    if (run.count < stableRun) continue;
    const side = run.side === 1 ? 'above' : 'below';
    const candidate = candidateAt(chart, input, measured, excluded, run.from, needed);
    if (candidate.points < needed) {
      return { kind: 'wait', from: run.from, side, count: run.count, points: candidate.points, pointsNeeded: needed };
    }
    const limits = candidate.measured;
    if (limits === null) continue;
    const centre = limits.cl.at(-1) ?? null;
    if (hasOpposingRun(measured, run, candidate.to, centre, excluded)) continue;
    return {
      kind: 'suggest',
      from: run.from,
      to: candidate.to,
      side,
      count: run.count,
      centre,
      lowerLimit: limits.lcl?.at(-1) ?? null,
      upperLimit: limits.ucl?.at(-1) ?? null,
    };
  }
  return { kind: 'none' };
}
