import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerCell } from './answer-checks.ts';
import { childSums } from './child-sums.ts';
import type { MeasureType } from './vocabulary.ts';

const places = [
  { id: 'district', name: 'District', parentId: null },
  { id: 'a', name: 'School A', parentId: 'district' },
  { id: 'b', name: 'School B', parentId: 'district' },
];
const cell = (placeId: string, denominator: number | null, populationId = 'all'): AnswerCell => ({
  placeId,
  populationId,
  numerator: denominator === null ? null : Math.floor(denominator / 2),
  denominator,
  value: denominator,
});
const district = { placeId: 'district', populationId: 'all' };
const sumsOf = (measure: MeasureType, ...cells: AnswerCell[]) => childSums({ measure, places }, cells, district);

describe('the sum of the places in a place', () => {
  it('is that of each number of people, and says when the place has another one', () => {
    expect(sumsOf('proportion', cell('district', 50), cell('a', 20), cell('b', 30))).toMatchObject([
      { field: 'numerator', sum: 25, differs: false },
      { field: 'denominator', sum: 50, differs: false },
    ]);
    expect(sumsOf('count', cell('district', 51), cell('a', 20), cell('b', 30))).toEqual([
      { field: 'value', sum: 50, filled: 2, places: 2, differs: true },
    ]);
  });

  it('is no difference while places are missing, unless those that are there are more already', () => {
    expect(sumsOf('count', cell('district', 51), cell('a', 20), cell('b', null))).toMatchObject([{ differs: false }]);
    expect(sumsOf('count', cell('district', 51), cell('a', 60), cell('b', null))).toMatchObject([
      { sum: 60, filled: 1, places: 2, differs: true },
    ]);
  });

  it('is of no mean, of no other population, and of nothing where no place in it has a number', () => {
    expect(sumsOf('mean', cell('district', 50), cell('a', 20)).map(({ field }) => field)).toEqual(['denominator']);
    expect(sumsOf('time_between', cell('district', 50), cell('a', 20))).toEqual([]);
    expect(sumsOf('count', cell('district', 50), cell('a', 20, 'girls'), cell('b', null))).toEqual([]);
  });

  it('never differs from a number that is it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 2, maxLength: 2 }), ([a = 0, b = 0]) => {
        const found = sumsOf('count', cell('district', a + b), cell('a', a), cell('b', b));
        expect(found.every(({ differs }) => !differs)).toBe(true);
      }),
    );
  });
});
