import { describe, expect, it } from 'vitest';
import { disparity, type Disparity, type DisparityRequest } from './disparity.ts';

function compare(request: DisparityRequest): Disparity {
  const out = disparity(request);
  if (out.error !== undefined) throw new Error(out.error);
  return out;
}

const groups = [
  { group: 'a', numerator: 90, denominator: 100 },
  { group: 'b', numerator: 60, denominator: 100 },
  { group: 'c', numerator: 35, denominator: 50 },
];

describe('disparity', () => {
  it('takes relative measures on the adverse event of an indicator that should be high', () => {
    const out = compare({ groups, direction: 'higher', whole: 100 });
    expect(out.reference).toBe('a');
    expect(out.adverseEvent).toBe('complement');
    expect(out.groups[1]?.difference).toBeCloseTo(-30, 12);
    expect(out.groups[1]?.ratio).toBeCloseTo(2 / 3, 12);
    expect(out.groups[1]?.adverseRatio).toBeCloseTo(4, 12);
    expect(out.rangeDifference).toBeCloseTo(30, 12);
    expect(out.rangeRatio).toBeCloseTo(4, 12);
    expect(out.summaryRateRatio).toBeCloseTo(3.5, 12);
    expect(out.indexHealthyPeople).toBeCloseTo(250, 10);
    // Adverse rates 10, 40, 30 about the total 65/250 = 26 %: (16 + 14 + 4)/3/26.
    expect(out.indexKeppelPearcy).toBeCloseTo((100 * 34) / 3 / 26, 10);
  });

  it('is the same comparison when the indicator is flipped', () => {
    const flipped = groups.map((one) => ({ ...one, numerator: one.denominator - one.numerator }));
    const out = compare({ groups: flipped, direction: 'lower', whole: 100 });
    const upright = compare({ groups, direction: 'higher', whole: 100 });
    expect(out.summaryRateRatio).toBeCloseTo(upright.summaryRateRatio ?? 0, 12);
    expect(out.indexKeppelPearcy).toBeCloseTo(upright.indexKeppelPearcy ?? 0, 10);
    expect(out.groups[1]?.ratio).not.toBeCloseTo(upright.groups[1]?.ratio ?? 0, 3);
  });

  it('has no relative index for a score that should be high, and leaves hidden groups out', () => {
    const out = compare({
      groups: [
        { group: 'a', rate: 250 },
        { group: 'b', rate: 240 },
        { group: 'c', rate: null },
      ],
      direction: 'higher',
      whole: null,
    });
    expect(out).toMatchObject({ adverseEvent: 'none', summaryRateRatio: null, leftOut: ['c'], rangeDifference: 10 });
  });

  it.each<[string, DisparityRequest]>([
    ['one group', { groups: [{ group: 'a', rate: 1 }], direction: 'lower', whole: 100 }],
    ['a hidden reference', { groups: [...groups, { group: 'd' }], reference: 'd', direction: 'lower', whole: 1 }],
    ['a repeated group', { groups: [...groups, groups[0] ?? { group: 'a' }], direction: 'lower', whole: 1 }],
  ])('refuses %s', (_, request) => {
    expect(disparity(request)).toEqual({ error: expect.any(String) });
  });

  it('gives no ratio over a rate of zero', () => {
    const zero = [
      { group: 'a', rate: 0 },
      { group: 'b', rate: 5 },
    ];
    expect(compare({ groups: zero, direction: 'lower', whole: 100 })).toMatchObject({
      rangeRatio: null,
      summaryRateRatio: null,
      indexHealthyPeople: null,
    });
  });
});
