import { minimumUsefulPoints } from './anhoej.ts';
import type { ChartKind, Maybe, MeasuredSeries } from './chart-types.ts';
import type { ChartReason } from './choose-chart.ts';
import { chartSeries } from './series-chart.ts';
import { leadingSignal, signalsOf, type SeriesSignal } from './series-signals.ts';
import type { SeriesPoint, SeriesRequest } from './series-types.ts';

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
  /** First and last value of the whole series, in its own units. */
  readonly from: Maybe;
  readonly to: Maybe;
  readonly fromPeriod: string | null;
  readonly toPeriod: string | null;
  /** Last minus first value. */
  readonly change: Maybe;
  /** The signal that the finding rests on; null unless the kind is a signal. */
  readonly signal: SeriesSignal | null;
}

/** What a screen needs to draw a series and to say what it shows. */
export interface SeriesSummary {
  readonly chart: ChartKind;
  readonly reason: ChartReason;
  /** Why the chart that was wanted could not be computed, in English; null when it could. */
  readonly refusal: string | null;
  readonly measured: MeasuredSeries;
  /** Centre and limits at the last point; null where there are none. */
  readonly centre: Maybe;
  readonly lowerLimit: Maybe;
  readonly upperLimit: Maybe;
  /** Points with a value. */
  readonly pointCount: number;
  /** Useful points of the last part: not on the line, not excluded. */
  readonly usefulCount: number;
  /** Whether the last part has the ten useful points that a signal needs. */
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

/**
 * Decides the chart of a series, computes it, and says in a structure what it shows. No signal is claimed with fewer
 * than ten useful points in the part concerned (Anhøj & Olesen 2014); the finding rests on the last part, since
 * limits were recalculated there for a reason. Linear in the number of points.
 */
export function summarizeSeries(request: SeriesRequest): SeriesSummary {
  const { choice, refusal, measured, values } = chartSeries(request);
  const known = knownPoints(values, request.points);
  const first = known.at(0) ?? null;
  const last = known.at(-1) ?? null;
  const lastPart = measured.parts.at(-1);
  const usefulCount = lastPart?.nUseful ?? 0;
  const enoughPoints = usefulCount >= minimumUsefulPoints;
  const signals = signalsOf(choice.chart, measured, request);
  const leading = enoughPoints ? leadingSignal(signals, measured.parts.length - 1) : null;
  const kind = findingKind(known.length, enoughPoints, leading);
  const change = first === null || last === null || first === last ? null : last.value - first.value;
  return {
    chart: choice.chart,
    reason: choice.reason,
    refusal,
    measured,
    centre: measured.cl.at(-1) ?? null,
    lowerLimit: measured.lcl?.at(-1) ?? null,
    upperLimit: measured.ucl?.at(-1) ?? null,
    pointCount: known.length,
    usefulCount,
    enoughPoints,
    signals,
    first,
    last,
    change,
    finding: {
      kind,
      from: first?.value ?? null,
      to: last?.value ?? null,
      fromPeriod: first?.period ?? null,
      toPeriod: last?.period ?? null,
      change,
      signal: kind === 'signal_improvement' || kind === 'signal_concern' ? leading : null,
    },
  };
}
