import { placeDecisions } from '@throughline/charts/chart-decisions';
import type { ChartPoint, Finding } from '@throughline/charts/chart-types';
import type { RunChartData } from '@throughline/charts/run-chart-data';
import {
  type SeriesSignal,
  summarizeSeries,
  type SeriesSummary,
  type RunRules,
  type SeriesChart,
} from '@throughline/measurement';
import { findingFrom } from './finding.ts';
import { type Cell, chartPoint, type Evidence, formatOf, type Measure, measuredPoint, overlapOf } from './evidence.ts';

/** The charts that a reader may choose among. */
export type OfferedChart = SeriesChart;

/** How the reader wants a series read. */
export interface Reading {
  /** Null: the chart that fits. */
  chart: OfferedChart | null;
  rules: RunRules;
}

/** The chart that fits, by the usual rules. */
export const plainReading: Reading = { chart: null, rules: 'anhoej' };

/** A series ready to be drawn and told. */
export interface Analysis {
  summary: SeriesSummary;
  data: RunChartData;
  /** The chart of ranges or spreads that stands under it. */
  companion: (RunChartData & { finding: Finding }) | null;
  finding: Finding;
}

/** What beside the series itself decides how it is read. */
export interface AnalysisMore {
  /** The value of its target. */
  target?: number | null;
  /** Published values of the places below it, a list a period. */
  groups?: readonly (readonly (number | null)[])[] | null;
}

const single: readonly OfferedChart[] = ['i', 'xmr', 'mr'];
const plain: Record<Measure['measureType'], readonly OfferedChart[]> = {
  proportion: ['run', ...single],
  rate: ['run', ...single],
  mean: ['run', ...single],
  count: ['run', 'c', ...single],
  time_between: ['run', 't', ...single],
};
const withCounts: Partial<Record<Measure['measureType'], readonly OfferedChart[]>> = {
  proportion: ['run', 'pp', 'p', 'ip', ...single],
  rate: ['run', 'up', 'u', 'ip', ...single],
};

const isShown = ({ hidden, value }: Cell): boolean => !hidden && value !== null;

/**
 * The charts that make sense for a series: those of ratios only where every published value has its counts, of cases
 * between events only for whole numbers, of subgroups only where places below it have values.
 */
export function offeredCharts(
  { measureType }: Measure,
  { cells }: Evidence,
  { subgroups = false }: { subgroups?: boolean } = {},
): readonly OfferedChart[] {
  const open = cells.filter(isShown);
  const counted = open.length > 0 && open.every((cell) => cell.numerator !== null && (cell.denominator ?? 0) > 0);
  const between = measureType === 'count' || measureType === 'time_between';
  const whole = open.every(({ value }) => value !== null && value >= 0 && Number.isInteger(value));
  return [
    ...((counted && withCounts[measureType]) || plain[measureType]),
    ...(between && whole ? (['g'] as const) : []),
    ...(subgroups ? (['xbar', 's'] as const) : []),
  ];
}

/** Reads one series: which chart, its lines, its signals and its finding, all from published numbers alone. */
export function analyse(
  measure: Measure,
  series: Evidence,
  reading: Reading,
  phaseLabel: (number: number) => string,
  { target = null, groups = null }: AnalysisMore = {},
): Analysis {
  const { cells } = series;
  const periods = cells.map((cell) => ({ start: cell.start, shown: isShown(cell) }));
  const { phases, excluded, freeze, parts } = placeDecisions(periods, series.decisions, series.breaks, phaseLabel);
  const summary = summarizeSeries({
    points: cells.map(measuredPoint),
    measureType: measure.measureType,
    direction: measure.direction,
    cadence: measure.cadence,
    chart: reading.chart,
    runRules: reading.rules,
    parts,
    freeze,
    exclude: [...excluded.keys()],
    target,
    ...(groups && { groups }),
  });
  const { measured } = summary;
  const finding = withOverlap(findingFrom(summary.finding), cells, summary.chart);
  const shared = {
    measure: measure.name,
    population: series.dimension === null ? null : series.name,
    format: formatOf(measure),
    phases,
    earlier: series.earlier,
  };
  const data: RunChartData = {
    ...shared,
    points: pointsOf(measure, cells, summary, excluded),
    finding,
    centre: { kind: summary.chart === 'run' || summary.chart === 'g' ? 'median' : 'mean', values: measured.cl },
    limits: measured.lcl && measured.ucl ? { lower: measured.lcl, upper: measured.ucl } : null,
  };
  return {
    summary,
    data,
    companion: companionData(shared, cells, summary, excluded),
    finding,
  };
}

/** The finding, with whether the source's own intervals leave its two ends apart. */
function withOverlap(finding: Finding, cells: readonly Cell[], chart: SeriesChart): Finding {
  if (otherValues.has(chart) || finding.fromPeriod === finding.toPeriod) return finding;
  const at = (period: string | null): Cell | undefined => cells.find(({ label }) => label === period);
  return overlapOf(at(finding.fromPeriod), at(finding.toPeriod)) ? { ...finding, overlaps: true } : finding;
}

/** Charts that draw something else than the series' values. */
const otherValues: ReadonlySet<SeriesChart> = new Set<SeriesChart>(['mr', 'xbar', 's']);

/** A point of a chart that draws `value` instead of the cell's own; what is hidden stays hidden. */
function pointWith(cell: Cell, value: number | null | undefined, excluded: string | undefined): ChartPoint {
  const point = chartPoint(cell);
  if (point.suppressed) return point;
  const { start, label } = point;
  return { start, label, value: value ?? null, excluded: excluded ?? null };
}

function pointsOf(
  { direction }: Measure,
  cells: readonly Cell[],
  { chart, signals, measured }: SeriesSummary,
  excluded: ReadonlyMap<number, string>,
): ChartPoint[] {
  const points = cells.map((cell, at): ChartPoint => {
    if (otherValues.has(chart)) return pointWith(cell, measured.y[at], excluded.get(at));
    const why = excluded.get(at);
    return why === undefined ? chartPoint(cell) : { ...chartPoint(cell), excluded: why };
  });
  markSignals(points, signals, direction);
  return points;
}

/**
 * Gives the points of each signal its mark. Where two lie over each other the shorter is drawn on the longer, so that
 * none that is told is covered.
 */
function markSignals(points: ChartPoint[], signals: readonly SeriesSignal[], direction: Measure['direction']): void {
  const better = direction === 'higher' ? 'above' : 'below';
  for (const { rule, from, to, favourable, side } of signals.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    // Too few crossings are of the series as a whole: no point of it is the signal.
    if (rule === 'crossings') continue;
    // The level that a series began with and left is what the change is measured from, not the change.
    if (favourable !== null && favourable !== (side === better)) continue;
    for (const point of points.slice(from, to + 1)) {
      if (!point.excluded) point.signal = favourable === null ? 'change' : favourable ? 'improvement' : 'concern';
    }
  }
}

function companionData(
  shared: Pick<RunChartData, 'measure' | 'population' | 'format' | 'phases' | 'earlier'>,
  cells: readonly Cell[],
  { companion }: SeriesSummary,
  excluded: ReadonlyMap<number, string>,
): Analysis['companion'] {
  if (companion === null) return null;
  const { y, cl, lcl, ucl } = companion.measured;
  const points = cells.map((cell, at) => pointWith(cell, y[at], excluded.get(at)));
  // What is unusual there is neither good news nor bad, so that the direction is nothing to it.
  markSignals(points, companion.signals, 'higher');
  return {
    ...shared,
    points,
    finding: findingFrom(companion.finding),
    centre: { kind: 'mean', values: cl },
    limits: lcl && ucl ? { lower: lcl, upper: ucl } : null,
  };
}
