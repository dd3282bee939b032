import type { ChartKind, Maybe, MeasuredSeries, MeasureInput } from '../basics/chart-types.ts';
import { chooseChart, type ChartChoice } from './choose-chart.ts';
import { median, ratio } from '../basics/numbers.ts';
import { measureParts } from './series-parts.ts';
import type { SeriesPoint, SeriesRequest } from './series-types.ts';
import { type SeriesXmr, xmrOfSeries } from './series-xmr.ts';

/** A series' chart, computed. */
export interface ChartedSeries {
  readonly choice: ChartChoice;
  /** Why the wanted chart could not be computed, in English. */
  readonly refusal: string | null;
  readonly measured: MeasuredSeries;
  /** The series' own values, also where the chart plots something else (moving ranges). */
  readonly values: readonly Maybe[];
  /** What an XmR chart adds; null for other charts. */
  readonly xmr: SeriesXmr | null;
  /** What the chart was computed from; an XmR chart reads as an I chart here. */
  readonly input: MeasureInput;
  readonly kind: ChartKind;
}

const empty: MeasuredSeries = { y: [], cl: [], sigma: [], parts: [] };
const subgroupCharts: ReadonlySet<ChartKind> = new Set<ChartKind>(['xbar', 's']);
/** Charts that plot something else than the series' values. */
export const otherValues: ReadonlySet<ChartKind> = new Set<ChartKind>(['mr', 's']);
const fractionCharts: ReadonlySet<ChartKind> = new Set<ChartKind>(['p', 'pp', 'u', 'up', 'ip']);

const fraction = (point: SeriesPoint): Maybe =>
  (point.denominator ?? 0) > 0 ? ratio(point.numerator ?? null, point.denominator ?? null) : null;

/**
 * The power of ten between numerator/denominator and the value, read off the points; 1 where nothing tells. Values
 * are often rounded, so that the middle of the quotients is taken.
 */
function multiplierOf(request: SeriesRequest): number {
  if (request.multiplier !== undefined) return request.multiplier;
  const quotient = median(request.points.map((point) => ratio(point.value, fraction(point))));
  return quotient === null || quotient <= 0 ? 1 : 10 ** Math.round(Math.log10(quotient));
}

/** Mean over the points of the rarer outcome's count. */
function meanEventsOf(points: readonly SeriesPoint[]): Maybe {
  let events = 0;
  let all = 0;
  let counted = 0;
  for (const { numerator, denominator } of points) {
    if (typeof numerator !== 'number' || typeof denominator !== 'number') continue;
    events += numerator;
    all += denominator;
    counted += 1;
  }
  return counted === 0 ? null : Math.min(events, all - events) / counted;
}

function inputOf(chart: ChartKind, request: SeriesRequest, values: readonly Maybe[], multiplier: number): MeasureInput {
  const { freeze, parts, exclude, points } = request;
  const settings = { freeze, parts, exclude, screened: true };
  if (subgroupCharts.has(chart)) return { groups: request.groups ?? [], ...settings };
  if (!fractionCharts.has(chart) || points.every((point) => fraction(point) === null)) {
    return { y: values, ...settings };
  }
  return {
    y: points.map((point) => point.numerator ?? null),
    n: points.map((point) => point.denominator ?? null),
    multiply: multiplier,
    ...settings,
  };
}

/**
 * Chooses the chart of a series (the reader's, if one was chosen) and computes it. A chart that the data refuse, such
 * as a T chart with a time of zero, gives way to a run chart, and the refusal is told.
 */
export function chartSeries(request: SeriesRequest): ChartedSeries {
  const { points } = request;
  const multiplier = multiplierOf(request);
  const values = points.map((point) => {
    const share = fraction(point);
    return point.value ?? (share === null ? null : share * multiplier);
  });
  const pointCount = values.filter((value) => value !== null).length;
  const suggested = chooseChart({
    measureType: request.measureType,
    cadence: request.cadence,
    points: pointCount,
    denominators: points.every((point, index) => values[index] === null || fraction(point) !== null),
    meanEvents: meanEventsOf(points),
  });
  const choice: ChartChoice = request.chart ? { chart: request.chart, reason: 'chosen_by_reader' } : suggested;
  const inputFor = (kind: ChartKind): MeasureInput => inputOf(kind, request, values, multiplier);
  const kind = choice.chart === 'xmr' ? 'i' : choice.chart;
  if (points.length === 0) {
    return { choice, refusal: null, measured: empty, values, xmr: null, kind, input: inputFor(kind) };
  }
  const wanted = choice.chart === 'xmr' ? xmrOfSeries(request, values) : plainChart(kind, inputFor(kind));
  if (!('error' in wanted)) {
    const own = otherValues.has(kind) || wanted.xmr !== null ? values : wanted.measured.y;
    return { choice, refusal: null, ...wanted, values: own, kind, input: inputFor(kind) };
  }
  const run = measureParts('run', inputFor('run'));
  return {
    choice: { chart: 'run', reason: 'chart_refused' },
    refusal: wanted.error,
    measured: run.error === undefined ? run : { ...empty, y: values.map(() => null), cl: values.map(() => null) },
    values,
    xmr: null,
    kind: 'run',
    input: inputFor('run'),
  };
}

function plainChart(kind: ChartKind, input: MeasureInput): { measured: MeasuredSeries; xmr: null } | { error: string } {
  const measured = measureParts(kind, input);
  return measured.error === undefined ? { measured, xmr: null } : { error: measured.error };
}
