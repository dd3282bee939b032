import { describe, expect, it } from 'vitest';
import { additionsOf } from './additions.ts';
import type { Counted, PopulationShape } from './counted.ts';

type Group = readonly [name: string, dimension: string | null, n: number | null, x: number | null];

/** What names say, for these tests. */
const families: Readonly<Record<string, string>> = {
  White: 'race',
  Black: 'race',
  Hispanic: 'race',
  Medicaid: 'insurance',
  Girls: 'sex',
  Boys: 'sex',
  Disabled: 'disability',
  'Not disabled': 'disability',
};

/** The sums of everybody that are found, by the names of their parts. */
function sumsOf(places: readonly (readonly Group[])[]): string[] {
  const populations = new Map<string, PopulationShape>();
  const cells = places.flatMap((groups, at) =>
    groups.map(([name, dimension, n, x]): Counted => {
      const group = dimension === null ? null : name;
      populations.set(name, { id: name, dimension, group, crossedDimension: null, crossedGroup: null });
      return { key: `${at} ${name}`, place: `${at}`, population: name, n, x };
    }),
  );
  const { sets } = additionsOf({
    cells,
    places: places.map((_groups, at) => ({ id: `${at}`, parentId: null, kind: 'district' })),
    populations: [...populations.values()],
    minimum: 10,
    familyOf: (group) => families[group] ?? null,
  });
  const nameOf = (key: string): string => key.slice(2);
  return sets.filter(({ total }) => total.startsWith('0')).map(({ parts }) => parts.map(nameOf).toSorted().join());
}

const births: readonly Group[] = [
  ['All', null, 412, 44],
  ['White', 'race', 260, 24],
  ['Black', 'race', 90, 13],
  ['Hispanic', 'race', 56, 6],
  ['AAPI', 'characteristic', 6, 1],
  ['Medicaid', 'income', 230, 29],
  ['Private', 'characteristic', 174, 14],
  ['Self-pay', 'characteristic', 8, 1],
];

describe('sums whose groups stand in several dimensions', () => {
  it('are found where a group of each was sorted to another dimension', () => {
    expect(sumsOf([births])).toEqual(
      expect.arrayContaining(['AAPI,Black,Hispanic,White', 'Medicaid,Private,Self-pay']),
    );
  });

  it('hold for those who count as well: an accident of the people alone is none', () => {
    const accident = births.map(([name, dimension, n, x]): Group => [name, dimension, n, name === 'AAPI' ? 6 : x]);
    expect(sumsOf([accident])).not.toContain('AAPI,Black,Hispanic,White');
  });

  it('must hold in nearly every place', () => {
    const elsewhere = births.map(([name, dimension, n, x]): Group => [name, dimension, name === 'AAPI' ? 31 : n, x]);
    expect(sumsOf([births, elsewhere])).not.toContain('AAPI,Black,Hispanic,White');
    expect(sumsOf([births, births])).toContain('AAPI,Black,Hispanic,White');
  });

  it('are found where no row tells of everybody, and one breakdown says how many they are', () => {
    const parts = sumsOf([
      [
        ['Disabled', 'disability', 46, 10],
        ['Not disabled', 'disability', 254, 140],
        ['Girls', 'sex', 150, 80],
        ['Boys', 'sex', 146, 68],
        ['Gender diverse', 'subgroup', 4, 2],
        ['Riders', 'subgroup', 130, 71],
      ],
    ]);
    expect(parts).toEqual(expect.arrayContaining(['Disabled,Not disabled', 'Boys,Gender diverse,Girls']));
  });

  it('are of the kinds that names tell where a group of one column has no count', () => {
    const mixedColumn = (girls: number | null): Group[] => [
      ['All', null, 100, 50],
      ['Girls', 'subgroup', girls, null],
      ['Boys', 'subgroup', 48, 20],
      ['Disabled', 'subgroup', 21, 6],
    ];
    expect(sumsOf([mixedColumn(null)])).toContain('Boys,Girls');
    expect(sumsOf([mixedColumn(null)])).not.toContain('Boys,Disabled,Girls');
  });

  it('are not sought among groups of known kinds alone', () => {
    const known: readonly Group[] = [
      ['All', null, 100, 50],
      ['White', 'race', 60, 30],
      ['Girls', 'sex', 40, 20],
    ];
    expect(sumsOf([known])).not.toContain('Girls,White');
  });
});
