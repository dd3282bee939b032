import type { Sum } from './release.ts';

/** What rule 3 asks about a cell. */
export interface ComplementaryView {
  /** Whether a reader has its number, now or from before. */
  isKnown(id: string): boolean;
  /** Whether it can still be hidden: it is of this release, about somebody, and was not released before. */
  canHide(id: string): boolean;
  /** People; null when unknown. */
  people(id: string): number | null;
  /** Whether an unknown part needs protection: a large nameless remainder does not. */
  isSensitive(id: string): boolean;
  /** Whether it may not be shown by itself. */
  isPrimary(id: string): boolean;
  /** Whether it is a cell, and not what is left of a total. */
  isNamed(id: string): boolean;
}

/** The smallest of the cells that can be hidden, or null. */
export function cheapest(ids: readonly string[], view: ComplementaryView): string | null {
  let best: string | null = null;
  for (const id of ids)
    if (view.canHide(id) && (best === null || (view.people(id) ?? Infinity) < (view.people(best) ?? Infinity)))
      best = id;
  return best;
}

/**
 * What hides a part that may not be shown. A small remainder is none of it: it is often a publisher's error, and a reader
 * who takes it for nobody comes close to the truth.
 */
function coverOf(unknown: readonly string[], minimum: number, view: ComplementaryView): readonly string[] {
  if (!unknown.some((id) => view.isNamed(id) && view.isPrimary(id))) return unknown;
  return unknown.filter((id) => view.isNamed(id) || (view.people(id) ?? minimum) >= minimum);
}

/**
 * The next cell that one additive set needs hidden, or null when it is sound: beside a hidden part at least one more,
 * and at least the minimum of people in all hidden parts, smallest first; where no part is left, the total.
 */
export function nextToHide(sum: Sum, minimum: number, view: ComplementaryView): string | null {
  const unknown = sum.parts.filter((id) => !view.isKnown(id));
  const isTotalKnown = view.isKnown(sum.total);
  if (!isTotalKnown) return unknown.length > 0 || !view.isSensitive(sum.total) ? null : cheapest(sum.parts, view);
  if (!unknown.some((id) => view.isSensitive(id))) return null;
  const cover = coverOf(unknown, minimum, view);
  // Of people whom nobody knows the audit finds out whether they are too few.
  const people = cover.reduce((total, id) => total + (view.people(id) ?? minimum), 0);
  if (cover.length >= 2 && people >= minimum) return null;
  return cheapest(sum.parts, view) ?? cheapest([sum.total], view);
}
