import { describe, expect, it } from 'vitest';
import type { ChartKind, MeasuredSeries, MeasureInput } from './basics/chart-types.ts';
import { measure } from './measure.ts';

function measureSeries(chart: ChartKind, input: MeasureInput): MeasuredSeries {
  const out = measure(chart, input);
  if (out.error !== undefined) throw new Error(out.error);
  return out;
}

const fourth = <T>(list: readonly T[] | undefined): T | undefined => list?.at(-1);

describe('run chart', () => {
  it('finds the median, the runs and the trend of ten rising points', () => {
    const out = measureSeries('run', { y: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
    expect(out.cl[0]).toBe(5.5);
    expect(out.lcl).toBeUndefined();
    expect(out.parts).toEqual([
      {
        from: 0,
        to: 9,
        nObs: 10,
        nUseful: 10,
        longestRun: 5,
        longestRunMax: 6,
        nCrossings: 1,
        nCrossingsMin: 2,
        runsSignal: true,
        perla: {
          runs: 2,
          runsLow: 3,
          runsHigh: 9,
          shifts: [],
          trends: [{ from: 0, to: 9, count: 10, dir: 'up' }],
        },
      },
    ]);
  });

  it('steps over points on the median and missing points in a run', () => {
    const out = measureSeries('run', { y: [0, 6, 5, 6, null, 6, 6, 5, 6, 6, 0], cl: 5 });
    expect(out.parts[0]?.perla?.shifts).toEqual([{ from: 1, to: 9, count: 6, side: 'above' }]);
    expect(out.parts[0]).toMatchObject({ nObs: 11, nUseful: 8, nCrossings: 2 });
  });

  it('counts a repeated value once in a trend, at its first point', () => {
    const out = measureSeries('run', { y: [3, 1, 1, 2, 2, 3, 4, 5, 5, 4] });
    expect(out.parts[0]?.perla?.trends).toEqual([{ from: 1, to: 7, count: 5, dir: 'up' }]);
  });

  it('takes the centre from the frozen points and analyses all', () => {
    const out = measureSeries('run', { y: [1, 2, 3, 9, 9, 9], freeze: 3 });
    expect(out.cl).toEqual([2, 2, 2, 2, 2, 2]);
    expect(out.parts[0]?.nUseful).toBe(5);
  });
});

describe('control charts by hand', () => {
  it('I: mean ± 3·2/1.128', () => {
    const out = measureSeries('i', { y: [10, 12, 10, 12] });
    expect(out.cl[0]).toBe(11);
    expect(fourth(out.ucl)).toBeCloseTo(11 + 6 / 1.128, 12);
    expect(fourth(out.lcl95)).toBeCloseTo(11 - 4 / 1.128, 12);
  });

  it('I: one wild range is screened away', () => {
    const y = [10, 12, 10, 12, 10, 12, 10, 12, 10, 90];
    expect(fourth(measureSeries('i', { y, screened: true }).ucl)).toBeCloseTo(18.8 + 6 / 1.128, 12);
    expect(measureSeries('i', { y, screened: true }).sigma).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('MR: 3.267 times the mean range, no runs test', () => {
    const out = measureSeries('mr', { y: [1, 3, 2, null, 4] });
    expect(out.y).toEqual([null, 2, 1, null, null]);
    expect(out.ucl?.[0]).toBeCloseTo(3.267 * 1.5, 12);
    expect(out.parts[0]?.runsSignal).toBe(false);
  });

  it('P: stays within 0 and 1', () => {
    const out = measureSeries('p', { y: [1, 2, 3, 0], n: [10, 10, 10, 0] });
    expect(out.y).toEqual([0.1, 0.2, 0.3, null]);
    expect(out.cl).toEqual([0.2, 0.2, 0.2, 0.2]);
    expect(out.ucl?.[0]).toBeCloseTo(0.2 + 3 * Math.sqrt(0.016), 12);
    expect(out.lcl).toEqual([0, 0, 0, null]);
  });

  it('P′ with equal denominators is the I chart of the ratios', () => {
    const out = measureSeries('pp', { y: [1, 2, 1, 2], n: [10, 10, 10, 10] });
    expect(out.ucl?.[0]).toBeCloseTo(0.15 + 0.3 / 1.128, 12);
    expect(measureSeries('up', { y: [1, 2, 1, 2], n: [10, 10, 10, 10] }).ucl?.[0]).toBeCloseTo(0.15 + 0.3 / 1.128, 12);
  });

  it('U and C: Poisson limits from 0', () => {
    expect(measureSeries('u', { y: [2, 2], n: [1, 1] }).ucl?.[0]).toBeCloseTo(2 + 3 * Math.SQRT2, 12);
    expect(measureSeries('c', { y: [4, 4, 4, 4] })).toMatchObject({ ucl: [10, 10, 10, 10], lcl: [0, 0, 0, 0] });
  });

  it('G: median drawn, limits about the mean', () => {
    const out = measureSeries('g', { y: [0, 1, 5] });
    expect(out.cl[0]).toBe(1);
    expect(out.ucl?.[0]).toBeCloseTo(2 + 3 * Math.sqrt(6), 12);
  });

  it('T: an I chart of the 1/3.6th power', () => {
    const out = measureSeries('t', { y: [1, 2 ** 3.6] });
    expect(out.cl[0]).toBeCloseTo(1.5 ** 3.6, 10);
    expect(out.ucl?.[0]).toBeCloseTo((1.5 + 3 / 1.128) ** 3.6, 8);
    expect(out.lcl?.[0]).toBe(0);
  });

  it('X̄ and S of two pairs: 3/c4 about the mean, B4 = 3.2665', () => {
    const groups = [
      [1, 3],
      [3, 5],
    ];
    expect(measureSeries('xbar', { groups }).ucl?.[0]).toBeCloseTo(3 + 3 / Math.sqrt(2 / Math.PI), 12);
    expect((measureSeries('s', { groups }).ucl?.[0] ?? 0) / Math.SQRT2).toBeCloseTo(3.2665, 4);
    expect(measureSeries('xbar', { groups: [...groups, [7]] }).ucl?.[2]).toBeNull();
  });

  it('I′ without denominators takes √(π/2)·|difference|/√2', () => {
    const out = measureSeries('ip', { y: [10, 12, 10, 12] });
    expect(out.ucl?.[0]).toBeCloseTo(11 + 3 * Math.sqrt(Math.PI), 12);
  });
});

describe('rounding, scale and parts', () => {
  it('gives a constant series no signal, and no limits when ranges are screened', () => {
    const y = Array.from({ length: 24 }, () => 0.1);
    expect(measureSeries('i', { y })).toMatchObject({ sigma: [], parts: [{ nUseful: 0, runsSignal: false }] });
    expect(fourth(measureSeries('i', { y, screened: true }).ucl)).toBeNull();
    const counts = { y: [3, 6, 9, 12], n: [30, 60, 90, 120], screened: true };
    expect(measureSeries('pp', counts).ucl).toEqual([null, null, null, null]);
  });

  it('multiplies values, centre and limits at the end', () => {
    const input = { y: [1, 2, 3], n: [10, 20, 15] };
    const plain = measureSeries('p', input);
    const percent = measureSeries('p', { ...input, multiply: 100 });
    expect(percent.ucl).toEqual(plain.ucl?.map((value) => (value ?? 0) * 100));
    expect(percent.sigma).toEqual(plain.sigma);
  });

  it('recomputes each part by itself and ignores freeze then', () => {
    const out = measureSeries('i', { y: [1, 2, 1, 11, 12, 11], parts: [3], freeze: 1 });
    expect(out.cl.map((value) => Math.round((value ?? 0) * 3))).toEqual([4, 4, 4, 34, 34, 34]);
    expect(out.parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [3, 5],
    ]);
  });

  it('leaves an excluded point out of centre and runs but tests it against the limits', () => {
    const out = measureSeries('i', { y: [10, 12, 99, 10, 12], exclude: [2] });
    expect(out.cl[0]).toBe(11);
    expect(out.sigma).toEqual([2]);
    expect(out.parts[0]).toMatchObject({ nObs: 4, nUseful: 4 });
  });
});

describe('refusals', () => {
  it.each<[string, ChartKind, MeasureInput]>([
    ['a time between events of zero', 't', { y: [3, 0, 2] }],
    ['a numerator over zero', 'p', { y: [1, 1], n: [5, 0] }],
    ['a numerator above its denominator', 'p', { y: [6], n: [5] }],
    ['a negative count', 'c', { y: [-1] }],
    ['lists of different length', 'u', { y: [1, 2], n: [5] }],
    ['a rate without denominators', 'u', { y: [1, 2] }],
    ['no points', 'run', { y: [] }],
    ['a number that is not finite', 'run', { y: [Number.NaN] }],
    ['a freeze of no points', 'run', { y: [1, 2], freeze: 0 }],
    ['a freeze past the end', 'run', { y: [1, 2], freeze: 3 }],
    ['a freeze past the end where there are parts', 'run', { y: [1, 2], freeze: 3, parts: [1] }],
    ['an exclusion past the end', 'run', { y: [1, 2], exclude: [2] }],
    ['a part past the end', 'run', { y: [1, 2], parts: [3] }],
    ['a freeze past the last subgroup', 'xbar', { groups: [[1, 2]], freeze: 2 }],
    ['subgroups that are missing', 'xbar', { y: [1, 2] }],
    ['an unknown chart', 'ewma' as ChartKind, { y: [1, 2] }],
  ])('%s', (_, chart, input) => {
    expect(measure(chart, input)).toEqual({ error: expect.any(String) });
  });
});
