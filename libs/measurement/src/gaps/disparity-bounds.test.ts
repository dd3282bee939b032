import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bounds, exactly, isNumber } from './bounds.ts';
import { type KnownDisparity, knownDisparity, type KnownDisparityRequest } from './disparity-bounds.ts';
import { disparity } from './disparity.ts';

const range = (lower: number | null, upper: number | null): Bounds => ({
  lower,
  upper,
  lowerOpen: false,
  upperOpen: false,
});

function compare(request: KnownDisparityRequest): KnownDisparity {
  const out = knownDisparity(request);
  if (out.error !== undefined) throw new Error(out.error);
  return out;
}

const common = { reference: 'best', direction: 'lower', whole: 100, exclusive: true } as const;
const groupsOf = (...known: (Bounds | null)[]) => known.map((one, at) => ({ group: `g${at}`, known: one }));
const rates = fc.array(fc.double({ min: 1, max: 99, noNaN: true }), { minLength: 2, maxLength: 6 });
const measures = [
  'rangeDifference',
  'rangeRatio',
  'summaryRateRatio',
  'indexHealthyPeople',
  'indexKeppelPearcy',
] as const;

describe('what is known of a disparity', () => {
  it('is what disparity gives where every rate is a number', () => {
    fc.assert(
      fc.property(rates, fc.constantFrom('higher', 'lower'), (values, direction) => {
        const total = values.reduce((sum, value) => sum + value, 0) / values.length;
        const out = compare({ ...common, direction, groups: groupsOf(...values.map(exactly)), total: exactly(total) });
        const groups = values.map((rate, at) => ({ group: `g${at}`, rate }));
        const plain = disparity({ groups, direction, whole: 100, total });
        if (plain.error !== undefined) throw new Error(plain.error);
        expect([out.reference, out.referenceIsCertain]).toEqual([plain.reference, true]);
        for (const measure of measures) {
          expect(out[measure] !== null && isNumber(out[measure])).toBe(true);
          const expected = plain[measure] ?? 0;
          // Of rates that are all but equal the measures are what rounding leaves: nothing to compare by its ratio.
          const slack = 1e-6 * Math.max(1, Math.abs(expected));
          expect(Math.abs((out[measure]?.lower ?? 0) - expected)).toBeLessThan(slack);
        }
        out.groups.forEach((one, at) => {
          expect(one.difference.lower).toBeCloseTo(plain.groups[at]?.difference ?? 0, 9);
          expect(one.adverseRatio?.upper ?? 0).toBeCloseTo(plain.groups[at]?.adverseRatio ?? 0, 6);
        });
      }),
    );
  });

  it('bounds every measure of every table that the ranges allow', () => {
    const span = fc
      .tuple(fc.double({ min: 0.5, max: 99, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true }))
      .map(([lower, width]) => range(lower, Math.min(99, lower + width)));
    const one = fc.record({ span, share: fc.double({ min: 0, max: 1, noNaN: true }) });
    const at = ({ span: { lower, upper }, share }: { span: Bounds; share: number }) =>
      (lower ?? 0) + share * ((upper ?? 0) - (lower ?? 0));
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 6 }), one, (groups, all) => {
        const out = compare({ ...common, groups: groupsOf(...groups.map((group) => group.span)), total: all.span });
        const plain = disparity({
          groups: groups.map((group, index) => ({ group: `g${index}`, rate: at(group) })),
          direction: 'lower',
          whole: 100,
          total: at(all),
        });
        if (plain.error !== undefined) throw new Error(plain.error);
        for (const measure of measures) {
          const [value, bounds] = [plain[measure] ?? Number.NaN, out[measure]];
          const slack = 1e-9 * (1 + Math.abs(value));
          expect(value).toBeGreaterThanOrEqual((bounds?.lower ?? Number.NaN) - slack);
          expect(value).toBeLessThanOrEqual((bounds?.upper ?? Infinity) + slack);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reaches its bounds, so that they are no wider than need be', () => {
    const out = compare({ ...common, groups: groupsOf(range(20, 40), range(30, 60), exactly(25)), total: exactly(30) });
    expect(out.rangeDifference).toMatchObject({ lower: 5, upper: 40 });
    expect(out.rangeRatio).toMatchObject({ lower: 1.2, upper: 3 });
    // Least at 25, 30, 25; greatest at 20, 60, 25.
    expect(out.summaryRateRatio?.lower).toBeCloseTo((30 / 25 + 1) / 2, 12);
    expect(out.summaryRateRatio?.upper).toBeCloseTo((60 / 20 + 25 / 20) / 2, 12);
    expect(out.indexKeppelPearcy?.lower).toBeCloseTo((100 * (0 + 0 + 5)) / 3 / 30, 12);
    expect(out.indexKeppelPearcy?.upper).toBeCloseTo((100 * (10 + 30 + 5)) / 3 / 30, 12);
  });

  it('leaves open what a bound leaves open', () => {
    const out = compare({
      ...common,
      direction: 'higher',
      groups: groupsOf(range(95, null), exactly(80)),
      total: null,
    });
    expect(out.groups[1]).toMatchObject({
      difference: { lower: -20, upper: -15 },
      adverseRatio: { lower: 4, upper: null },
    });
    expect(out).toMatchObject({ reference: 'g0', adverseEvent: 'complement', indexKeppelPearcy: null });
    expect(out.summaryRateRatio).toMatchObject({ lower: 4, upper: null });
  });

  it('says when another group may be the best-off one', () => {
    const groups = groupsOf(range(10, 30), exactly(20), exactly(40));
    expect(compare({ ...common, groups })).toMatchObject({ reference: 'g1', referenceIsCertain: false });
    const apart = groupsOf(range(10, 15), exactly(20));
    expect(compare({ ...common, groups: apart })).toMatchObject({ reference: 'g0', referenceIsCertain: true });
  });

  it('compares with everybody, and leaves hidden groups out of every measure', () => {
    const groups = groupsOf(exactly(10), exactly(20), null);
    const out = compare({ ...common, reference: 'total', groups, total: exactly(16) });
    expect(out).toMatchObject({ reference: null, leftOut: ['g2'], rangeDifference: { lower: 10, upper: 10 } });
    expect(out.groups.map((one) => one.difference.lower)).toEqual([-6, 4]);
  });

  it('has no index of groups that overlap', () => {
    const out = compare({
      ...common,
      exclusive: false,
      groups: groupsOf(exactly(10), exactly(20)),
      total: exactly(15),
    });
    expect(measures.map((measure) => out[measure])).toEqual([null, null, null, null, null]);
    expect(out.groups[1]?.difference.lower).toBe(10);
  });

  it('has no ratio over nobody, and none of a score', () => {
    const zero = compare({ ...common, groups: groupsOf(exactly(0), exactly(20)) });
    expect(zero).toMatchObject({ rangeRatio: null, summaryRateRatio: null, rangeDifference: { lower: 20 } });
    expect(zero.groups[1]?.adverseRatio).toBeNull();
    const score = compare({
      ...common,
      direction: 'higher',
      whole: null,
      groups: groupsOf(exactly(250), exactly(240)),
    });
    expect(score).toMatchObject({ adverseEvent: 'none', rangeRatio: null, summaryRateRatio: null });
  });

  it.each<[string, Partial<KnownDisparityRequest>]>([
    ['one group', { groups: groupsOf(exactly(1), null) }],
    ['a hidden reference', { groups: groupsOf(exactly(1), exactly(2), null), reference: { group: 'g2' } }],
    ['nothing known of everybody', { groups: groupsOf(exactly(1), exactly(2)), reference: 'total' }],
    ['a repeated group', { groups: [...groupsOf(exactly(1)), ...groupsOf(exactly(2))] }],
  ])('refuses %s', (_, request) => {
    expect(knownDisparity({ ...common, groups: [], ...request })).toEqual({ error: expect.any(String) });
  });
});
