import type { AdditiveSet } from '../release.ts';
import { chunksOf, familiesAcross } from './across.ts';
import { bandOf } from './bands.ts';
import {
  type Additions,
  type Counted,
  countingIn,
  type CountedWorld,
  equals,
  gather,
  peopleIn,
  type PopulationShape,
} from './counted.ts';
import { pairName } from './margins.ts';

/** The population that stands in for everybody where no number tells of them. */
export const standInForEverybody = 'unpublished';

/** One place's cells, by population. */
type AtPlace = ReadonlyMap<string, Counted>;

/** The sum of a breakdown at a place. */
interface Breakdown {
  readonly n: number;
  readonly x: number | null;
  readonly cells: readonly Counted[];
  /** Whether its names say that nobody is in two of its groups. */
  readonly isExclusive: boolean;
}

/**
 * Where no file tells of everybody, the largest breakdown does: ages, where some of the races have no row. Its sum stands
 * in for everybody; nobody publishes it. Groups of which nobody knows what they are may overlap: they are everybody only
 * where another breakdown makes the same sum.
 */
export class UnpublishedWhole {
  /** The places with that sum among their numbers, where they have one. */
  readonly places: readonly AtPlace[];
  readonly #familyOf: CountedWorld['familyOf'];
  readonly #shapes: readonly PopulationShape[];
  /** Whether two breakdowns make the sum anywhere. */
  #isSure = false;

  constructor({ familyOf }: CountedWorld, shapes: readonly PopulationShape[], places: readonly AtPlace[]) {
    this.#familyOf = familyOf;
    this.#shapes = shapes;
    this.places = places.map((at) => this.#with(at));
  }

  #with(at: AtPlace): AtPlace {
    const breakdowns = this.#breakdownsAt(at);
    for (const each of breakdowns.toSorted((a, b) => b.n - a.n)) {
      const { n, x, cells } = each;
      const place = cells[0]?.place ?? '';
      // Another sum is another number, in a revised file too.
      const key = `${place}:${standInForEverybody} ${n}/${x}`;
      const withIt = new Map([...at, [standInForEverybody, { key, place, population: standInForEverybody, n, x }]]);
      const isMadeTwice = this.#isMadeTwice(withIt, each, breakdowns);
      if (isMadeTwice) this.#isSure = true;
      if (isMadeTwice || (each.isExclusive && cells.length < at.size)) return withIt;
    }
    return at;
  }

  #breakdownsAt(at: AtPlace): Breakdown[] {
    const nameOf = (shape: PopulationShape): string => `${pairName(shape)} ${this.#kindOf(shape)}`;
    return [...gather(this.#shapes, nameOf).values()].flatMap((members) => {
      const here = withoutOverlap(
        members.filter(({ id }) => at.has(id)),
        at,
      );
      const cells = here.flatMap(({ id }) => at.get(id) ?? []);
      const n = peopleIn(cells);
      // One group alone is no breakdown of anything.
      if (cells.length < 2 || !n || haveOverlappingBands(here)) return [];
      return [{ n, x: countingIn(cells), cells, isExclusive: this.#isExclusive(here) }];
    });
  }

  #kindOf({ crossedDimension, group }: PopulationShape): string {
    return crossedDimension === null ? (this.#familyOf(group ?? '') ?? '') : '';
  }

  /** Crossings, groups of one kind, and bands. */
  #isExclusive(shapes: readonly PopulationShape[]): boolean {
    if (shapes.some(({ overlapping = [] }) => overlapping.length > 0)) return false;
    const sides = [shapes.map(({ group }) => group), shapes.map(({ crossedGroup }) => crossedGroup)];
    if (shapes.every(({ crossedDimension }) => crossedDimension !== null))
      return sides.every((groups) => new Set(groups).size > 1);
    return shapes.every((shape) => this.#kindOf(shape) !== '') || shapes.every(({ group }) => bandOf(group ?? ''));
  }

  /** Whether groups other than those of a breakdown make its sum as well. */
  #isMadeTwice(at: AtPlace, { n, cells }: Breakdown, breakdowns: readonly Breakdown[]): boolean {
    if (breakdowns.some((other) => other.cells !== cells && other.n === n)) return true;
    // The groups of that breakdown make it by themselves: others must make it as well.
    const isAnother = (ids: readonly string[]): boolean => {
      const made = ids.flatMap((id) => at.get(id) ?? []);
      return made.some((cell) => !cells.includes(cell)) || made.length < cells.length;
    };
    return familiesAcross([at], standInForEverybody, chunksOf(this.#shapes, this.#familyOf)).some(isAnother);
  }

  /** Of a sum that nobody publishes it is not known that it is everybody: what exceeds it says nothing. */
  sumsWithin({ sets, nested, unexplained }: Additions): Additions {
    const wholes = new Map(
      this.places.flatMap((at) => at.get(standInForEverybody) ?? []).map((whole) => [whole.key, whole]),
    );
    const unpublishedOf = (key: string) => {
      const whole = wholes.get(key);
      return whole && { unpublished: { n: whole.n, x: whole.x } };
    };
    const within = ({ total, error }: AdditiveSet): boolean => !wholes.has(total) || error === undefined;
    const counted = new Map(this.places.flatMap((at) => [...at.values()].map((cell) => [cell.key, cell])));
    // Another breakdown that is short of it by no more than publishers' errors is taken for it all the same, unless people
    // of a group without a row would explain what it lacks.
    const errorOf = ({ total, parts }: AdditiveSet) => {
      const [whole, cells] = [wholes.get(total), parts.flatMap((key) => counted.get(key) ?? [])];
      if (!whole || cells.length < 2 || cells.length < parts.length) return {};
      const [people, counting] = [peopleIn(cells), countingIn(cells)];
      if (people === null || people === whole.n || !equals(whole, cells)) return {};
      const missing = (whole.n ?? people) - people;
      const missingCounting = (whole.x ?? counting ?? 0) - (counting ?? 0);
      if (missing > 0 && missingCounting >= 0 && missingCounting <= missing) return {};
      return { error: Math.max(Math.abs(missing), Math.abs(missingCounting)) };
    };
    return {
      sets: sets.filter(within).map((set) => ({ ...set, ...unpublishedOf(set.total), ...errorOf(set) })),
      nested: nested.map((pair) => ({ ...pair, ...unpublishedOf(pair.outer) })),
      unexplained: this.#isSure
        ? unexplained.map(({ keys }) => ({ keys: keys.filter((key) => !wholes.has(key)) }))
        : [],
    };
  }
}

/**
 * Of bands that lie in each other, those that make most people without counting anybody twice: 0-2 and 3-5 beside 0-4.
 * Other groups are left as they are.
 */
function withoutOverlap(shapes: readonly PopulationShape[], at: AtPlace): readonly PopulationShape[] {
  if (!haveOverlappingBands(shapes)) return shapes;
  const bands = shapes.flatMap((shape) => {
    const band = shape.crossedDimension === null ? bandOf(shape.group ?? '') : null;
    return band ? [{ shape, band, n: at.get(shape.id)?.n ?? 0 }] : [];
  });
  if (bands.length < shapes.length || new Set(bands.map(({ band }) => band.unit)).size > 1) return shapes;
  const inOrder = bands.toSorted((a, b) => a.band.most - b.band.most);
  // The best up to each band: with it, after the best that ends before it begins, or without it.
  const best: { n: number; shapes: readonly PopulationShape[] }[] = [{ n: 0, shapes: [] }];
  for (const [index, { shape, band, n }] of inOrder.entries()) {
    const before = inOrder.filter(({ band: { most } }) => most < band.least).length;
    const [without, base] = [best[index], best[before]];
    if (!without || !base) continue;
    best.push(base.n + n >= without.n ? { n: base.n + n, shapes: [...base.shapes, shape] } : without);
  }
  return best.at(-1)?.shapes ?? shapes;
}

function haveOverlappingBands(shapes: readonly PopulationShape[]): boolean {
  const simple = shapes.filter(({ crossedDimension }) => crossedDimension === null);
  const bands = simple.flatMap(({ group }) => bandOf(group ?? '') ?? []).toSorted((a, b) => a.least - b.least);
  return bands.some(({ unit, most }, at) => bands.slice(at + 1).some((b) => b.unit === unit && b.least <= most));
}
