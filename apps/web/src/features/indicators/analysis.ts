import type { ChartPoint, Finding, PhaseDivider } from '@throughline/charts/chart-types';
import type { RunChartData } from '@throughline/charts/run-chart-data';
import type { ChartKind } from '@throughline/measurement/chart-types';
import { summarizeSeries, type SeriesSummary } from '@throughline/measurement/series-summary';
import type { RunRules } from '@throughline/measurement/series-types';
import { breaksIn, type Cell, chartPoint, type Evidence, formatOf, type Measure, measuredPoint } from './evidence.ts';

/** The charts that a reader may choose among; subgroups are not kept, so X̄ and S are not offered. */
export type OfferedChart = Exclude<ChartKind, 'xbar' | 's'>;

/** How the reader wants a series read. */
export interface Reading {
  /** Null: the chart that fits. */
  chart: OfferedChart | null;
  rules: RunRules;
}

/** Days on which the definition broke, with the number of the version that begins there. */
export interface DefinitionBreak {
  on: string;
  number: number;
}

/** A series ready to be drawn and told. */
export interface Analysis {
  summary: SeriesSummary;
  data: RunChartData;
  finding: Finding;
}

const plain: Record<Measure['measureType'], readonly OfferedChart[]> = {
  proportion: ['run', 'i', 'mr'],
  rate: ['run', 'i', 'mr'],
  mean: ['run', 'i', 'mr'],
  count: ['run', 'c', 'i'],
  time_between: ['run', 't', 'i'],
};
const withCounts: Partial<Record<Measure['measureType'], readonly OfferedChart[]>> = {
  proportion: ['run', 'pp', 'p', 'ip', 'i', 'mr'],
  rate: ['run', 'up', 'u', 'ip', 'i', 'mr'],
};

/** The charts that make sense for a series: those of ratios only where every published value has its counts. */
export function offeredCharts({ measureType }: Measure, { cells }: Evidence): readonly OfferedChart[] {
  const open = cells.filter(({ hidden, value }) => !hidden && value !== null);
  const counted = open.length > 0 && open.every((cell) => cell.numerator !== null && (cell.denominator ?? 0) > 0);
  return (counted && withCounts[measureType]) || plain[measureType];
}

/** Reads one series: which chart, its lines, its signals and its finding, all from published numbers alone. */
export function analyse(
  measure: Measure,
  series: Evidence,
  reading: Reading,
  breaks: readonly DefinitionBreak[],
  phaseLabel: (number: number) => string,
): Analysis {
  const { cells } = series;
  const parts = breaksIn(
    cells,
    breaks.map(({ on }) => on),
  );
  const summary = summarizeSeries({
    points: cells.map(measuredPoint),
    measureType: measure.measureType,
    direction: measure.direction,
    cadence: measure.cadence,
    chart: reading.chart,
    runRules: reading.rules,
    parts,
  });
  const { measured } = summary;
  const phases: PhaseDivider[] = parts.map((index) => {
    const known = breaks.findLast(({ on }) => on <= (cells[index]?.start ?? ''));
    return { index, kind: 'phase', label: phaseLabel(known?.number ?? 0) };
  });
  const data: RunChartData = {
    measure: measure.name,
    population: series.dimension === null ? null : series.name,
    points: pointsOf(measure, cells, summary),
    format: formatOf(measure),
    centre: { kind: summary.chart === 'run' || summary.chart === 'g' ? 'median' : 'mean', values: measured.cl },
    limits: measured.lcl && measured.ucl ? { lower: measured.lcl, upper: measured.ucl } : null,
    phases,
  };
  return { summary, data, finding: { ...summary.finding, points: summary.pointCount } };
}

function pointsOf(
  { direction }: Measure,
  cells: readonly Cell[],
  { chart, signals, measured }: SeriesSummary,
): ChartPoint[] {
  const points = cells.map(chartPoint);
  const better = direction === 'higher' ? 'above' : 'below';
  for (const { rule, from, to, favourable, side } of signals) {
    // Too few crossings are of the series as a whole: no point of it is the signal.
    if (rule === 'crossings' || favourable === null) continue;
    // The level that a series began with and left is what the change is measured from, not the change.
    if (favourable !== (side === better)) continue;
    for (const point of points.slice(from, to + 1)) point.signal = favourable ? 'improvement' : 'concern';
  }
  if (chart !== 'mr') return points;
  return points.map((point, at) => (point.suppressed ? point : { ...point, value: measured.y[at] ?? null }));
}
