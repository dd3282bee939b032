import type { AdditiveSet } from '../release.ts';
import {
  countingIn,
  type Counted,
  type CountedWorld,
  equals,
  fitsInto,
  gather,
  peopleIn,
  type PlaceShape,
  setOf,
  slackOf,
} from './counted.ts';
import { subsetsThatAddUp } from './subsets.ts';

/** Places without a parent that are searched for sums; more are taken by their kind alone. */
const mostSearched = 20;

/** Finds how the places of each population add up. */
class Places {
  readonly sets: AdditiveSet[] = [];
  readonly #world: CountedWorld;
  readonly #shapes: ReadonlyMap<string, PlaceShape>;

  constructor(world: CountedWorld) {
    this.#world = world;
    this.#shapes = new Map(world.places.map((place) => [place.id, place]));
  }

  build(): this {
    const byPopulation = [...gather(this.#world.cells, ({ population }) => population).values()].map(
      (cells) => new Map(cells.map((cell) => [cell.place, cell])),
    );
    for (const at of byPopulation) this.#underParents(at);
    this.#withoutParents(byPopulation);
    return this;
  }

  /** The nearest place above that has a number: between a county and its schools there may be no row for the district. */
  #above(place: string, at: ReadonlyMap<string, Counted>): string | null {
    const seen = new Set([place]);
    for (let id = this.#shapes.get(place)?.parentId ?? null; id !== null; id = this.#shapes.get(id)?.parentId ?? null) {
      if (at.has(id)) return id;
      if (seen.has(id)) return null;
      seen.add(id);
    }
    return null;
  }

  #underParents(at: ReadonlyMap<string, Counted>): void {
    for (const [above, parts] of gather(at.values(), ({ place }) => this.#above(place, at))) {
      const total = at.get(above);
      if (total && this.#addUp(total, parts)) this.sets.push(setOf(total, parts));
    }
  }

  /**
   * Whether places make up the one above: nearly all of its people are in them, or all of those who count are. A state
   * has districts that the partnership does not follow, and so large a remainder without a name protects by itself;
   * but a place without a single case has no row in many files, and its people are missing without being any cover.
   */
  #addUp(total: Counted, parts: readonly Counted[]): boolean {
    const unknown = parts.filter(({ n }) => n === null);
    if (total.n === null) return false;
    const missing = total.n - parts.reduce((sum, { n }) => sum + (n ?? 0), 0);
    if (missing < -slackOf(total.n)) return false;
    // What places without a count have together follows from the others: 0 of 10 in two schools is 0 in each.
    if (unknown.length > 0) return true;
    const counting = countingIn(parts);
    const isWhole = total.x !== null && total.x > 0 && counting !== null && Math.abs(total.x - counting) <= 2;
    return missing < this.#world.minimum || isWhole;
  }

  /** Places that nobody has put under another add up all the same where the numbers say so. */
  #withoutParents(byPopulation: readonly ReadonlyMap<string, Counted>[]): void {
    const tops = new Set(
      byPopulation.flatMap((at) => [...at.keys()].filter((place) => this.#above(place, at) === null)),
    );
    const people = (place: string): number => byPopulation.reduce((sum, at) => sum + (at.get(place)?.n ?? 0), 0);
    const ordered = [...tops].sort((a, b) => people(b) - people(a));
    for (const [index, whole] of ordered.slice(0, mostSearched).entries()) {
      const smaller = ordered.slice(index + 1);
      for (const parts of this.#familiesUnder(whole, smaller, byPopulation)) this.#add(whole, parts, byPopulation);
      for (const part of smaller.slice(0, mostSearched))
        if (this.#isTwin(whole, part, byPopulation)) this.#add(whole, [part], byPopulation);
    }
  }

  /**
   * One place under another name: a district that is all of its county. Half of their numbers must be the same to the
   * person, since small ones are all within a publisher's error of each other. Two places of one kind, as a file without
   * kinds has them, must have the same numbers throughout, and several: that two schools are equally large is chance.
   */
  #isTwin(whole: string, part: string, byPopulation: readonly ReadonlyMap<string, Counted>[]): boolean {
    const pairs = byPopulation.flatMap((at) => {
      const [total, cell] = [at.get(whole), at.get(part)];
      return total && cell && total.n !== null && cell.n !== null ? [{ total, cell }] : [];
    });
    const same = pairs.filter(({ total, cell }) => total.n === cell.n && total.x === cell.x).length;
    if (this.#shapes.get(whole)?.kind !== this.#shapes.get(part)?.kind)
      return same > 0 && same >= pairs.length / 2 && pairs.every(({ total, cell }) => equals(total, [cell]));
    return same === pairs.length && new Set(pairs.map(({ total }) => total.n)).size > 1;
  }

  #familiesUnder(whole: string, smaller: readonly string[], byPopulation: readonly ReadonlyMap<string, Counted>[]) {
    const kinds = [...gather(smaller, (place) => this.#shapes.get(place)?.kind ?? '').values()];
    const candidates = [smaller, ...kinds].filter((parts) => parts.length > 1);
    const byKind = candidates.filter((parts) => this.#makeUp(whole, parts, byPopulation));
    if (smaller.length > mostSearched) return byKind;
    const samples = byPopulation.flatMap((at) => {
      const total = at.get(whole)?.n ?? null;
      const parts = smaller.flatMap((place) => at.get(place) ?? []);
      return total === null ? [] : [{ total, parts: new Map(parts.map(({ place, n }) => [place, n])) }];
    });
    // Those of one kind may make it up for a few small groups by chance: what the large ones say is looked for as well.
    const sums = (subsetsThatAddUp(samples) ?? []).filter((parts) => parts.length > 1);
    // Districts with a school for one of them say no more than districts and schools do, and may be chance.
    const ofOneKind = sums.filter((parts) => this.#isOfOneKind(parts));
    const found = ofOneKind.length > 0 ? ofOneKind : sums;
    return [...new Map([...byKind, ...found].map((parts) => [parts.toSorted().join(), parts])).values()];
  }

  #isOfOneKind(places: readonly string[]): boolean {
    return new Set(places.map((place) => this.#shapes.get(place)?.kind)).size === 1;
  }

  /** Whether they are its sum for most of its people: that a few small numbers add up is chance. */
  #makeUp(whole: string, parts: readonly string[], byPopulation: readonly ReadonlyMap<string, Counted>[]): boolean {
    const known = byPopulation.filter((at) => parts.filter((place) => at.has(place)).length > 1);
    const people = (among: typeof known): number => among.reduce((sum, at) => sum + (at.get(whole)?.n ?? 0), 0);
    const made = people(known.filter((at) => this.#isSum(whole, parts, at)));
    return made > 0 && made >= people(known) / 2;
  }

  #isSum(whole: string, places: readonly string[], at: ReadonlyMap<string, Counted>): boolean {
    const total = at.get(whole);
    const parts = places.flatMap((place) => at.get(place) ?? []);
    return total !== undefined && parts.length > 1 && equals(total, parts);
  }

  #add(whole: string, places: readonly string[], byPopulation: readonly ReadonlyMap<string, Counted>[]): void {
    for (const at of byPopulation) {
      const total = at.get(whole);
      const parts = places.flatMap((place) => at.get(place) ?? []);
      if (!total || parts.length === 0) continue;
      // What a place without a row lacks is left of the total.
      const isLeft = parts.length < places.length && fitsInto(total, parts);
      if (isLeft || peopleIn(parts) === null || equals(total, parts))
        this.sets.push(setOf(total, parts, parts.length === 1 && places.length === 1));
    }
  }
}

/** How places add up for each population: under their parents, and where the numbers say so. */
export function placeAdditions(world: CountedWorld): readonly AdditiveSet[] {
  return new Places(world).build().sets;
}
