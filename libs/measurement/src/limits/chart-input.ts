import { chartKinds, type ChartKind, type Maybe, type MeasureInput } from '../basics/chart-types.ts';
import { mean, present, ratio, standardDeviation } from '../basics/numbers.ts';
import { Refusal } from '../basics/refusal.ts';

/** The points of a series or of one part of it, ready to be measured: one entry a point in every list. */
export interface ChartPoints {
  /** What is plotted: the value, the ratio, the subgroup's mean. */
  readonly value: readonly Maybe[];
  readonly numerator: readonly Maybe[];
  readonly denominator: readonly Maybe[];
  /** Present members of the subgroup (`xbar`, `s`). */
  readonly size: readonly number[];
  /** Standard deviation within the subgroup (`xbar`, `s`). */
  readonly spread: readonly Maybe[];
}

const subgroupCharts: ReadonlySet<ChartKind> = new Set<ChartKind>(['xbar', 's']);
const ratioCharts: ReadonlySet<ChartKind> = new Set<ChartKind>(['p', 'pp', 'u', 'up']);
const countCharts: ReadonlySet<ChartKind> = new Set<ChartKind>(['p', 'pp', 'u', 'up', 'c', 'g']);

/** Whether a word names a chart. */
export function isChartKind(word: unknown): word is ChartKind {
  return chartKinds.some((kind) => kind === word);
}

function numbersOf(values: unknown, name: string): Maybe[] {
  if (!Array.isArray(values)) throw new Refusal(`${name} must be a list of numbers`);
  return values.map((value: unknown) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new Refusal(`${name} must hold finite numbers, or null where a value is missing`);
    }
    return value;
  });
}

function refuseImpossible(chart: ChartKind, numerator: readonly Maybe[], denominator: readonly Maybe[]): void {
  numerator.forEach((x, index) => {
    const n = denominator[index] ?? null;
    if (n !== null && n < 0) throw new Refusal('A denominator must not be negative');
    if (x === null) return;
    if (n === 0 && x !== 0) throw new Refusal('A denominator of zero cannot have a numerator above zero');
    if (countCharts.has(chart) && x < 0) throw new Refusal('A count must not be negative');
    if ((chart === 'p' || chart === 'pp') && n !== null && x > n) {
      throw new Refusal('The numerator of a proportion must not exceed its denominator');
    }
    if (chart === 't' && x <= 0) throw new Refusal('Time between events must be greater than zero');
  });
}

function pointsFromGroups(groups: unknown): ChartPoints {
  if (!Array.isArray(groups)) throw new Refusal('This chart needs subgroups: a list of lists of numbers in groups');
  const members = groups.map((group: unknown) => present(numbersOf(group, 'groups')));
  const blank = members.map(() => null);
  return {
    value: members.map((group) => mean(group)),
    numerator: blank,
    denominator: blank,
    size: members.map((group) => group.length),
    spread: members.map((group) => standardDeviation(group)),
  };
}

function pointsFromValues(chart: ChartKind, input: MeasureInput): ChartPoints {
  const numerator = numbersOf(input.y, 'y');
  const blank = numerator.map(() => null);
  const shape = { size: numerator.map(() => 0), spread: blank };
  // A count chart plots the counts themselves, whatever their denominators.
  if (input.n === undefined || input.n === null || chart === 'c') {
    if (ratioCharts.has(chart)) throw new Refusal('This chart needs denominators in n');
    refuseImpossible(chart, numerator, blank);
    return { value: numerator, numerator, denominator: blank, ...shape };
  }
  const denominator = numbersOf(input.n, 'n');
  if (denominator.length !== numerator.length) throw new Refusal('y and n must have the same length');
  refuseImpossible(chart, numerator, denominator);
  const whole = numerator.map((x, index) => x !== null && (denominator[index] ?? 0) > 0);
  const ofWholePairs = (values: readonly Maybe[]): Maybe[] => values.map((v, index) => (whole[index] ? v : null));
  return {
    value: numerator.map((x, index) => (whole[index] ? ratio(x, denominator[index] ?? null) : null)),
    numerator: ofWholePairs(numerator),
    denominator: ofWholePairs(denominator),
    ...shape,
  };
}

/** The plotted points of an input; throws a {@link Refusal} where it cannot be measured. */
export function readPoints(chart: ChartKind, input: MeasureInput): ChartPoints {
  const points = subgroupCharts.has(chart) ? pointsFromGroups(input.groups) : pointsFromValues(chart, input);
  if (points.value.length === 0) throw new Refusal('The series has no points');
  return points;
}

/** The points of one part, both ends included. */
export function slicePoints(points: ChartPoints, from: number, to: number): ChartPoints {
  return {
    value: points.value.slice(from, to + 1),
    numerator: points.numerator.slice(from, to + 1),
    denominator: points.denominator.slice(from, to + 1),
    size: points.size.slice(from, to + 1),
    spread: points.spread.slice(from, to + 1),
  };
}

/** The points that centre and limits are computed from; a missing one stays, so that no range is taken across it. */
export function basePoints(points: ChartPoints, base: readonly boolean[]): ChartPoints {
  const ofBase = <T>(list: readonly T[]): T[] => list.filter((_, index) => base[index]);
  return {
    value: ofBase(points.value),
    numerator: ofBase(points.numerator),
    denominator: ofBase(points.denominator),
    size: ofBase(points.size),
    spread: ofBase(points.spread),
  };
}

/** How centre and limits are to be computed, checked. */
export interface ChartSettings {
  readonly freeze: number;
  readonly partEnds: readonly number[];
  readonly excluded: ReadonlySet<number>;
  readonly cl: Maybe;
  readonly multiply: number;
  readonly screened: boolean;
}

function wholeNumbers(values: unknown, name: string): number[] {
  if (!Array.isArray(values) || !values.every((value) => Number.isInteger(value) && value >= 0)) {
    throw new Refusal(`${name} must be a list of whole numbers`);
  }
  return values;
}

function finite(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refusal(`${name} must be a finite number`);
  return value;
}

/** The settings of an input of `length` points; throws a {@link Refusal} where one makes no sense. */
export function readSettings(input: MeasureInput, length: number): ChartSettings {
  const parts = wholeNumbers(input.parts ?? [], 'parts');
  const multiply = finite(input.multiply ?? 1, 'multiply');
  if (multiply <= 0) throw new Refusal('multiply must be greater than zero');
  const freeze = input.freeze ?? null;
  if (freeze !== null && (!Number.isInteger(freeze) || freeze < 1)) {
    throw new Refusal('freeze must be a whole number of points, at least 1');
  }
  const excluded = wholeNumbers(input.exclude ?? [], 'exclude');
  // A setting past the end is an index counted from one, or one that belongs to another series: doing nothing hides it.
  if (freeze !== null && freeze > length)
    throw new Refusal(`freeze must be at most the ${length} points of the series`);
  if (excluded.some((at) => at >= length)) {
    throw new Refusal(`exclude must hold positions from 0 to ${length - 1}, the last point`);
  }
  if (parts.some((end) => end > length)) throw new Refusal(`parts must end within the ${length} points of the series`);
  return {
    freeze: freeze === null || parts.length > 0 ? length : freeze,
    partEnds: [...new Set(parts)].filter((end) => end > 0 && end < length).sort((a, b) => a - b),
    excluded: new Set(excluded),
    cl: input.cl === undefined || input.cl === null ? null : finite(input.cl, 'cl'),
    multiply,
    screened: input.screened === true,
  };
}
