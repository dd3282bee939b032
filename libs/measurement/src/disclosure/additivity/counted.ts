import type { AdditiveSet, NestedPair } from '../release.ts';

/** What a population is: everybody, a group of one dimension, or a crossing of two. */
export interface PopulationShape {
  readonly id: string;
  readonly dimension: string | null;
  readonly group: string | null;
  readonly crossedDimension: string | null;
  readonly crossedGroup: string | null;
  /** Those of its dimensions whose groups do not exclude each other, as a person said. */
  readonly overlapping?: readonly string[];
}

/** A place, what it is part of, and what kind of place it is. */
export interface PlaceShape {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: string;
}

/** A number about the people of one population at one place. */
export interface Counted {
  readonly key: string;
  readonly place: string;
  readonly population: string;
  /** People; null when the source does not say. */
  readonly n: number | null;
  /** Those of them who count; null when the source does not say. */
  readonly x: number | null;
}

/** Numbers about the same people at one time, with what is known of their places and populations. */
export interface CountedWorld {
  readonly cells: readonly Counted[];
  readonly places: readonly PlaceShape[];
  readonly populations: readonly PopulationShape[];
  /** The fewest people that a published number may be about. */
  readonly minimum: number;
  /** What a group's name says it is a group of (`race`, `sex`); null for a name that nobody knows. */
  readonly familyOf: (group: string) => string | null;
}

/** Groups whose sums could not be explained: what could be computed from them is not known. */
export interface UnexplainedGroups {
  readonly keys: readonly string[];
}

/** What adds up to what. */
export interface Additions {
  readonly sets: readonly AdditiveSet[];
  readonly nested: readonly NestedPair[];
  readonly unexplained: readonly UnexplainedGroups[];
}

/**
 * How far a published total may lie from the sum of its parts and still be their total: publishers count at different
 * days and correct one table and not the other. At least two people, else one in two hundred.
 */
export const slackOf = (total: number): number => Math.max(2, Math.ceil(total / 200));

/** The sum of the people in cells; null when one of them is not known. */
export function peopleIn(cells: readonly Counted[]): number | null {
  return cells.reduce<number | null>((sum, { n }) => (sum === null || n === null ? null : sum + n), 0);
}

/** The sum of those who count; null when it is not known of one. */
export function countingIn(cells: readonly Counted[]): number | null {
  return cells.reduce<number | null>((sum, { x }) => (sum === null || x === null ? null : sum + x), 0);
}

/** Puts items together that share a name; those without one are left out. */
export function gather<T>(items: Iterable<T>, nameOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/**
 * The set of a total and its parts. A sum that exceeds its total by no more than publishers' errors is taken for
 * it with that error; one that falls short leaves a part without a name. Of two names of one thing every difference is
 * an error.
 */
export function setOf(total: Counted, parts: readonly Counted[], isTwin = false): AdditiveSet {
  const excessOf = (sum: number | null, whole: number | null): number =>
    sum === null || whole === null ? 0 : sum - whole;
  const excess = [excessOf(peopleIn(parts), total.n), excessOf(countingIn(parts), total.x)];
  const error = Math.max(0, ...excess.map((each) => (isTwin ? Math.abs(each) : each)));
  const keys = parts.map(({ key }) => key);
  return error === 0 ? { total: total.key, parts: keys } : { total: total.key, parts: keys, error };
}

/** Whether parts are no more people than the total, but for publishers' errors; where something is unknown they may be. */
export function fitsInto(total: Counted, parts: readonly Counted[]): boolean {
  if (total.n === null) return true;
  const known = parts.reduce((sum, { n }) => sum + (n ?? 0), 0);
  return known <= total.n + slackOf(total.n);
}

/** Whether parts are just as many people as the total, but for publishers' errors. */
export function equals(total: Counted, parts: readonly Counted[]): boolean {
  const sum = peopleIn(parts);
  return total.n !== null && sum !== null && Math.abs(sum - total.n) <= slackOf(total.n);
}
