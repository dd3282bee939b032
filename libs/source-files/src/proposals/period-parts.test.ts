import { describe, expect, it } from 'vitest';
import { joinPeriod } from '../mapping/period-source.ts';
import { caseText, hasCases, readAsProposed } from '../test/read-as-proposed.ts';

const inOnePlace = (name: string) => (mapping: { place: { constantLabel?: string } }) => {
  mapping.place.constantLabel = name;
};

describe('months and quarters as columns', () => {
  it.runIf(hasCases)('are months of the year of their row (m09)', async () => {
    const target = { measure: 'proportion', cadence: 'month', words: 'Unemployment rate' } as const;
    const { observations, problems } = await readAsProposed(
      caseText('m09-year-by-month.csv'),
      target,
      inOnePlace('Here'),
    );
    expect(problems).toEqual([]);
    expect(observations).toHaveLength(24);
    expect(observations[0]).toEqual(['Here', '2012-01', '', 8.3]);
    expect(observations[11]).toEqual(['Here', '2012-12', '', 7.9]);
    expect(observations[23]).toEqual(['Here', '2013-12', '', 6.7]);
  });

  it('beside a yearly total, with places, in school years', async () => {
    const text =
      'School,School Year,September,October,November,February,Total\nAsh,2021-22,12,20,31,8,71\nElm,2021-22,*,14,9,11,40\n';
    const { observations, problems, mapping } = await readAsProposed(text, { measure: 'count', cadence: 'month' });
    expect(problems).toEqual([]);
    expect(mapping.wide?.map(({ periodPart }) => periodPart)).toEqual(['September', 'October', 'November', 'February']);
    expect(observations).toEqual([
      ['Ash', '2021-09', '', 12],
      ['Ash', '2021-10', '', 20],
      ['Ash', '2021-11', '', 31],
      ['Ash', '2022-02', '', 8],
      ['Elm', '2021-09', '', null],
      ['Elm', '2021-10', '', 14],
      ['Elm', '2021-11', '', 9],
      ['Elm', '2022-02', '', 11],
    ]);
  });

  it('as quarters, with the year in the file’s name', async () => {
    const text = 'County,Q1 visits,Q2 visits,Q3 visits,Q4 visits\nElm,120,140,133,90\nOak,30,28,40,51\n';
    const target = { measure: 'count', cadence: 'quarter', words: 'Visits' } as const;
    const { observations, problems } = await readAsProposed(text, target, undefined, 'visits 2019.csv');
    expect(problems).toEqual([]);
    expect(observations.slice(3, 5)).toEqual([
      ['Elm', '2019 Q4', '', 90],
      ['Oak', '2019 Q1', '', 30],
    ]);
  });

  it('ask for the year where none is said', async () => {
    const text = 'Town,Jan,Feb,Mar,Apr\nAsh,5,6,7,8\n';
    const { errors, observations } = await readAsProposed(text, { measure: 'count', cadence: 'month' });
    expect([errors, observations]).toEqual([['period.label MAPPING_EMPTY'], []]);
  });

  it('are not looked for in other names, or for an indicator of years', async () => {
    const text = 'Town,Year,March enrollment,May be absent\nAsh,2019,5,6\nElm,2019,7,9\n';
    expect((await readAsProposed(text, { measure: 'count', cadence: 'month' })).mapping.wide).toBeUndefined();
    const months = 'Town,Year,Jan,Feb,Mar\nAsh,2019,5,6,7\nElm,2019,7,9,8\n';
    expect((await readAsProposed(months, { measure: 'count', cadence: 'year' })).mapping.wide).toBeUndefined();
  });
});

describe('a year and its month in columns of their own', () => {
  it.runIf(hasCases)('make one period, and notes are left out (m10a)', async () => {
    const target = { measure: 'count', cadence: 'month', words: 'Births' } as const;
    const { drafts, problems, mapping } = await readAsProposed(
      caseText('m10a-year-and-month.txt'),
      target,
      (proposed) => {
        proposed.place = { labelColumn: 'County', codeColumn: 'County Code' };
      },
    );
    expect(problems).toEqual([]);
    expect(mapping.period).toEqual({ from: 'column', column: 'Year', parts: ['Month'] });
    expect(mapping.indicators[0]?.value?.column).toBe('Births');
    expect(drafts.map(({ period, value }) => [period.label, value])).toEqual([
      ['2013-01', 858],
      ['2013-02', 790],
      ['2013-01', 816],
      ['2013-02', 702],
    ]);
  });

  it('as numbers, with sums over the year among the rows', async () => {
    const text =
      'Region,Yr,Mo,Calls\nNorth,2020,11,40\nNorth,2020,12,44\nNorth,2020,Total,84\nSouth,2020,11,9\nSouth,2020,12,8\nSouth,2020,Total,17\n';
    const { observations, problems, proposals } = await readAsProposed(
      text,
      { measure: 'count', cadence: 'month' },
      (mapping) => {
        mapping.place = { labelColumn: 'Region' };
      },
    );
    expect(problems).toEqual([]);
    expect(proposals).toMatchObject([{ code: 'whole_years', column: 'Mo', params: { labels: 'Total' } }]);
    expect(observations.map(([place, period, , value]) => [place, period, value])).toEqual([
      ['North', '2020-11', 40],
      ['North', '2020-12', 44],
      ['South', '2020-11', 9],
      ['South', '2020-12', 8],
    ]);
  });

  it('as quarters, weeks and days', async () => {
    const quarters = 'City,Fiscal Year,Quarter,Permits\nAsh,2018,1st Qtr,4\nAsh,2018,2nd Qtr,7\n';
    const read = async (text: string, cadence: 'quarter' | 'week' | 'day') =>
      (await readAsProposed(text, { measure: 'count', cadence })).observations.map(([, period, , value]) => [
        period,
        value,
      ]);
    expect(await read(quarters, 'quarter')).toEqual([
      ['2018 Q1', 4],
      ['2018 Q2', 7],
    ]);
    expect(await read('City,Year,Week,Visits\nAsh,2021,8,4\nAsh,2021,9,7\n', 'week')).toEqual([
      ['2021-W08', 4],
      ['2021-W09', 7],
    ]);
    const days = 'City,Year,Month,Day,Present\nAsh,2021,March,30,404\nAsh,2021,March,31,407\nAsh,2021,April,1,411\n';
    expect(await read(days, 'day')).toEqual([
      ['2021-03-30', 404],
      ['2021-03-31', 407],
      ['2021-04-01', 411],
    ]);
  });

  it('is not looked for where one column says it all', async () => {
    const text = 'City,Year,Month,Date,Visits\nAsh,2021,March,2021-03,4\nAsh,2021,April,2021-04,6\n';
    const { mapping } = await readAsProposed(text, { measure: 'count', cadence: 'month' });
    expect(mapping.period).toEqual({ from: 'column', column: 'Date' });
  });
});

describe('joining a year and its part', () => {
  it.each([
    ['2019', ['January'], 'month', '2019 January'],
    ['2019', ['03'], 'month', '2019-3'],
    ['2018-19', ['Sep'], 'month', '2018 Sep'],
    ['2018-19', ['5'], 'month', '2019-5'],
    ['2019', ['4', '09'], 'day', '2019-4-09'],
    ['2019', ['April', '9'], 'day', 'April 9, 2019'],
    ['2019', ['Qtr 3'], 'quarter', '2019 Q3'],
    ['2019', ['Week 5'], 'week', '2019-W05'],
    ['2019', ['Fall'], 'school_year', 'Fall 2019'],
    ['2019', [' '], 'month', null],
    ['', ['May'], 'month', null],
  ] as const)('%s and %s for each %s', (year, parts, cadence, label) => {
    expect(joinPeriod(year, parts, cadence)).toBe(label);
  });
});
