/**
 * The input and the output of a chart, as plain data: what a caller, a file or the command line sends and gets back.
 * Positions count from 0; `null` is a missing point or a value that is not defined.
 */

/** The charts that can be computed; `pp` and `up` are P′ and U′ (Laney), `ip` is I′. */
export const chartKinds = ['run', 'i', 'mr', 'p', 'pp', 'u', 'up', 'c', 'g', 't', 'xbar', 's', 'ip'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** A number, or null where there is none. */
export type Maybe = number | null;

/** One series as it is measured. */
export interface MeasureInput {
  /** Values, or numerators where `n` is given; null is missing. */
  readonly y?: readonly Maybe[];
  /** Denominators, one a point; zero or null makes the point missing. */
  readonly n?: readonly Maybe[];
  /** Subgroups, for `xbar` and `s`. */
  readonly groups?: readonly (readonly Maybe[])[];
  /** That many leading points are the baseline of centre and limits; ignored where there are parts. */
  readonly freeze?: number | null;
  /** Number of points up to the end of each part but the last. */
  readonly parts?: readonly number[] | null;
  /** Positions left out of centre, limits and runs analysis; still plotted and tested against the limits. */
  readonly exclude?: readonly number[] | null;
  /** A given centre line. */
  readonly cl?: number | null;
  /** Scales values, centre and limits at the very end, for example 100 for percent. */
  readonly multiply?: number | null;
  /** Drop moving ranges at or above 3.267 times their mean, once (Nelson 1982); false unless given. */
  readonly screened?: boolean | null;
}

/** Six or more useful points on one side of the median (Perla, Provost & Murray 2011). */
export interface PerlaShift {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly side: 'above' | 'below';
}

/** Five or more different values in a row, all rising or all falling (Perla, Provost & Murray 2011). */
export interface PerlaTrend {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly dir: 'up' | 'down';
}

/** The run-chart rules of Perla, Provost & Murray 2011, for one part. */
export interface PerlaResult {
  readonly runs: number;
  /** Fewest runs that chance allows; null below 10 useful points. */
  readonly runsLow: Maybe;
  /** Most runs that chance allows; null below 10 useful points. */
  readonly runsHigh: Maybe;
  readonly shifts: readonly PerlaShift[];
  readonly trends: readonly PerlaTrend[];
}

/** The runs analysis of one part, both ends included. */
export interface MeasuredPart {
  readonly from: number;
  readonly to: number;
  /** Points that are not excluded, missing ones counted. */
  readonly nObs: number;
  /** Points that are neither missing, nor excluded, nor on the line. */
  readonly nUseful: number;
  readonly longestRun: Maybe;
  readonly longestRunMax: Maybe;
  readonly nCrossings: Maybe;
  readonly nCrossingsMin: Maybe;
  /** As computed; a reader is not shown a signal below 10 useful points. */
  readonly runsSignal: boolean;
  /** Run charts only. */
  readonly perla?: PerlaResult;
}

/** A computed chart; the limits are absent on a run chart. */
export interface MeasuredSeries {
  readonly y: readonly Maybe[];
  readonly cl: readonly Maybe[];
  readonly lcl?: readonly Maybe[];
  readonly ucl?: readonly Maybe[];
  readonly lcl95?: readonly Maybe[];
  readonly ucl95?: readonly Maybe[];
  /** Positions outside the limits. */
  readonly sigma: readonly number[];
  readonly parts: readonly MeasuredPart[];
  readonly error?: undefined;
}

/** An input that cannot be measured, with the reason in English. */
export interface MeasureRefused {
  readonly error: string;
}

export type MeasureOutput = MeasuredSeries | MeasureRefused;
