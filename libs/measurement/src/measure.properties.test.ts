import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartKind, MeasuredSeries, MeasureInput } from './basics/chart-types.ts';
import { runsDistribution } from './basics/distribution.ts';
import { measure } from './measure.ts';
import { differences } from './test/reference-vectors.ts';
import { measureXmr } from './limits/xmr.ts';

const value = fc.integer({ min: -2000, max: 2000 }).map((whole) => whole / 8);
const values = fc.array(fc.option(value, { freq: 8 }), { minLength: 2, maxLength: 60 });
const counts = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 120 })).map(([x, more]) => ({ x, n: x + more })),
  { minLength: 2, maxLength: 50 },
);

function measureSeries(chart: ChartKind, input: MeasureInput): MeasuredSeries {
  const out = measure(chart, input);
  if (out.error !== undefined) throw new Error(out.error);
  return out;
}

const analysis = (out: MeasuredSeries): unknown => [out.sigma, out.parts];

describe('charts, whatever the data', () => {
  it('limits keep their order around the centre', () => {
    fc.assert(
      fc.property(fc.constantFrom<ChartKind>('p', 'pp', 'u', 'up', 'c', 'ip', 'i'), counts, (chart, points) => {
        const out = measureSeries(chart, { y: points.map(({ x }) => x), n: points.map(({ n }) => n), screened: true });
        out.y.forEach((_, index) => {
          const lines = [out.lcl, out.lcl95, out.cl, out.ucl95, out.ucl].map((line) => line?.[index] ?? null);
          if (lines.includes(null)) return;
          for (let k = 1; k < lines.length; k += 1) expect(lines[k]).toBeGreaterThanOrEqual((lines[k - 1] ?? 0) - 1e-9);
        });
      }),
    );
  });

  it('moving all values moves the lines and nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom<ChartKind>('run', 'i'), values, fc.integer({ min: -64, max: 64 }), (chart, y, by) => {
        const before = measureSeries(chart, { y, screened: true });
        const after = measureSeries(chart, { y: y.map((v) => (v === null ? null : v + by)), screened: true });
        expect(analysis(after)).toEqual(analysis(before));
        const moved = before.cl.map((line) => (line === null ? null : line + by));
        moved.forEach((line, index) => expect(after.cl[index] ?? 0).toBeCloseTo(line ?? 0, 6));
      }),
    );
  });

  it('scaling by a power of two scales every line exactly', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(2, 4, 1024), (y, by) => {
        const before = measureSeries('i', { y, multiply: by });
        const after = measureSeries('i', { y: y.map((v) => (v === null ? null : v * by)) });
        expect(differences(after, before)).toEqual([]);
      }),
    );
  });

  it('missing points at the ends change no line and no run', () => {
    fc.assert(
      fc.property(values, (y) => {
        const bare = measureSeries('run', { y });
        const padded = measureSeries('run', { y: [null, ...y, null] });
        expect(padded.cl[0]).toEqual(bare.cl[0]);
        const { nUseful, nCrossings } = bare.parts[0] ?? {};
        expect(padded.parts[0]).toMatchObject({ nUseful, nCrossings });
      }),
    );
  });

  it('a constant series has no signal on any chart', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ChartKind>('run', 'i', 'mr', 'c', 'g', 't', 'ip'),
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (chart, level, length, screened) => {
          const out = measureSeries(chart, { y: Array.from({ length }, () => level), screened });
          expect(out.sigma).toEqual([]);
          expect(out.parts[0]?.runsSignal).toBe(false);
        },
      ),
    );
  });

  it('useful points, crossings and the longest run fit together', () => {
    fc.assert(
      fc.property(values, (y) => {
        const part = measureSeries('run', { y }).parts[0];
        if (part === undefined || part.longestRun === null || part.nCrossings === null) return;
        expect(part.longestRun + part.nCrossings).toBeLessThanOrEqual(part.nUseful);
        expect(part.perla?.runs).toBe(part.nCrossings + 1);
      }),
    );
  });

  it('turning an XmR series upside down turns improvement into concern', () => {
    fc.assert(
      fc.property(values, (y) => {
        const upright = measureXmr({ y, direction: 'increase' });
        const turned = measureXmr({ y: y.map((v) => (v === null ? null : -v)), direction: 'increase' });
        if (upright.error !== undefined || turned.error !== undefined) throw new Error('refused');
        const swap = new Map([
          ['special_cause_improvement', 'special_cause_concern'],
          ['special_cause_concern', 'special_cause_improvement'],
        ]);
        expect(turned.pointType).toEqual(upright.pointType.map((type) => swap.get(type) ?? type));
      }),
    );
  });
});

describe('runs distribution', () => {
  it('sums to one', () => {
    for (const n of [2, 3, 10, 11, 60, 1001]) {
      expect(runsDistribution(n).reduce((total, chance) => total + chance, 0)).toBeCloseTo(1, 9);
    }
  });
});
