import { describe, expect, it } from 'vitest';
import { differenceBounds, exactly, ratioBounds, within, type Bounds } from './bounds.ts';

const between = (lower: number | null, upper: number | null): Bounds => ({ ...exactly(0), lower, upper });

describe('what is known of a comparison', () => {
  it('is the widest pair of differences and ratios', () => {
    expect(differenceBounds(between(60, 79), exactly(50))).toMatchObject({ lower: 10, upper: 29 });
    expect(differenceBounds(exactly(50), between(95, null))).toMatchObject({ lower: null, upper: -45 });
    expect(differenceBounds(exactly(50), within(between(95, null), 0, 100))).toMatchObject({ lower: -50, upper: -45 });
    expect(ratioBounds(between(60, 80), between(20, 40))).toMatchObject({ lower: 1.5, upper: 4 });
    const below5 = { ...between(null, 5), upperOpen: true };
    expect(ratioBounds(exactly(10), below5)).toMatchObject({ lower: 2, upper: null, lowerOpen: true });
  });
});
