import { basePoints, type ChartPoints } from './chart-input.ts';
import type { Maybe } from '../basics/chart-types.ts';
import { limitsAround, mapLimits, type LineRequest, type Limits, type Lines } from './limits.ts';
import { mean, ratio } from '../basics/numbers.ts';

/**
 * c4 = √(2/(n−1))·Γ(n/2)/Γ((n−1)/2), which makes a sample's standard deviation unbiased; null below two members.
 * The quotient of the gammas follows from that of n − 1: q(n)·q(n−1) = (n−2)/2, q(2) = 1/√π.
 */
export function c4(n: number): Maybe {
  if (n < 2) return null;
  let quotient = 1 / Math.sqrt(Math.PI);
  for (let m = 3; m <= n; m += 1) quotient = (m - 2) / 2 / quotient;
  return Math.sqrt(2 / (n - 1)) * quotient;
}

/** √(1 − c4²): the spread of a sample's standard deviation in units of sigma; null below two members. */
export function c5(n: number): Maybe {
  const centre = c4(n);
  return centre === null ? null : Math.sqrt(1 - centre * centre);
}

/** The spread within subgroups: their mean, or pooled when their sizes differ (Montgomery 6.29, 6.31). */
function withinSpread(points: ChartPoints, base: readonly boolean[]): Maybe {
  const { size, spread } = basePoints(points, base);
  if (new Set(points.size).size === 1) return mean(spread);
  let squares = 0;
  let freedom = 0;
  size.forEach((n, index) => {
    const one = spread[index] ?? null;
    if (one === null) return;
    squares += (n - 1) * one * one;
    freedom += n - 1;
  });
  const variance = ratio(squares, freedom);
  return variance === null ? null : Math.sqrt(variance);
}

/** X̄ chart: Σnx̄/Σn ± A3·s̄ with A3 = 3/(c4·√n); a subgroup of one has no limits (Montgomery 6.29–6.31). */
export function subgroupMeanLines({ points, base, cl }: LineRequest): Lines {
  const chosen = basePoints(points, base);
  let total = 0;
  let members = 0;
  chosen.size.forEach((n, index) => {
    total += n * (chosen.value[index] ?? 0);
    members += n;
  });
  const centre = cl ?? ratio(total, members);
  const spread = withinSpread(points, base);
  const sigma = points.size.map((n) => {
    const correction = c4(n);
    return spread === null || correction === null ? null : spread / (correction * Math.sqrt(n));
  });
  return { value: points.value, cl: centre, limits: limitsAround(centre, sigma) };
}

/** S chart: s̄ with B3·s̄ and B4·s̄, B3 = max(0, 1−3c5/c4), B4 = 1+3c5/c4 (Montgomery 6.3). */
export function spreadLines({ points, base, cl }: LineRequest): Lines {
  const centre = cl ?? withinSpread(points, base);
  const shares = points.size.map((n) => ratio(c5(n), c4(n)));
  const factors = limitsAround(1, shares, { least: 0 });
  const blank: Limits = limitsAround(null, shares);
  const limits = centre === null ? blank : mapLimits(factors, (factor) => factor * centre);
  return { value: points.spread, cl: centre, limits };
}
