import type { Maybe } from '../basics/chart-types.ts';
import { sideOfLine, type Side } from '../basics/numbers.ts';

/** Consecutive useful points on one side of the line; points on the line and missing points are stepped over. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly side: -1 | 1;
}

/** The side of each point; 0 where it is on the line, missing or not included. */
export function sidesOf(values: readonly Maybe[], line: Maybe, included: readonly boolean[]): Side[] {
  return values.map((value, index) => (included[index] === false ? 0 : sideOfLine(value, line)));
}

/**
 * The runs of a part. A point on the line neither breaks nor extends a run (Perla, Provost & Murray 2011;
 * Anhøj & Olesen 2014).
 *
 * @param offset added to every position, for a part that does not begin at 0
 */
export function runsOf(sides: readonly Side[], offset = 0): Run[] {
  const runs: Run[] = [];
  let open: { from: number; to: number; count: number; side: -1 | 1 } | null = null;
  sides.forEach((side, index) => {
    if (side === 0) return;
    const position = index + offset;
    if (open !== null && open.side === side) {
      open.to = position;
      open.count += 1;
    } else {
      open = { from: position, to: position, count: 1, side };
      runs.push(open);
    }
  });
  return runs;
}
