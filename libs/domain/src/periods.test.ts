import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishText } from './refusals/text.ts';
import { addDays, isDay } from './dates.ts';
import { parsePeriod } from './period-labels.ts';
import { formatPeriod, mayOverlap, missingPeriods, nextPeriod, orderPeriods, periodContaining } from './periods.ts';
import { cadences, type Cadence } from './vocabulary.ts';

const days = fc.integer({ min: 0, max: 90_000 }).map((offset) => addDays('1902-01-01', offset));

describe('parsePeriod', () => {
  it.each<[string, Cadence, string, string, string]>([
    ['2011-2012', 'school_year', '2011-07-01', '2012-06-30', '2011-12'],
    ['2018-19', 'school_year', '2018-07-01', '2019-06-30', '2018-19'],
    ['2018–19', 'school_year', '2018-07-01', '2019-06-30', '2018-19'],
    ['2018/19', 'school_year', '2018-07-01', '2019-06-30', '2018-19'],
    ['202223', 'school_year', '2022-07-01', '2023-06-30', '2022-23'],
    ['PY21', 'year', '2021-01-01', '2021-12-31', '2021'],
    ['Program Year 2021', 'school_year', '2020-07-01', '2021-06-30', '2020-21'],
    ['FFY2023', 'year', '2023-01-01', '2023-12-31', '2023'],
    ['SFY24', 'school_year', '2023-07-01', '2024-06-30', '2023-24'],
    ['2023-24 Q2', 'quarter', '2023-10-01', '2023-12-31', '2023 Q4'],
    ['2023-24 Q3', 'quarter', '2024-01-01', '2024-03-31', '2024 Q1'],
    ['Spring 2023-24', 'term', '2024-01-01', '2024-06-30', 'Spring 2024'],
    ['2023-24 Fall', 'term', '2023-07-01', '2023-12-31', 'Fall 2023'],
    ['Week of 1/8/2024', 'week', '2024-01-08', '2024-01-14', '2024-W02'],
    ['Week ending 1/14/2024', 'week', '2024-01-08', '2024-01-14', '2024-W02'],
    ['As of 12/31/2023', 'quarter', '2023-10-01', '2023-12-31', '2023 Q4'],
    ['2024-02-01T09:12:44', 'month', '2024-02-01', '2024-02-29', '2024-02'],
    ['45292', 'month', '2024-01-01', '2024-01-31', '2024-01'],
    ['8/15/2023 - 5/24/2024', 'school_year', '2023-07-01', '2024-06-30', '2023-24'],
    ['July 2023 - June 2024', 'school_year', '2023-07-01', '2024-06-30', '2023-24'],
    ['10/1/2023 to 12/31/2023', 'quarter', '2023-10-01', '2023-12-31', '2023 Q4'],
    ['SY 2018-2019', 'school_year', '2018-07-01', '2019-06-30', '2018-19'],
    ['1999-00', 'school_year', '1999-07-01', '2000-06-30', '1999-00'],
    ['2012', 'school_year', '2011-07-01', '2012-06-30', '2011-12'],
    ['Fall 2012', 'school_year', '2012-07-01', '2013-06-30', '2012-13'],
    ['spring 2013', 'school_year', '2012-07-01', '2013-06-30', '2012-13'],
    ['6/30/2015', 'school_year', '2014-07-01', '2015-06-30', '2014-15'],
    ['7/1/2015', 'school_year', '2015-07-01', '2016-06-30', '2015-16'],
    ['2012', 'year', '2012-01-01', '2012-12-31', '2012'],
    ['Fall 2012', 'year', '2012-01-01', '2012-12-31', '2012'],
    ['1112', 'school_year', '2011-07-01', '2012-06-30', '2011-12'],
    ['1920', 'school_year', '2019-07-01', '2020-06-30', '2019-20'],
    ['2021', 'school_year', '2020-07-01', '2021-06-30', '2020-21'],
    ['9900', 'school_year', '1999-07-01', '2000-06-30', '1999-00'],
    ['SY12', 'school_year', '2011-07-01', '2012-06-30', '2011-12'],
    ["SY '12-13", 'school_year', '2012-07-01', '2013-06-30', '2012-13'],
    ['11-12', 'school_year', '2011-07-01', '2012-06-30', '2011-12'],
    ['FY 2012', 'school_year', '2011-07-01', '2012-06-30', '2011-12'],
    ['FY12', 'year', '2012-01-01', '2012-12-31', '2012'],
    ['Fall 2019', 'term', '2019-07-01', '2019-12-31', 'Fall 2019'],
    ['Spring 2020', 'term', '2020-01-01', '2020-06-30', 'Spring 2020'],
    ['2015-2019', 'five_years', '2015-01-01', '2019-12-31', '2015-2019'],
    ['2017–19', 'three_years', '2017-01-01', '2019-12-31', '2017-2019'],
    ['2012 through 2018', 'seven_years', '2012-01-01', '2018-12-31', '2012-2018'],
    ['12 months ending September 2020', 'rolling_year', '2019-10-01', '2020-09-30', '2019-10 to 2020-09'],
    ['12-months ending 12/2020', 'rolling_year', '2020-01-01', '2020-12-31', '2020-01 to 2020-12'],
    ['2019 Q3', 'quarter', '2019-07-01', '2019-09-30', '2019 Q3'],
    ['2019-q4', 'quarter', '2019-10-01', '2019-12-31', '2019 Q4'],
    ['Q1 2020', 'quarter', '2020-01-01', '2020-03-31', '2020 Q1'],
    ['2015-01', 'month', '2015-01-01', '2015-01-31', '2015-01'],
    ['2011-12', 'month', '2011-12-01', '2011-12-31', '2011-12'],
    ['201602', 'month', '2016-02-01', '2016-02-29', '2016-02'],
    ['2/2015', 'month', '2015-02-01', '2015-02-28', '2015-02'],
    ['Sept 2015', 'month', '2015-09-01', '2015-09-30', '2015-09'],
    ['January 2015', 'month', '2015-01-01', '2015-01-31', '2015-01'],
    ['20150127', 'day', '2015-01-27', '2015-01-27', '2015-01-27'],
    ['1/27/2015', 'day', '2015-01-27', '2015-01-27', '2015-01-27'],
    ['Jan 27, 2015', 'day', '2015-01-27', '2015-01-27', '2015-01-27'],
    ['27-Jan-2015', 'day', '2015-01-27', '2015-01-27', '2015-01-27'],
    ['2015-01-27T00:00:00.000Z', 'day', '2015-01-27', '2015-01-27', '2015-01-27'],
    ['2016-01-01', 'week', '2015-12-28', '2016-01-03', '2015-W53'],
    ['2015-W53', 'week', '2015-12-28', '2016-01-03', '2015-W53'],
  ])('reads %s as one %s', (label, cadence, start, end, canonical) => {
    expect(parsePeriod(label, cadence)).toEqual({ ok: true, period: { start, end, label: canonical } });
  });

  it.each<[string, Cadence, string]>([
    ['2015-02-30', 'day', 'PERIOD_NO_SUCH_DATE'],
    ['20150230', 'month', 'PERIOD_NO_SUCH_DATE'],
    ['27/1/2015', 'day', 'PERIOD_NO_SUCH_DATE'],
    ['2015-13', 'month', 'PERIOD_NO_SUCH_DATE'],
    ['2016-W53', 'week', 'PERIOD_NO_SUCH_DATE'],
    ['Foo 2015', 'month', 'PERIOD_NO_SUCH_DATE'],
    ['0012', 'year', 'PERIOD_NO_SUCH_DATE'],
    ['2011-2013', 'school_year', 'PERIOD_NOT_ONE_SCHOOL_YEAR'],
    ['201113', 'school_year', 'PERIOD_NOT_ONE_SCHOOL_YEAR'],
    ['2023-25 Q2', 'quarter', 'PERIOD_NOT_ONE_SCHOOL_YEAR'],
    ['8/15/2023 - 5/24/2024', 'year', 'PERIOD_NOT_UNDERSTOOD'],
    ['10/1/2023 - 11/1/2023', 'quarter', 'PERIOD_NOT_UNDERSTOOD'],
    ['45292', 'school_year', 'PERIOD_OTHER_CADENCE'],
    ['2015-01', 'school_year', 'PERIOD_NOT_ONE_SCHOOL_YEAR'],
    ['Winter 2012', 'school_year', 'PERIOD_SEASON_AMBIGUOUS'],
    ['2011-2012', 'year', 'PERIOD_OTHER_CADENCE'],
    ['2019 Q3', 'month', 'PERIOD_OTHER_CADENCE'],
    ['2012', 'month', 'PERIOD_OTHER_CADENCE'],
    ['2019 Q5', 'quarter', 'PERIOD_NOT_UNDERSTOOD'],
    ['1/27/15', 'day', 'PERIOD_NOT_UNDERSTOOD'],
    ['total', 'year', 'PERIOD_NOT_UNDERSTOOD'],
    ['  ', 'year', 'PERIOD_EMPTY'],
  ])('refuses %s as a %s: %s', (label, cadence, code) => {
    expect(parsePeriod(label, cadence)).toMatchObject({ ok: false, code });
  });

  it('follows the options', () => {
    expect(parsePeriod('27/1/2015', 'day', { dayFirst: true })).toMatchObject({ period: { start: '2015-01-27' } });
    expect(parsePeriod('2012', 'school_year', { loneYear: 'starts' })).toMatchObject({
      period: { start: '2012-07-01' },
    });
  });

  it('reads its own canonical labels back', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...cadences), (day, cadence) => {
        const period = periodContaining(day, cadence);
        expect(parsePeriod(period.label, cadence)).toEqual({ ok: true, period });
      }),
    );
  });

  it('answers a real period or a refusal to any text', () => {
    const labels = fc.oneof(fc.string(), fc.stringMatching(/^[0-9QW/ -]{1,10}$/));
    fc.assert(
      fc.property(labels, fc.constantFrom(...cadences), (label, cadence) => {
        const read = parsePeriod(label, cadence);
        expect(
          read.ok ? isDay(read.period.start) && read.period.start <= read.period.end : englishText(read) !== '',
        ).toBe(true);
      }),
    );
  });
});

describe('periods', () => {
  it('tile the calendar: the next begins the day after, or before where they overlap', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...cadences), (day, cadence) => {
        const period = periodContaining(day, cadence);
        const following = nextPeriod(period, cadence);
        expect(period.start <= day && day <= period.end).toBe(true);
        const isBefore = following.start > period.start && following.start <= period.end;
        expect(mayOverlap(cadence) ? isBefore : following.start === addDays(period.end, 1)).toBe(true);
      }),
    );
  });

  it('names what is missing between the first and the last, and fills nothing', () => {
    const starts = ['2018-07-01', '2014-07-01', '2015-07-01'].map((start) => ({ start }));
    expect(missingPeriods(starts, 'school_year').map((each) => each.label)).toEqual(['2016-17', '2017-18']);
    expect(missingPeriods([], 'month')).toEqual([]);
    expect(missingPeriods([{ start: '2018-07-01' }], 'school_year')).toEqual([]);
  });

  it('misses periods of several years only where the others follow from year to year', () => {
    const labels = (...years: number[]) =>
      missingPeriods(
        years.map((year) => ({ start: `${year}-01-01` })),
        'five_years',
      ).map(({ label }) => label);
    expect(labels(2010, 2011, 2013)).toEqual(['2012-2016']);
    expect(labels(2005, 2010, 2015)).toEqual([]);
  });

  it.each([
    ['2015-2019', 'three_years'],
    ['2019', 'five_years'],
    ['2015-2019', 'year'],
    ['2019-10 to 2020-08', 'rolling_year'],
    ['12 months ending Octember 2020', 'rolling_year'],
    ['1113', 'school_year'],
  ] as const)('takes %s for no period of %s', (label, cadence) => {
    expect(parsePeriod(label, cadence).ok).toBe(false);
  });

  it('reads a year alone as one of several only where it is said which', () => {
    const read = (loneYear: 'ends' | 'starts') => parsePeriod('2019', 'five_years', { loneYear });
    expect(read('ends')).toMatchObject({ period: { label: '2015-2019' } });
    expect(read('starts')).toMatchObject({ period: { label: '2019-2023' } });
  });

  it('orders them', () => {
    const periods = [{ start: '2019-01-01' }, { start: '2018-01-01' }, { start: '2019-01-01' }];
    expect(orderPeriods(periods).map((each) => each.start)).toEqual(['2018-01-01', '2019-01-01', '2019-01-01']);
  });

  it('refuses to format what is no day', () => {
    expect(() => formatPeriod('2015-02-30', 'day')).toThrow(RangeError);
  });
});
