import { describe, expect, it } from 'vitest';
import { addUpToMore, breakdownName } from './populations.ts';

const group = (dimension: string | null, crossedDimension: string | null = null) => ({ dimension, crossedDimension });

describe('what may be added up', () => {
  it('is no set of groups that make more than everybody', () => {
    expect(addUpToMore(100, [60, 50])).toBe(true);
    expect(addUpToMore(100, [60, 40])).toBe(false);
    expect(addUpToMore(100, [60, null])).toBe(false);
    expect(addUpToMore(null, [60, 50])).toBe(false);
  });

  it('names a crossing by both of its sides, whichever comes first', () => {
    expect([breakdownName(group('sex', 'race')), breakdownName(group('race', 'sex'))]).toEqual([
      'race × sex',
      'race × sex',
    ]);
    expect(breakdownName(group(null))).toBeNull();
  });
});
