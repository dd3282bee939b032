import type { Maybe } from './chart-types.ts';
import { ratio } from './numbers.ts';

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
}

/** A gap at the start below this share of the larger rate is next to none: its closing has no meaningful percentage. */
const smallestGapShare = 1e-3;

/**
 * How much of the gap between a group and its reference has closed between two times (Keppel et al. 2005). The
 * percentage is read together with `overshoot` and `referenceFell`.
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
  };
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
