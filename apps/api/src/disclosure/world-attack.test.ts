import { loadHighsSolver } from '@throughline/measurement/disclosure/highs-solver';
import type { Solver } from '@throughline/measurement/disclosure/solver';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Leak, leaksIn, type ReadNumber } from '../../../../test/support/children/attacker.ts';
import {
  type Child,
  communities,
  type Community,
  type Group,
  groupsOf,
  type Layout,
  layouts,
  races,
} from '../../../../test/support/children/world.ts';
import { decide } from './decide.ts';
import type { DecisionJob, ObservedRow, ReleaseRules } from './decision-job.ts';

/**
 * A long run: `WORLDS=2000 WORLDS_SEED=1 npx vitest run --project api world-attack`. So many made-up communities are
 * then published and attacked.
 */
const worldsWanted = Number(process.env['WORLDS'] ?? '0');
const seed = Number(process.env['WORLDS_SEED'] ?? '20261127');

let solver: Solver;
beforeAll(async () => {
  solver = await loadHighsSolver();
});

interface Published {
  readonly community: Community;
  readonly layout: Layout;
  /** Levels of places with rows, and whether anybody said which lies in which. */
  readonly levels: readonly ('county' | 'district' | 'school')[];
  readonly parents: boolean;
  /** Totals of some places are wrong by so many. */
  readonly error: number;
  /** Groups whose number of people the source leaves out, by position. */
  readonly percentOnly: readonly number[];
  readonly rules: Pick<ReleaseRules, 'countsPublished' | 'minimum' | 'coding'>;
}

const publications: fc.Arbitrary<Published> = fc.record({
  community: communities,
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
    countsPublished: fc.boolean(),
    minimum: fc.constantFrom(5, 10, 15),
    coding: fc.constantFrom('none', 'bands', 'whole_percents'),
  }),
});

interface Place {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: string;
  has(child: Child): boolean;
}

function placesOf({ community: { districts }, levels, parents }: Published): Place[] {
  const all: Place[] = [{ id: 'county', parentId: null, kind: 'county', has: () => true }];
  for (const district of new Set(districts))
    all.push({
      id: `district ${district}`,
      parentId: 'county',
      kind: 'district',
      has: ({ school }) => districts[school] === district,
    });
  for (const [school, district] of districts.entries())
    all.push({
      id: `school ${school}`,
      parentId: `district ${district}`,
      kind: 'school',
      has: (child) => child.school === school,
    });
  const shown = all.map((place) => (parents ? place : { ...place, parentId: null }));
  return shown.filter(({ kind }) => parents || levels.some((level) => level === kind));
}

interface Row {
  readonly observed: ObservedRow;
  readonly place: Place;
  readonly group: Group;
  readonly n: number;
  readonly x: number;
}

const share = (x: number, n: number): number => Math.round((1000 * x) / n) / 10;

function rowsOf(world: Published, groups: readonly Group[], places: readonly Place[]): Row[] {
  const { community, levels, percentOnly, error } = world;
  const concerned = places.filter(({ kind }) => levels.some((level) => level === kind));
  return concerned.flatMap((place, placeAt) =>
    groups.flatMap((group, at): Row[] => {
      const mine = community.kinds.filter((kind) => place.has(kind) && group.has(kind));
      const counted = mine.reduce((sum, kind) => sum + kind.n, 0);
      if (counted === 0) return [];
      const x = mine.reduce((sum, kind) => sum + kind.x, 0);
      // A publisher's error: the total of a place is not quite the sum of its groups.
      const n = at === 0 && placeAt % 2 === 0 ? Math.max(x, counted - error) : counted;
      const isPlain = percentOnly.includes(at) && at > 0;
      const observed: ObservedRow = {
        placeId: place.id,
        populationId: group.label,
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

function jobOf(
  world: Published,
  groups: readonly Group[],
  places: readonly Place[],
  rows: readonly Row[],
): DecisionJob {
  return {
    period: '2025-07-01',
    rules: { ...world.rules, measureType: 'proportion', countsPeople: true, groupsAreLarge: false },
    rows: rows.map(({ observed }) => observed),
    places: places.map(({ id, parentId, kind }) => [id, parentId, kind]),
    populations: groups.map(({ label, sides: [one, other] }) => ({
      id: label,
      dimension: one?.[0] ?? null,
      group: one?.[1] ?? null,
      crossedDimension: other?.[0] ?? null,
      crossedGroup: other?.[1] ?? null,
    })),
    ledger: [],
  };
}

interface Attacked {
  readonly numbers: number;
  readonly hidden: number;
  readonly small: number;
  readonly leaks: readonly Leak[];
}

function attack(world: Published): Attacked {
  const groups = groupsOf(world.layout);
  const places = placesOf(world);
  const rows = rowsOf(world, groups, places);
  const decided = decide(jobOf(world, groups, places, rows), solver);
  const half = world.rules.coding === 'whole_percents' ? 0.5 : 0.05;
  const read = rows.map(({ observed, place, group, n, x }, at): ReadNumber => {
    const decision = decided.rows[at];
    const hasCounts = observed.denominator !== null && decision?.countsShown === true;
    const value = decision?.codedLower === null ? (observed.value ?? 0) : null;
    const coded = decision?.codedLower ?? null;
    return {
      name: `${place.id} ${group.label} (${x} of ${n})`,
      has: (child) => place.has(child) && group.has(child),
      isHidden: decision?.hidden ?? false,
      n: hasCounts ? n : null,
      x: hasCounts ? x : null,
      share:
        value !== null
          ? [value - half, value + half]
          : [
              (coded ?? 0) - (coded === decision?.codedUpper ? 0.5 : 0),
              (decision?.codedUpper ?? 100) + (coded === decision?.codedUpper ? 0.5 : 0),
            ],
      error: world.error,
    };
  });
  const hidden = read.filter(({ isHidden }) => isHidden).length;
  const { minimum, countsPublished } = world.rules;
  const few = (count: number): boolean => count > 0 && count < minimum;
  const isSmall = ({ n, x }: Row): boolean => few(n) || (countsPublished && (few(x) || few(n - x)));
  const small = new Set(rows.flatMap((row, at) => (isSmall(row) ? [read[at]?.name] : [])));
  const found = hidden === 0 ? [] : leaksIn(read, kindsOf(world), minimum, solver);
  // Where a publisher's tables differ, what they differ by looks like a few people, and a large number is hidden for
  // their sake; a reader who knows of the error comes close to it, and learns of nobody.
  const leaks = world.error === 0 ? found : found.filter(({ name }) => small.has(name));
  return { numbers: rows.length, hidden, small: small.size, leaks };
}

const totals = { worlds: 0, numbers: 0, hidden: 0, small: 0 };

afterAll(() => {
  console.info(
    `${totals.worlds} communities of ${totals.numbers} numbers attacked, ${totals.small} small by themselves, ${totals.hidden} hidden.`,
  );
});

describe('a file of any layout', () => {
  it(
    'gives no hidden number away to a reader who knows the arithmetic of the world',
    () => {
      fc.assert(
        fc.property(publications, (world) => {
          const { numbers, hidden, small, leaks } = attack(world);
          totals.worlds += 1;
          totals.numbers += numbers;
          totals.hidden += hidden;
          totals.small += small;
          expect(leaks).toEqual([]);
        }),
        worldsWanted > 0
          ? { numRuns: worldsWanted, seed, endOnFailure: true }
          : { numRuns: 60, seed, endOnFailure: true, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false },
      );
      expect(totals.worlds).toBeGreaterThan(2);
    },
    worldsWanted > 0 ? 3_600_000 : 60_000,
  );
});
