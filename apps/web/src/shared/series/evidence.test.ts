import { plainLocales } from '@throughline/charts/plain-locale';
import { findingTitle } from '@throughline/charts/finding-title';
import { caveatsOf } from '@throughline/charts/run-chart-data';
import { textAlternative } from '@throughline/charts/text-alternative';
import { expect, test } from 'vitest';
import { analyse, offeredCharts, plainReading } from './analysis.ts';
import {
  alignEvidence,
  type Cell,
  chartPoint,
  type Evidence,
  evidenceOf,
  exactSeries,
  type Measure,
} from './evidence.ts';

const measure: Measure = {
  name: 'Chronic absence',
  unit: '%',
  measureType: 'proportion',
  direction: 'lower',
  cadence: 'school_year',
};

/** Yearly shares from 2010 on; a hidden one has its numbers, as for those who keep the data. */
function series(
  values: readonly (number | null)[],
  hidden: readonly number[] = [],
  dimension: string | null = null,
  earlier = 0,
): Evidence {
  const at = values.map((_, index) => index);
  return evidenceOf({
    id: 'i:p:q',
    placeId: 'p',
    placeName: 'Here',
    cadence: 'school_year',
    totalPeriods: values.length + earlier,
    firstStart: '2010-07-01',
    populationId: 'q',
    populationName: 'Everybody',
    dimension,
    starts: at.map((index) => `${2010 + index}-07-01`),
    ends: at.map((index) => `${2011 + index}-06-30`),
    values: values.map((value, index) => (hidden.includes(index) ? null : value)),
    numerators: values.map((value, index) => (hidden.includes(index) ? null : value)),
    denominators: at.map((index) => (hidden.includes(index) ? null : 100)),
    truth: {
      values: [...values],
      numerators: [...values],
      denominators: values.map(() => 100),
      ...noIntervals(values),
    },
    ...noIntervals(values),
    lowers: values.map(() => null),
    uppers: values.map(() => null),
    statuses: values.map(() => 'reported'),
    hidden: at.map((index) => hidden.includes(index)),
    asFirstPublished: at.map(() => false),
    versions: at.map(() => 1),
    decisions: [],
    breaks: [],
  });
}

function noIntervals(values: readonly unknown[]) {
  const none = values.map(() => null);
  return { intervalLowers: none, intervalUppers: none, intervalLevels: none };
}

const read = (evidence: Evidence, breaks = evidence.breaks) =>
  analyse(measure, { ...evidence, breaks }, plainReading, String);

const shift = [30, 31, 29, 30, 32, 31, 30, 30, 20, 21, 19, 20, 18, 19, 21, 20];

test('a lasting fall where lower is better is a signal of improvement on the points that carry it', () => {
  const { finding, data } = read(series(shift));
  expect(finding).toMatchObject({ kind: 'signal_improvement', from: 30, to: 20 });
  const signals = data.points.map(({ signal }) => signal ?? 'common');
  expect(signals).toEqual(shift.map((value) => (value > 25 ? 'common' : 'improvement')));
  expect(data.centre?.kind).toBe('median');
});

test('fewer than ten values tell nothing from chance', () => {
  expect(read(series(shift.slice(5, 12))).finding).toMatchObject({ kind: 'too_few_points', points: 7 });
});

test('who may see a hidden number gets the same chart, centre and finding as everybody', () => {
  const seen = read(series([...shift, 99], [16]));
  const blanked = read(series([...shift, null], [16]));
  expect(seen).toEqual(blanked);
  expect(JSON.stringify(seen.data)).not.toContain('99');
  expect(seen.finding.to).toBe(20);
});

test('who keeps the data has the true number beside the released one, only where they differ', () => {
  const { cells } = series([12, 34], [1]);
  expect(cells.map(({ value, truth }) => [value, truth])).toEqual([
    [12, null],
    [null, { value: 34, numerator: 34, denominator: 100, interval: null }],
  ]);
});

test('a coded point is drawn as its range', () => {
  const [cell] = series([12]).cells;
  if (!cell) throw new Error('no cell');
  expect(chartPoint({ ...cell, value: null, lower: 0, upper: 10 })).toMatchObject({
    value: null,
    bounds: { low: 0, high: 10 },
  });
});

test('a hidden point and one that the source left out bring no number, and each says which it is', () => {
  const [cell] = series([12], [0]).cells;
  if (!cell) throw new Error('no cell');
  const bySource = chartPoint({ ...cell, hidden: false, value: null, status: 'suppressed_by_source' });
  expect(chartPoint(cell)).toEqual({ ...bySource, suppressed: true });
  expect(bySource).toEqual({ start: cell.start, label: cell.label, value: null, suppressed: 'by_source' });
});

test('series of one place stand over the same periods, gaps in time included', () => {
  const long = series([1, 2, 3, 4, 5]);
  const gappy = { ...long, cells: long.cells.filter((_, at) => at === 0 || at === 4) };
  const short = { ...long, cells: long.cells.slice(4) };
  const [first, second] = alignEvidence([gappy, short], 'school_year');
  expect(first?.cells.map(({ value }) => value)).toEqual([1, null, null, null, 5]);
  expect(second?.cells.map(({ value }) => value)).toEqual([null, null, null, null, 5]);
  expect(first?.cells.map(({ label }) => label)).toEqual(['2010-11', '2011-12', '2012-13', '2013-14', '2014-15']);
});

test('a break of the definition divides the series where its first period begins', () => {
  const { data, summary } = read(series(shift), [{ on: '2018-07-01', number: 2 }]);
  expect(data.phases).toEqual([{ index: 8, kind: 'phase', label: '2' }]);
  expect(summary.measured.parts).toHaveLength(2);
});

test('charts of shares are offered only where every published value has its counts', () => {
  expect(offeredCharts(measure, series([1, 2]))).toContain('pp');
  const uncounted = series([1, 2]);
  const cells = uncounted.cells.map((cell) => ({ ...cell, denominator: null }));
  expect(offeredCharts(measure, { ...uncounted, cells })).not.toContain('pp');
});

test('where only the latest periods are here, no text claims an extreme of the whole', () => {
  const { data } = read(series(shift, [], null, 40));
  const text = textAlternative(data, plainLocales.en);
  expect(text).toContain('Of the latest 16 periods the lowest is 18');
  expect(textAlternative(data, plainLocales.es)).toContain('De los últimos 16 períodos');
  expect(text).not.toMatch(/(^|[.] )Lowest/);
  expect(caveatsOf(data)).toContainEqual({ kind: 'latest', periods: 16, earlier: 40 });
  expect(textAlternative(read(series(shift)).data, plainLocales.en)).toContain('Lowest 18');
});

test('what was decided about a chart is read from the series alone', () => {
  const decided = { id: 'd', reason: 'Snow', signal: '', by: 'Rosa', at: '2026-01-01T00:00:00.000Z' };
  const sent = series(shift);
  const excluded = { ...decided, kind: 'excluded_point' as const, periodStart: '2012-07-01' };
  const { data } = read({ ...sent, decisions: [excluded] });
  expect(data.points[2]?.excluded).toBe('Snow (Rosa)');
});

test('a change whose two ends have overlapping published intervals is told with that', () => {
  const level = 90;
  const within = (reach: number): Evidence => {
    const plain = series(shift);
    const cells = plain.cells.map((cell) => ({
      ...cell,
      interval: { low: (cell.value ?? 0) - reach, high: (cell.value ?? 0) + reach, level },
    }));
    return { ...plain, cells };
  };
  const far = read(within(2));
  expect(far.data.points[0]).toMatchObject({ interval: { low: 28, high: 32, level } });
  expect(far.finding.overlaps).toBeUndefined();
  const near = read(within(6));
  expect(near.finding).toMatchObject({ kind: 'signal_improvement', from: 30, to: 20, overlaps: true });
  const title = findingTitle(
    near.finding,
    { measure: 'Absence', population: null, format: { kind: 'percent' } },
    plainLocales.en,
  );
  expect(title).toMatch(/; the published intervals of \S+ and \S+ overlap$/);
});

test('a hidden number brings no interval, and one of another chart neither', () => {
  const [cell] = series([30]).cells;
  if (!cell) throw new Error('no cell');
  const known: Cell = { ...cell, interval: { low: 28, high: 32, level: null } };
  expect(chartPoint(known).interval).toEqual({ low: 28, high: 32, level: null });
  expect(chartPoint({ ...known, hidden: true })).not.toHaveProperty('interval');
  const moving = analyse(
    measure,
    { ...series(shift), cells: series(shift).cells.map((each) => ({ ...each, interval: known.interval })) },
    { ...plainReading, chart: 'mr' },
    String,
  );
  expect(moving.data.points.some(({ interval }) => interval)).toBe(false);
});

test('a gap is told of unrounded shares where their counts are published, as the disparity beside it is', () => {
  const seriesOf = (name: string, value: number, numerator: number | null, denominator: number | null): Evidence => {
    const one = series([value]);
    return { ...one, name, cells: one.cells.map((cell) => ({ ...cell, value, numerator, denominator })) };
  };
  const [learners, others] = [seriesOf('ELL', 50.9, 2_796, 5_497), seriesOf('Non-ELL', 49, 12_283, 25_040)];
  const size = (one: Evidence, other: Evidence) => {
    const [a, b] = [one, other].map((each) => exactSeries(each, measure).cells[0]?.value ?? 0);
    return ((a ?? 0) - (b ?? 0)).toFixed(1);
  };
  expect(size(learners, others)).toBe('1.8');
  expect(size(seriesOf('ELL', 50.9, null, null), seriesOf('Non-ELL', 49, null, null))).toBe('1.9');
  const hidden = exactSeries(
    { ...learners, cells: learners.cells.map((cell) => ({ ...cell, hidden: true })) },
    measure,
  );
  expect(hidden.cells[0]?.value).toBeNull();
});
