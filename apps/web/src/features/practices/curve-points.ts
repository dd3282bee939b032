import type { PracticeDetail } from './practice-operations.ts';

/** How many sites use the practice from a day on. */
export interface CurvePoint {
  at: string;
  using: number;
}

type Curve = Pick<PracticeDetail['curve'], 'days' | 'using'>;

/**
 * The points of the curve: its first day, each day on which the number of sites using it changed, and today, up to
 * which the last number holds.
 */
export function curvePoints(curve: Curve, today: string): CurvePoint[] {
  const all = curve.days.map((at, index) => ({ at, using: curve.using[index] ?? 0 }));
  const changes = all.filter(({ using }, index) => index === 0 || using !== all[index - 1]?.using);
  const last = all.at(-1);
  return last && last.at < today ? [...changes, { at: today, using: last.using }] : changes;
}
