import { describe, expect, it } from 'vitest';
import { adviseRecalculation } from './recalculation.ts';

const level = (at: number, length: number): number[] => Array.from({ length }, (_, i) => at + (i % 2 === 0 ? 1 : -1));

describe('adviseRecalculation', () => {
  it('has nothing to say of steady data or of a refused input', () => {
    expect(adviseRecalculation('i', { y: level(50, 60) }, 'week')).toEqual({ kind: 'none' });
    expect(adviseRecalculation('t', { y: [0] }, 'week')).toEqual({ kind: 'none' });
  });

  it('suggests limits from the first 21 points of a lasting shift', () => {
    const y = [...level(50, 20), ...level(60, 24)];
    expect(adviseRecalculation('i', { y, freeze: 20 }, 'week')).toMatchObject({
      kind: 'suggest',
      from: 20,
      to: 40,
      side: 'above',
      centre: 60 + 1 / 21,
    });
  });

  it('waits for 24 points when the series is monthly', () => {
    const y = [...level(50, 20), ...level(60, 22)];
    expect(adviseRecalculation('i', { y, freeze: 20 }, 'month')).toEqual({
      kind: 'wait',
      from: 20,
      side: 'above',
      count: 22,
      points: 22,
      pointsNeeded: 24,
    });
  });

  it('drops a shift that runs back within its own candidate limits', () => {
    const y = [...level(50, 20), ...level(62, 12), ...level(50.5, 16)];
    expect(adviseRecalculation('i', { y, freeze: 20 }, 'week')).toEqual({ kind: 'none' });
  });

  it('needs eight points on one side', () => {
    const seven = [...level(50, 20), ...level(60, 7), ...level(50, 20)];
    expect(adviseRecalculation('i', { y: seven, freeze: 20 }, 'week')).toEqual({ kind: 'none' });
  });
});
