import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bounds, exactly, isNumber } from './bounds.ts';
import { gapClosed, knownChangeAchieved, knownGapClosed, targetedChangeAchieved } from './gap.ts';

const range = (lower: number, upper: number): Bounds => ({ lower, upper, lowerOpen: false, upperOpen: false });

const rate = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);

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

  it('divides what closed between the group and the reference', () => {
    const out = gapClosed({ group: 60, reference: 80 }, { group: 63, reference: 78 }, 'higher');
    expect([out.byGroup, out.byReference, out.gapAtStart - out.gapNow]).toEqual([3, 2, 5]);
    const lower = gapClosed({ group: 30, reference: 20 }, { group: 31, reference: 24 }, 'lower');
    expect([lower.byGroup, lower.byReference, lower.gapAtStart - lower.gapNow]).toEqual([-1, 4, 3]);
  });

  it('has no percentage for next to no gap', () => {
    expect(gapClosed({ group: 80, reference: 80.05 }, { group: 70, reference: 80 }, 'higher').percent).toBeNull();
  });
});

describe('knownGapClosed', () => {
  it('gives numbers for numbers', () => {
    fc.assert(
      fc.property(fc.tuple(rate, rate, rate, rate), fc.constantFrom('higher', 'lower'), ([a, b, c, d], direction) => {
        const [start, now] = [
          { group: a, reference: b },
          { group: c, reference: d },
        ];
        const plain = gapClosed(start, now, direction);
        const known = knownGapClosed(
          { group: exactly(a), reference: exactly(b) },
          { group: exactly(c), reference: exactly(d) },
          direction,
        );
        expect(known.gapNow.lower).toBeCloseTo(plain.gapNow, 9);
        expect(known.percent === null).toBe(plain.percent === null);
        expect(known.percent?.lower ?? 0).toBeCloseTo(plain.percent ?? 0, 6);
        expect(isNumber(known.byGroup)).toBe(true);
        expect(known.overshoot).toBe(plain.overshoot ? 'yes' : 'no');
        expect(known.referenceFell).toBe(plain.referenceFell ? 'yes' : 'no');
        expect(known.byReference.upper).toBeCloseTo(plain.byReference, 9);
      }),
    );
  });

  it('bounds every gap that the ranges allow', () => {
    const span = fc.tuple(rate, rate).map(([a, b]) => range(Math.min(a, b), Math.max(a, b)));
    const pair = fc.record({ group: span, reference: span });
    const at = ({ lower, upper }: Bounds, share: number) => (lower ?? 0) + share * ((upper ?? 0) - (lower ?? 0));
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(pair, pair, shares, (start, now, [p = 0, q = 0, r = 0, s = 0]) => {
        const known = knownGapClosed(start, now, 'lower');
        const one = gapClosed(
          { group: at(start.group, p), reference: at(start.reference, q) },
          { group: at(now.group, r), reference: at(now.reference, s) },
          'lower',
        );
        expect(one.gapNow).toBeGreaterThanOrEqual((known.gapNow.lower ?? 0) - 1e-9);
        expect(one.gapNow).toBeLessThanOrEqual((known.gapNow.upper ?? 0) + 1e-9);
        expect(['unclear', one.overshoot ? 'yes' : 'no']).toContain(known.overshoot);
        if (known.percent === null || one.percent === null) return;
        const slack = 1e-6 * (1 + Math.abs(one.percent));
        expect(one.percent).toBeGreaterThanOrEqual((known.percent.lower ?? 0) - slack);
        expect(one.percent).toBeLessThanOrEqual((known.percent.upper ?? 0) + slack);
      }),
    );
  });

  it('claims nothing that a range leaves open', () => {
    const start = { group: range(30, 39), reference: exactly(20) };
    const now = { group: range(15, 29), reference: exactly(20) };
    expect(knownGapClosed(start, now, 'lower')).toMatchObject({
      gapAtStart: { lower: 10, upper: 19 },
      gapNow: { lower: -5, upper: 9 },
      overshoot: 'unclear',
      referenceFell: 'no',
      groupImproved: 'yes',
    });
    const { percent } = knownGapClosed(start, now, 'lower');
    expect(percent?.lower).toBeCloseTo(10, 9);
    expect(percent?.upper).toBeCloseTo(150, 9);
    const none = { group: range(15, 25), reference: exactly(20) };
    expect(knownGapClosed(none, now, 'lower').percent).toBeNull();
    const half = { group: { ...exactly(95), upper: null }, reference: exactly(20) };
    expect(knownGapClosed(half, now, 'lower').percent).toBeNull();
  });
});

describe('targetedChangeAchieved', () => {
  it('counts from the baseline to the target', () => {
    expect(targetedChangeAchieved(50, 60, 70)).toBe(50);
    expect(targetedChangeAchieved(20, 25, 10)).toBe(-50);
    expect(targetedChangeAchieved(50, 60, 50)).toBeNull();
  });

  it('is a range for a range', () => {
    expect(knownChangeAchieved(50, range(40, 60), 30)).toMatchObject({ lower: -50, upper: 50 });
    expect(knownChangeAchieved(50, { ...exactly(60), upper: null }, 70)).toBeNull();
    expect(knownChangeAchieved(50, exactly(60), 50)).toBeNull();
  });
});
