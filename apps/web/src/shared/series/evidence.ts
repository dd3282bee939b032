import type { ChartPoint, PublishedInterval, ValueFormat } from '@throughline/charts/chart-types';
import { intervalsOverlap } from '@throughline/domain/published-interval';
import { daysBetween } from '@throughline/domain/dates';
import { formatPeriod, missingPeriods, orderPeriods, type Period } from '@throughline/domain/periods';
import type { SeriesPoint } from '@throughline/measurement';
import type { Cadence, ObservationStatus } from '@throughline/domain/vocabulary';
import type { Decision, DefinitionBreak, SentSeries } from './series-query.ts';

/** What of an indicator decides how its numbers are read and written. */
export interface Measure {
  name: string;
  unit: string;
  measureType: 'proportion' | 'rate' | 'mean' | 'count' | 'time_between';
  direction: 'higher' | 'lower';
  cadence: Cadence;
}

/** What a number truly is, for those who keep the data. */
export interface TrueNumbers {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  interval: PublishedInterval | null;
}

/** One observation of a series, as everybody has it. */
export interface Cell {
  start: string;
  /** Last day of the period. */
  end: string;
  label: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  lower: number | null;
  upper: number | null;
  /** What the source published with the value, where readers have it. */
  interval: PublishedInterval | null;
  status: ObservationStatus;
  /** Hidden from everybody; charts and statistics are made of what everybody has. */
  hidden: boolean;
  /** Whether it was revised since, and is shown as it was first published. */
  asFirstPublished?: boolean;
  version: number;
  /** Null for readers, and where what is shown is what it truly is. */
  truth?: TrueNumbers | null;
  /** What is stored, counts too, for those who can correct it; null for readers. */
  stored?: TrueNumbers | null;
}

/** A series as the screens use it. */
export interface Evidence {
  id: string;
  placeId: string;
  populationId: string;
  name: string;
  /** Null for everybody. */
  dimension: string | null;
  cells: Cell[];
  /** Earlier periods that the whole series has and that were not sent. */
  earlier: number;
  decisions: Decision[];
  /** Oldest first. */
  breaks: DefinitionBreak[];
}

/** The bounds of a period, where it has both. */
function intervalAt(
  columns: Record<'intervalLowers' | 'intervalUppers' | 'intervalLevels', (number | null)[]>,
  at: number,
): PublishedInterval | null {
  const [low, high] = [columns.intervalLowers[at] ?? null, columns.intervalUppers[at] ?? null];
  return low === null || high === null ? null : { low, high, level: columns.intervalLevels[at] ?? null };
}

const storedAt = ({ truth }: SentSeries, at: number): TrueNumbers | null =>
  truth
    ? {
        value: truth.values[at] ?? null,
        numerator: truth.numerators[at] ?? null,
        denominator: truth.denominators[at] ?? null,
        interval: intervalAt(truth, at),
      }
    : null;

/** The true number of a period where another one is shown, or none. */
function truthAt(sent: SentSeries, at: number): TrueNumbers | null {
  const stored = storedAt(sent, at);
  return stored === null || stored.value === null || stored.value === sent.values[at] ? null : stored;
}

/** Turns the columns into one row a period. */
export function evidenceOf(sent: SentSeries): Evidence {
  const { id, placeId, populationId, populationName, dimension, cadence, decisions, breaks } = sent;
  const cells = sent.starts.map((start, at) => ({
    start,
    end: sent.ends[at] ?? start,
    label: formatPeriod(start, cadence),
    value: sent.values[at] ?? null,
    numerator: sent.numerators[at] ?? null,
    denominator: sent.denominators[at] ?? null,
    lower: sent.lowers[at] ?? null,
    upper: sent.uppers[at] ?? null,
    interval: intervalAt(sent, at),
    status: sent.statuses[at] ?? 'not_reported',
    hidden: sent.hidden[at] ?? false,
    asFirstPublished: sent.asFirstPublished[at] ?? false,
    version: sent.versions?.[at] ?? 1,
    truth: truthAt(sent, at),
    stored: storedAt(sent, at),
  }));
  const earlier = sent.totalPeriods - cells.length;
  return { id, placeId, populationId, name: populationName, dimension, cells, earlier, decisions, breaks };
}

const blank = ({ start, end, label }: Period): Cell => ({
  start,
  end,
  label,
  value: null,
  numerator: null,
  denominator: null,
  lower: null,
  upper: null,
  interval: null,
  status: 'not_reported',
  hidden: false,
  version: 0,
});

/** The same periods for all of them, gaps in time included, so that charts and tables stand under each other. */
export function alignEvidence(series: readonly Evidence[], cadence: Cadence): Evidence[] {
  const seen = new Map<string, Period>();
  for (const { start, end, label } of series.flatMap(({ cells }) => cells)) seen.set(start, { start, end, label });
  const periods = orderPeriods([...seen.values(), ...missingPeriods([...seen.values()], cadence)]);
  return series.map((one) => {
    const known = new Map(one.cells.map((cell) => [cell.start, cell]));
    return { ...one, cells: periods.map((period) => known.get(period.start) ?? blank(period)) };
  });
}

/**
 * The published value of a period. A share is taken from its published counts: publishers round percentages, and a gap of
 * two rounded ones is not the gap.
 */
export function exactValue(
  { hidden, value, numerator, denominator }: Pick<Cell, 'hidden' | 'value' | 'numerator' | 'denominator'>,
  { measureType }: Pick<Measure, 'measureType'>,
): number | null {
  if (hidden || value === null) return null;
  const isCounted = measureType === 'proportion' && numerator !== null && denominator !== null && denominator > 0;
  return isCounted ? (100 * numerator) / denominator : value;
}

/** A series with its values unrounded, for what is computed of two. */
export const exactSeries = (series: Evidence, measure: Pick<Measure, 'measureType'>): Evidence => ({
  ...series,
  cells: series.cells.map((cell) => ({ ...cell, value: exactValue(cell, measure) })),
});

/** How the indicator's values are written. */
export function formatOf({ measureType, unit }: Pick<Measure, 'measureType' | 'unit'>): ValueFormat {
  if (measureType === 'proportion' || unit === '%') return { kind: 'percent', decimals: 1 };
  return unit ? { kind: 'number', decimals: 1, unit } : { kind: 'number', decimals: 1 };
}

/** The days of a leap year: what is longer is several years. */
const longestPlain = 366;

/** A point of a chart. A hidden one brings no number, whoever looks: the published chart is the same for everybody. */
export function chartPoint(cell: Cell): ChartPoint {
  const { label } = cell;
  // A number of several years is drawn with its width; one of a year or less stands where it begins.
  const time = { start: cell.start, ...(daysBetween(cell.start, cell.end) > longestPlain ? { end: cell.end } : {}) };
  if (cell.hidden) return { ...time, label, value: null, suppressed: true };
  if (cell.status === 'suppressed_by_source') return { ...time, label, value: null, suppressed: 'by_source' };
  const { value, numerator, denominator, lower, upper, interval } = cell;
  const bounds = value === null && (lower !== null || upper !== null) ? { low: lower, high: upper } : null;
  return { ...time, label, value, numerator, denominator, bounds, interval };
}

type Bounded = Pick<Cell, 'interval' | 'hidden'>;

/** Whether the published intervals of two numbers that everybody has overlap; false where either has none. */
export function overlapOf(a: Bounded | undefined, b: Bounded | undefined): boolean {
  if (!a?.interval || !b?.interval || a.hidden || b.hidden) return false;
  return intervalsOverlap(
    { lower: a.interval.low, upper: a.interval.high },
    { lower: b.interval.low, upper: b.interval.high },
  );
}

/** A point of the statistics: of published numbers only, so that no centre line gives a hidden one away. */
export function measuredPoint(cell: Cell): SeriesPoint {
  const { label: period, value, numerator, denominator } = cell;
  if (cell.hidden) return { period, value: null };
  return { period, value, numerator, denominator };
}

const hasNumbers = ({ cells }: Evidence): boolean =>
  cells.some(({ hidden, value, lower, upper }) => !hidden && (value ?? lower ?? upper) !== null);

/** The series that a page opens with, of those that have numbers to see where any has: everybody, else a group with a target, else one to watch, else the first. */
export function openingSeries(
  {
    targets,
    populations,
  }: {
    targets: readonly { placeId: string; populationId: string }[];
    populations: readonly { id: string; isKey: boolean }[];
  },
  all: readonly Evidence[],
): Evidence | undefined {
  const seen = all.filter(hasNumbers);
  const series = seen.length > 0 ? seen : all;
  const aimedAt = (one: Evidence) =>
    targets.some(({ placeId, populationId }) => placeId === one.placeId && populationId === one.populationId);
  const watched = new Set(populations.filter(({ isKey }) => isKey).map(({ id }) => id));
  return (
    series.find(({ dimension }) => dimension === null) ??
    series.find(aimedAt) ??
    series.find(({ populationId }) => watched.has(populationId)) ??
    series[0]
  );
}
