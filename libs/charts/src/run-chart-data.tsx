import type {
  Caveat,
  CentreLine,
  ChartFlag,
  ChartPoint,
  ControlLimits,
  Finding,
  PhaseDivider,
  TargetLine,
  ValueFormat,
} from './chart-types.tsx';
import { pointsForLimits, pointsForSignals } from './chart-types.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { countValues, drawable, levelOf, visiblePoints } from './visible-points.tsx';

/** What one run or control chart shows, apart from its size and language. */
export type RunChartData = {
  /** Name of the measure, with its unit where the name does not say it. */
  measure: string;
  /** Name of the population, written at the line's end; null for everybody. */
  population?: string | null;
  points: readonly ChartPoint[];
  format: ValueFormat;
  centre?: CentreLine | null;
  limits?: ControlLimits | null;
  target?: TargetLine | null;
  baseline?: number | null;
  phases?: readonly PhaseDivider[];
  flags?: readonly ChartFlag[];
  /** How many earlier periods the whole series has; they are not here. */
  earlier?: number;
  /** What the title tells, so that no other text of the chart denies it. */
  finding?: Finding | null;
};

/** The same data after everything that must not be shown is gone. */
export type ShownRunChart = {
  points: VisiblePoint[];
  centre: CentreLine | null;
  limits: ControlLimits | null;
  target: TargetLine | null;
  baseline: number | null;
};

/**
 * What of the data is drawn, described and put in tables.
 * Control limits need 12 points with a value; a limit at a hidden point is blanked, because varying limits
 * give the hidden denominator away (n = 9p̄(1−p̄)/(UCL−p̄)²).
 */
export function shownRunChart(data: RunChartData): ShownRunChart {
  const points = visiblePoints(data.points);
  const values = countValues(points);
  const blankHidden = (series: readonly (number | null)[]): (number | null)[] =>
    points.map((point, i) => {
      return point.kind === 'hidden' ? null : drawable(series[i]);
    });
  const limits = values >= pointsForLimits && data.limits ? data.limits : null;
  return {
    points,
    centre:
      data.centre && values > 1
        ? { kind: data.centre.kind, values: points.map((_, i) => drawable(data.centre?.values[i])) }
        : null,
    limits: limits ? { lower: blankHidden(limits.lower), upper: blankHidden(limits.upper) } : null,
    target: data.target && drawable(data.target.value) !== null ? data.target : null,
    baseline: drawable(data.baseline),
  };
}

/** The caveats that follow from the data themselves; a screen adds what only it knows (annual data, a changed definition). */
export function caveatsOf(data: RunChartData): Caveat[] {
  const points = visiblePoints(data.points);
  const values = countValues(points);
  const excluded = points.filter((point) => point.kind === 'value' && point.excluded !== null).length;
  const caveats: Caveat[] = [];
  if (values > 0 && values < pointsForSignals)
    caveats.push({ kind: 'too_few', points: values, needed: pointsForSignals });
  else if (values > 0 && values < pointsForLimits && data.limits)
    caveats.push({ kind: 'too_few_for_limits', points: values, needed: pointsForLimits });
  if (points.some((point) => point.kind === 'hidden' && !point.bySource)) caveats.push({ kind: 'hidden' });
  if (points.some((point) => point.bySource)) caveats.push({ kind: 'by_source' });
  if (points.some((point) => point.kind === 'range')) caveats.push({ kind: 'ranges' });
  const level = levelOf(points);
  if (level !== undefined) caveats.push({ kind: 'intervals', level });
  if (excluded > 0) caveats.push({ kind: 'excluded', points: excluded });
  if (data.earlier) caveats.push({ kind: 'latest', periods: points.length, earlier: data.earlier });
  return caveats;
}
