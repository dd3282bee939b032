import type { Maybe } from '../basics/chart-types.ts';
import { present, ratio, sum } from '../basics/numbers.ts';
import { refusable, Refusal } from '../basics/refusal.ts';

/** One of several mutually exclusive groups. Counts win over the rate, so that nothing rounded is used. */
export interface GroupRate {
  readonly group: string;
  /** Unrounded, in the indicator's own units; null where it is hidden or not reported. */
  readonly rate?: Maybe;
  readonly numerator?: Maybe;
  readonly denominator?: Maybe;
}

/** The groups of one dimension in one period, and how to compare them. */
export interface DisparityRequest {
  readonly groups: readonly GroupRate[];
  /** The group that others are compared with; the best-off group when absent. */
  readonly reference?: string | null;
  /** The direction that is better. */
  readonly direction: 'higher' | 'lower';
  /**
   * The rate of everybody with the event, 1 for a fraction and 100 for a percentage; null for a measure that is not a
   * proportion, such as a mean score.
   */
  readonly whole: 1 | 100 | null;
  /** The rate of all groups together, where it is known; otherwise it is taken from the counts. */
  readonly total?: Maybe;
}

/** One group against the reference. */
export interface GroupDisparity {
  readonly group: string;
  readonly rate: number;
  /** Rate minus the reference's rate, in the indicator's units. */
  readonly difference: number;
  /** Rate over the reference's rate, as the indicator is written; null over a rate of zero. */
  readonly ratio: Maybe;
  /** The same on the adverse event; null where there is none or the reference's is zero. */
  readonly adverseRatio: Maybe;
}

/** What relative measures are taken on. */
export type AdverseEvent = 'as_written' | 'complement' | 'none';

/**
 * What relative measures of an indicator are taken on (Keppel et al. 2005): the indicator itself when lower is better,
 * its complement when a higher proportion is better, nothing when a measure that is no proportion should be higher.
 */
export function adverseEventOf(direction: 'higher' | 'lower', whole: 1 | 100 | null): AdverseEvent {
  if (direction === 'lower') return 'as_written';
  return whole === null ? 'none' : 'complement';
}

/** How unequal the groups are; absolute and relative measures are shown together. */
export interface Disparity {
  readonly reference: string;
  readonly groups: readonly GroupDisparity[];
  /** Groups without a rate: not compared. */
  readonly leftOut: readonly string[];
  /**
   * What relative measures are taken on: the indicator itself when lower is better, its complement when a higher
   * proportion is better, nothing when a measure that is no proportion should be higher.
   */
  readonly adverseEvent: AdverseEvent;
  /** Highest minus lowest rate. */
  readonly rangeDifference: number;
  /** Highest over lowest adverse rate; null over zero or without an adverse event. */
  readonly rangeRatio: Maybe;
  /** Mean adverse rate of the other groups over that of the best-off group (Healthy People). */
  readonly summaryRateRatio: Maybe;
  /** (summary rate ratio − 1)·100 on the adverse event, against the best-off group (Healthy People 2010). */
  readonly indexHealthyPeople: Maybe;
  /** 100·(mean absolute deviation from the total rate)/total rate, on the adverse event (Keppel & Pearcy 2002). */
  readonly indexKeppelPearcy: Maybe;
  readonly error?: undefined;
}

export type DisparityOutput = Disparity | { readonly error: string };

interface RatedGroup {
  readonly group: string;
  readonly rate: number;
}

function rateOf(group: GroupRate, whole: 1 | 100 | null): Maybe {
  const { numerator = null, denominator = null } = group;
  if (numerator === null || denominator === null) return group.rate ?? null;
  if (denominator < 0 || numerator < 0) throw new Refusal('A count must not be negative');
  const share = ratio(numerator, denominator);
  return share === null ? null : share * (whole ?? 1);
}

function totalRate(request: DisparityRequest): Maybe {
  if (request.total !== undefined && request.total !== null) return request.total;
  const counted = request.groups.filter((group) => rateOf(group, request.whole) !== null);
  if (counted.some((group) => typeof group.numerator !== 'number' || typeof group.denominator !== 'number'))
    return null;
  const share = ratio(sum(counted.map((g) => g.numerator ?? null)), sum(counted.map((g) => g.denominator ?? null)));
  return share === null ? null : share * (request.whole ?? 1);
}

/** The adverse event's rate for a rate of the indicator; null where the indicator has no adverse event. */
function adverseOf(request: DisparityRequest): (rate: Maybe) => Maybe {
  if (request.direction === 'lower') return (rate) => rate;
  const { whole } = request;
  return (rate) => (rate === null || whole === null ? null : whole - rate);
}

function relativeMeasures(request: DisparityRequest, rated: readonly RatedGroup[]) {
  const adverse = adverseOf(request);
  const rates = present(rated.map(({ rate }) => adverse(rate))).sort((a, b) => a - b);
  const [best = null, ...others] = rates;
  const summaryRateRatio = others.length === 0 ? null : ratio(sum(others) / others.length, best);
  const total = adverse(totalRate(request));
  const deviation = total === null ? null : sum(rates.map((rate) => Math.abs(rate - total))) / rates.length;
  const keppelPearcy = rates.length === 0 ? null : ratio(deviation, total);
  return {
    rangeRatio: ratio(rates.at(-1) ?? null, best),
    summaryRateRatio,
    indexHealthyPeople: summaryRateRatio === null ? null : (summaryRateRatio - 1) * 100,
    indexKeppelPearcy: keppelPearcy === null ? null : keppelPearcy * 100,
  };
}

function bestOff(rated: readonly RatedGroup[], direction: 'higher' | 'lower'): RatedGroup {
  const sign = direction === 'higher' ? 1 : -1;
  return rated.reduce((best, one) => (sign * one.rate > sign * best.rate ? one : best));
}

function compare(request: DisparityRequest): Disparity {
  const names = new Set(request.groups.map(({ group }) => group));
  if (names.size !== request.groups.length) throw new Refusal('A group is named twice: groups must exclude each other');
  const rated: RatedGroup[] = [];
  const leftOut: string[] = [];
  for (const one of request.groups) {
    const rate = rateOf(one, request.whole);
    if (rate === null) leftOut.push(one.group);
    else rated.push({ group: one.group, rate });
  }
  if (rated.length < 2) throw new Refusal('A disparity needs at least two groups with a rate');
  const named = request.reference ?? null;
  const reference = named === null ? bestOff(rated, request.direction) : rated.find(({ group }) => group === named);
  if (reference === undefined) throw new Refusal('The reference group has no rate');
  const adverse = adverseOf(request);
  const rates = rated.map(({ rate }) => rate).sort((a, b) => a - b);
  return {
    reference: reference.group,
    groups: rated.map(({ group, rate }) => ({
      group,
      rate,
      difference: rate - reference.rate,
      ratio: ratio(rate, reference.rate),
      adverseRatio: ratio(adverse(rate), adverse(reference.rate)),
    })),
    leftOut,
    adverseEvent: adverseEventOf(request.direction, request.whole),
    rangeDifference: (rates.at(-1) ?? 0) - (rates[0] ?? 0),
    ...relativeMeasures(request, rated),
  };
}

/**
 * Compares mutually exclusive groups of one dimension (Keppel et al. 2005, Methodological issues in measuring health
 * disparities). Relative measures are taken on the adverse event, because they change when an indicator is flipped.
 * Answers `{ error }` with fewer than two rates, a repeated group, or a reference without a rate.
 * @oracle `knownDisparity` says the same wherever nothing is a range (disparity-bounds.test.ts)
 */
export function disparity(request: DisparityRequest): DisparityOutput {
  return refusable(() => compare(request));
}
