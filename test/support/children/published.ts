import * as fc from 'fast-check';
import type { ObservedRow, ReleaseRules } from '../../../apps/api/src/disclosure/decision-job.ts';
import {
  type Child,
  communities,
  type Community,
  countIn,
  everybodyLabel,
  type Group,
  type Layout,
  layouts,
  races,
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
  /** What the source does with small groups itself: nothing, a mark, a mark beside the number of people, or no row at all. */
  readonly keptBack: 'nothing' | 'marked' | 'share_marked' | 'left_out';
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
    keptBack: fc.constantFrom('nothing', 'nothing', 'marked', 'share_marked', 'left_out'),
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
export const idOf = (kind: number, at: number): string =>
  `00000000-0000-4000-800${kind}-${String(at).padStart(12, '0')}`;

/** A place, and whose children are in it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly kind: string;
  has(child: Child): boolean;
}

/** The places that the partnership knows. */
export function placesOf({ community: { districts }, levels, parents }: Published): Place[] {
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
export interface Row {
  /** Null where the file has no row for it. */
  readonly observed: ObservedRow | null;
  readonly place: Place;
  readonly group: Group;
  readonly n: number;
  readonly x: number;
  readonly isKeptBack: boolean;
}

const share = (x: number, n: number): number => Math.round((1000 * x) / n) / 10;

/** The numbers of one measure in a community's file. */
export function rowsOf(
  world: Published,
  community: Community,
  measure: Measure,
  groups: readonly Group[],
  places: readonly Place[],
): Row[] {
  const { levels, percentOnly, error, keptBack, rules } = world;
  const few = (count: number): boolean => count > 0 && count < rules.minimum;
  const concerned = places.filter(({ kind }) => levels.some((level) => level === kind));
  return concerned.flatMap((place, placeAt) =>
    groups.flatMap((group, at): Row[] => {
      const mine = community.kinds.filter((kind) => place.has(kind) && group.has(kind));
      const counted = mine.reduce((sum, kind) => sum + kind.n, 0);
      if (counted === 0) return [];
      const x = countIn(mine, measure.levels);
      // A publisher's error: the total of a place is not quite the sum of its groups.
      const n = group.label === everybodyLabel && placeAt % 2 === 0 ? Math.max(x, counted - error) : counted;
      const isPlain = percentOnly.includes(at) && at > 0;
      const observed: ObservedRow = {
        placeId: place.id,
        populationId: idOf(3, at),
        status: 'reported',
        value: share(x, n),
        numerator: isPlain ? null : x,
        denominator: isPlain ? null : n,
      };
      const row = { observed, place, group, n, x };
      const isKeptBack = keptBack !== 'nothing' && at > 0 && (few(n) || few(x) || few(n - x));
      if (!isKeptBack) return [{ ...row, isKeptBack }];
      if (keptBack === 'left_out') return [{ ...row, isKeptBack, observed: null }];
      const denominator = keptBack === 'marked' ? null : observed.denominator;
      const marked = { status: 'suppressed_by_source', value: null, numerator: null, denominator } as const;
      return [{ ...row, isKeptBack, observed: { ...observed, ...marked } }];
    }),
  );
}

/** Every combination of what the layout tells apart: what it does not tell cannot matter to a reader. */
export function kindsOf({ community: { districts }, layout: { has } }: Published): Child[] {
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
