import { basePoints, type ChartPoints } from './chart-input.ts';
import type { ChartKind, Maybe } from '../basics/chart-types.ts';
import { limitsAround, type LineRequest, type Lines } from './limits.ts';
import {
  mean,
  movingRangeSigma,
  movingRangeUpperFactor,
  ratio,
  sideOfLine,
  screenedMean,
  sum,
} from '../basics/numbers.ts';
import { caseLines, timeLines } from './rare-event-limits.ts';
import { medianLine } from './run-chart.ts';
import { spreadLines, subgroupMeanLines } from './subgroup-limits.ts';

const repeat = (value: Maybe, points: ChartPoints): Maybe[] => points.value.map(() => value);

/** I chart: mean ± 3·(mean moving range / 1.128) (Montgomery 6.33; Provost & Murray). */
export function individualLines({ points, base, cl, screened }: LineRequest): Lines {
  const values = basePoints(points, base).value;
  const centre = cl ?? mean(values);
  const sigma = movingRangeSigma(values, screened);
  return { value: points.value, cl: centre, limits: limitsAround(centre, repeat(sigma, points)) };
}

/** MR chart: the moving ranges, their mean, and 3.267 times it as the upper limit (Montgomery 6.4). */
export function movingRangeLines({ points, base, cl }: LineRequest): Lines {
  const value = points.value.map((after, index) => {
    const before = index === 0 ? null : (points.value[index - 1] ?? null);
    return after === null || before === null ? null : Math.abs(after - before);
  });
  const centre = cl ?? mean(value.filter((_, index) => base[index]));
  const upper = (share: number): Maybe[] =>
    repeat(centre === null ? null : movingRangeUpperFactor * share * centre, points);
  const zero = repeat(0, points);
  return { value, cl: centre, limits: { lcl: zero, ucl: upper(1), lcl95: zero, ucl95: upper(2 / 3) } };
}

function pooledRatio(points: ChartPoints, base: readonly boolean[]): Maybe {
  const chosen = basePoints(points, base);
  return ratio(sum(chosen.numerator), sum(chosen.denominator));
}

/** √(variance / n) for each point; null without a denominator. */
function sampling(variance: Maybe, points: ChartPoints): Maybe[] {
  return points.denominator.map((n) => (variance === null || n === null ? null : Math.sqrt(variance / n)));
}

/**
 * How much more the points vary than sampling explains: mean moving range of z = (y − CL)/σ over 1.128 (Laney 2002).
 * Null where nothing varies.
 */
function betweenSigma({ points, base, screened }: LineRequest, cl: Maybe, sigma: readonly Maybe[]): Maybe {
  const z = points.value.map((value, index) => {
    const one = sigma[index] ?? null;
    return value === null || cl === null || one === null ? null : ratio(value - cl, one);
  });
  const chosen = z.filter((_, index) => base[index]);
  // Rounding in a series of equal ratios is not variation.
  const varies = points.value.some((value, index) => base[index] && sideOfLine(value, cl) !== 0);
  return movingRangeSigma(varies ? chosen : chosen.map((one) => (one === null ? null : 0)), screened);
}

const multiply = (sigma: readonly Maybe[], factor: Maybe): Maybe[] =>
  sigma.map((one) => (one === null || factor === null ? null : one * factor));

/** P chart, p̄ ± 3√(p̄(1−p̄)/nᵢ) within 0 and 1 (Provost & Murray), or P′ with Laney's factor (Laney 2002). */
function proportionLines(request: LineRequest, prime: boolean): Lines {
  const { points, base } = request;
  const centre = request.cl ?? pooledRatio(points, base);
  const sigma = sampling(centre === null ? null : centre * (1 - centre), points);
  const used = prime ? multiply(sigma, betweenSigma(request, centre, sigma)) : sigma;
  return { value: points.value, cl: centre, limits: limitsAround(centre, used, { least: 0, greatest: 1 }) };
}

/** U chart, ū ± 3√(ū/nᵢ) from 0 (Montgomery 7.19), or U′ with Laney's factor (Laney 2002). */
function rateLines(request: LineRequest, prime: boolean): Lines {
  const { points, base } = request;
  const centre = request.cl ?? pooledRatio(points, base);
  const sigma = sampling(centre, points);
  const used = prime ? multiply(sigma, betweenSigma(request, centre, sigma)) : sigma;
  return { value: points.value, cl: centre, limits: limitsAround(centre, used, { least: 0 }) };
}

/** C chart: c̄ ± 3√c̄ from 0 (Montgomery 7.17). */
export function countLines({ points, base, cl }: LineRequest): Lines {
  const centre = cl ?? mean(basePoints(points, base).value);
  const sigma = centre === null ? null : Math.sqrt(centre);
  return { value: points.value, cl: centre, limits: limitsAround(centre, repeat(sigma, points), { least: 0 }) };
}

/** Screening limit of the standardised moving ranges of an I′ chart, in their mean (qicharts2). */
const weightedRangeUpperFactor = 3.2665;

/**
 * I′ chart: Σx/Σn ± 3·s̄·√(1/nᵢ), s̄ the mean of √(π/2)·|y_k − y_{k−1}|/√(1/n_{k−1} + 1/n_k) over neighbouring
 * baseline points (Taylor; as in qicharts2). Without denominators every n is 1.
 */
export function weightedIndividualLines({ points, base, cl, screened }: LineRequest): Lines {
  const weightless = points.denominator.every((n) => n === null);
  const weight = weightless ? points.value.map((value) => (value === null ? null : 1)) : points.denominator;
  const weighted = { ...points, denominator: weight };
  const centre = cl ?? pooledRatio(weighted, base);
  const { value, denominator } = basePoints(weighted, base);
  const spreads: number[] = [];
  for (let k = 1; k < value.length; k += 1) {
    const [y0, y1, n0, n1] = [value[k - 1], value[k], denominator[k - 1], denominator[k]];
    if (typeof y0 === 'number' && typeof y1 === 'number' && n0 && n1) {
      spreads.push((Math.sqrt(Math.PI / 2) * Math.abs(y1 - y0)) / Math.sqrt(1 / n0 + 1 / n1));
    }
  }
  const spread = screenedMean(spreads, screened, weightedRangeUpperFactor);
  const sigma = weight.map((n) => (n === null || spread === null ? null : spread * Math.sqrt(1 / n)));
  return { value: points.value, cl: centre, limits: limitsAround(centre, sigma) };
}

/** How each chart draws its lines. */
const linesByChart: Readonly<Record<ChartKind, (request: LineRequest) => Lines>> = {
  run: medianLine,
  i: individualLines,
  mr: movingRangeLines,
  p: (request) => proportionLines(request, false),
  pp: (request) => proportionLines(request, true),
  u: (request) => rateLines(request, false),
  up: (request) => rateLines(request, true),
  c: countLines,
  g: caseLines,
  t: timeLines,
  xbar: subgroupMeanLines,
  s: spreadLines,
  ip: weightedIndividualLines,
};

/** Centre and limits of one part of a chart; see each chart's function for its source. */
export function computeLines(chart: ChartKind, request: LineRequest): Lines {
  return linesByChart[chart](request);
}
