/** How many sites use the practice from a day on. */
export interface CurvePoint {
  at: string;
  using: number;
}

interface Curve {
  days: string[];
  using: number[];
}

const isCurve = (value: unknown): value is Curve =>
  typeof value === 'object' && value !== null && 'days' in value && Array.isArray(value.days) && 'using' in value;

/**
 * The points of the curve: its first day, each day on which the number of sites using it changed, and today, up to
 * which the last number holds.
 */
export function curvePoints(curve: unknown, today: string): CurvePoint[] {
  if (!isCurve(curve)) return [];
  const all = curve.days.map((at, index) => ({ at, using: curve.using[index] ?? 0 }));
  const changes = all.filter(({ using }, index) => index === 0 || using !== all[index - 1]?.using);
  const last = all.at(-1);
  return last && last.at < today ? [...changes, { at: today, using: last.using }] : changes;
}
