import { describe, expect, it } from 'vitest';
import { additionsOf } from './additions.ts';
import type { Counted, PlaceShape, PopulationShape } from './counted.ts';

const families = new Map([
  ['White', 'race'],
  ['Asian', 'race'],
  ['Hispanic', 'race'],
  ['English learners', 'language'],
  ['Others', 'language'],
  ['With a disability', 'disability'],
]);

const everybody: PopulationShape = {
  id: 'All',
  dimension: null,
  group: null,
  crossedDimension: null,
  crossedGroup: null,
};

/** One place after the other, with how many people each group has there. */
function additions(counts: Readonly<Record<string, Readonly<Record<string, number>>>>, kinds: Record<string, string>) {
  const cells = Object.entries(counts).flatMap(([place, groups]) =>
    Object.entries(groups).map(([population, n]): Counted => ({
      key: `${place} ${population}`,
      place,
      population,
      n,
      x: Math.floor(n / 2),
    })),
  );
  const names = new Set(cells.map(({ population }) => population));
  const populations = [...names].map((id): PopulationShape =>
    id === 'All' ? everybody : { ...everybody, id, dimension: 'Subgroup', group: id },
  );
  const places = Object.keys(counts).map((id): PlaceShape => ({ id, parentId: null, kind: kinds[id] ?? 'school' }));
  const { sets } = additionsOf({
    cells,
    places,
    populations,
    minimum: 10,
    familyOf: (group) => families.get(group) ?? null,
  });
  return sets.map(({ total, parts }) => `${total} = ${parts.toSorted().join(' + ')}`);
}

describe('what adds up', () => {
  it('is not blurred by a small group of another kind, which looks like an error of the publisher’s', () => {
    const found = additions({ Elm: { All: 22, 'English learners': 3, Others: 19, 'With a disability': 2 } }, {});
    expect(found).toContain('Elm All = Elm English learners + Elm Others');
    expect(found).not.toContain('Elm All = Elm English learners + Elm Others + Elm With a disability');
  });

  it('is a district that is all of its county, and not a school that is nearly as large', () => {
    const found = additions(
      {
        County: { All: 154, White: 86 },
        Birch: { All: 154, White: 85 },
        Elm: { All: 12 },
        Fir: { All: 11 },
        Oak: { All: 12 },
      },
      { County: 'county', Birch: 'district', Elm: 'district' },
    );
    expect(found).toContain('County All = Birch All');
    expect(found.some((sum) => sum.includes('Elm All') && sum.includes('Oak All'))).toBe(true);
    expect(found.some((sum) => sum.includes('Elm All') && sum.includes('Fir All'))).toBe(false);
  });

  it('is not one race and the others, however their numbers fall', () => {
    const found = additions(
      { Elm: { White: 70, Hispanic: 64, Asian: 7 }, Fir: { White: 72, Hispanic: 63, Asian: 10 } },
      {},
    );
    expect(found).toEqual([]);
  });

  it('is no family of places for the sake of one small group', () => {
    const found = additions(
      {
        North: { All: 140, White: 77, Hispanic: 62, Asian: 3 },
        Elm: { All: 65, White: 40, Hispanic: 24, Asian: 1 },
        Fir: { All: 51, White: 30, Hispanic: 19, Asian: 2 },
      },
      { North: 'district' },
    );
    expect(found.filter((set) => set.startsWith('North') && set.includes('Elm') && set.includes('Fir'))).toEqual([]);
  });
});
