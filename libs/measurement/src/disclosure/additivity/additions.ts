import type { AdditiveSet, NestedPair } from '../release.ts';
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

/** Counts of a cell. */
interface Counts {
  readonly n: number | null;
  readonly x: number | null;
}

/**
 * The counts of cells whose source does not say them, where everything else in a set says them. A reader subtracts as
 * well.
 *
 * @param nested pairs of which the inner one is never more than the outer one: a set that says so lacks somebody.
 * @returns people, and those who count, by key; only of cells of which something is implied.
 */
export function impliedCounts(
  cells: readonly Counted[],
  sets: readonly AdditiveSet[],
  nested: readonly NestedPair[] = [],
): ReadonlyMap<string, Counts> {
  const wholes = sets.flatMap(({ total, unpublished }) => (unpublished ? [{ key: total, ...unpublished }] : []));
  const counted = [...cells, ...wholes];
  const most = mostWithin(counted, nested);
  const people = impliedIn(new Map(counted.map(({ key, n }) => [key, n])), sets, (key) => most.get(key)?.n ?? Infinity);
  const knownPeople = new Map(cells.map(({ key, n }) => [key, n ?? people.get(key) ?? null]));
  const peopleOf = new Map([...counted.map(({ key, n }) => [key, n] as const), ...knownPeople]);
  // Where people are left who are in none of the parts, some of those who count may be among them.
  const leavesSomebody = ({ total, parts }: AdditiveSet): boolean => {
    const sum = parts.reduce<number | null>((all, key) => {
      const n = peopleOf.get(key) ?? null;
      return all === null || n === null ? null : all + n;
    }, 0);
    return sum !== null && sum < (peopleOf.get(total) ?? 0);
  };
  const counting = impliedIn(
    new Map(counted.map(({ key, x }) => [key, x])),
    sets.filter((set) => !leavesSomebody(set)),
    (key) => Math.min(knownPeople.get(key) ?? Infinity, most.get(key)?.x ?? Infinity),
  );
  const keys = new Set([...people.keys(), ...counting.keys()]);
  return new Map([...keys].map((key) => [key, { n: people.get(key) ?? null, x: counting.get(key) ?? null }]));
}

/** The most that cells can be by what they lie within, by key. */
function mostWithin(
  cells: readonly (Counts & Pick<Counted, 'key'>)[],
  nested: readonly NestedPair[],
): Map<string, Counts> {
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const least = (a: number | null, b: number | null): number | null => (a === null || (b !== null && b < a) ? b : a);
  const most = new Map<string, Counts>();
  for (const { outer, inner } of nested) {
    const [around, before] = [byKey.get(outer), most.get(inner)];
    if (around) most.set(inner, { n: least(around.n, before?.n ?? null), x: least(around.x, before?.x ?? null) });
  }
  return most;
}

/**
 * What follows of one kind of count, for cells of which it is null; never more than `mostOf` says. Where two sets say it,
 * the least of a part and the greatest of a total is the nearest: a file may lack another part of a set as well.
 */
function impliedIn(
  counts: ReadonlyMap<string, number | null>,
  sets: readonly AdditiveSet[],
  mostOf: (key: string) => number,
): Map<string, number> {
  const implied = new Map<string, number>();
  const countOf = (key: string): number | null => counts.get(key) ?? implied.get(key) ?? null;
  const open = sets
    .map(({ total, parts }) => ({ total, parts, unknown: [total, ...parts].filter((key) => counts.get(key) === null) }))
    .filter(({ unknown }) => unknown.length > 0);
  /** What follows as a part is never more again, so that two sets cannot take turns. */
  const asPart = new Set<string>();
  const take = (key: string, count: number, isTotal: boolean): boolean => {
    const before = implied.get(key);
    const isNearer = before === undefined || (isTotal ? !asPart.has(key) && count > before : count < before);
    if (count < 0 || count > mostOf(key) || !isNearer) return false;
    if (!isTotal) asPart.add(key);
    implied.set(key, count);
    return true;
  };
  // Totals first: a part is what a whole total leaves, and not what the sum of one group would.
  for (const onlyTotals of [true, false])
    for (let changed = true; changed;) {
      changed = false;
      for (const { total, parts, unknown } of open)
        for (const key of unknown) {
          if (onlyTotals && key !== total) continue;
          if (unknown.some((other) => other !== key && !implied.has(other))) continue;
          const sum = parts.reduce((all, part) => all + (part === key ? 0 : (countOf(part) ?? 0)), 0);
          if (take(key, key === total ? sum : (countOf(total) ?? 0) - sum, key === total)) changed = true;
        }
    }
  return implied;
}
