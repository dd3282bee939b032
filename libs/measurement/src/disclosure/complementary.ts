import type { ModelTie } from './model.ts';
import type { Part, Sum } from './release.ts';

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
  /** One of its numbers; null when unknown. */
  numberOf(part: Part): number | null;
  /** Cells about the same people, itself among them. */
  samePeople(id: string): readonly string[];
  /** Whether another cell about the same people tells openly how many they are. */
  isPeopleShown(id: string): boolean;
  /** Whether how many people it is about needs protection by itself. */
  isFewPeople(id: string): boolean;
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

/** The smallest of some numbers whose cell can be hidden, or null. */
function cheapestPart(parts: readonly Part[], view: ComplementaryView): string | null {
  const size = (part: Part): number => view.numberOf(part) ?? Infinity;
  const [best] = parts.filter(({ id }) => view.canHide(id)).toSorted((a, b) => size(a) - size(b));
  return best?.id ?? null;
}

/**
 * The next cell that a tie needs hidden, or null when it is sound: as with an additive set, a hidden number needs another
 * beside it. How many the people are is taken for known: a share tells as much as a count does.
 */
export function nextInTie(tie: ModelTie, minimum: number, view: ComplementaryView): string | null {
  const { total, parts, rest } = tie;
  const unknown = parts.filter(({ id }) => !view.isKnown(id));
  if (total.which !== 'n' && !view.isKnown(total.id))
    return unknown.length > 0 || rest !== null || !view.isSensitive(total.id) ? null : cheapestPart(parts, view);
  const others: Part[] = rest === null ? [] : [{ id: rest, which: 'n' }];
  if (![...unknown, ...others].some(({ id }) => view.isSensitive(id))) return null;
  const isCover = (part: Part): boolean => view.isNamed(part.id) || (view.numberOf(part) ?? minimum) >= minimum;
  const cover = [...unknown, ...others.filter(isCover)];
  // Of numbers that nobody knows the audit finds out whether they are too few.
  const unknownNumber = tie.leaves === 'anybody' ? minimum : 0;
  const people = cover.reduce((sum, part) => sum + (view.numberOf(part) ?? unknownNumber), 0);
  if (cover.length >= 2 && people >= minimum) return null;
  return cheapestPart(parts, view) ?? (total.which === 'n' ? null : cheapestPart([total], view));
}

/**
 * The next cells that an additive set needs hidden because another measure of the same people shows how many its hidden
 * parts are; empty when it is sound. What hides a group of few people must be hidden in every measure.
 */
export function nextOfSamePeople(sum: Sum, minimum: number, view: ComplementaryView): readonly string[] {
  const hidden = sum.parts.filter((id) => !view.isKnown(id));
  if (!hidden.some((id) => view.isFewPeople(id) && !view.isPeopleShown(id))) return [];
  if (!hidden.some((id) => view.isPeopleShown(id)) || !view.isKnown(sum.total)) return [];
  const cover = coverOf(
    hidden.filter((id) => !view.isPeopleShown(id)),
    minimum,
    view,
  );
  const people = cover.reduce((total, id) => total + (view.people(id) ?? 0), 0);
  if (cover.length >= 2 && people >= minimum) return [];
  const closable = [...sum.parts, sum.total].filter((id) => {
    const open = view.samePeople(id).filter((each) => view.isKnown(each));
    return open.length > 0 && open.every((each) => view.canHide(each));
  });
  const [best] = closable.toSorted((a, b) => (view.people(a) ?? Infinity) - (view.people(b) ?? Infinity));
  return best === undefined ? [] : view.samePeople(best).filter((id) => view.canHide(id));
}
