import { describe, expect, it } from 'vitest';
import { movedPlaces, relatedComponent } from './preview-changes.ts';
import type { ReleasedComponent } from './released.reads.ts';

const indicators = (...ids: string[]) => ids.map((id) => ({ id, name: id, cadence: 'school_year' as const }));
const levels: ReleasedComponent = { indicators: indicators('a', 'b'), links: [{ a: 0, b: 1, kind: 'people' }] };
const pair: ReleasedComponent = { indicators: indicators('c', 'd'), links: [{ a: 1, b: 0, kind: 'within' }] };
const people = { kind: 'people', isLinked: true } as const;

describe('what would be decided together', () => {
  it('is all that two indicators are linked with, once they are linked', () => {
    expect(relatedComponent([levels, pair], { firstId: 'b', secondId: 'c', ...people })).toEqual({
      indicators: indicators('a', 'b', 'c', 'd'),
      links: [
        { a: 0, b: 1, kind: 'people' },
        { a: 3, b: 2, kind: 'within' },
        { a: 1, b: 2, kind: 'people' },
      ],
    });
  });

  it('has one link of two indicators, as it would be', () => {
    const around = { firstId: 'a', secondId: 'b', kind: 'within', isLinked: true } as const;
    expect(relatedComponent([levels, pair], around)?.links).toEqual([{ a: 1, b: 0, kind: 'within' }]);
    expect(relatedComponent([levels], { ...around, isLinked: false })).toEqual({ ...levels, links: [] });
  });

  it('is what has numbers, where one of them or both have none', () => {
    expect(relatedComponent([levels], { firstId: 'b', secondId: 'new', ...people })).toEqual(levels);
    expect(relatedComponent([], { firstId: 'old', secondId: 'new', ...people })).toBeNull();
  });
});

it('has places lie where they would lie, and all others where they do', () => {
  const places = [
    ['county', null, 'county'],
    ['one', null, 'district'],
    ['two', 'county', 'district'],
  ] as const;
  expect(movedPlaces(places, new Set(['one']), 'county')).toEqual([
    ['county', null, 'county'],
    ['one', 'county', 'district'],
    ['two', 'county', 'district'],
  ]);
  expect(movedPlaces(places, new Set(['two']), null)[2]).toEqual(['two', null, 'district']);
});
