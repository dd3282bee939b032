import { type Bounds, differenceBounds, exactly, ratioBounds, within } from './bounds.ts';
import type { Maybe } from '../basics/chart-types.ts';
import { adverseEventOf, type AdverseEvent } from './disparity.ts';
import { refusable, Refusal } from '../basics/refusal.ts';

/** One of several groups and what is known of its rate: a number has equal bounds, null is hidden or not reported. */
export interface KnownGroup {
  readonly group: string;
  /** Unrounded, in the indicator's own units. */
  readonly known: Bounds | null;
}

/** What the groups are compared with: one of them, the best-off of them, or everybody together. */
export type ComparedWith = { readonly group: string } | 'best' | 'total';

/** The groups of one dimension in one period, and how to compare them. */
export interface KnownDisparityRequest {
  readonly groups: readonly KnownGroup[];
  readonly reference: ComparedWith;
  /** The direction that is better. */
  readonly direction: 'higher' | 'lower';
  /** As in `DisparityRequest`: 1 for a fraction, 100 for a percentage, null where there is no complement. */
  readonly whole: 1 | 100 | null;
  /** The rate of everybody together, where it is known. */
  readonly total?: Bounds | null;
  /** False for groups that overlap: they are compared one by one, never averaged into an index. */
  readonly exclusive: boolean;
}

/** What is known of one group against the reference; the bounds are equal where both rates are numbers. */
export interface KnownGroupDisparity {
  readonly group: string;
  readonly known: Bounds;
  /** Rate minus the reference's rate, in the indicator's units. */
  readonly difference: Bounds;
  /** Ratio of the adverse event's rates; null where there is no adverse event or the reference has none of it. */
  readonly adverseRatio: Bounds | null;
}

/** What is known of how unequal the groups are. Measures that groups which overlap do not have are null. */
export interface KnownDisparity {
  /** The group compared with; null for everybody together. */
  readonly reference: string | null;
  /** What is known of the reference's rate. */
  readonly referenceKnown: Bounds;
  /** False where ranges overlap, so that another group may be the best-off one. */
  readonly referenceIsCertain: boolean;
  readonly groups: readonly KnownGroupDisparity[];
  /** Groups of which nothing is known: no measure says anything of them. */
  readonly leftOut: readonly string[];
  readonly adverseEvent: AdverseEvent;
  /** Highest minus lowest rate. */
  readonly rangeDifference: Bounds | null;
  /** Highest over lowest adverse rate. */
  readonly rangeRatio: Bounds | null;
  /** Mean adverse rate of the other groups over that of the best-off group (Healthy People). */
  readonly summaryRateRatio: Bounds | null;
  /** (summary rate ratio − 1)·100 on the adverse event, against the best-off group (Healthy People 2010). */
  readonly indexHealthyPeople: Bounds | null;
  /** 100·(mean absolute deviation from everybody's rate)/everybody's rate, on the adverse event (Keppel & Pearcy 2002). */
  readonly indexKeppelPearcy: Bounds | null;
  readonly error?: undefined;
}

/** Least and greatest value that every group can have, both known. */
interface Span {
  readonly lower: number;
  readonly upper: Maybe;
}

/**
 * Compares groups of which some are known only as ranges (`GE95`, `60-79`, coded percentages): each measure comes as the
 * least and the greatest value that the published ranges allow, never as an invented number. Where every rate is a
 * number the bounds are equal and are what `disparity` gives. Everything is computed from the groups that are given
 * alone. Answers `{ error }` with fewer than two known rates, a repeated group, or a reference of which nothing is known.
 */
export function knownDisparity(request: KnownDisparityRequest): KnownDisparity | { readonly error: string } {
  return refusable(() => compare(request));
}

function compare(request: KnownDisparityRequest): KnownDisparity {
  const { direction, whole, exclusive } = request;
  const names = new Set(request.groups.map(({ group }) => group));
  if (names.size !== request.groups.length) throw new Refusal('A group is named twice');
  const limit = (known: Bounds): Bounds => (whole === null ? known : within(known, 0, whole));
  const rated = request.groups.flatMap(({ group, known }) =>
    known === null || (known.lower === null && known.upper === null) ? [] : [{ group, known: limit(known) }],
  );
  if (rated.length < 2) throw new Refusal('A disparity needs at least two groups with a rate');
  const total = request.total ? limit(request.total) : null;
  const { group, known: reference, isCertain } = referenceOf(request, rated, total);
  const adverseEvent = adverseEventOf(direction, whole);
  const adverse = adverseOf(adverseEvent, whole);
  const adverseReference = adverse(reference);
  const adverseSpans = spansOf(rated.map(({ known }) => adverse(known)));
  const indexed = exclusive ? adverseSpans : null;
  const summaryRateRatio = indexed && summaryRatio(indexed);
  const adverseTotal = total === null ? null : adverse(total);
  const known = new Set(rated.map((one) => one.group));
  return {
    reference: group,
    referenceKnown: reference,
    referenceIsCertain: isCertain,
    groups: rated.map((one) => {
      const own = adverse(one.known);
      const same = one.group === group;
      return {
        ...one,
        // A group does not differ from itself, however little is known of it.
        difference: same ? exactly(0) : differenceBounds(one.known, reference),
        adverseRatio: own && adverseReference ? quotient(own, adverseReference, same) : null,
      };
    }),
    leftOut: [...names].filter((name) => !known.has(name)),
    adverseEvent,
    rangeDifference: exclusive ? rangeDifference(rated.map((one) => one.known)) : null,
    rangeRatio: indexed && rangeRatio(indexed),
    summaryRateRatio,
    indexHealthyPeople: summaryRateRatio && map(summaryRateRatio, (value) => (value - 1) * 100),
    indexKeppelPearcy: indexed && adverseTotal && keppelPearcy(indexed, adverseTotal),
  };
}

const closedEnds = { lowerOpen: false, upperOpen: false };

const map = ({ lower, upper }: Bounds, change: (value: number) => number): Bounds => ({
  lower: lower === null ? null : change(lower),
  upper: upper === null ? null : change(upper),
  ...closedEnds,
});

/** The adverse event's rate for what is known of the indicator's; null where the indicator has no adverse event. */
function adverseOf(event: AdverseEvent, whole: 1 | 100 | null): (known: Bounds) => Bounds | null {
  if (event === 'as_written') return (known) => known;
  if (event === 'none' || whole === null) return () => null;
  return (known) => differenceBounds(exactly(whole), known);
}

/** A rate of nobody on the reference's side has no ratio; one that may be nobody's has no greatest ratio. */
function quotient(own: Bounds, reference: Bounds, same: boolean): Bounds | null {
  if (reference.upper === null ? reference.lower === null : reference.upper <= 0) return null;
  return same ? exactly(1) : ratioBounds(own, reference);
}

function referenceOf(
  { reference, direction }: KnownDisparityRequest,
  rated: readonly { group: string; known: Bounds }[],
  total: Bounds | null,
): { group: string | null; known: Bounds; isCertain: boolean } {
  if (reference === 'total') {
    if (total === null) throw new Refusal('Nothing is known of everybody together');
    return { group: null, known: total, isCertain: true };
  }
  if (reference !== 'best') {
    const found = rated.find(({ group }) => group === reference.group);
    if (found === undefined) throw new Refusal('Nothing is known of the reference group');
    return { ...found, isCertain: true };
  }
  // The best-off group is the one whose least favourable bound is the best: at least that much is known of it.
  const sign = direction === 'higher' ? 1 : -1;
  const surely = ({ lower, upper }: Bounds): number => sign * ((sign > 0 ? lower : upper) ?? -sign * Infinity);
  const perhaps = ({ lower, upper }: Bounds): number => sign * ((sign > 0 ? upper : lower) ?? sign * Infinity);
  const best = rated.reduce((found, one) => (surely(one.known) > surely(found.known) ? one : found));
  const isCertain = rated.every((one) => one === best || perhaps(one.known) <= surely(best.known));
  return { ...best, isCertain };
}

/** Rates that are not negative, each with its least value; null where one of them is no rate. */
function spansOf(known: readonly (Bounds | null)[]): Span[] | null {
  const spans = known.flatMap((one) => (one ? [{ lower: Math.max(one.lower ?? 0, 0), upper: one.upper }] : []));
  return spans.length === known.length ? spans : null;
}

/** The greatest of what a pair of different groups can make of `f(high, low)`; null where one is without limit. */
function greatestPair<T>(items: readonly T[], f: (high: T, low: T) => Maybe): Maybe {
  let most: Maybe = -Infinity;
  for (const high of items) {
    for (const low of items) {
      if (high === low) continue;
      const value = f(high, low);
      if (value === null) return null;
      most = Math.max(most, value);
    }
  }
  return most;
}

function rangeDifference(known: readonly Bounds[]): Bounds {
  const lowers = known.flatMap(({ lower }) => (lower === null ? [] : [lower]));
  const uppers = known.flatMap(({ upper }) => (upper === null ? [] : [upper]));
  return {
    lower: Math.max(0, Math.max(...lowers) - Math.min(...uppers)),
    upper: greatestPair(known, (high, low) =>
      high.upper === null || low.lower === null ? null : high.upper - low.lower,
    ),
    ...closedEnds,
  };
}

/** Null where nobody can have the adverse event. */
function rangeRatio(spans: readonly Span[]): Bounds | null {
  const least = leastUpper(spans);
  if (least <= 0) return null;
  return {
    lower: Math.max(1, Math.max(...spans.map(({ lower }) => lower)) / least),
    upper: greatestPair(spans, (high, low) =>
      high.upper === null || low.lower === 0 ? null : Math.max(1, high.upper / low.lower),
    ),
    ...closedEnds,
  };
}

const leastUpper = (spans: readonly Span[]): number => Math.min(...spans.map(({ upper }) => upper ?? Infinity));

/**
 * With S the sum and m the least of the adverse rates, the ratio is (S/m − 1)/(J − 1). S/m is the greatest of Σaᵢ/a_k
 * over k, which grows with every other rate and falls with a_k: its greatest value is at a_k's least and the others'
 * greatest. Its least value is where m is as great as it can be and each other rate as small as m allows.
 */
function summaryRatio(spans: readonly Span[]): Bounds | null {
  const least = leastUpper(spans);
  if (least <= 0) return null;
  const others = spans.length - 1;
  const perLeast = spans.reduce((sum, { lower }) => sum + (least === Infinity ? 1 : Math.max(lower / least, 1)), 0);
  const unbounded = spans.some(({ lower }) => lower === 0) || spans.filter(({ upper }) => upper === null).length > 0;
  const most = unbounded
    ? null
    : Math.max(
        ...spans.map((one) =>
          spans.reduce((sum, other) => (other === one ? sum : sum + (other.upper ?? 0) / one.lower), 0),
        ),
      );
  return { lower: (perLeast - 1) / others, upper: most === null ? null : most / others, ...closedEnds };
}

/**
 * In t = 1/R the index is the mean of |t·r_j − 1|. Its greatest value over the ranges is convex in t, so it stands at an
 * end of R's range; its least value is convex and made of straight pieces, so it stands at an end or where a piece ends.
 */
function keppelPearcy(spans: readonly Span[], total: Bounds): Bounds | null {
  const low = Math.max(total.lower ?? 0, 0);
  if (total.upper !== null && total.upper <= 0) return null;
  const [first, last] = [total.upper === null ? 0 : 1 / total.upper, low === 0 ? Infinity : 1 / low];
  const mean = (t: number, weightAt: (t: number, span: Span) => number): number =>
    spans.reduce((sum, span) => sum + weightAt(t, span), 0) / spans.length;
  const farthest = (t: number, { lower, upper }: Span): number =>
    Math.max(Math.abs(t * lower - 1), Math.abs(t * (upper ?? Infinity) - 1));
  const nearest = (t: number, { lower, upper }: Span): number =>
    Math.max(t * lower - 1, upper === null ? 0 : 1 - t * upper, 0);
  const turns = spans
    .flatMap(({ lower, upper }) => [lower, upper ?? 0])
    .flatMap((rate) => (rate > 0 ? [1 / rate] : []));
  const within = [first, last, ...turns].filter((t) => t >= first && t <= last && t < Infinity && t > 0);
  if (within.length === 0) return null;
  const isOpen = last === Infinity || first === 0 || spans.some(({ upper }) => upper === null);
  return {
    lower: 100 * Math.min(...within.map((t) => mean(t, nearest))),
    upper: isOpen ? null : 100 * Math.max(mean(first, farthest), mean(last, farthest)),
    ...closedEnds,
  };
}
