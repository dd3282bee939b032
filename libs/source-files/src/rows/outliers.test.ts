import { describe, expect, it } from 'vitest';
import { findOutliers } from './outliers.ts';

const series = (...values: number[]) => values.map((value, key) => ({ key, value }));

describe('values that do not fit their series', () => {
  it('flags 22 tested among 222, 177, 172 and 171, not 222', () => {
    expect(findOutliers(series(222, 177, 22, 172, 171), 'count').map(({ value }) => value)).toEqual([22]);
  });
  it('says nothing of fewer than four other points', () => {
    expect(findOutliers(series(222, 177, 22, 172), 'count')).toEqual([]);
    expect(findOutliers([], 'count')).toEqual([]);
  });
  it('does not flag small steps after years without change', () => {
    expect(findOutliers(series(100, 100, 100, 100, 101), 'count')).toEqual([]);
    expect(findOutliers(series(50, 50, 50, 50, 59), 'percent')).toEqual([]);
    expect(findOutliers(series(5, 5, 5, 5, 15), 'percent')).toEqual([]);
    expect(findOutliers(series(5, 5, 5, 5, 16), 'percent')).toHaveLength(1);
  });
  it('believes a wide spread', () => {
    expect(findOutliers(series(10, 90, 40, 60, 120, 20), 'count')).toEqual([]);
  });
  it('flags a lost decimal point and leaves zeros of an all-zero series alone', () => {
    expect(findOutliers(series(54.3, 53.8, 543, 52.9, 55.1, 54), 'percent')).toMatchObject([{ value: 543 }]);
    expect(findOutliers(series(0, 0, 0, 0, 0), 'count')).toEqual([]);
  });
});
