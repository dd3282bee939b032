import type { AdditiveSet } from '../release.ts';
import type { Additions, Counted, CountedWorld } from './counted.ts';
import { groupAdditions } from './groups.ts';
import { placeAdditions } from './places.ts';

/**
 * What adds up to what among numbers about the same people at one time: groups of a dimension, the kinds of groups that
 * a dimension mixes, age bands, crossings with and without their margins, places under the nearest place above that has
 * a number, and places that add up though nobody said that they lie in each other.
 *
 * Every set holds for the true numbers, so that one too many only hides more than is needed.
 */
export function additionsOf(world: CountedWorld): Additions {
  const { sets, nested, unexplained } = groupAdditions(world);
  const all = distinct([...sets, ...placeAdditions(world)], ({ total, parts }) => [total, ...parts.toSorted()]);
  const pairs = new Set(all.flatMap(({ total, parts }) => parts.map((part) => `${total} ${part}`)));
  return {
    sets: all,
    nested: distinct(nested, ({ outer, inner }) => [outer, inner]).filter(
      ({ outer, inner }) => !pairs.has(`${outer} ${inner}`),
    ),
    unexplained: distinct(unexplained, ({ keys }) => keys),
  };
}

function distinct<T>(items: readonly T[], nameOf: (item: T) => readonly string[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(nameOf(item)), item])).values()];
}

/**
 * The people of cells whose source does not say how many they are, where everything else in a set says it. A reader
 * subtracts as well.
 *
 * @returns people by key.
 */
export function impliedPeople(cells: readonly Counted[], sets: readonly AdditiveSet[]): ReadonlyMap<string, number> {
  const people = new Map(cells.map(({ key, n }) => [key, n]));
  const implied = new Map<string, number>();
  for (let changed = true; changed;) {
    changed = false;
    for (const { total, parts } of sets) {
      const unknown = [total, ...parts].filter((key) => people.get(key) === null);
      const [key] = unknown;
      if (unknown.length !== 1 || key === undefined) continue;
      const sum = parts.reduce((all, part) => all + (part === key ? 0 : (people.get(part) ?? 0)), 0);
      const n = key === total ? sum : (people.get(total) ?? 0) - sum;
      if (n < 0) continue;
      people.set(key, n);
      implied.set(key, n);
      changed = true;
    }
  }
  return implied;
}
