import { describe, expect, it } from 'vitest';
import {
  breakdownsOf,
  type DisparityCell,
  type DisparityIndicator,
  type DisparitySeries,
  overTime,
  viewOf,
} from './disparity-model.ts';

const years = ['2019', '2020', '2021'];
type Given =
  | readonly [numerator: number, denominator: number]
  | { lower: number; upper: number | null }
  | 'hidden'
  | null;

const cell = (given: Given | undefined, at: number): DisparityCell => {
  const year = years[at] ?? '';
  const base = { start: `${year}-07-01`, label: year, value: null, numerator: null, denominator: null };
  const none = { ...base, lower: null, upper: null, interval: null, status: 'not_reported', hidden: false };
  if (given === null || given === undefined) return none;
  if (given === 'hidden') return { ...none, hidden: true };
  if ('lower' in given) return { ...none, ...given, status: 'bounded' };
  const [numerator, denominator] = given;
  return { ...none, status: 'reported', numerator, denominator, value: Math.round((100 * numerator) / denominator) };
};
const series = (populationId: string, ...given: Given[]): DisparitySeries => ({
  populationId,
  name: populationId.toUpperCase(),
  cells: years.map((_, at) => cell(given[at], at)),
});
const population = (id: string, dimension: string | null, more = {}) => ({
  id,
  dimension,
  crossedDimension: null,
  isExclusive: true,
  isKey: false,
  ...more,
});
const indicator: DisparityIndicator = {
  id: 'i',
  name: 'Absent',
  unit: '%',
  measureType: 'proportion',
  direction: 'lower',
  cadence: 'school_year',
  definitions: [{ breaksOn: null }],
  targets: [],
  populations: [population('all', null), population('a', 'race'), population('b', 'race'), population('c', 'race')],
};
const all = series('all', [50, 300], [48, 300], [45, 300]);
const a = series('a', [10, 100], [12, 100], [12, 100]);
const b = series('b', [30, 100], [28, 100], [25, 100]);
const c = series('c', [10, 60], 'hidden', [8, 60]);
const nothing = { breakdown: null, reference: null, group: null, period: null, since: null };
const look = (given: readonly DisparitySeries[], wish = {}, shownIndicator: DisparityIndicator = indicator) =>
  viewOf(shownIndicator, given, 'here', { ...nothing, ...wish });

describe('a view of a disparity', () => {
  it('says whose published interval overlaps with that of the reference', () => {
    const within = (one: DisparitySeries, low: number, high: number): DisparitySeries => ({
      ...one,
      cells: one.cells.map((each) => ({ ...each, interval: { low, high, level: 90 } })),
    });
    const groups = [all, within(a, 8, 16), within(b, 20, 30), within(c, 10, 17)];
    const overlapping = (given: readonly DisparitySeries[]) =>
      look(given, { reference: 'a' })?.rows.flatMap(({ group, overlapsReference }) =>
        overlapsReference ? [group] : [],
      );
    expect(overlapping(groups)).toEqual(['c']);
    expect(overlapping([all, a, within(b, 8, 30), within(c, 10, 17)])).toEqual([]);
  });

  it('takes the newest period, the best-off group and the first period, and is about the worst off', () => {
    const view = look([all, a, b, c]);
    expect(view?.period.label).toBe('2021');
    expect(view?.reference).toEqual({ id: 'a', name: 'A' });
    expect(view?.since?.label).toBe('2019');
    expect(view?.focus).toMatchObject({ name: 'B', difference: { lower: 13 } });
    expect(view?.focus?.gap?.percent?.lower).toBeCloseTo(35, 9);
    expect(view?.focus?.gap).toMatchObject({ referenceFell: 'yes', groupImproved: 'yes' });
  });

  it('follows what the reader asks for, and falls back where it is not published', () => {
    const view = look([all, a, b, c], { reference: 'total', period: '2020-07-01', group: 'a' });
    expect(view).toMatchObject({ reference: { id: null, name: 'ALL' }, choice: 'total', notShown: ['C'] });
    expect(view?.focus?.difference.lower).toBeCloseTo(12 - 16, 9);
    const hidden = look([all, a, b, c], { reference: 'c', period: '2020-07-01' });
    expect(hidden).toMatchObject({ choice: 'best', reference: { name: 'A' } });
  });

  it('computes nothing from a hidden number: the same view whatever stands behind it', () => {
    const spoilt = {
      ...c,
      cells: c.cells.map((one) => (one.hidden ? { ...one, value: 99, numerator: 59, denominator: 60 } : one)),
    };
    const at = { period: '2020-07-01' };
    expect(JSON.stringify(look([all, a, b, spoilt], at)?.now)).toBe(JSON.stringify(look([all, a, b, c], at)?.now));
    expect(breakdownsOf(indicator, [all, a, b, spoilt])[0]?.isExclusive).toBe(true);
  });

  it('keeps ranges as ranges', () => {
    const view = look([all, a, b, series('c', null, null, { lower: 0, upper: 20 })]);
    expect(view?.rows.find(({ name }) => name === 'C')).toMatchObject({ known: { lower: 0, upper: 20 } });
    expect(view?.now.rangeDifference).toMatchObject({ lower: 13, upper: 25 });
  });

  it('needs two groups with a published number', () => {
    expect(look([all, a, series('b', 'hidden', 'hidden', 'hidden')])).toBeNull();
    expect(look([all, a])).toBeNull();
  });

  it('compares over no break of the definition', () => {
    const broken = { ...indicator, definitions: [{ breaksOn: '2020-07-01' }, { breaksOn: null }] };
    expect(look([all, a, b, c], {}, broken)?.baselines.map(({ label }) => label)).toEqual(['2020']);
    expect(look([all, a, b, c], { since: '2019-07-01' }, broken)?.since?.label).toBe('2020');
    expect(look([all, a, b, c], { period: '2020-07-01' }, broken)?.since).toBeNull();
  });

  it('indexes no groups that overlap, said or shown by their counts', () => {
    const overlapping = {
      ...indicator,
      populations: indicator.populations.map((one) => ({ ...one, isExclusive: false })),
    };
    expect(look([all, a, b, c], {}, overlapping)?.now).toMatchObject({
      rangeDifference: null,
      indexHealthyPeople: null,
    });
    const more = look([series('all', [1, 120], [1, 120], [1, 120]), a, b, c]);
    expect(more?.breakdown).toMatchObject({ isExclusive: false, makesMore: true });
  });

  it('counts toward a target from the baseline', () => {
    const target = {
      placeId: 'here',
      populationId: 'b',
      value: 20,
      baselinePeriodStart: '2019-07-01',
      baselineValue: 30,
    };
    const view = look([all, a, b, c], {}, { ...indicator, targets: [target] });
    expect(view?.focus?.change?.lower).toBeCloseTo(50, 9);
    expect(view?.rows.find(({ name }) => name === 'A')?.change).toBeNull();
  });

  it('keeps one reference over time, and the best-off group of each period for the whole', () => {
    const view = look([all, a, b, c]);
    const rows = overTime(indicator, [all, a, b, c], view!);
    expect(rows.map(({ groups }) => groups?.reference)).toEqual(['a', 'a', 'a']);
    expect(rows[0]?.whole?.rangeDifference?.lower).toBeCloseTo(20, 9);
    expect(rows[1]?.whole?.leftOut).toEqual(['c']);
  });

  it('keeps crossings apart from the groups that they cross', () => {
    const crossed = {
      ...indicator,
      populations: [
        ...indicator.populations,
        population('x', 'race', { crossedDimension: 'sex' }),
        population('y', 'sex', { crossedDimension: 'race' }),
      ],
    };
    const x = series('x', [1, 50], [1, 50], [1, 50]);
    const names = breakdownsOf(crossed, [all, a, b, x, { ...x, populationId: 'y' }]).map(({ name }) => name);
    expect(names).toEqual(['race', 'race × sex']);
  });
});
