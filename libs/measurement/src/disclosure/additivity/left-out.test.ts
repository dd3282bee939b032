import { describe, expect, it } from 'vitest';
import { impliedCounts } from './additions.ts';
import type { Counted, CountedWorld, PlaceShape, PopulationShape } from './counted.ts';
import { additionsWithLeftOut, namedElsewhere } from './left-out.ts';

const families = new Map([
  ['White', 'race'],
  ['Asian', 'race'],
  ['Hispanic', 'race'],
  ['Girls', 'sex'],
  ['Boys', 'sex'],
  ['English learners', 'language'],
  ['Others', 'language'],
]);

type Groups = Readonly<Record<string, number>>;

/** Places with their groups; those in `within` lie under the first. */
function worldOf(table: Readonly<Record<string, Groups>>, within: readonly string[] = []): CountedWorld {
  const cells = Object.entries(table).flatMap(([place, groups]) =>
    Object.entries(groups).map(([population, n]): Counted => ({
      key: `${place} ${population}`,
      place,
      population,
      n,
      x: Math.floor(n / 2),
    })),
  );
  const names = new Set(cells.map(({ population }) => population));
  const populations = [...names].map((id): PopulationShape => {
    const dimension = id === 'All' ? null : (families.get(id) ?? 'other');
    return { id, dimension, group: dimension && id, crossedDimension: null, crossedGroup: null };
  });
  const [first] = Object.keys(table);
  const places = [...new Set([...Object.keys(table), ...within])].map((id): PlaceShape => {
    const isUnder = within.includes(id);
    return { id, parentId: isUnder ? (first ?? null) : null, kind: isUnder ? 'school' : 'district' };
  });
  return { cells, places, populations, minimum: 10, familyOf: (group) => families.get(group) ?? null };
}

const additionsOf = (world: CountedWorld) =>
  additionsWithLeftOut(world, ({ place, population }) => `${place} ${population}`);
const keysOf = (world: CountedWorld): string[] => additionsOf(world).leftOut.map(({ key }) => key);

describe('a row that a file leaves out', () => {
  const elm = { All: 100, White: 60, Asian: 25, Hispanic: 15 };

  it('is missed where other places have the group, and is a part of what it lacks', () => {
    const world = worldOf({ Elm: elm, Fir: { All: 90, White: 70, Asian: 17 } });
    expect(keysOf(world)).toEqual(['Fir Hispanic']);
    const { additions } = additionsOf(world);
    expect(additions.sets).toContainEqual({ total: 'Fir All', parts: ['Fir White', 'Fir Asian', 'Fir Hispanic'] });
  });

  it('is nobody where the others make their total, for a publisher’s error too', () => {
    expect(keysOf(worldOf({ Elm: elm, Fir: { All: 90, White: 70, Asian: 20 } }))).toEqual([]);
    expect(keysOf(worldOf({ Elm: elm, Fir: { All: 90, White: 70, Asian: 21 } }))).toEqual([]);
  });

  it('is not missed at a place of another kind, unless that has others of its dimension', () => {
    const district = { All: 200, White: 130, Asian: 42, Hispanic: 28 };
    expect(keysOf(worldOf({ Union: district, Elm: { All: 100 } }, ['Elm']))).toEqual([]);
    expect(keysOf(worldOf({ Union: district, Elm: { All: 100, White: 70 } }, ['Elm']))).toEqual([
      'Elm Asian',
      'Elm Hispanic',
    ]);
  });

  it('is missed at a place without any where others under the same place have it', () => {
    const table = { Union: { All: 200 }, Elm: { All: 100 }, Fir: { All: 91 } };
    expect(keysOf(worldOf(table, ['Elm', 'Fir', 'Oak']))).toEqual(['Oak All']);
    expect(keysOf(worldOf(table, ['Elm', 'Fir']))).toEqual([]);
  });

  it('is looked for among crossings of no more than a thousand numbers, and among groups always', () => {
    const crossing = (id: string): PopulationShape => {
      const [group = '', crossedGroup = ''] = id.split(' × ');
      return { id, dimension: 'race', group, crossedDimension: 'sex', crossedGroup };
    };
    const missingIn = (schools: number): string[] => {
      const table = Object.fromEntries(Array.from({ length: schools }, (_, at) => [`School ${at}`, elm]));
      const world = worldOf({ ...table, Fir: { All: 90, White: 70, Asian: 17 } });
      const girls = Object.keys(table).map((place): Counted => {
        return { key: `${place} Asian × Girls`, place, population: 'Asian × Girls', n: 12, x: 6 };
      });
      const cells = [...world.cells, ...girls];
      return keysOf({ ...world, cells, populations: [...world.populations, crossing('Asian × Girls')] });
    };
    expect(missingIn(20)).toEqual(['Fir Hispanic', 'Fir Asian × Girls']);
    expect(missingIn(200)).toEqual(['Fir Hispanic']);
  });

  it('is as many as the nearest of its sums says, since another group may have no row either', () => {
    const cells: Counted[] = [
      { key: 'all', place: 'Elm', population: 'All', n: 100, x: 50 },
      { key: 'white', place: 'Elm', population: 'White', n: 60, x: 30 },
      { key: 'district', place: 'Union', population: 'Asian', n: 44, x: 22 },
      { key: 'fir', place: 'Fir', population: 'Asian', n: 40, x: 20 },
      { key: 'asian', place: 'Elm', population: 'Asian', n: null, x: null },
    ];
    const sets = [
      { total: 'all', parts: ['white', 'asian'] },
      { total: 'district', parts: ['fir', 'asian'] },
    ];
    expect(impliedCounts(cells, sets).get('asian')).toEqual({ n: 4, x: 2 });
    expect(impliedCounts(cells, sets.toReversed()).get('asian')).toEqual({ n: 4, x: 2 });
  });

  it('is as many as the largest breakdown of it, where it is a total that does not say', () => {
    const cell = (key: string, n: number | null): Counted => ({ key, place: 'Elm', population: key, n, x: null });
    const cells = [
      cell('all', null),
      cell('learners', 9),
      cell('girls', 74),
      cell('boys', 80),
      cell('older', null),
      cell('younger', 60),
    ];
    const sets = [
      { total: 'all', parts: ['learners'] },
      { total: 'all', parts: ['girls', 'boys'] },
      { total: 'all', parts: ['older', 'younger'] },
    ];
    for (const each of [sets, sets.toReversed()]) {
      expect(impliedCounts(cells, each).get('all')).toEqual({ n: 154, x: null });
      expect(impliedCounts(cells, each).get('older')).toEqual({ n: 94, x: null });
    }
  });
});

describe('everybody where no row tells of them', () => {
  const setsOf = (table: Readonly<Record<string, Groups>>) => additionsOf(worldOf(table)).additions.sets;

  it('is the largest breakdown, so that a group that none of its rows tells of is missed', () => {
    expect(setsOf({ Elm: { Girls: 20, Boys: 20, Others: 39 } })).toContainEqual({
      total: 'Elm:unpublished 40/20',
      parts: ['Elm Others'],
      unpublished: { n: 40, x: 20 },
    });
  });

  it('leaves people without a row where a breakdown lacks some, however few', () => {
    const errorOf = (others: number, counting: number) => {
      const world = worldOf({ Elm: { Girls: 20, Boys: 20, 'English learners': 6, Others: others } });
      const cells = world.cells.map((cell) => (cell.population === 'Others' ? { ...cell, x: counting } : cell));
      return additionsOf({ ...world, cells }).additions.sets.map(({ error }) => error);
    };
    // Seventeen and three make the twenty who count.
    expect(errorOf(34, 17)).toEqual([undefined, undefined]);
    expect(errorOf(32, 16)).toEqual([undefined, undefined]);
    expect(errorOf(26, 13)).toEqual([undefined, undefined]);
  });

  it('is the ages that all others lie in, where a few of its places have no row', () => {
    const sets = setsOf({
      Elm: { 'Ages 0-5': 182, 'Ages 0-4': 155, Girls: 104, Boys: 78 },
      Fir: { 'Ages 0-4': 57 },
      Oak: { 'Ages 0-4': 51, Girls: 30 },
    });
    expect(sets).toContainEqual({ total: 'Elm Ages 0-5', parts: ['Elm Girls', 'Elm Boys'] });
  });

  it('is just its ages where these are short of it by a publisher’s error', () => {
    const errorOf = (older: number) =>
      setsOf({ Elm: { 'Ages 0-5': 40, 'Ages 0-2': 20, 'Ages 3-5': older } }).map(({ error }) => error);
    expect(errorOf(20)).toEqual([undefined]);
    expect(errorOf(19)).toEqual([1]);
    expect(errorOf(15)).toEqual([undefined]);
  });

  it('is the ages that follow each other, where another age lies across them', () => {
    const sets = setsOf({
      Elm: { 'Ages 0-4': 259, 'Ages 0-2': 171, 'Ages 3-5': 129, White: 141, Asian: 144, Hispanic: 5 },
    });
    expect(sets).toContainEqual(
      expect.objectContaining({
        total: expect.stringContaining('unpublished 300'),
        parts: ['Elm White', 'Elm Asian', 'Elm Hispanic'],
      }),
    );
  });

  it('is no sum of ages that overlap, nor of groups of which nobody knows what they are', () => {
    expect(setsOf({ Elm: { 'Ages 0-4': 40, 'Ages 0-3': 30, Girls: 20 } })).not.toContainEqual(
      expect.objectContaining({ total: expect.stringContaining('unpublished') }),
    );
    expect(setsOf({ Elm: { Riders: 40, Campers: 30, Girls: 20 } })).toEqual([]);
  });

  it('is not what a sum says that makes it more than what it lies within: the sum lacks somebody', () => {
    const cell = (key: string, n: number | null, x: number | null): Counted => ({
      key,
      place: 'Elm',
      population: key,
      n,
      x,
    });
    const cells = [
      cell('all', 23, 9),
      cell('boys', 10, 4),
      cell('Hispanic girls', 10, 3),
      cell('Hispanic boys', null, null),
    ];
    const sets = [{ total: 'all', parts: ['Hispanic girls', 'Hispanic boys'] }];
    expect(impliedCounts(cells, sets).get('Hispanic boys')).toEqual({ n: 13, x: 6 });
    const nested = [{ outer: 'boys', inner: 'Hispanic boys' }];
    expect(impliedCounts(cells, sets, nested).get('Hispanic boys')).toBeUndefined();
  });

  it('is not all who count in what a total leaves, where people are left who have no row', () => {
    const cell = (key: string, n: number | null, x: number | null): Counted => ({
      key,
      place: 'Elm',
      population: key,
      n,
      x,
    });
    const cells = [cell('all', 100, 50), cell('white', 60, 30), cell('black', 25, null)];
    const sets = [{ total: 'all', parts: ['white', 'black'] }];
    expect(impliedCounts(cells, sets).get('black')).toBeUndefined();
    const exact = [cell('all', 85, 50), ...cells.slice(1)];
    expect(impliedCounts(exact, sets).get('black')).toEqual({ n: null, x: 20 });
  });
});

describe('what measures about the same people tell of', () => {
  const cell = (place: string, population: string, n: number | null): Counted => {
    const key = `${place} ${population}`;
    return { key, place, population, n, x: null };
  };

  it('is a group of this one too, with its people, where both are about as many people at the place', () => {
    const mine = [cell('Elm', 'All', 50), cell('Oak', 'All', 40)];
    const theirs = [
      cell('Elm', 'All', 50),
      cell('Elm', 'Hispanic', 20),
      cell('Oak', 'All', 41),
      cell('Oak', 'Hispanic', 10),
      cell('Fir', 'Hispanic', 9),
      cell('Elm', 'Asian', 0),
    ];
    expect(namedElsewhere(mine, [theirs])).toMatchObject([{ place: 'Elm', population: 'Hispanic', n: 20 }]);
  });

  it('is of an unknown number of people where two of them say different ones', () => {
    const mine = [cell('Elm', 'All', 50)];
    const theirs = (n: number): Counted[] => [cell('Elm', 'All', 50), cell('Elm', 'Hispanic', n)];
    expect(namedElsewhere(mine, [theirs(20), theirs(21)])).toMatchObject([{ population: 'Hispanic', n: null }]);
  });
});
