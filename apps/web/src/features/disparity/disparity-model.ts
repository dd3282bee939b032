import type { PublishedInterval } from '@throughline/charts/chart-types';
import { exactValue } from '../../shared/series/evidence.ts';
import { addUpToMore, breakdownName } from '@throughline/domain/populations';
import type { Cadence } from '@throughline/domain/vocabulary';
import {
  type Bounds,
  exactly,
  type ComparedWith,
  type KnownDisparity,
  type KnownGroupDisparity,
  knownDisparity,
  type KnownGapClosed,
  knownChangeAchieved,
  knownGapClosed,
} from '@throughline/measurement';
import { overlapOf } from '../../shared/series/evidence.ts';

/** One released number of a series; a hidden one brings none, whoever looks. */
export interface DisparityCell {
  start: string;
  label: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  lower: number | null;
  upper: number | null;
  interval: PublishedInterval | null;
  status: string;
  hidden: boolean;
}

/** The series of one population at the place in question; all over the same periods. */
export interface DisparitySeries {
  populationId: string;
  name: string;
  cells: readonly DisparityCell[];
}

/** What of an indicator decides how its groups are compared. */
export interface DisparityIndicator {
  id: string;
  name: string;
  unit: string;
  measureType: 'proportion' | 'rate' | 'mean' | 'count' | 'time_between';
  direction: 'higher' | 'lower';
  cadence: Cadence;
  definitions: readonly { breaksOn: string | null }[];
  targets: readonly {
    placeId: string;
    populationId: string;
    value: number;
    baselinePeriodStart: string | null;
    baselineValue: number | null;
  }[];
  populations: readonly {
    id: string;
    dimension: string | null;
    crossedDimension: string | null;
    isExclusive: boolean;
    isKey: boolean;
  }[];
}

/** Groups of one dimension, or the crossings of two. */
export interface Breakdown {
  name: string;
  series: DisparitySeries[];
  /** Nobody is in two of the groups, as far as is said and as their published counts show. */
  isExclusive: boolean;
  /** The groups are said to exclude each other, and their published counts make more than everybody. */
  makesMore: boolean;
}

/** What is known of a published number: a number, a range, or nothing. Shares are taken from their counts, unrounded. */
export function knownOf(cell: DisparityCell | undefined, measure: DisparityIndicator): Bounds | null {
  if (!cell || cell.hidden || cell.status === 'suppressed_by_source') return null;
  const { lower, upper } = cell;
  const value = exactValue(cell, measure);
  if (value !== null) return exactly(value);
  if (lower === null && upper === null) return null;
  return { lower, upper, lowerOpen: false, upperOpen: false };
}

/** The breakdowns that have at least two groups with a series, in the order of the populations. */
export function breakdownsOf(indicator: DisparityIndicator, series: readonly DisparitySeries[]): Breakdown[] {
  const total = totalOf(indicator, series);
  const found = new Map<string, { series: DisparitySeries[]; exclusive: boolean }>();
  for (const population of indicator.populations) {
    const name = breakdownName(population);
    const own = series.find(({ populationId }) => populationId === population.id);
    if (name === null || !own) continue;
    const one = found.get(name) ?? { series: [], exclusive: true };
    found.set(name, { series: [...one.series, own], exclusive: one.exclusive && population.isExclusive });
  }
  return [...found]
    .filter(([, one]) => one.series.length > 1)
    .map(([name, { series: groups, exclusive }]) => {
      const makesMore = exclusive && (total?.cells ?? []).some((cell, at) => overlapIn(cell, groups, at));
      return { name, series: groups, isExclusive: exclusive && !makesMore, makesMore };
    });
}

const publishedDenominator = (cell: DisparityCell | undefined): number | null =>
  cell && !cell.hidden ? cell.denominator : null;

const overlapIn = (total: DisparityCell, groups: readonly DisparitySeries[], at: number): boolean =>
  addUpToMore(
    publishedDenominator(total),
    groups.map(({ cells }) => publishedDenominator(cells[at])),
  );

/** The series of everybody. */
export function totalOf(
  { populations }: DisparityIndicator,
  series: readonly DisparitySeries[],
): DisparitySeries | undefined {
  const everybody = new Set(populations.filter(({ dimension }) => dimension === null).map(({ id }) => id));
  return series.find(({ populationId }) => everybody.has(populationId));
}

/** The reference that a reader asks for: a population, the best-off group, or everybody. */
export type ReferenceChoice = { readonly group: string } | 'best' | 'total';

/** What a reader asks for; what is left out, or not there, is chosen. */
export interface DisparityWish {
  breakdown: string | null;
  reference: string | null;
  group: string | null;
  period: string | null;
  since: string | null;
}

/** One group in the period in question. */
export interface GroupRow extends KnownGroupDisparity {
  name: string;
  isKey: boolean;
  isReference: boolean;
  /** Whether the intervals that the source published of it and of the reference overlap. */
  overlapsReference: boolean;
  gap: KnownGapClosed | null;
  /** Percent of the targeted change that is achieved; null without a target and a baseline. */
  change: Bounds | null;
}

/** All that the screen says of one breakdown in one period. */
export interface DisparityView {
  breakdown: Breakdown;
  /** Periods in which at least two groups have a published number. */
  periods: { start: string; label: string; at: number }[];
  period: { start: string; label: string; at: number };
  /** Periods before it that can be compared with it. */
  baselines: { start: string; label: string; at: number }[];
  since: { start: string; label: string; at: number } | null;
  /** What was asked for, and the group that it came to; null for everybody. */
  choice: ReferenceChoice;
  reference: { id: string | null; name: string };
  now: KnownDisparity;
  rows: GroupRow[];
  /** The group that the finding is about: the one asked for, else the worst off. */
  focus: GroupRow | null;
  /** Names of groups without a published number in the period. */
  notShown: string[];
}

const whole = ({ measureType }: DisparityIndicator): 100 | null => (measureType === 'proportion' ? 100 : null);

/** Compares the groups of a breakdown at one period; null where fewer than two are known, or nothing of the reference. */
export function compareAt(
  indicator: DisparityIndicator,
  breakdown: Breakdown,
  total: DisparitySeries | undefined,
  reference: ComparedWith,
  at: number,
): KnownDisparity | null {
  const out = knownDisparity({
    groups: breakdown.series.map((one) => ({ group: one.populationId, known: knownOf(one.cells[at], indicator) })),
    reference,
    direction: indicator.direction,
    whole: whole(indicator),
    total: knownOf(total?.cells[at], indicator),
    exclusive: breakdown.isExclusive,
  });
  return out.error === undefined ? out : null;
}

function choiceOf(wish: string | null, breakdown: Breakdown): ReferenceChoice {
  if (wish === 'total') return 'total';
  return breakdown.series.some(({ populationId }) => populationId === wish) ? { group: wish ?? '' } : 'best';
}

/** Everything that one look shows; null where no period has two groups with a published number. */
export function viewOf(
  indicator: DisparityIndicator,
  series: readonly DisparitySeries[],
  placeId: string,
  wish: DisparityWish,
): DisparityView | null {
  const breakdowns = breakdownsOf(indicator, series);
  const breakdown = breakdowns.find(({ name }) => name === wish.breakdown) ?? breakdowns[0];
  if (!breakdown) return null;
  const total = totalOf(indicator, series);
  const wishedReference = choiceOf(wish.reference, breakdown);
  const all = (breakdown.series[0]?.cells ?? []).map(({ start, label }, at) => ({ start, label, at }));
  const periods = all.filter(({ at }) => compareAt(indicator, breakdown, total, 'best', at) !== null);
  const period = periods.find(({ start }) => start === wish.period) ?? periods.at(-1);
  if (!period) return null;
  // A reference of which nothing is published in this period gives way to the best-off group.
  const wishedComparison = compareAt(indicator, breakdown, total, wishedReference, period.at);
  const choice = wishedComparison ? wishedReference : 'best';
  const now = wishedComparison ?? compareAt(indicator, breakdown, total, 'best', period.at);
  if (!now) return null;
  const baselines = comparableBefore(indicator, periods, period);
  const since = baselines.find(({ start }) => start === wish.since) ?? baselines[0] ?? null;
  const names = new Map(series.map((one) => [one.populationId, one.name]));
  const reference = { id: now.reference, name: names.get(now.reference ?? '') ?? total?.name ?? '' };
  const context = { indicator, breakdown, total, placeId, now, period, since, names };
  const rows = now.groups.map((one) => rowOf(context, one));
  const order = indicator.direction === 'higher' ? 1 : -1;
  const others = rows.filter((row) => !row.isReference);
  const worst = others.toSorted((a, b) => order * (middle(a.known) - middle(b.known)))[0] ?? null;
  return {
    breakdown,
    periods,
    period,
    baselines,
    since,
    choice,
    reference,
    now,
    rows,
    focus: others.find(({ group }) => group === wish.group) ?? worst,
    notShown: now.leftOut.map((id) => names.get(id) ?? id),
  };
}

/** Only to say which group stands first: a range is never shown as its middle. */
const middle = ({ lower, upper }: Bounds): number => ((lower ?? upper ?? 0) + (upper ?? lower ?? 0)) / 2;

/** Earlier periods under the same definition: across a break a gap has not closed, it is counted anew. */
function comparableBefore<Period extends { start: string }>(
  { definitions }: DisparityIndicator,
  periods: readonly Period[],
  period: Period,
): Period[] {
  const breaks = definitions.flatMap(({ breaksOn }) =>
    breaksOn !== null && breaksOn <= period.start ? [breaksOn] : [],
  );
  const from = breaks.toSorted().at(-1) ?? '';
  return periods.filter(({ start }) => start >= from && start < period.start);
}

interface RowContext {
  indicator: DisparityIndicator;
  breakdown: Breakdown;
  total: DisparitySeries | undefined;
  placeId: string;
  now: KnownDisparity;
  period: { at: number };
  since: { at: number } | null;
  names: ReadonlyMap<string, string>;
}

function rowOf(context: RowContext, one: KnownGroupDisparity): GroupRow {
  const { indicator, now, names } = context;
  return {
    ...one,
    name: names.get(one.group) ?? one.group,
    isKey: indicator.populations.some(({ id, isKey }) => id === one.group && isKey),
    isReference: one.group === now.reference,
    overlapsReference: one.group !== now.reference && overlapsReference(context, one.group),
    gap: one.group === now.reference ? null : gapOf(context, one),
    change: changeOf(context, one),
  };
}

/** Whether the source's own intervals leave a group and the reference apart; false where either has none. */
function overlapsReference({ breakdown, total, now, period }: RowContext, group: string): boolean {
  const cellOf = (id: string | null): DisparityCell | undefined => {
    const own = id === null ? total : breakdown.series.find(({ populationId }) => populationId === id);
    return own?.cells[period.at];
  };
  return overlapOf(cellOf(group), cellOf(now.reference));
}

function gapOf({ indicator, breakdown, total, now, since }: RowContext, one: KnownGroupDisparity) {
  if (since === null) return null;
  const at = (id: string | null) => {
    const own = id === null ? total : breakdown.series.find(({ populationId }) => populationId === id);
    return knownOf(own?.cells[since.at], indicator);
  };
  const [group, reference] = [at(one.group), at(now.reference)];
  if (!group || !reference) return null;
  const { direction } = indicator;
  return knownGapClosed({ group, reference }, { group: one.known, reference: now.referenceKnown }, direction);
}

function changeOf({ indicator, breakdown, placeId }: RowContext, one: KnownGroupDisparity): Bounds | null {
  const target = indicator.targets.find((each) => each.placeId === placeId && each.populationId === one.group);
  if (!target) return null;
  const cells = breakdown.series.find(({ populationId }) => populationId === one.group)?.cells ?? [];
  const first = knownOf(
    cells.find(({ start }) => start === target.baselinePeriodStart),
    indicator,
  );
  const base = first !== null && first.lower === first.upper ? first.lower : target.baselineValue;
  return base === null ? null : knownChangeAchieved(base, one.known, target.value);
}

/** A measure of a whole breakdown, or of each of its groups. */
export const groupMeasures = ['difference', 'adverseRatio'] as const;
export const wholeMeasures = [
  'rangeDifference',
  'rangeRatio',
  'summaryRateRatio',
  'indexHealthyPeople',
  'indexKeppelPearcy',
] as const;
export type GroupMeasure = (typeof groupMeasures)[number];
export type WholeMeasure = (typeof wholeMeasures)[number];

/**
 * The comparison at every period, oldest first, against the reference of the view: a best-off group that changed over
 * time would make a line of different things. Measures of the whole take the best-off group of each period.
 */
export function overTime(
  indicator: DisparityIndicator,
  series: readonly DisparitySeries[],
  { breakdown, reference }: Pick<DisparityView, 'breakdown' | 'reference'>,
): { start: string; label: string; groups: KnownDisparity | null; whole: KnownDisparity | null }[] {
  const total = totalOf(indicator, series);
  const fixed: ComparedWith = reference.id === null ? 'total' : { group: reference.id };
  return (breakdown.series[0]?.cells ?? []).map(({ start, label }, at) => ({
    start,
    label,
    groups: compareAt(indicator, breakdown, total, fixed, at),
    whole: compareAt(indicator, breakdown, total, 'best', at),
  }));
}
