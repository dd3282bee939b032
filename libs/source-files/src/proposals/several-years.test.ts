import { describe, expect, it } from 'vitest';
import { readAsProposed } from '../test/read-as-proposed.ts';
import { yearsSaid } from './several-years.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe('numbers of several years together', () => {
  it('are kept as what they are, in a column', async () => {
    const text = table(
      'County,Years,Infant deaths per 1000',
      'Kent,2016–2018,6.1',
      'Kent,2017–2019,5.9',
      'Wayne,2017 to 2019,8.8',
    );
    const read = await readAsProposed(text, { measure: 'rate', cadence: 'three_years', words: 'Infant mortality' });
    expect([read.problems, read.drafts.map(({ period }) => [period.start, period.end])]).toEqual([
      [],
      [
        ['2016-01-01', '2018-12-31'],
        ['2017-01-01', '2019-12-31'],
        ['2017-01-01', '2019-12-31'],
      ],
    ]);
  });

  it('in the names of columns', async () => {
    const text = table('Tract,Poverty 2010-2014,Poverty 2015-2019', 'Tract 1,20.5,18.5', 'Tract 2,30.5,31.5');
    const read = await readAsProposed(text, { measure: 'proportion', cadence: 'five_years', words: 'Poverty' });
    expect(read.observations.slice(0, 2)).toEqual([
      ['Tract 1', '2010-2014', '', 20.5],
      ['Tract 1', '2015-2019', '', 18.5],
    ]);
  });

  it('in the file’s name, after its last year', async () => {
    const text = table('City,Rent burdened percent', 'Ash,40.5', 'Elm,30.5');
    const target = { measure: 'proportion', cadence: 'five_years', words: 'Rent burden' } as const;
    const read = await readAsProposed(text, target, undefined, 'ACSDP5Y2021.DP04.csv');
    expect(read.observations.map(([, period]) => period)).toEqual(['2017-2021', '2017-2021']);
  });

  it.each([
    ['Period', table('City,Period,Percent', 'Ash,2015-2019,40.5', 'Ash,2014-2018,39.5'), 'x.csv'],
    [null, table('City,Percent', 'Ash,40.5', 'Elm,39.5'), 'ACSDP5Y2021.DP04.csv'],
    [null, table('"Poverty, 2021 5-year estimates",', 'City,Percent', 'Ash,40.5', 'Elm,39.5'), 'x.csv'],
  ])('are asked about, and never read as single years (%s)', async (column, text, fileName) => {
    const target = { measure: 'proportion', cadence: 'year', words: 'Poverty' } as const;
    const read = await readAsProposed(text, target, undefined, fileName);
    expect(read.observations).toEqual([]);
    expect(read.proposals).toMatchObject([{ code: 'several_years', column, params: { years: 5 } }]);
  });

  it('are asked about beside single years in one column, which are read', async () => {
    const text = table('City,Year,Percent', 'Ash,2015-2019,40.5', 'Ash,2020,39.5', 'Elm,2020,38.5');
    const read = await readAsProposed(text, { measure: 'proportion', cadence: 'year', words: 'Poverty' });
    expect(read.problems.map(({ line, code, severity }) => [line, code, severity])).toEqual([
      [2, 'period_unreadable', 'error'],
    ]);
    expect(read.proposals.map(({ code }) => code)).toEqual(['several_years']);
    const five = await readAsProposed(text, { measure: 'proportion', cadence: 'five_years', words: 'Poverty' });
    expect(five.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'period_unreadable'],
      [4, 'period_unreadable'],
    ]);
  });

  it.each([
    ['2015-2019', 5],
    ['ACSST5Y2019.S1701', 5],
    ['3-year averages', 3],
    ['2018-2019', null],
    ['4-year graduation rate', null],
    ['2019', null],
  ])('%s says %s years', (text, years) => {
    expect(yearsSaid(text)).toBe(years);
  });
});
