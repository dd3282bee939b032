import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasuredSeries } from '../basics/chart-types.ts';
import { measure } from '../measure.ts';
import { measureParts } from './series-parts.ts';
import { summarizeSeries } from './series-summary.ts';
import type { SeriesRequest } from './series-types.ts';

const level = (at: number, length: number): number[] => Array.from({ length }, (_, i) => at + (i % 2 === 0 ? 1 : -1));
const request = (values: readonly (number | null)[], more: Partial<SeriesRequest> = {}): SeriesRequest => ({
  points: values.map((value, at) => ({ period: `p${at}`, value })),
  measureType: 'mean',
  direction: 'higher',
  cadence: 'month',
  ...more,
});
const demandSeries = (out: ReturnType<typeof measure>): MeasuredSeries => {
  if (out.error !== undefined) throw new Error(out.error);
  return out;
};

describe('measureParts', () => {
  it('is measure where there is no baseline, and where there are no parts', () => {
    const y = fc.array(fc.option(fc.double({ min: -100, max: 100, noNaN: true })), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(
        y,
        fc.array(fc.nat(40), { maxLength: 3 }),
        fc.array(fc.nat(40)),
        fc.nat(9),
        (values, ends, left, chance) => {
          // One time in ten a position may lie past the end: both refuse it alike.
          const within = (at: number): boolean => chance === 0 || at < values.length;
          const [parts, exclude] = [ends.filter(within), left.filter(within)];
          for (const chart of ['run', 'i', 'mr'] as const) {
            const plain = measure(chart, { y: values, parts, exclude, screened: true });
            expect(measureParts(chart, { y: values, parts, exclude, screened: true })).toEqual(plain);
            // A baseline that ends with the series is no baseline: the parts joined are the parts measured together.
            const whole = { y: values, parts, exclude, screened: true, freeze: values.length };
            expect(measureParts(chart, whole)).toEqual(plain);
          }
        },
      ),
    );
  });

  it('takes the centre of a part from the baseline that ends in it, and of others from themselves', () => {
    const y = [...level(10, 10), ...level(50, 8), ...level(60, 8)];
    const out = demandSeries(measureParts('i', { y, parts: [10], freeze: 18 }));
    expect([out.cl[0], out.cl[9], out.cl[10], out.cl[25]]).toEqual([10, 10, 50, 50]);
    expect(out.parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 9],
      [10, 25],
    ]);
    expect(out.sigma).toEqual([18, 19, 20, 21, 22, 23, 24, 25].filter((at) => Math.abs((y[at] ?? 0) - 50) > 5.4));
  });

  it('keeps the rules of run charts in the positions of the series', () => {
    const y = [...level(10, 10), ...Array.from({ length: 12 }, (_, at) => 50 + at)];
    const out = demandSeries(measureParts('run', { y, parts: [10], freeze: 4 }));
    expect(out.parts[1]?.perla?.trends).toEqual([{ from: 10, to: 21, count: 12, dir: 'up' }]);
  });
});

describe('a series with decisions', () => {
  it('tells of the last part that has values: its ends, its points, its signals', () => {
    const values = [...level(10, 12), ...level(50, 12), null, null];
    const { finding } = summarizeSeries(request(values, { parts: [12] }));
    expect(finding).toMatchObject({ kind: 'no_signal', from: 51, fromPeriod: 'p12', toPeriod: 'p23', points: 12 });
    const short = summarizeSeries(request(values, { parts: [12, 20] })).finding;
    expect(short).toMatchObject({ kind: 'too_few_points', fromPeriod: 'p20', points: 4 });
    const later = summarizeSeries(request(values, { parts: [12, 24] })).finding;
    expect(later).toMatchObject({ kind: 'no_signal', fromPeriod: 'p12' });
  });

  it('starts and ends with no excluded point', () => {
    const { finding } = summarizeSeries(request([99, ...level(10, 14), 99], { exclude: [0, 15] }));
    expect(finding).toMatchObject({ from: 11, to: 9, fromPeriod: 'p1', toPeriod: 'p14', points: 14 });
  });

  it('advises on the last part alone, in positions of the whole series', () => {
    const values = [...level(10, 12), ...level(50, 12), ...level(60, 22)];
    const cadence = 'week' as const;
    const found = summarizeSeries(request(values, { parts: [12], freeze: 24, chart: 'i', cadence }));
    expect(found.advice).toMatchObject({ kind: 'suggest', from: 24, to: 44, side: 'above', count: 22 });
    const waits = summarizeSeries(request(values.slice(0, 36), { parts: [12], freeze: 24, chart: 'i', cadence }));
    expect(waits.advice).toMatchObject({ kind: 'wait', from: 24, points: 12, pointsNeeded: 21 });
    expect(summarizeSeries(request(values, { parts: [12, 24] })).advice).toEqual({ kind: 'none' });
  });
});

describe('XmR of a series', () => {
  it('has limits at 2.66 mean moving ranges, icons, and the moving ranges under it', () => {
    const values = level(50, 24);
    const { measured, xmr, companion, finding } = summarizeSeries(request(values, { chart: 'xmr', target: 40 }));
    expect(measured.ucl?.[3]).toBeCloseTo(50 + 2.66 * 2, 9);
    expect(xmr).toMatchObject({ variationIcon: 'common_cause', assuranceIcon: 'pass', isShort: false });
    expect(companion).toMatchObject({ chart: 'mr' });
    expect(finding.kind).toBe('no_signal');
  });

  it('calls seven on the worse side a concern, and says nothing of a missing point at the end', () => {
    const values = [...level(50, 16), ...Array.from({ length: 7 }, (_, at) => 44 + (at % 2) / 10), null];
    const { xmr, finding } = summarizeSeries(request(values, { chart: 'xmr', target: 50 }));
    expect(xmr).toMatchObject({ variationIcon: 'concern_low', assuranceIcon: 'inconsistent' });
    expect(finding).toMatchObject({ kind: 'signal_concern', signal: { side: 'below', current: true } });
    expect(summarizeSeries(request(values, { chart: 'xmr', direction: 'lower' })).xmr).toMatchObject({
      variationIcon: 'improvement_low',
      assuranceIcon: null,
    });
  });

  it('tells that fewer than 13 values give provisional limits', () => {
    const short = [...level(50, 12), null, null];
    expect(summarizeSeries(request(short, { chart: 'xmr' })).xmr?.isShort).toBe(true);
    expect(summarizeSeries(request([...short, 50], { chart: 'xmr' })).xmr?.isShort).toBe(false);
    expect(summarizeSeries(request(level(5, 40), { chart: 'xmr', parts: [30] })).xmr?.isShort).toBe(true);
  });

  it('keeps an excluded point out of mean and limits', () => {
    const values = level(50, 20);
    const all = summarizeSeries(request(values, { chart: 'xmr' }));
    const out = summarizeSeries(request([...values.slice(0, 19), 500], { chart: 'xmr', exclude: [19] }));
    expect(out.measured.cl[0]).toBeCloseTo(50 + 1 / 19, 9);
    expect(out.measured.y[19]).toBe(500);
    expect(out.xmr?.pointType[19]).toBe('common_cause');
    expect(out.measured.ucl?.[0]).toBeLessThan((all.measured.ucl?.[0] ?? 0) + 1);
  });
});

describe('subgroups', () => {
  it('plots their means and, under them, their spreads', () => {
    const groups = Array.from({ length: 14 }, (_, at) => [10 + at, 12 + at, 14 + at]);
    const points = groups.map((_, at) => 11 + at);
    const summary = summarizeSeries(request(points, { chart: 'xbar', groups }));
    expect(summary.measured.y).toEqual(groups.map((group) => group[1]));
    expect(summary.finding).toMatchObject({ from: 12, to: 25 });
    expect(summary.companion).toMatchObject({ chart: 's' });
    expect(summary.companion?.measured.y[0]).toBeCloseTo(2, 9);
  });
});
