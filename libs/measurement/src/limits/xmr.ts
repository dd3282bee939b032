import type { Maybe } from '../basics/chart-types.ts';
import { lineTolerance, mean, movingRanges, screenedMean, sideOfLine, type Side } from '../basics/numbers.ts';
import { refusable, Refusal } from '../basics/refusal.ts';
import { classifyPoints, type SpecialCause } from '../rules/xmr-special-causes.ts';

/** One series for an XmR chart with icons; `increase` means that higher is better. */
export interface XmrInput {
  readonly y: readonly Maybe[];
  readonly direction: XmrDirection;
  readonly target?: number | null;
  /** Positions where new limits begin. */
  readonly rebase?: readonly number[] | null;
  /** That many leading points of each group set its mean and limits. */
  readonly fixAfter?: number | null;
  /** Drop moving ranges at or above 3.267 times their mean, once; false unless given. */
  readonly screened?: boolean | null;
}

export type XmrDirection = 'increase' | 'decrease' | 'neutral';

export type XmrPointType =
  | 'common_cause'
  | 'special_cause_improvement'
  | 'special_cause_concern'
  | 'special_cause_neutral_high'
  | 'special_cause_neutral_low';

export type VariationIcon =
  | 'common_cause'
  | 'improvement_high'
  | 'improvement_low'
  | 'concern_high'
  | 'concern_low'
  | 'neutral_high'
  | 'neutral_low';

export type AssuranceType = 'consistent_pass' | 'consistent_fail' | 'inconsistent';
export type AssuranceIcon = 'pass' | 'fail' | 'inconsistent';

/** An XmR chart: one entry a point in every list, and its two icons. */
export interface XmrSeries {
  readonly mean: readonly Maybe[];
  readonly lpl: readonly Maybe[];
  readonly upl: readonly Maybe[];
  readonly specialCause: readonly SpecialCause[];
  readonly pointType: readonly XmrPointType[];
  readonly rebaseGroup: readonly number[];
  /** Whether the point's group has fewer than 13 points: its limits are provisional, and the reader is told. */
  readonly shortGroup: readonly boolean[];
  /** What the last point says. */
  readonly variationIcon: VariationIcon;
  readonly assuranceType: AssuranceType | null;
  readonly assuranceIcon: AssuranceIcon | null;
  readonly error?: undefined;
}

export type XmrOutput = XmrSeries | { readonly error: string };

/** Fewest points of a group whose limits are not provisional (NHS England, Making Data Count). */
export const xmrFewestPoints = 13;

/** Limits in mean moving ranges: 3 / 1.128, to the digits in use (NHS England, Making Data Count). */
const limitFactor = 2.66;
const assuranceIcons: Readonly<Record<AssuranceType, AssuranceIcon>> = {
  consistent_pass: 'pass',
  consistent_fail: 'fail',
  inconsistent: 'inconsistent',
};

/** The icon of a target's place among the limits. */
export const assuranceIconOf = (type: AssuranceType): AssuranceIcon => assuranceIcons[type];

interface Group {
  readonly mean: Maybe;
  readonly lpl: Maybe;
  readonly upl: Maybe;
  readonly causes: readonly SpecialCause[];
}

function measureGroup(values: readonly Maybe[], fixAfter: number, screened: boolean): Group {
  const base = values.slice(0, fixAfter);
  const centre = mean(base);
  const range = screenedMean(movingRanges(base), screened);
  if (centre === null) return { mean: null, lpl: null, upl: null, causes: values.map(() => 'Common Cause') };
  const slack = lineTolerance(centre);
  const reach = range === null ? null : limitFactor * range;
  const beyond = (share: number): Side[] =>
    values.map((value) => {
      if (value === null || reach === null) return 0;
      const distance = value - centre;
      if (Math.abs(distance) <= share * reach + slack) return 0;
      return distance > 0 ? 1 : -1;
    });
  const causes = classifyPoints({
    values,
    sides: values.map((value) => sideOfLine(value, centre)),
    outside: beyond(1),
    beyondNear: beyond(2 / 3),
  });
  return {
    mean: centre,
    lpl: reach === null ? null : centre - reach,
    upl: reach === null ? null : centre + reach,
    causes,
  };
}

function pointTypeOf(cause: SpecialCause, direction: XmrDirection): XmrPointType {
  if (cause === 'Common Cause') return 'common_cause';
  const high = cause.includes('Above') || cause.includes('Increasing');
  if (direction === 'neutral') return high ? 'special_cause_neutral_high' : 'special_cause_neutral_low';
  return high === (direction === 'increase') ? 'special_cause_improvement' : 'special_cause_concern';
}

/** The variation icon that a point's type means, by the direction that is better. */
export function variationIconOf(type: XmrPointType, direction: XmrDirection): VariationIcon {
  switch (type) {
    case 'special_cause_improvement':
      return direction === 'increase' ? 'improvement_high' : 'improvement_low';
    case 'special_cause_concern':
      return direction === 'increase' ? 'concern_low' : 'concern_high';
    case 'special_cause_neutral_high':
      return 'neutral_high';
    case 'special_cause_neutral_low':
      return 'neutral_low';
    default:
      return 'common_cause';
  }
}

function assuranceOf(target: number, lpl: Maybe, upl: Maybe, direction: XmrDirection): AssuranceType {
  const slack = lineTolerance(target);
  if (upl !== null && target > upl + slack) return direction === 'increase' ? 'consistent_fail' : 'consistent_pass';
  if (lpl !== null && target < lpl - slack) return direction === 'increase' ? 'consistent_pass' : 'consistent_fail';
  return 'inconsistent';
}

const finite = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

function checkInput({ y, direction, target, rebase, fixAfter }: XmrInput): void {
  if (!Array.isArray(y) || !y.every((value) => value === null || finite(value))) {
    throw new Refusal('y must be a list of finite numbers, or null where a value is missing');
  }
  if (y.length === 0) throw new Refusal('The series has no points');
  if (!['increase', 'decrease', 'neutral'].includes(direction)) {
    throw new Refusal('direction must be increase, decrease or neutral');
  }
  if (target !== undefined && target !== null && !finite(target)) throw new Refusal('target must be a finite number');
  const starts: unknown = rebase ?? [];
  if (!Array.isArray(starts) || !starts.every((start) => Number.isInteger(start) && start >= 0)) {
    throw new Refusal('rebase must be a list of whole numbers');
  }
  if (starts.some((start) => start >= y.length)) {
    throw new Refusal(`rebase must hold positions from 0 to ${y.length - 1}, the last point`);
  }
  if (fixAfter !== undefined && fixAfter !== null && !(Number.isInteger(fixAfter) && fixAfter >= 1)) {
    throw new Refusal('fixAfter must be a whole number of points, at least 1');
  }
}

function compute(input: XmrInput): XmrSeries {
  checkInput(input);
  const { y, direction } = input;
  const starts = new Set(input.rebase ?? []);
  const groups: number[] = [];
  let current = 0;
  y.forEach((_, index) => {
    if (starts.has(index)) current += 1;
    groups.push(current);
  });
  const columns = {
    mean: [] as Maybe[],
    lpl: [] as Maybe[],
    upl: [] as Maybe[],
    specialCause: [] as SpecialCause[],
    shortGroup: [] as boolean[],
  };
  for (let from = 0; from < y.length;) {
    let to = from;
    while (to < y.length && groups[to] === groups[from]) to += 1;
    const group = measureGroup(y.slice(from, to), input.fixAfter ?? Number.POSITIVE_INFINITY, input.screened === true);
    for (const cause of group.causes) {
      columns.mean.push(group.mean);
      columns.lpl.push(group.lpl);
      columns.upl.push(group.upl);
      columns.specialCause.push(cause);
      columns.shortGroup.push(to - from < xmrFewestPoints);
    }
    from = to;
  }
  const pointType = columns.specialCause.map((cause) => pointTypeOf(cause, direction));
  const target = input.target ?? null;
  const assuranceType =
    target === null || direction === 'neutral'
      ? null
      : assuranceOf(target, columns.lpl.at(-1) ?? null, columns.upl.at(-1) ?? null, direction);
  return {
    ...columns,
    pointType,
    rebaseGroup: groups,
    variationIcon: variationIconOf(pointType.at(-1) ?? 'common_cause', direction),
    assuranceType,
    assuranceIcon: assuranceType === null ? null : assuranceIconOf(assuranceType),
  };
}

/**
 * Computes an XmR chart with its variation and assurance icons: limits mean ± 2.66·mean moving range, near limits at
 * two thirds (NHS England, Making Data Count). Pure, and linear in the number of points; an input that cannot be
 * measured answers `{ error }`.
 */
export function measureXmr(input: XmrInput): XmrOutput {
  return refusable(() => {
    if (typeof input !== 'object' || input === null) throw new Refusal('The input must be an object');
    return compute(input);
  });
}
