import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeSeries } from './series-summary.ts';
import type { SeriesPoint, SeriesRequest } from './series-types.ts';

const points = (values: readonly (number | null)[]): SeriesPoint[] =>
  values.map((value, index) => ({ period: `p${index}`, value }));

const request = (values: readonly (number | null)[], more: Partial<SeriesRequest> = {}): SeriesRequest => ({
  points: points(values),
  measureType: 'mean',
  direction: 'higher',
  cadence: 'month',
  ...more,
});

const level = (at: number, length: number): number[] => Array.from({ length }, (_, i) => at + (i % 2 === 0 ? 1 : -1));

describe('finding', () => {
  it('says nothing without data, and little of one point', () => {
    expect(summarizeSeries(request([])).finding).toMatchObject({ kind: 'no_data', from: null, change: null });
    expect(summarizeSeries(request([null, null])).finding.kind).toBe('no_data');
    expect(summarizeSeries(request([null, 4])).finding).toMatchObject({
      kind: 'single_point',
      from: 4,
      to: 4,
      fromPeriod: 'p1',
      change: null,
    });
  });

  it('claims no signal below ten useful points, however steep the change', () => {
    const summary = summarizeSeries(request([1, 2, 3, 4, 5, 6, 7, 8, 9], { runRules: 'perla' }));
    expect(summary).toMatchObject({ chart: 'run', reason: 'few_points', enoughPoints: false, signals: [] });
    expect(summary.finding).toEqual({
      kind: 'too_few_points',
      from: 1,
      to: 9,
      fromPeriod: 'p0',
      toPeriod: 'p8',
      change: 8,
      signal: null,
      opposite: null,
      beganAnew: false,
      points: 9,
      useful: 8,
      better: 'higher',
    });
  });

  it('calls a lasting shift in the better direction an improvement, in the other a concern', () => {
    const values = [...level(50, 12), ...level(60, 12)];
    const up = summarizeSeries(request(values));
    expect(up.chart).toBe('i');
    expect(up.finding).toMatchObject({
      kind: 'signal_improvement',
      signal: {
        rule: 'shift',
        from: 12,
        to: 23,
        fromPeriod: 'p12',
        side: 'above',
        current: true,
        count: 12,
        allowed: 8,
      },
    });
    expect(summarizeSeries(request(values, { direction: 'lower' })).finding.kind).toBe('signal_concern');
    expect(up.signals.map(({ rule }) => rule)).toContain('crossings');
  });

  it('reads a long run with which the series begins as the level it left', () => {
    const values = [...Array.from({ length: 10 }, (_, i) => 40 + i / 100), ...level(50, 10)];
    const summary = summarizeSeries(request(values, { chart: 'run' }));
    const first = summary.signals.find(({ rule, from }) => rule === 'shift' && from === 0);
    expect(first).toMatchObject({ side: 'below', favourable: true, current: false });
  });

  it('does not read a series that went and came back as having moved the way its last points lie', () => {
    const values = [...level(40, 5), ...level(60, 5), ...level(40, 5), ...level(60, 5)];
    const { finding, signals } = summarizeSeries(request(values, { chart: 'run' }));
    expect(signals.map(({ rule, favourable }) => [rule, favourable])).toEqual([['crossings', null]]);
    expect(finding.kind).toBe('signal_change');
  });

  it('lets the newest of signals of both signs lead, and keeps the other', () => {
    const values = [...level(50, 10), ...level(30, 14), ...level(70, 14)];
    const { finding } = summarizeSeries(request(values, { chart: 'run' }));
    expect(finding).toMatchObject({ kind: 'signal_improvement', signal: { fromPeriod: 'p24', when: 'since' } });
    const fallen = summarizeSeries(request([...values, 5], { chart: 'i' })).finding;
    expect(fallen).toMatchObject({
      kind: 'signal_concern',
      signal: { fromPeriod: 'p38' },
      opposite: { toPeriod: 'p37' },
    });
  });

  it('rests on no point that was left out of the analysis', () => {
    const values = [...level(50, 23), 20];
    expect(summarizeSeries(request(values, { chart: 'i', exclude: [23] })).finding.kind).toBe('no_signal');
  });

  it('finds nothing in steady data', () => {
    expect(summarizeSeries(request(level(50, 24))).finding).toMatchObject({ kind: 'no_signal', signal: null });
  });

  it('tells a point outside the limits, and whether it is the last', () => {
    const summary = summarizeSeries(request([...level(50, 23), 20]));
    expect(summary.finding).toMatchObject({
      kind: 'signal_concern',
      signal: { rule: 'astronomical', from: 23, current: true, side: 'below' },
    });
  });

  it('speaks of the last part alone', () => {
    const values = [...level(50, 12), ...level(60, 12), ...level(70, 6)];
    const summary = summarizeSeries(request(values, { parts: [24] }));
    expect(summary.enoughPoints).toBe(false);
    expect(summary.finding.kind).toBe('too_few_points');
    expect(summary.signals.some(({ part }) => part === 0)).toBe(true);
  });

  it('tests nothing where neighbouring periods share most of their time, whichever chart is chosen', () => {
    const shifted = [...level(50, 12), ...level(70, 12)];
    for (const chart of ['run', 'i', 'xmr'] as const) {
      expect(summarizeSeries(request(shifted, { chart })).signals.length).toBeGreaterThan(0);
      const summary = summarizeSeries(request(shifted, { chart, cadence: 'five_years' }));
      expect(summary).toMatchObject({ signals: [], companion: null, advice: { kind: 'none' } });
      expect(summary.finding.kind).toBe('no_signal');
    }
    expect(summarizeSeries(request(shifted, { cadence: 'rolling_year' })).reason).toBe('overlapping');
  });

  it("uses Perla's rules when they are asked for, not beside Anhøj's", () => {
    const values = [50, 52, 49, 51, 48, 53, 50.5, 49.5, 51.5, 48.5, 52.5, 53, 54, 55, 56, 57];
    const perla = summarizeSeries(request(values, { cadence: 'year', runRules: 'perla' }));
    expect(perla.reason).toBe('annual');
    expect(perla.signals.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['shift', 'trend']));
    expect(summarizeSeries(request(values, { cadence: 'year' })).signals).toEqual([]);
  });
});

const counts = (value: (share: number) => number | null): SeriesPoint[] =>
  Array.from({ length: 14 }, (_, i) => {
    const numerator = 30 + ((i * 5) % 7);
    return { period: `p${i}`, value: value(numerator / 120), numerator, denominator: 120 };
  });

describe('chart', () => {
  it('draws P′ from the counts in the units of the values', () => {
    const summary = summarizeSeries({
      points: counts((share) => Math.round(share * 1000) / 10),
      measureType: 'proportion',
      direction: 'higher',
      cadence: 'month',
    });
    expect(summary).toMatchObject({ chart: 'pp', reason: 'proportion' });
    expect(summary.centre).toBeCloseTo((100 * 462) / (14 * 120), 6);
    expect(summary.first?.value).toBe(25);
  });

  it('falls back to individual values where a denominator is missing', () => {
    const some = counts((share) => share).map((point, i) => (i === 3 ? { ...point, denominator: null } : point));
    const summary = summarizeSeries({ points: some, measureType: 'proportion', direction: 'higher', cadence: 'month' });
    expect(summary).toMatchObject({ chart: 'i', reason: 'proportion_without_denominators', pointCount: 14 });
  });

  it('draws a run chart and tells why when the data refuse the chart', () => {
    const summary = summarizeSeries(request([...level(5, 12), 0], { measureType: 'time_between' }));
    expect(summary).toMatchObject({ chart: 'run', reason: 'chart_refused' });
    expect(summary.refusal).toMatch(/greater than zero/u);
  });

  it('judges no moving range good or bad, and tells the one outside its limits', () => {
    const summary = summarizeSeries(request([...level(50, 23), 90], { chart: 'mr' }));
    expect(summary).toMatchObject({ first: { value: 51 }, last: { value: 90 } });
    // The title is of what the chart draws: the ranges, not the values.
    expect(summary.finding).toMatchObject({ kind: 'signal_change', fromPeriod: 'p1', signal: { fromPeriod: 'p23' } });
    expect(summary.signals).toMatchObject([{ rule: 'astronomical', favourable: null }]);
  });

  it("takes the reader's choice", () => {
    expect(summarizeSeries(request(level(5, 20), { chart: 'run' }))).toMatchObject({
      chart: 'run',
      reason: 'chosen_by_reader',
      lowerLimit: null,
    });
  });
});

describe('whatever the data', () => {
  it('a finding never claims a signal without ten useful points', () => {
    const value = fc.option(fc.integer({ min: -20, max: 20 }), { freq: 6 });
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 30 }),
        fc.constantFrom('anhoej' as const, 'perla' as const),
        fc.constantFrom('run' as const, 'i' as const, 'mr' as const, null),
        (values, runRules, chart) => {
          const summary = summarizeSeries(request(values, { runRules, chart }));
          const claims = summary.finding.kind.startsWith('signal');
          expect(claims && summary.usefulCount < 10).toBe(false);
          expect(claims).toBe(summary.finding.signal !== null);
        },
      ),
    );
  });
});
