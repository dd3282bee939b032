import { describe, expect, it } from 'vitest';
import { measureXmr, type XmrInput, type XmrSeries } from './xmr.ts';

const steady = [48, 52, 48, 52, 48, 52, 48, 52, 48, 52, 48, 52];

/** Mean 50, limits 50 ± 10.64, near limits 50 ± 7.09. */
function after(more: (number | null)[], extra: Partial<XmrInput> = {}): XmrSeries {
  const out = measureXmr({ y: [...steady, ...more], direction: 'increase', fixAfter: 12, ...extra });
  if (out.error !== undefined) throw new Error(out.error);
  return out;
}

const causes = (more: (number | null)[]): string[] => after(more).specialCause.slice(12);

describe('measureXmr', () => {
  it('draws mean ± 2.66 mean moving ranges', () => {
    const out = after([]);
    expect([out.mean[0], out.lpl[0], out.upl[0]]).toEqual([50, 50 - 2.66 * 4, 50 + 2.66 * 4]);
    expect(out.shortGroup[0]).toBe(true);
    expect(after([50]).shortGroup[0]).toBe(false);
  });

  it('takes the first rule that matches', () => {
    expect(causes([61])).toEqual(['Above UCL']);
    expect(causes([58, 51, 58])).toEqual(['2 in 3 Above CL', 'Common Cause', '2 in 3 Above CL']);
    expect(causes([58, 49, 58])).toEqual(['Common Cause', 'Common Cause', 'Common Cause']);
    expect(causes([49, 48, 49, 48, 49, 48, 49])).toEqual(Array.from({ length: 7 }, () => '7 Points Below CL'));
    expect(causes([49, 48, 49, 50, 49, 48, 49])).toEqual(Array.from({ length: 7 }, () => 'Common Cause'));
    expect(causes([49, 48, 49, null, 49, 48, 49])).toEqual(Array.from({ length: 7 }, () => 'Common Cause'));
  });

  it('sees seven rising points, and gives the turning point to the later trend', () => {
    const up = [48, 49, 50, 51, 52, 53, 54];
    const down = [53, 52, 51, 50, 49, 48];
    expect(new Set(causes(up))).toEqual(new Set(['7 Point Trend (Increasing)']));
    expect(causes([...up, ...down])[6]).toBe('7 Point Trend (Decreasing)');
    expect(causes([48, 49, 50, 50, 52, 53, 54]).some((cause) => cause.includes('Trend'))).toBe(false);
  });

  it('reads the last point and the target', () => {
    expect(after([61]).variationIcon).toBe('improvement_high');
    expect(after([61], { direction: 'decrease' }).variationIcon).toBe('concern_high');
    expect(after([39], { direction: 'neutral', target: 90 })).toMatchObject({
      variationIcon: 'neutral_low',
      assuranceIcon: null,
    });
    expect(after([50], { target: 70 }).assuranceIcon).toBe('fail');
    expect(after([50], { target: 30 }).assuranceIcon).toBe('pass');
    expect(after([50], { target: 55 }).assuranceIcon).toBe('inconsistent');
  });

  it('begins again at a rebase', () => {
    const out = after([60, 62, 60], { rebase: [12] });
    expect(out.rebaseGroup.slice(10)).toEqual([0, 0, 1, 1, 1]);
    expect(out.mean[14]).toBeCloseTo(182 / 3, 12);
    expect(out.shortGroup[14]).toBe(true);
  });

  it.each([
    { y: [], direction: 'increase' },
    { y: [1], direction: 'up' },
    { y: [1], direction: 'increase', fixAfter: 0 },
    { y: ['1'], direction: 'increase' },
    { y: [1, 2], direction: 'increase', rebase: [2] },
  ])('refuses %o', (input) => {
    expect(measureXmr(input as unknown as XmrInput)).toEqual({ error: expect.any(String) });
  });
});
