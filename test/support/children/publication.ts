import { type Solver, type LinkEvidence, linkIn, type MeasureLink } from '@throughline/measurement/disclosure';
import * as fc from 'fast-check';
import { decide } from '../../../apps/api/src/disclosure/decide.ts';
import type {
  DecidedMember,
  DecisionJob,
  ObservedRow,
  ReleaseRules,
} from '../../../apps/api/src/disclosure/decision-job.ts';
import type { StoredEntry } from '../../../apps/api/src/disclosure/ledger.ts';
import { type Leak, leaksIn, type ReadNumber } from './attacker.ts';
import {
  type Child,
  communities,
  type Community,
  countIn,
  type Group,
  groupsOf,
  type Layout,
  layouts,
  races,
  withLateChildren,
} from './world.ts';

/** A measure over the children: those at some levels count. */
export interface Measure {
  readonly levels: readonly number[];
  readonly countsPublished: boolean;
}

/** A community as a partnership publishes it. */
export interface Published {
  readonly community: Community;
  readonly layout: Layout;
  /** Levels of places with rows, and whether anybody said which lies in which. */
  readonly levels: readonly ('county' | 'district' | 'school')[];
  readonly parents: boolean;
  /** Totals of some places are wrong by so many. */
  readonly error: number;
  /** Groups whose number of people the source leaves out, by position. */
  readonly percentOnly: readonly number[];
  readonly rules: Pick<ReleaseRules, 'minimum' | 'coding'>;
  readonly measures: readonly Measure[];
  /** Seeds of late children: each makes a file of the same numbers, revised. */
  readonly revisions: readonly number[];
  /** Whether the last file is taken back in the end. */
  readonly isUndone: boolean;
}

/** Publications of any layout, with these measures and revisions. */
export function publicationsOf(
  measures: fc.Arbitrary<readonly Measure[]>,
  revisions: fc.Arbitrary<readonly number[]> = fc.constant([]),
  places: fc.Arbitrary<Community> = communities,
): fc.Arbitrary<Published> {
  return fc.record({
    community: places,
    layout: layouts,
    levels: fc.constantFrom<Published['levels']>(
      ['school'],
      ['district', 'school'],
      ['county', 'school'],
      ['county', 'district', 'school'],
      ['county'],
    ),
    parents: fc.boolean(),
    error: fc.constantFrom(0, 0, 0, 1, 2),
    percentOnly: fc.oneof(fc.constant([]), fc.constant([]), fc.array(fc.nat(8), { maxLength: 1 })),
    rules: fc.record({
      minimum: fc.constantFrom(5, 10, 15),
      coding: fc.constantFrom('none', 'bands', 'whole_percents'),
    }),
    measures,
    revisions,
    isUndone: fc.boolean(),
  });
}

/** Ids as the database has them: a ledger knows them by their shape. */
const idOf = (kind: number, at: number): string => `00000000-0000-4000-800${kind}-${String(at).padStart(12, '0')}`;

interface Place {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly kind: string;
  has(child: Child): boolean;
}

function placesOf({ community: { districts }, levels, parents }: Published): Place[] {
  const [county, district, school] = [idOf(0, 0), (at: number) => idOf(1, at), (at: number) => idOf(2, at)];
  const all: Place[] = [{ id: county, name: 'county', parentId: null, kind: 'county', has: () => true }];
  for (const each of new Set(districts))
    all.push({
      id: district(each),
      name: `district ${each}`,
      parentId: county,
      kind: 'district',
      has: (child) => districts[child.school] === each,
    });
  for (const [at, each] of districts.entries())
    all.push({
      id: school(at),
      name: `school ${at}`,
      parentId: district(each),
      kind: 'school',
      has: (child) => child.school === at,
    });
  const shown = all.map((place) => (parents ? place : { ...place, parentId: null }));
  return shown.filter(({ kind }) => parents || levels.some((level) => level === kind));
}

/** A number of a file, with what it truly is. */
interface Row {
  readonly observed: ObservedRow;
  readonly place: Place;
  readonly group: Group;
  readonly n: number;
  readonly x: number;
}

const share = (x: number, n: number): number => Math.round((1000 * x) / n) / 10;

function rowsOf(
  world: Published,
  community: Community,
  measure: Measure,
  groups: readonly Group[],
  places: readonly Place[],
): Row[] {
  const { levels, percentOnly, error } = world;
  const concerned = places.filter(({ kind }) => levels.some((level) => level === kind));
  return concerned.flatMap((place, placeAt) =>
    groups.flatMap((group, at): Row[] => {
      const mine = community.kinds.filter((kind) => place.has(kind) && group.has(kind));
      const counted = mine.reduce((sum, kind) => sum + kind.n, 0);
      if (counted === 0) return [];
      const x = countIn(mine, measure.levels);
      // A publisher's error: the total of a place is not quite the sum of its groups.
      const n = at === 0 && placeAt % 2 === 0 ? Math.max(x, counted - error) : counted;
      const isPlain = percentOnly.includes(at) && at > 0;
      const observed: ObservedRow = {
        placeId: place.id,
        populationId: idOf(3, at),
        status: 'reported',
        value: share(x, n),
        numerator: isPlain ? null : x,
        denominator: isPlain ? null : n,
      };
      return [{ observed, place, group, n, x }];
    }),
  );
}

/** Every combination of what the layout tells apart: what it does not tell cannot matter to a reader. */
function kindsOf({ community: { districts }, layout: { has } }: Published): Child[] {
  const upTo = (count: number, isTold: boolean): number[] => Array.from({ length: isTold ? count : 1 }, (_, at) => at);
  const hasAny = (...parts: Layout['has'][number][]): boolean => parts.some((each) => has.includes(each));
  return districts.flatMap((_district, school) =>
    upTo(races.length, hasAny('race', 'race_sex')).flatMap((race) =>
      upTo(2, hasAny('sex', 'race_sex')).flatMap((sex) =>
        upTo(2, hasAny('learner', 'both_learner')).flatMap((learner) =>
          upTo(2, hasAny('disability')).flatMap((disability) =>
            upTo(6, hasAny('age', 'nested_age')).map((age) => ({ school, race, sex, learner, disability, age })),
          ),
        ),
      ),
    ),
  );
}

/** What two files of one period have in common; the statement that finds links counts the same. */
export function evidenceOf(one: readonly ObservedRow[], other: readonly ObservedRow[]): LinkEvidence {
  const keyOf = ({ placeId, populationId }: ObservedRow): string => `${placeId} ${populationId}`;
  const others = new Map(other.map((row) => [keyOf(row), row]));
  const pairs = one.flatMap((row) => {
    const same = others.get(keyOf(row));
    return same && row.denominator && same.denominator ? [{ a: row, b: same }] : [];
  });
  const same = pairs.filter(({ a, b }) => a.denominator === b.denominator);
  const counted = same.filter(({ a, b }) => a.numerator !== null && b.numerator !== null);
  return {
    common: pairs.length,
    samePeople: same.length,
    differentPeople: new Set(same.map(({ a }) => a.denominator)).size,
    mostPeople: Math.max(0, ...same.map(({ a }) => a.denominator ?? 0)),
    counted: counted.length,
    sameCounting: counted.filter(({ a, b }) => a.numerator === b.numerator).length,
    everybody: counted.filter(({ a, b }) => Number(a.numerator) + Number(b.numerator) === a.denominator).length,
  };
}

function linksBetween(files: readonly (readonly Row[])[]): MeasureLink[] {
  const observed = files.map((rows) => rows.map((row) => row.observed));
  return observed.flatMap((one, a) =>
    observed.slice(a + 1).flatMap((other, step): MeasureLink[] => {
      const kind = linkIn(evidenceOf(one, other));
      return kind === null ? [] : [{ a, b: a + 1 + step, kind }];
    }),
  );
}

/** What became of an attack on one publication. */
export interface Attacked {
  readonly numbers: number;
  readonly hidden: number;
  readonly small: number;
  readonly leaks: readonly Leak[];
}

class Publication {
  readonly #world: Published;
  readonly #groups: readonly Group[];
  readonly #places: readonly Place[];
  readonly #solver: Solver;
  readonly #ledgers: StoredEntry[][];
  /** Everything that a reader ever had. */
  readonly #read: ReadNumber[] = [];
  readonly #small = new Set<string>();

  constructor(world: Published, solver: Solver) {
    this.#world = world;
    this.#solver = solver;
    this.#groups = groupsOf(world.layout);
    this.#places = placesOf(world);
    this.#ledgers = world.measures.map(() => []);
  }

  /** Publishes every revision, one after the other, and attacks after each. */
  attack(): Attacked {
    const { community, revisions, isUndone, rules } = this.#world;
    const communities = revisions.reduce<Community[]>(
      (all, seed) => [...all, withLateChildren(all.at(-1) ?? community, seed, 4)],
      [community],
    );
    const order = communities.map((_each, revision) => revision);
    if (isUndone && revisions.length > 0) order.push(revisions.length - 1);
    const attacked = { numbers: 0, hidden: 0, small: 0, leaks: [] as Leak[] };
    for (const revision of order) {
      const known = new Set(this.#read.filter(({ isHidden }) => !isHidden).map(({ name }) => name));
      const read = this.#publish(communities[revision] ?? community, revision);
      const hidden = read.filter(({ isHidden, name }) => isHidden && !known.has(name));
      const wanted = new Set(hidden);
      attacked.numbers += read.length;
      attacked.hidden += hidden.length;
      const found =
        hidden.length === 0
          ? []
          : leaksIn([...this.#read, ...read], kindsOf(this.#world), rules.minimum, this.#solver, (each) =>
              wanted.has(each),
            );
      // What earlier files told by themselves no later one can take back.
      const before = found.length === 0 || this.#read.length === 0 ? [] : this.#toldBefore(hidden);
      attacked.leaks.push(...found.filter(({ name }) => !before.includes(name)));
      this.#read.push(...read);
    }
    attacked.small = this.#small.size;
    // Where a publisher's tables differ, what they differ by looks like a few people, and a large number is hidden for
    // their sake; a reader who knows of the error comes close to it, and learns of nobody.
    if (this.#world.error > 0) attacked.leaks = attacked.leaks.filter(({ name }) => this.#small.has(name));
    return attacked;
  }

  #toldBefore(hidden: readonly ReadNumber[]): string[] {
    const wanted = new Set(hidden);
    const { minimum } = this.#world.rules;
    const read = [...this.#read, ...hidden];
    return leaksIn(read, kindsOf(this.#world), minimum, this.#solver, (each) => wanted.has(each)).map(
      ({ name }) => name,
    );
  }

  #publish(community: Community, revision: number): ReadNumber[] {
    const { measures } = this.#world;
    const files = measures.map((measure) => rowsOf(this.#world, community, measure, this.#groups, this.#places));
    const { linked, ...own } = decide(this.#job(files), this.#solver);
    return files.flatMap((rows, at) => {
      const decided = [own, ...linked][at];
      if (decided?.entry) this.#ledgers[at]?.push(decided.entry);
      return rows.map((row, position) => this.#readNumber(row, decided?.rows[position], at, revision));
    });
  }

  #job(files: readonly (readonly Row[])[]): DecisionJob {
    const members = files.map((rows, at) => ({
      rules: {
        ...this.#world.rules,
        countsPublished: this.#world.measures[at]?.countsPublished ?? true,
        measureType: 'proportion' as const,
        countsPeople: true,
        groupsAreLarge: false,
      },
      rows: rows.map(({ observed }) => observed),
      ledger: this.#ledgers[at] ?? [],
    }));
    const [own, ...linked] = members;
    return {
      period: '2025-07-01',
      places: this.#places.map(({ id, parentId, kind }) => [id, parentId, kind]),
      populations: this.#groups.map(({ sides: [one, other] }, at) => ({
        id: idOf(3, at),
        dimension: one?.[0] ?? null,
        group: one?.[1] ?? null,
        crossedDimension: other?.[0] ?? null,
        crossedGroup: other?.[1] ?? null,
      })),
      links: linksBetween(files),
      linked,
      ...(own as NonNullable<typeof own>),
    };
  }

  #readNumber(
    { observed, place, group, n, x }: Row,
    decision: DecidedMember['rows'][number] | undefined,
    at: number,
    revision: number,
  ): ReadNumber {
    const { rules, measures, error } = this.#world;
    const measure = measures[at];
    const half = rules.coding === 'whole_percents' ? 0.5 : 0.05;
    const hasCounts = observed.denominator !== null && decision?.countsShown === true;
    // Where percentages stand alone, the reader knows from elsewhere how many people each is about.
    const standsAlone =
      measure?.countsPublished === false && observed.denominator !== null && decision?.hidden === false;
    const value = decision?.codedLower === null ? (observed.value ?? 0) : null;
    const [lower, upper] = [decision?.codedLower ?? 0, decision?.codedUpper ?? 100];
    const room = lower === upper ? 0.5 : 0;
    const people = `${place.name} ${group.label} of ${n}`;
    const name = `${people}, ${x} at ${measure?.levels.join('+')} (measure ${at})`;
    const few = (count: number): boolean => count > 0 && count < rules.minimum;
    if (few(n) || (measure?.countsPublished && (few(x) || few(n - x)))) this.#small.add(name);
    return {
      name,
      people,
      levels: measure?.levels ?? [],
      revision,
      has: (child) => place.has(child) && group.has(child),
      isHidden: decision?.hidden ?? false,
      n: hasCounts || standsAlone ? n : null,
      x: hasCounts ? x : null,
      share: value !== null ? [value - half, value + half] : [lower - room, upper + room],
      error,
    };
  }
}

/** Publishes a community, and sees what a reader who knows the arithmetic of the world can compute. */
export function attack(world: Published, solver: Solver): Attacked {
  return new Publication(world, solver).attack();
}
