import type { ChartKind, Maybe } from '../basics/chart-types.ts';
import type { Cadence, MeasureType } from './choose-chart.ts';

/** One point of a series; a value that was hidden or not reported is null. */
export interface SeriesPoint {
  readonly period: string;
  readonly value: Maybe;
  readonly numerator?: Maybe;
  readonly denominator?: Maybe;
}

/** A chart of a series: one of the charts, or an XmR chart with icons. */
export type SeriesChart = ChartKind | 'xmr';

/** A series and how it is to be read. */
export interface SeriesRequest {
  readonly points: readonly SeriesPoint[];
  readonly measureType: MeasureType;
  /** The direction that is better. */
  readonly direction: 'higher' | 'lower';
  readonly cadence: Cadence;
  /** What numerator/denominator is multiplied by to give the value, 100 for percent; read off the points if absent. */
  readonly multiplier?: number;
  /** The reader's own choice of chart. */
  readonly chart?: SeriesChart | null;
  /** Subgroups of each point, for `xbar` and `s`, which plot them and not the values. */
  readonly groups?: readonly (readonly Maybe[])[];
  /** Where improvement is to lead; XmR charts say whether it is within reach. */
  readonly target?: number | null;
  /** Points up to the end of the baseline, counted from the start of the series; it begins where its part does. */
  readonly freeze?: number | null;
  readonly parts?: readonly number[] | null;
  readonly exclude?: readonly number[] | null;
  /** The rules for run charts; Anhøj's unless given (one set at a time, or chance is found everywhere). */
  readonly runRules?: RunRules;
}

export type RunRules = 'anhoej' | 'perla';
