import { describe, expect, it } from 'vitest';
import { crossingsMin, longestRunMax } from './rules/anhoej.ts';
import type { ChartKind, MeasureInput } from './basics/chart-types.ts';
import { measure } from './measure.ts';
import { differences, readVectors, without } from './test/reference-vectors.ts';
import { measureXmr, type XmrInput } from './limits/xmr.ts';

interface Reference<In> {
  readonly id: string;
  readonly chart: ChartKind;
  readonly in: In;
  readonly out: object;
  readonly quirk?: readonly string[];
}

const charts = readVectors<{ series: Reference<MeasureInput>[] }>('spc.json');
const xmr = readVectors<{ series: Reference<XmrInput>[] }>('xmr-assurance.json');
const runs = readVectors<[number, number, number][]>('anhoej-limits.json');

describe.skipIf(charts === null)('charts against qicharts2', () => {
  it.each(charts?.series ?? [])('$id', (series) => {
    const skipped = series.quirk ?? [];
    const out = measure(series.chart, series.in);
    expect(differences(without(out, skipped), without(series.out, skipped))).toEqual([]);
  });
});

describe.skipIf(xmr === null)('XmR charts against NHSRplotthedots', () => {
  it.each(xmr?.series ?? [])('$id', (series) => {
    const skipped = series.quirk ?? [];
    const out = measureXmr(series.in);
    expect(differences(without(out, skipped), without(series.out, skipped))).toEqual([]);
  });
});

describe.skipIf(runs === null)('limits of the runs analysis', () => {
  it('agrees for every number of useful points', () => {
    const wrong = (runs ?? []).filter(([n, run, crossings]) => {
      return longestRunMax(n) !== run || crossingsMin(n) !== Math.abs(crossings);
    });
    expect(runs?.length).toBe(300);
    expect(wrong).toEqual([]);
  });
});
