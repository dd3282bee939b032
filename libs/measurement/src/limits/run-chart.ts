import { basePoints } from './chart-input.ts';
import type { LineRequest, Lines } from './limits.ts';
import { median } from '../basics/numbers.ts';

/** Run chart: the median of the baseline, no limits (Perla, Provost & Murray 2011). */
export function medianLine({ points, base, cl }: LineRequest): Lines {
  return { value: points.value, cl: cl ?? median(basePoints(points, base).value), limits: null };
}
