import { describe, expect, it } from 'vitest';
import { type Sample, subsetsThatAddUp } from './subsets.ts';

const sample = (total: number, parts: Record<string, number>): Sample => ({
  total,
  parts: new Map(Object.entries(parts)),
});

describe('subsetsThatAddUp', () => {
  it('finds a sum that a publisher’s error hides where others happen to add up just there', () => {
    const samples = [
      // 24 and 21 make 45 by chance; 19 and 24 are two people short of it.
      sample(45, { lincoln: 27, stuart: 19, valley: 24, edison: 21 }),
      sample(29, { lincoln: 18, stuart: 14, valley: 15, edison: 11 }),
      sample(10, { lincoln: 6, stuart: 3, valley: 7, edison: 8 }),
      sample(6, { lincoln: 5, stuart: 2, valley: 4, edison: 2 }),
    ];
    expect(subsetsThatAddUp(samples)).toContainEqual(['valley', 'stuart']);
  });

  it('looks for sums with errors only where no exact one holds', () => {
    const samples = [
      sample(45, { lincoln: 20, stuart: 25, valley: 24 }),
      sample(31, { lincoln: 11, stuart: 20, valley: 9 }),
    ];
    expect(subsetsThatAddUp(samples)).toEqual([['stuart', 'lincoln']]);
  });
});
