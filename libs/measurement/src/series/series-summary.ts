import type { Maybe, MeasuredSeries } from '../basics/chart-types.ts';
import { type ChartReason, mayOverlap } from './choose-chart.ts';
import { changeOf, type Finding, findingOf, type KnownPoint } from './finding.ts';
import { chartSeries, otherValues } from './series-chart.ts';
import { type RecalculationAdvice, adviseRecalculation } from './recalculation.ts';
import { measureParts, inputOfPart, seriesParts } from './series-parts.ts';
import { signalsOf, type SeriesSignal, xmrSignalsOf } from './series-signals.ts';
import type { SeriesChart, SeriesPoint, SeriesRequest } from './series-types.ts';
import type { SeriesXmr } from './series-xmr.ts';

/** A chart of ranges or spreads that stands under another: what is unusual there is neither good news nor bad. */
export interface Companion {
  readonly chart: 'mr' | 's';
  readonly measured: MeasuredSeries;
  readonly signals: readonly SeriesSignal[];
  readonly finding: Finding;
}

/** What a screen needs to draw a series and to say what it shows. */
export interface SeriesSummary {
  readonly chart: SeriesChart;
  readonly reason: ChartReason;
  /** Why the chart that was wanted could not be computed, in English; null when it could. */
  readonly refusal: string | null;
  readonly measured: MeasuredSeries;
  /** Centre and limits at the last point; null where there are none. */
  readonly centre: Maybe;
  readonly lowerLimit: Maybe;
  readonly upperLimit: Maybe;
  /** What an XmR chart adds; null for other charts. */
  readonly xmr: SeriesXmr | null;
  /** The moving ranges or spreads that stand under an I, XmR or X̄ chart; null for other charts. */
  readonly companion: Companion | null;
  /** Whether a lasting shift in the last part suggests new limits; none where too few points tell anything. */
  readonly advice: RecalculationAdvice;
  /** Points with a value. */
  readonly pointCount: number;
  /** Useful points of the part that is told of, the last with a value: not on the line, not excluded. */
  readonly usefulCount: number;
  /** Whether that part has the ten useful points that a signal needs. */
  readonly enoughPoints: boolean;
  readonly signals: readonly SeriesSignal[];
  readonly first: KnownPoint | null;
  readonly last: KnownPoint | null;
  readonly change: Maybe;
  readonly finding: Finding;
}

function knownPoints(values: readonly Maybe[], points: readonly SeriesPoint[]): KnownPoint[] {
  return values.flatMap((value, position) =>
    value === null ? [] : [{ position, period: points[position]?.period ?? '', value }],
  );
}

function companionOf(chart: SeriesChart, request: SeriesRequest, values: readonly Maybe[]): Companion | null {
  const { parts, exclude, freeze } = request;
  const settings = { parts, exclude, freeze, screened: true };
  const companion = chart === 'i' || chart === 'xmr' ? 'mr' : chart === 'xbar' ? 's' : null;
  if (companion === null) return null;
  const input = companion === 'mr' ? { y: values, ...settings } : { groups: request.groups ?? [], ...settings };
  const measured = measureParts(companion, input);
  if (measured.error !== undefined) return null;
  const signals = signalsOf(companion, measured, request);
  const counted = countedPoints(measured.y, request);
  return {
    chart: companion,
    measured,
    signals,
    finding: findingOf(measured, counted, signals, request.direction).finding,
  };
}

/** The values that are not left out. */
function countedPoints(values: readonly Maybe[], { points, exclude }: SeriesRequest): KnownPoint[] {
  const excluded = new Set(exclude ?? []);
  return knownPoints(values, points).filter(({ position }) => !excluded.has(position));
}

/** Advice for the last part by itself, in positions of the whole series. */
function adviceOf(charted: ReturnType<typeof chartSeries>, request: SeriesRequest): RecalculationAdvice {
  const { kind, input } = charted;
  const length = request.points.length;
  const part = seriesParts(length, request.parts ?? [], request.freeze ?? null).at(-1);
  if (part === undefined || length === 0 || kind === 's') return { kind: 'none' };
  const advice = adviseRecalculation(kind, inputOfPart(input, part), request.cadence);
  if (advice.kind === 'none') return advice;
  const from = advice.from + part.from;
  return advice.kind === 'wait' ? { ...advice, from } : { ...advice, from, to: advice.to + part.from };
}

/**
 * Decides the chart of a series, computes it, and says in a structure what it shows. Linear in the number of points.
 */
export function summarizeSeries(request: SeriesRequest): SeriesSummary {
  const charted = chartSeries(request);
  const { choice, refusal, measured, values, xmr } = charted;
  const known = knownPoints(values, request.points);
  // Neighbours that share most of their time move together by themselves: every test would find that.
  const isTested = !mayOverlap(request.cadence);
  const found = xmr ? xmrSignalsOf(xmr, measured, request) : signalsOf(charted.kind, measured, request);
  const signals = isTested ? found : [];
  const chartedValues = xmr === null && otherValues.has(charted.kind) ? measured.y : values;
  const counted = countedPoints(chartedValues, request);
  const { finding, part, enoughPoints } = findingOf(measured, counted, signals, request.direction);
  return {
    chart: choice.chart,
    reason: choice.reason,
    refusal,
    measured,
    xmr,
    companion: isTested ? companionOf(choice.chart, request, values) : null,
    advice:
      isTested && enoughPoints && part === measured.parts.length - 1 ? adviceOf(charted, request) : { kind: 'none' },
    centre: measured.cl.at(-1) ?? null,
    lowerLimit: measured.lcl?.at(-1) ?? null,
    upperLimit: measured.ucl?.at(-1) ?? null,
    pointCount: known.length,
    usefulCount: finding.useful,
    enoughPoints,
    signals,
    first: known.at(0) ?? null,
    last: known.at(-1) ?? null,
    change: changeOf(known.at(0) ?? null, known.at(-1) ?? null),
    finding,
  };
}
