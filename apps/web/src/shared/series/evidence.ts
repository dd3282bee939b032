import type { ChartPoint, ValueFormat } from '@throughline/charts/chart-types';
import { missingPeriods, orderPeriods, type Period } from '@throughline/domain/periods';
import type { SeriesPoint } from '@throughline/measurement/series/series-types';
import type { Cadence, ChartDecisionKind, ObservationStatus } from '@throughline/domain/vocabulary';

/** What of an indicator decides how its numbers are read and written. */
export interface Measure {
  name: string;
  unit: string;
  measureType: 'proportion' | 'rate' | 'mean' | 'count' | 'time_between';
  direction: 'higher' | 'lower';
  cadence: Cadence;
}

/** A series as the server sends it: columns that arrive as JSON. */
export interface SentSeries {
  id: string;
  placeId: string;
  populationId: string;
  populationName: string;
  dimension: string | null;
  starts: unknown;
  ends: unknown;
  labels: unknown;
  values: unknown;
  numerators: unknown;
  denominators: unknown;
  lowers: unknown;
  uppers: unknown;
  statuses: unknown;
  hidden: unknown;
  versions: unknown;
  /** The true numbers, for those who keep the data. */
  kept?: unknown;
  decisions?: unknown;
  breaks?: unknown;
}

/** What somebody decided about how everybody reads the series' chart; only what stands. */
export interface Decision {
  id: string;
  kind: ChartDecisionKind;
  /** First period of a new part, last of the baseline, or the one left out. */
  periodStart: string;
  reason: string;
  /** The signal that was seen, where limits were recalculated. */
  signal: string;
  by: string | null;
  at: string;
}

/** A day from which the definition is another one, with the number of the version that begins there. */
export interface DefinitionBreak {
  on: string;
  number: number;
}

/** What a number truly is, for those who keep the data. */
export interface Kept {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
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
  status: ObservationStatus;
  /** Hidden from everybody; charts and statistics are made of what everybody has. */
  hidden: boolean;
  version: number;
  /** Null for readers, and where what is shown is what it truly is. */
  kept?: Kept | null;
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
  decisions: Decision[];
  /** Oldest first. */
  breaks: DefinitionBreak[];
}

const column = <T>(sent: unknown): T[] => (Array.isArray(sent) ? (sent as T[]) : []);

/** The true number of a period where another one is shown, or none. */
function keptOf(sent: unknown): (at: number, shown: number | null) => Kept | null {
  const { values, numerators, denominators } = (sent ?? {}) as Record<string, unknown>;
  const [value, numerator, denominator] = [values, numerators, denominators].map((each) => column<number | null>(each));
  return (at, shown) =>
    value?.[at] == null || value[at] === shown
      ? null
      : { value: value[at], numerator: numerator?.[at] ?? null, denominator: denominator?.[at] ?? null };
}

/** Turns the columns into one row a period. */
export function evidenceOf(sent: SentSeries): Evidence {
  const { id, placeId, populationId, populationName, dimension } = sent;
  const labels = column<string>(sent.labels);
  const number = (values: unknown) => column<number | null>(values);
  const [values, numerators, denominators] = [sent.values, sent.numerators, sent.denominators].map(number);
  const [lowers, uppers] = [sent.lowers, sent.uppers].map(number);
  const statuses = column<ObservationStatus>(sent.statuses);
  const hidden = column<boolean>(sent.hidden);
  const versions = column<number>(sent.versions);
  const ends = column<string>(sent.ends);
  const kept = keptOf(sent.kept);
  const cells = column<string>(sent.starts).map((start, at) => ({
    start,
    end: ends[at] ?? start,
    label: labels[at] ?? start,
    value: values?.[at] ?? null,
    numerator: numerators?.[at] ?? null,
    denominator: denominators?.[at] ?? null,
    lower: lowers?.[at] ?? null,
    upper: uppers?.[at] ?? null,
    status: statuses[at] ?? 'not_reported',
    hidden: hidden[at] ?? false,
    version: versions[at] ?? 1,
    kept: kept(at, values?.[at] ?? null),
  }));
  const [decisions, breaks] = [column<Decision>(sent.decisions), column<DefinitionBreak>(sent.breaks)];
  return { id, placeId, populationId, name: populationName, dimension, cells, decisions, breaks };
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

/** How the indicator's values are written. */
export function formatOf({ measureType, unit }: Pick<Measure, 'measureType' | 'unit'>): ValueFormat {
  if (measureType === 'proportion' || unit === '%') return { kind: 'percent', decimals: 1 };
  return unit ? { kind: 'number', decimals: 1, unit } : { kind: 'number', decimals: 1 };
}

/** A point of a chart. A hidden one brings no number, whoever looks: the published chart is the same for everybody. */
export function chartPoint(cell: Cell): ChartPoint {
  const { start, label } = cell;
  if (cell.hidden || cell.status === 'suppressed_by_source') return { start, label, value: null, suppressed: true };
  const { value, numerator, denominator, lower, upper } = cell;
  const bounds = value === null && (lower !== null || upper !== null) ? { low: lower, high: upper } : null;
  return { start, label, value, numerator, denominator, bounds };
}

/** A point of the statistics: of published numbers only, so that no centre line gives a hidden one away. */
export function measuredPoint(cell: Cell): SeriesPoint {
  const { label: period, value, numerator, denominator } = cell;
  if (cell.hidden) return { period, value: null };
  return { period, value, numerator, denominator };
}

/** Counts of points at which the definition broke: how many points stand before each break. */
export function breaksIn(cells: readonly Cell[], breakDays: readonly string[]): number[] {
  const starts = breakDays.map((day) => cells.findIndex((cell) => cell.start >= day));
  return [...new Set(starts)].filter((at) => at > 0).sort((a, b) => a - b);
}

/** The series that a page opens with: everybody, else a group with a target, else one to watch, else the first. */
export function openingSeries(
  {
    targets,
    populations,
  }: {
    targets: readonly { placeId: string; populationId: string }[];
    populations: readonly { id: string; isKey: boolean }[];
  },
  series: readonly Evidence[],
): Evidence | undefined {
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
