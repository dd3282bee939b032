import { describe, expect, it } from 'vitest';
import { gapClosed, targetedChangeAchieved } from './gap.ts';

describe('gapClosed', () => {
  it('is the share of the first gap that is gone', () => {
    const out = gapClosed({ group: 60, reference: 80 }, { group: 70, reference: 82 }, 'higher');
    expect(out).toMatchObject({ gapAtStart: 20, gapNow: 12, percent: 40, overshoot: false, referenceFell: false });
  });

  it('tells when the reference fell and the group did not gain', () => {
    const out = gapClosed({ group: 60, reference: 80 }, { group: 60, reference: 70 }, 'higher');
    expect(out).toMatchObject({ percent: 50, referenceFell: true, groupImproved: false });
  });

  it('tells an overshoot, and reads lower as better where it is', () => {
    const out = gapClosed({ group: 30, reference: 20 }, { group: 10, reference: 15 }, 'lower');
    expect(out).toMatchObject({ percent: 150, overshoot: true, referenceFell: false, groupImproved: true });
    expect(gapClosed({ group: 30, reference: 20 }, { group: 30, reference: 25 }, 'lower').referenceFell).toBe(true);
  });

  it('has no percentage for next to no gap', () => {
    expect(gapClosed({ group: 80, reference: 80.05 }, { group: 70, reference: 80 }, 'higher').percent).toBeNull();
  });
});

describe('targetedChangeAchieved', () => {
  it('counts from the baseline to the target', () => {
    expect(targetedChangeAchieved(50, 60, 70)).toBe(50);
    expect(targetedChangeAchieved(20, 25, 10)).toBe(-50);
    expect(targetedChangeAchieved(50, 60, 50)).toBeNull();
  });
});
