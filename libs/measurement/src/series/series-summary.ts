import { minimumUsefulPoints } from '../rules/anhoej.ts';
import type { Maybe, MeasuredSeries } from '../basics/chart-types.ts';
import type { ChartReason } from './choose-chart.ts';
import { chartSeries } from './series-chart.ts';
import { type RecalculationAdvice, adviseRecalculation } from './recalculation.ts';
import { measureParts, inputOfPart, seriesParts } from './series-parts.ts';
import { leadingSignal, signalsOf, type SeriesSignal, xmrSignalsOf } from './series-signals.ts';
import type { SeriesChart, SeriesPoint, SeriesRequest } from './series-types.ts';
import type { SeriesXmr } from './series-xmr.ts';

/** A point with a value. */
export interface KnownPoint {
  readonly position: number;
  readonly period: string;
  readonly value: number;
}

export type FindingKind =
  | 'no_data'
  | 'single_point'
  | 'too_few_points'
  | 'no_signal'
  | 'signal_improvement'
  | 'signal_concern';

/** What a chart's title may say, free of any language. */
export interface Finding {
  readonly kind: FindingKind;
  /** First and last value of the part that is told of, in the series' own units; excluded points are none of them. */
  readonly from: Maybe;
  readonly to: Maybe;
  readonly fromPeriod: string | null;
  readonly toPeriod: string | null;
  /** Last minus first value. */
  readonly change: Maybe;
  /** The signal that the finding rests on; null unless the kind is a signal. */
  readonly signal: SeriesSignal | null;
  /** Values of the part that is told of, excluded points aside. */
  readonly points: number;
  /** Those of them that are off the centre line: ten are needed before a signal is told. */
  readonly useful: number;
  /** The direction that is better, so that a title can tell movement and signal apart. */
  readonly better: 'higher' | 'lower';
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
  readonly companion: { readonly chart: 'mr' | 's'; readonly measured: MeasuredSeries } | null;
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

function findingKind(pointCount: number, enoughPoints: boolean, signal: SeriesSignal | null): FindingKind {
  if (pointCount === 0) return 'no_data';
  if (pointCount === 1) return 'single_point';
  if (!enoughPoints) return 'too_few_points';
  if (signal === null || signal.favourable === null) return 'no_signal';
  return signal.favourable ? 'signal_improvement' : 'signal_concern';
}

/** The last part in which a value counts; where there is none, the last. */
function toldPart(measured: MeasuredSeries, known: readonly KnownPoint[]): number {
  const last = known.at(-1)?.position ?? 0;
  const found = measured.parts.findIndex(({ from, to }) => last >= from && last <= to);
  return found === -1 ? measured.parts.length - 1 : found;
}

function companionOf(chart: SeriesChart, request: SeriesRequest, values: readonly Maybe[]): SeriesSummary['companion'] {
  const { parts, exclude, freeze } = request;
  const settings = { parts, exclude, freeze, screened: true };
  const companion = chart === 'i' || chart === 'xmr' ? 'mr' : chart === 'xbar' ? 's' : null;
  if (companion === null) return null;
  const input = companion === 'mr' ? { y: values, ...settings } : { groups: request.groups ?? [], ...settings };
  const measured = measureParts(companion, input);
  return measured.error === undefined ? { chart: companion, measured } : null;
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
 * Decides the chart of a series, computes it, and says in a structure what it shows. No signal is claimed with fewer
 * than ten useful points in the part concerned (Anhøj & Olesen 2014); the finding rests on the last part that has a
 * value, since limits were recalculated there for a reason. Linear in the number of points.
 */
export function summarizeSeries(request: SeriesRequest): SeriesSummary {
  const charted = chartSeries(request);
  const { choice, refusal, measured, values, xmr } = charted;
  const excluded = new Set(request.exclude ?? []);
  const known = knownPoints(values, request.points);
  const counted = known.filter(({ position }) => !excluded.has(position));
  const partAt = toldPart(measured, counted);
  const part = measured.parts[partAt];
  const ofPart = counted.filter(({ position }) => part && position >= part.from && position <= part.to);
  const [first, last] = [ofPart.at(0) ?? null, ofPart.at(-1) ?? null];
  const usefulCount = part?.nUseful ?? 0;
  const enoughPoints = usefulCount >= minimumUsefulPoints;
  const signals = xmr ? xmrSignalsOf(xmr, measured, request) : signalsOf(charted.kind, measured, request);
  const leading = enoughPoints ? leadingSignal(signals, partAt) : null;
  const kind = findingKind(ofPart.length, enoughPoints, leading);
  return {
    chart: choice.chart,
    reason: choice.reason,
    refusal,
    measured,
    xmr,
    companion: companionOf(choice.chart, request, values),
    advice: enoughPoints && partAt === measured.parts.length - 1 ? adviceOf(charted, request) : { kind: 'none' },
    centre: measured.cl.at(-1) ?? null,
    lowerLimit: measured.lcl?.at(-1) ?? null,
    upperLimit: measured.ucl?.at(-1) ?? null,
    pointCount: known.length,
    usefulCount,
    enoughPoints,
    signals,
    first: known.at(0) ?? null,
    last: known.at(-1) ?? null,
    change: changeOf(known.at(0) ?? null, known.at(-1) ?? null),
    finding: {
      kind,
      from: first?.value ?? null,
      to: last?.value ?? null,
      fromPeriod: first?.period ?? null,
      toPeriod: last?.period ?? null,
      change: changeOf(first, last),
      signal: kind === 'signal_improvement' || kind === 'signal_concern' ? leading : null,
      points: ofPart.length,
      useful: usefulCount,
      better: request.direction,
    },
  };
}

const changeOf = (first: KnownPoint | null, last: KnownPoint | null): Maybe =>
  first === null || last === null || first === last ? null : last.value - first.value;
