import { type Bounds, differenceBounds } from './bounds.ts';
import type { Maybe } from '../basics/chart-types.ts';
import { ratio } from '../basics/numbers.ts';

/** A group and its reference at one time, unrounded and in the same units. */
export interface GapPair {
  readonly group: number;
  readonly reference: number;
}

/** How far a gap has closed. */
export interface GapClosed {
  /** Reference minus group at the start and now when higher is better, group minus reference when lower is. */
  readonly gapAtStart: number;
  readonly gapNow: number;
  /** 100·(G₀ − G_t)/G₀; null when there was next to no gap at the start. */
  readonly percent: Maybe;
  /** The group has passed the reference: more than 100 % is closed. */
  readonly overshoot: boolean;
  /** The reference group is worse off than at the start, so that a gap can close with nobody better off. */
  readonly referenceFell: boolean;
  /** The group is better off than at the start. */
  readonly groupImproved: boolean;
  /** What the group's own change closed of the gap, in the measure's units; negative where it widened it. */
  readonly byGroup: number;
  /** What the reference's change closed: positive where the reference fell. Both together are gapAtStart − gapNow. */
  readonly byReference: number;
}

/** A gap at the start below this share of the larger rate is next to none: its closing has no meaningful percentage. */
const smallestGapShare = 1e-3;

/**
 * How much of the gap between a group and its reference has closed between two times (Keppel et al. 2005). The
 * percentage is read together with `overshoot` and `referenceFell`.
 * @oracle `knownGapClosed` says the same wherever nothing is a range (gap.test.ts)
 */
export function gapClosed(start: GapPair, now: GapPair, direction: 'higher' | 'lower'): GapClosed {
  const better = direction === 'higher' ? 1 : -1;
  const gapOf = (pair: GapPair): number => better * (pair.reference - pair.group);
  const gapAtStart = gapOf(start);
  const gapNow = gapOf(now);
  const scale = Math.max(Math.abs(start.group), Math.abs(start.reference));
  const share = Math.abs(gapAtStart) <= smallestGapShare * scale ? null : ratio(gapAtStart - gapNow, gapAtStart);
  return {
    gapAtStart,
    gapNow,
    percent: share === null ? null : 100 * share,
    overshoot: gapAtStart * gapNow < 0,
    referenceFell: better * (now.reference - start.reference) < 0,
    groupImproved: better * (now.group - start.group) > 0,
    byGroup: better * (now.group - start.group),
    byReference: better * (start.reference - now.reference),
  };
}

/** What is known of a group and its reference at one time. */
export interface KnownGapPair {
  readonly group: Bounds;
  readonly reference: Bounds;
}

/** Whether something that follows from ranges is so; `unclear` where the ranges allow both. */
export type Certainty = 'yes' | 'no' | 'unclear';

/** What is known of how far a gap has closed; see `GapClosed`. */
export interface KnownGapClosed {
  readonly gapAtStart: Bounds;
  readonly gapNow: Bounds;
  /** Null where there may have been next to no gap at the start, or nothing is known of one side. */
  readonly percent: Bounds | null;
  readonly overshoot: Certainty;
  readonly referenceFell: Certainty;
  readonly groupImproved: Certainty;
  readonly byGroup: Bounds;
  readonly byReference: Bounds;
}

const allOf = (...numbers: Maybe[]): number[] | null => {
  const known = numbers.filter((value) => value !== null);
  return known.length === numbers.length ? known : null;
};

/** Whether a value is above zero. */
function isPositive({ lower, upper }: Bounds): Certainty {
  if (lower !== null && lower > 0) return 'yes';
  return upper !== null && upper <= 0 ? 'no' : 'unclear';
}

function overshootOf(start: Bounds, now: Bounds): Certainty {
  const products = allOf(start.lower, start.upper, now.lower, now.upper);
  if (products === null) return 'unclear';
  const [a = 0, b = 0, c = 0, d = 0] = products;
  const corners = [a * c, a * d, b * c, b * d];
  if (corners.every((product) => product < 0)) return 'yes';
  return corners.every((product) => product >= 0) ? 'no' : 'unclear';
}

/**
 * `gapClosed` where some rates are known only as ranges: the least and the greatest share that can have closed, the four
 * rates being free of each other. Rates that are numbers give equal bounds.
 */
export function knownGapClosed(start: KnownGapPair, now: KnownGapPair, direction: 'higher' | 'lower'): KnownGapClosed {
  const worse = (a: Bounds, b: Bounds): Bounds =>
    direction === 'higher' ? differenceBounds(b, a) : differenceBounds(a, b);
  const gapAtStart = worse(start.group, start.reference);
  const gapNow = worse(now.group, now.reference);
  const byReference = worse(now.reference, start.reference);
  const byGroup = worse(start.group, now.group);
  return {
    gapAtStart,
    gapNow,
    percent: percentClosed(gapAtStart, gapNow, start),
    overshoot: overshootOf(gapAtStart, gapNow),
    referenceFell: isPositive(byReference),
    groupImproved: isPositive(byGroup),
    byGroup,
    byReference,
  };
}

function percentClosed(start: Bounds, now: Bounds, { group, reference }: KnownGapPair): Bounds | null {
  const known = allOf(start.lower, start.upper, now.lower, now.upper, group.upper, reference.upper);
  if (known === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = known;
  const scale = Math.max(
    ...[group.lower, group.upper, reference.lower, reference.upper].map((rate) => Math.abs(rate ?? 0)),
  );
  const least = smallestGapShare * scale;
  // The start must be a gap of one sign, whatever of its range is true.
  if (!(a > least || b < -least)) return null;
  const shares = [c / a, c / b, d / a, d / b].map((left) => 100 * (1 - left));
  if (!shares.every(Number.isFinite)) return null;
  return { lower: Math.min(...shares), upper: Math.max(...shares), lowerOpen: false, upperOpen: false };
}

/**
 * Percent of targeted change achieved, 100·(recent − base)/(target − base) (Healthy People 2020): negative when the
 * measure moved away from the target, above 100 when it passed it, null when the target is the baseline.
 */
export function targetedChangeAchieved(base: number, recent: number, target: number): Maybe {
  const planned = target - base;
  if (Math.abs(planned) <= 1e-9 * Math.max(1, Math.abs(base), Math.abs(target))) return null;
  return (100 * (recent - base)) / planned;
}

/** `targetedChangeAchieved` where the recent value is known only as a range. */
export function knownChangeAchieved(base: number, recent: Bounds, target: number): Bounds | null {
  if (recent.lower === null || recent.upper === null) return null;
  const ends = [recent.lower, recent.upper].map((value) => targetedChangeAchieved(base, value, target));
  const [a = null, b = null] = ends;
  if (a === null || b === null) return null;
  return { lower: Math.min(a, b), upper: Math.max(a, b), lowerOpen: false, upperOpen: false };
}
