import type { ChartKind, Maybe } from '../basics/chart-types.ts';

/** What kind of number a series holds; `cases_between` counts cases between rare events. */
export type MeasureType = 'proportion' | 'rate' | 'mean' | 'count' | 'time_between' | 'cases_between';

/** How often a series has a point. */
export type Cadence =
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'term'
  | 'school_year'
  | 'year'
  | 'rolling_year'
  | 'two_years'
  | 'three_years'
  | 'four_years'
  | 'five_years'
  | 'seven_years'
  | 'ten_years';

/** Whether neighbouring points may tell of mostly the same time; no test of a chart holds for them. */
export const mayOverlap = (cadence: Cadence): boolean => cadence === 'rolling_year' || cadence.endsWith('_years');

/** What decides which chart fits. */
export interface ChartQuestion {
  readonly measureType: MeasureType;
  readonly cadence: Cadence;
  /** Points with a value. */
  readonly points: number;
  /** Whether every point with a value has its numerator and its denominator. */
  readonly denominators: boolean;
  /** Mean over the points of the smaller of "had the event" and "had it not"; null without denominators. */
  readonly meanEvents: Maybe;
}

/** Why a chart was chosen; a reader sees it in words. */
export type ChartReason =
  | 'annual'
  | 'overlapping'
  | 'few_points'
  | 'proportion'
  | 'proportion_small_counts'
  | 'proportion_without_denominators'
  | 'rate'
  | 'rate_without_denominators'
  | 'mean'
  | 'count'
  | 'time_between'
  | 'cases_between'
  | 'chosen_by_reader'
  | 'chart_refused';

export interface ChartChoice {
  readonly chart: ChartKind | 'xmr';
  readonly reason: ChartReason;
}

/** Below this many points a control chart's limits say little: a run chart is drawn (Provost & Murray). */
export const fewestPointsForLimits = 12;

/** Below this many events a point, Laney's z is far from normal and the plain P chart is drawn. */
const fewestEventsForPrime = 5;

/**
 * The chart that fits a series, and why: periods that may overlap → run, without signals (Provost & Murray, The Health Care Data Guide; Laney 2002): annual data or
 * fewer than 12 points → run; proportion → P′, or P where counts are small; rate → U′; count → C; rare events → T or
 * G; means, and percents or rates without denominators → I. A suggestion: the reader can change it.
 */
export function chooseChart(question: ChartQuestion): ChartChoice {
  const { measureType, cadence, points, denominators, meanEvents } = question;
  if (mayOverlap(cadence)) return { chart: 'run', reason: 'overlapping' };
  if (cadence === 'year' || cadence === 'school_year') return { chart: 'run', reason: 'annual' };
  if (points < fewestPointsForLimits) return { chart: 'run', reason: 'few_points' };
  switch (measureType) {
    case 'proportion':
      if (!denominators) return { chart: 'i', reason: 'proportion_without_denominators' };
      return (meanEvents ?? 0) < fewestEventsForPrime
        ? { chart: 'p', reason: 'proportion_small_counts' }
        : { chart: 'pp', reason: 'proportion' };
    case 'rate':
      return denominators ? { chart: 'up', reason: 'rate' } : { chart: 'i', reason: 'rate_without_denominators' };
    case 'count':
      return { chart: 'c', reason: 'count' };
    case 'time_between':
      return { chart: 't', reason: 'time_between' };
    case 'cases_between':
      return { chart: 'g', reason: 'cases_between' };
    default:
      return { chart: 'i', reason: 'mean' };
  }
}
