import type { Maybe } from '../basics/chart-types.ts';
import type { Side } from '../basics/numbers.ts';

/** Why a point stands out, first match first (NHS England, Making Data Count). */
export type SpecialCause =
  | 'Common Cause'
  | 'Above UCL'
  | 'Below LCL'
  | '7 Point Trend (Increasing)'
  | '7 Point Trend (Decreasing)'
  | '2 in 3 Above CL'
  | '2 in 3 Below CL'
  | '7 Points Above CL'
  | '7 Points Below CL';

/** One entry a point: its value, the side of the mean, and the side on which it is beyond a limit. */
export interface XmrPoints {
  readonly values: readonly Maybe[];
  readonly sides: readonly Side[];
  readonly outside: readonly Side[];
  readonly beyondNear: readonly Side[];
}

const runOfPoints = 7;

/** Marks the positions of each stretch of equal, non-zero entries that is long enough. */
function markStretches(steps: readonly Side[], shortest: number, mark: (from: number, to: number, side: Side) => void) {
  for (let from = 0; from < steps.length;) {
    const side = steps[from] ?? 0;
    let to = from;
    while (to + 1 < steps.length && steps[to + 1] === side) to += 1;
    if (side !== 0 && to - from + 1 >= shortest) mark(from, to, side);
    from = to + 1;
  }
}

/** Seven points with six strict rises or falls; a tie or a missing point breaks it. A point in two takes the later. */
function trendDirections(values: readonly Maybe[]): Side[] {
  const steps: Side[] = values.slice(1).map((after, index) => {
    const before = values[index] ?? null;
    if (after === null || before === null || after === before) return 0;
    return after > before ? 1 : -1;
  });
  const directions = values.map((): Side => 0);
  markStretches(steps, runOfPoints - 1, (from, to, side) => directions.fill(side, from, to + 2));
  return directions;
}

/** Seven neighbours on one side of the mean; a point on the mean or a missing point breaks it. */
function sevenOnOneSide(sides: readonly Side[]): boolean[] {
  const marked = sides.map(() => false);
  markStretches(sides, runOfPoints, (from, to) => marked.fill(true, from, to + 1));
  return marked;
}

/** Two of three neighbours between the near limit and the limit, all three on one side; only those two are marked. */
function twoInThree({ sides, outside, beyondNear }: XmrPoints): boolean[] {
  const close = sides.map((_, index) => beyondNear[index] !== 0 && outside[index] === 0);
  const marked = sides.map(() => false);
  for (let first = 0; first + 2 < sides.length; first += 1) {
    const window = [first, first + 1, first + 2];
    const side = sides[first];
    const oneSide = side !== 0 && window.every((index) => sides[index] === side);
    if (!oneSide || window.filter((index) => close[index]).length < 2) continue;
    for (const index of window) if (close[index]) marked[index] = true;
  }
  return marked;
}

/** The special cause of each point: outside the limits, then trend, then two in three, then seven on one side. */
export function classifyPoints(points: XmrPoints): SpecialCause[] {
  const trends = trendDirections(points.values);
  const pairs = twoInThree(points);
  const sevens = sevenOnOneSide(points.sides);
  return points.values.map((_, index) => {
    const above = points.sides[index] === 1;
    const outside = points.outside[index] ?? 0;
    if (outside !== 0) return outside === 1 ? 'Above UCL' : 'Below LCL';
    const trend = trends[index] ?? 0;
    if (trend !== 0) return trend === 1 ? '7 Point Trend (Increasing)' : '7 Point Trend (Decreasing)';
    if (pairs[index]) return above ? '2 in 3 Above CL' : '2 in 3 Below CL';
    if (sevens[index]) return above ? '7 Points Above CL' : '7 Points Below CL';
    return 'Common Cause';
  });
}
