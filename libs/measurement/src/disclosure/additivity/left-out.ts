import type { AdditiveSet } from '../release.ts';
import { additionsOf } from './additions.ts';
import { type Additions, type Counted, type CountedWorld, gather, type PopulationShape } from './counted.ts';
import { pairName } from './margins.ts';

/** A number that a file ought to have by its pattern and does not. */
export type LeftOut = Pick<Counted, 'place' | 'population'>;

/** A number that another measure about the same people has, with how many they are where it says so. */
export type NamedElsewhere = Pick<Counted, 'place' | 'population' | 'n'>;

/**
 * Numbers, with those that are left out, up to which crossings without a row are looked at one by one: a file has most of
 * its numbers there. Of a larger one what is left of their totals is looked at, as a whole.
 */
const mostWithCrossings = 1000;

const siblingsOf = ({ kind, parentId }: CountedWorld['places'][number]): string => `${kind} in ${parentId}`;

/**
 * Where a file has no row by its pattern: publishers drop the rows of small groups. A place ought to have what another
 * place of its kind has, and every group that the file knows of a dimension of which the place has others. Of a place
 * without any row the others under the same place are the pattern.
 */
export function leftOutOf({ cells, places, populations }: CountedWorld): LeftOut[] {
  const shapes = new Map(populations.map((shape) => [shape.id, shape]));
  const breakdownOf = (id: string): string => pairName(shapes.get(id) as PopulationShape);
  const byPlace = gather(cells, ({ place }) => place);
  const populationsBy = (nameOf: (place: CountedWorld['places'][number]) => string): Map<string, Set<string>> => {
    const named = gather(places, nameOf);
    const idsIn = (mine: readonly { id: string }[]): string[] =>
      mine.flatMap(({ id }) => (byPlace.get(id) ?? []).map(({ population }) => population));
    return new Map([...named].map(([name, mine]) => [name, new Set(idsIn(mine))]));
  };
  const [ofKind, ofSiblings] = [populationsBy(({ kind }) => kind), populationsBy(siblingsOf)];
  const known = new Set(cells.map(({ population }) => population));
  const all = places.flatMap((place): LeftOut[] => {
    const here = new Set((byPlace.get(place.id) ?? []).map(({ population }) => population));
    const among =
      here.size > 0 ? ofKind.get(place.kind) : place.parentId === null ? null : ofSiblings.get(siblingsOf(place));
    const breakdowns = new Set([...here].map(breakdownOf));
    return [...known]
      .filter((id) => !here.has(id) && (among?.has(id) || breakdowns.has(breakdownOf(id))))
      .map((population) => ({ place: place.id, population }));
  });
  if (cells.length + all.length <= mostWithCrossings) return all;
  return all.filter(({ population }) => shapes.get(population)?.crossedDimension === null);
}

/** What adds up where rows are left out, and which of them may be somebody. */
export interface AdditionsWithLeftOut {
  readonly additions: Additions;
  readonly leftOut: readonly Counted[];
}

/** Keys of left-out numbers in sets of which the others make the total by themselves: nobody is in them. */
function nobodyIn({ sets }: Additions, cells: readonly Counted[], leftOut: ReadonlySet<string>): Set<string> {
  const people = new Map(cells.map(({ key, n }) => [key, leftOut.has(key) ? 0 : n]));
  const isMade = ({ total, parts, unpublished }: AdditiveSet): boolean => {
    const whole = unpublished?.n ?? people.get(total) ?? null;
    return whole !== null && parts.reduce((sum, part) => sum + (people.get(part) ?? 0), 0) >= whole;
  };
  return new Set(sets.filter(isMade).flatMap(({ parts }) => parts.filter((part) => leftOut.has(part))));
}

/**
 * What measures about the same people tell of that this one has no row for: its source has numbers of them too, and
 * keeps them back. Only of places where both have just as many people wherever both say it; a sum of nobody is none.
 *
 * @param others the cells of each of the other measures, with those that its own source leaves out.
 */
export function namedElsewhere(
  cells: readonly Counted[],
  others: readonly (readonly NamedElsewhere[])[],
): NamedElsewhere[] {
  const nameOf = ({ place, population }: LeftOut): string => `${place} ${population}`;
  const mine = new Map(cells.map((cell) => [nameOf(cell), cell.n]));
  const named = new Map<string, LeftOut>();
  const people = new Map<string, Set<number>>();
  for (const theirs of others) {
    const places = new Map<string, boolean>();
    for (const each of theirs) {
      const n = mine.get(nameOf(each)) ?? null;
      if (n !== null && each.n !== null) places.set(each.place, (places.get(each.place) ?? true) && n === each.n);
    }
    for (const each of theirs) {
      const { place, population, n } = each;
      const name = nameOf(each);
      if (mine.has(name) || n === 0 || places.get(place) !== true) continue;
      named.set(name, { place, population });
      if (n !== null) people.set(name, (people.get(name) ?? new Set()).add(n));
    }
  }
  return [...named].map(([name, each]) => {
    const [n = null, ...different] = people.get(name) ?? [];
    return { ...each, n: different.length > 0 ? null : n };
  });
}

/**
 * What adds up to what, with the numbers that the source has left out among it: an unknown number of people each, unless
 * another measure says how many. Where the others make their total, what is left out is nobody.
 */
export function additionsWithLeftOut(
  world: CountedWorld,
  keyOf: (leftOut: LeftOut) => string,
  elsewhere: readonly NamedElsewhere[] = [],
): AdditionsWithLeftOut {
  const pattern = leftOutOf(world);
  const crossings = new Set(
    world.populations.flatMap(({ id, crossedDimension }) => (crossedDimension === null ? [] : id)),
  );
  const isSmall = world.cells.length + pattern.length + elsewhere.length <= mostWithCrossings;
  const named = isSmall ? elsewhere : elsewhere.filter(({ population }) => !crossings.has(population));
  const absent = [...pattern.map((each): NamedElsewhere => ({ ...each, n: null })), ...named];
  const byKey = new Map(
    absent.map(({ place, population, n }): [string, Counted] => {
      const key = keyOf({ place, population });
      return [key, { key, place, population, n, x: null }];
    }),
  );
  let leftOut = [...byKey.values()];
  for (;;) {
    const cells = [...world.cells, ...leftOut];
    const additions = additionsOf({ ...world, cells });
    const nobody = nobodyIn(additions, cells, new Set(leftOut.map(({ key }) => key)));
    if (nobody.size === 0) return { additions, leftOut };
    leftOut = leftOut.filter(({ key }) => !nobody.has(key));
  }
}
