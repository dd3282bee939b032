import type { AdditiveSet, NestedPair } from '../release.ts';
import { chunksOf, familiesAcross } from './across.ts';
import { bandOf, isWithin, tilingsOf } from './bands.ts';
import {
  type Additions,
  type Counted,
  type CountedWorld,
  equals,
  fitsInto,
  gather,
  peopleIn,
  type PopulationShape,
  setOf,
  type UnexplainedGroups,
} from './counted.ts';
import { Margins, pairName, sideIn, sideKey, sidesOf } from './margins.ts';
import { subsetsThatAddUp } from './subsets.ts';
import { standInForEverybody, UnpublishedWhole } from './unpublished-whole.ts';

/** The share of places in which groups must fit into their total to be taken for its parts. */
const agreement = 0.9;

/** Groups that make up everybody, or another group. */
interface Family {
  readonly whole: string;
  readonly parts: readonly string[];
  /** Found in the numbers: it holds where they say so, and nowhere else. */
  readonly isFound: boolean;
}

/** One place's cells, by population. */
type AtPlace = ReadonlyMap<string, Counted>;

/** Finds how the populations of each place add up. */
class Groups {
  readonly sets: AdditiveSet[] = [];
  readonly nested: NestedPair[] = [];
  readonly unexplained: UnexplainedGroups[] = [];
  readonly #world: CountedWorld;
  readonly #shapes: ReadonlyMap<string, PopulationShape>;
  #places: readonly AtPlace[];
  readonly #families: Family[] = [];
  /** Groups that nothing is known of but that they lie within everybody. */
  readonly #loose = new Map<string, string>();
  /** Groups whose sums ought to be known and are not. */
  readonly #unclear: string[][] = [];

  constructor(world: CountedWorld) {
    this.#world = world;
    this.#shapes = new Map(world.populations.map((shape) => [shape.id, shape]));
    const byPlace = gather(world.cells, ({ place }) => place).values();
    this.#places = [...byPlace].map((cells) => new Map(cells.map((cell) => [cell.population, cell])));
  }

  build(): Additions {
    const present = new Set(this.#world.cells.map(({ population }) => population));
    const shapes = [...present].flatMap((id) => this.#shapes.get(id) ?? []);
    const groups = shapes.filter(({ dimension, crossedDimension }) => dimension !== null && crossedDimension === null);
    const everybody = shapes.filter(({ dimension }) => dimension === null).map(({ id }) => id);
    const named = everybody.length > 0 ? everybody : this.#unnamedWhole(groups);
    const unpublished = named.length > 0 ? null : new UnpublishedWhole(this.#world, shapes, this.#places);
    if (unpublished) this.#places = unpublished.places;
    const wholes = named.length === 0 ? [standInForEverybody] : this.#largestFirst(named);
    const [root] = wholes;
    for (const whole of wholes.slice(1)) {
      if (root === undefined) continue;
      if (this.#isTwin(root, whole)) this.#families.push({ whole: root, parts: [whole], isFound: true });
      else this.#loose.set(whole, root);
    }
    for (const [dimension, members] of gather(groups, (shape) => shape.dimension)) {
      const parts = members.map(({ id }) => id).filter((id) => !wholes.includes(id));
      for (const whole of wholes) this.#sort(dimension, whole, parts, whole === root);
    }
    if (root !== undefined) this.#sortAcross(root, groups, wholes);
    for (const at of this.#places) this.#apply(at);
    this.#bands(groups, root);
    this.#crossings(shapes, root);
    return unpublished ? unpublished.sumsWithin(this) : this;
  }

  #largestFirst(ids: readonly string[]): string[] {
    const people = (id: string): number => this.#places.reduce((sum, at) => sum + (at.get(id)?.n ?? 0), 0);
    return ids.toSorted((a, b) => people(b) - people(a));
  }

  /** Where no population is everybody, the group that is called so, or that others add up to. */
  #unnamedWhole(groups: readonly PopulationShape[]): string[] {
    const called = groups.filter(({ group }) => this.#world.familyOf(group ?? '') === 'everybody').map(({ id }) => id);
    if (called.length > 0) return called;
    const most = (id: string): number => Math.max(...this.#places.map((at) => at.get(id)?.n ?? 0));
    const [largest] = groups.map(({ id }) => id).toSorted((a, b) => most(b) - most(a));
    if (largest === undefined) return [];
    const isBand = bandOf(this.#shapes.get(largest)?.group ?? '') !== null;
    const kind = this.#kindOf(largest);
    // One race is not made up of the others, whatever their numbers.
    const others = groups
      .map(({ id }) => id)
      .filter((id) => id !== largest && (kind === '' || this.#kindOf(id) !== kind));
    const made = (this.#partitionsOf(largest, others) ?? []).filter((parts) => parts.length > 1);
    // Nor are those who speak English everybody but for an error: a few others may have no row.
    const isMade = made.some((parts) => kind === '' || isBand || this.#isSumOf(largest, parts));
    return isMade || this.#isWidest(largest, groups) ? [largest] : [];
  }

  /** Whether groups are just the whole wherever all of them have a number. */
  #isSumOf(whole: string, parts: readonly string[]): boolean {
    const sums = this.#places.flatMap((at) => {
      const [total, sum] = [at.get(whole)?.n ?? null, peopleIn(cellsOf(at, parts))];
      return total === null || sum === null || cellsOf(at, parts).length < parts.length ? [] : [{ total, sum }];
    });
    return sums.length > 0 && sums.every(({ total, sum }) => total === sum);
  }

  /** Whether a group is the ages of all others, and no other is larger anywhere. */
  #isWidest(id: string, groups: readonly PopulationShape[]): boolean {
    const bands = groups.flatMap((shape) => {
      const band = bandOf(shape.group ?? '');
      return band ? [{ ...band, id: shape.id }] : [];
    });
    const widest = bands.find((band) => band.id === id);
    if (!widest || bands.length < 2 || bands.some((band) => band !== widest && !isWithin(band, widest))) return false;
    return this.#places.every((at) => {
      const total = at.get(id);
      return !total || [...at.values()].every(({ n }) => n === null || total.n === null || n <= total.n);
    });
  }

  /** Whether groups are no more than the whole in nearly every place that has both. */
  #fit(whole: string, parts: readonly string[]): boolean {
    const answers = this.#places.flatMap((at) => {
      const total = at.get(whole);
      return total ? [fitsInto(total, cellsOf(at, parts))] : [];
    });
    return answers.filter(Boolean).length >= agreement * answers.length;
  }

  #partitionsOf(whole: string, parts: readonly string[]): string[][] | null {
    const samples = this.#places.flatMap((at) => {
      const total = at.get(whole);
      if (!total || total.n === null) return [];
      return [{ total: total.n, parts: new Map(cellsOf(at, parts).map((cell) => [cell.population, cell.n])) }];
    });
    return subsetsThatAddUp(samples);
  }

  /** Sorts the groups of one dimension into families that make up the whole. */
  #sort(dimension: string, whole: string, members: readonly string[], isRoot: boolean): void {
    const overlaps = members.some((id) => this.#shapes.get(id)?.overlapping?.includes(dimension));
    const twins = members.length > 1 ? members.filter((id) => this.#isTwin(whole, id)) : [];
    for (const twin of twins) this.#families.push({ whole, parts: [twin], isFound: true });
    const parts = members.filter((id) => !twins.includes(id));
    if (!isRoot) {
      // Of a second population without a dimension, only what the numbers say is a sum.
      if (parts.length > 1 && this.#exactly(whole, parts)) this.#families.push({ whole, parts, isFound: true });
      return;
    }
    if (!overlaps && this.#fit(whole, parts) && !this.#isMixed(whole, parts)) {
      if (parts.length > 0) this.#families.push({ whole, parts, isFound: false });
      return;
    }
    this.#split(whole, parts, overlaps);
  }

  /** Sums whose groups stand in several dimensions. */
  #sortAcross(root: string, groups: readonly PopulationShape[], wholes: readonly string[]): void {
    const found = new Set(this.#families.filter(({ isFound }) => isFound).flatMap(({ parts }) => parts));
    const open = groups.filter(({ id }) => !wholes.includes(id) && !found.has(id));
    for (const parts of familiesAcross(this.#places, root, chunksOf(open, this.#world.familyOf)))
      this.#families.push({ whole: root, parts, isFound: true });
  }

  /** What a group's name says it is a group of; empty for a name that nobody knows. */
  #kindOf(id: string): string {
    return this.#world.familyOf(this.#shapes.get(id)?.group ?? '') ?? '';
  }

  /**
   * Whether parts exceed the whole by no more than an error could, or may exceed it by what is not known of them, and some
   * of them make it just up without the others.
   */
  #isMixed(whole: string, parts: readonly string[]): boolean {
    const sums = (ids: readonly string[]) =>
      this.#places.flatMap((at) => {
        const [total, sum] = [at.get(whole)?.n ?? null, peopleIn(cellsOf(at, ids))];
        return total === null || cellsOf(at, ids).length === 0 ? [] : [{ total, sum }];
      });
    if (sums(parts).every(({ total, sum }) => sum !== null && sum <= total)) return false;
    // What is not known may be all that a sum lacks: names that tell of several kinds are believed.
    const kinds = new Set(parts.map((id) => this.#kindOf(id)).filter((kind) => kind !== ''));
    if (kinds.size > 1 && sums(parts).some(({ sum }) => sum === null)) return true;
    const some = [
      ...gather(parts, (id) => this.#kindOf(id)).values(),
      ...(this.#partitionsOf(whole, parts) ?? []),
    ].filter((ids) => ids.length > 1 && ids.length < parts.length);
    return some.some((ids) => {
      const known = sums(ids).filter(({ sum }) => sum !== null);
      return known.length > 0 && known.every(({ total, sum }) => sum === total);
    });
  }

  /** A group with everybody in it, under another name. */
  #isTwin(whole: string, part: string): boolean {
    const pairs = this.#places.flatMap((at) => {
      const [total, cell] = [at.get(whole), at.get(part)];
      return total && cell && total.n !== null && cell.n !== null ? [{ total, cell }] : [];
    });
    const shape = this.#shapes.get(part);
    const isNamedSo = shape?.dimension === null || this.#world.familyOf(shape?.group ?? '') === 'everybody';
    if (isNamedSo) return pairs.length > 0 && pairs.every(({ total, cell }) => equals(total, [cell]));
    return pairs.length > 2 && pairs.every(({ total, cell }) => total.n === cell.n);
  }

  #exactly(whole: string, parts: readonly string[]): boolean {
    return this.#places.some((at) => {
      const total = at.get(whole);
      return total !== undefined && equals(total, cellsOf(at, parts));
    });
  }

  /**
   * Groups that are more than the whole together are of several kinds. What their names say sorts them; what the
   * numbers say finds the rest; what neither explains is told.
   */
  #split(whole: string, parts: readonly string[], overlaps: boolean): void {
    const unknown: string[] = [];
    for (const [kind, members] of gather(parts, (id) => this.#kindOf(id))) {
      if (kind !== '' && this.#fit(whole, members)) this.#families.push({ whole, parts: members, isFound: overlaps });
      else unknown.push(...members);
    }
    const found = this.#partitionsOf(whole, unknown) ?? [];
    const anyOf = found.length > 0 || unknown.length === 0 ? [] : (this.#partitionsOf(whole, parts) ?? []);
    const families = [...found, ...anyOf.filter((names) => names.some((name) => unknown.includes(name)))];
    for (const names of families) this.#families.push({ whole, parts: names, isFound: true });
    const explained = new Set(families.flat());
    const rest = unknown.filter((id) => !explained.has(id));
    // Where a person said that groups overlap, they have answered what is asked otherwise.
    const unclear = rest.filter((id) => bandOf(this.#shapes.get(id)?.group ?? '') === null);
    if (unclear.length > 1 && !overlaps) this.#unclear.push(unclear);
    for (const id of [...rest, ...(overlaps ? parts : [])]) this.#loose.set(id, whole);
  }

  #apply(at: AtPlace): void {
    for (const { whole, parts, isFound } of this.#families) {
      const [total, cells] = [at.get(whole), cellsOf(at, parts)];
      if (!total || cells.length === 0) continue;
      const isUnknown = peopleIn(cells) === null;
      const holds = isFound ? equals(total, cells) || (isUnknown && fitsInto(total, cells)) : fitsInto(total, cells);
      // Of one group alone that nobody knows it is not said that it is all of them.
      if (holds && !(isUnknown && cells.length === 1))
        this.sets.push(setOf(total, cells, isFound && cells.length === 1));
      else {
        for (const { key } of cells) this.nested.push({ outer: total.key, inner: key });
        if (!isFound && cells.length > 1) this.unexplained.push({ keys: [total, ...cells].map(({ key }) => key) });
      }
    }
    for (const [inner, outer] of this.#loose) this.#nest(at.get(outer), at.get(inner));
    for (const ids of this.#unclear) {
      const cells = cellsOf(at, ids);
      if (cells.length > 1) this.unexplained.push({ keys: cells.map(({ key }) => key) });
    }
  }

  #nest(outer: Counted | undefined, inner: Counted | undefined): void {
    if (outer && inner && (outer.n === null || inner.n === null || inner.n <= outer.n))
      this.nested.push({ outer: outer.key, inner: inner.key });
  }

  /** Age bands and ranges of grades: one within another, and those that make up a wider one. */
  #bands(groups: readonly PopulationShape[], root: string | undefined): void {
    const bands = groups.flatMap(({ id, group }) => {
      const band = bandOf(group ?? '');
      return band ? [{ ...band, id }] : [];
    });
    for (const unit of gather(bands, (band) => band.unit).values()) {
      if (!unit.some((a) => unit.some((b) => a.least <= b.most && b.least <= a.most && a !== b))) continue;
      const hull = {
        ...unit[0],
        least: Math.min(...unit.map((b) => b.least)),
        most: Math.max(...unit.map((b) => b.most)),
      };
      for (const at of this.#places) {
        const here = unit.filter(({ id }) => at.has(id));
        const cells = (tiling: readonly { id: string }[]): Counted[] =>
          cellsOf(
            at,
            tiling.map(({ id }) => id),
          );
        const add = (total: Counted | undefined, tiling: readonly { id: string }[]): void => {
          if (!total || !fitsInto(total, cells(tiling))) return;
          // Bands without a gap are all of it: what they are short of it is a publisher's error.
          this.sets.push(setOf(total, cells(tiling), equals(total, cells(tiling))));
        };
        const whole = root === undefined ? undefined : at.get(root);
        for (const tiling of tilingsOf({ unit: 'other', ...hull }, here)) if (tiling.length > 1) add(whole, tiling);
        for (const outer of here) {
          for (const tiling of tilingsOf(outer, here)) add(at.get(outer.id), tiling);
          for (const inner of here) if (isWithin(inner, outer)) this.#nest(at.get(outer.id), at.get(inner.id));
        }
      }
    }
  }

  /** Crossings under both of their groups, and under everybody where a group has no number of its own. */
  #crossings(shapes: readonly PopulationShape[], root: string | undefined): void {
    const crossings = shapes.filter(({ crossedDimension }) => crossedDimension !== null);
    if (crossings.length === 0) return;
    const margins = new Margins(shapes);
    for (const pair of gather(crossings, pairName).values()) {
      const dimensions = new Set(pair.flatMap((shape) => sidesOf(shape).map(([dimension]) => dimension)));
      for (const dimension of dimensions) {
        const bySide = gather(pair, (shape) => sideIn(shape, dimension));
        for (const at of this.#places) {
          for (const [side, members] of bySide) this.#underMargin(at, margins.get(side), members);
          this.#underWhole(at, root, bySide, margins);
        }
      }
    }
  }

  #underMargin(at: AtPlace, margin: string | undefined, members: readonly PopulationShape[]): void {
    const total = margin === undefined ? undefined : at.get(margin);
    const cells = cellsOf(
      at,
      members.map(({ id }) => id),
    );
    if (total && cells.length > 0) this.#add(total, cells);
  }

  #underWhole(
    at: AtPlace,
    root: string | undefined,
    bySide: ReadonlyMap<string, readonly PopulationShape[]>,
    margins: Margins,
  ): void {
    const whole = root === undefined ? undefined : at.get(root);
    if (!whole) return;
    const cells: Counted[] = [];
    let isMixed = false;
    for (const [side, members] of bySide) {
      const margin = at.get(margins.get(side) ?? '');
      const crossed = cellsOf(
        at,
        members.map(({ id }) => id),
      );
      if (!margin && crossed.length > 0) isMixed = true;
      cells.push(...(margin ? [margin] : crossed));
    }
    // Groups that are not crossed with anything are parts all the same.
    const [first] = bySide.values();
    const dimension = first?.[0] && sidesOf(first[0]).find(([name, group]) => bySide.has(sideKey(name, group)))?.[0];
    for (const [id, cell] of at) {
      const shape = this.#shapes.get(id);
      if (shape && shape.crossedDimension === null && shape.dimension === dimension && !cells.includes(cell))
        cells.push(cell);
    }
    if (isMixed && cells.length > 0) this.#add(whole, cells);
  }

  /** Parts of a total where they fit; where they do not, each is within it, and that is told. */
  #add(total: Counted, cells: readonly Counted[]): void {
    const isOneUnknown = cells.length === 1 && peopleIn(cells) === null;
    if (fitsInto(total, cells) && !isOneUnknown) {
      this.sets.push(setOf(total, cells));
      return;
    }
    for (const cell of cells) this.#nest(total, cell);
    if (!isOneUnknown) this.unexplained.push({ keys: [total, ...cells].map(({ key }) => key) });
  }
}

const cellsOf = (at: AtPlace, ids: readonly string[]): Counted[] => ids.flatMap((id) => at.get(id) ?? []);

/** How populations add up at each place: groups of a dimension, families in it, bands, and crossings. */
export function groupAdditions(world: CountedWorld): Additions {
  return new Groups(world).build();
}
