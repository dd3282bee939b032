import { describe, expect, it } from 'vitest';
import { readAsProposed } from '../test/read-as-proposed.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;
const rates = { measure: 'proportion', cadence: 'school_year' } as const;

/** A file of many columns: each is a measure, a group and a year, with a count column beside it. */
function manyColumns(years: readonly string[], name: (measure: string, group: string, year: string) => string): string {
  const groups = ['All students', 'Black', 'White', 'Two or more races', 'Students with disabilities'];
  const names = ['Suspension percent', 'Graduation percent', 'Graduation cohort'].flatMap((measure) =>
    groups.flatMap((group) => years.map((year) => name(measure, group, year))),
  );
  const row = (place: string, from: number): string =>
    [
      place,
      ...names.map((column, at) => (/cohort/i.test(column) ? String(40 + at) : (from + at / 10).toFixed(1))),
    ].join();
  return table(['District', ...names].map((text) => `"${text}"`).join(), row('Avon', 50), row('Derby', 40));
}

describe('wide files of many columns', () => {
  it.each([
    ['1112', '1213', '2011-12'],
    ['2011-12', '2012-13', '2011-12'],
    ['SY12', 'SY13', '2011-12'],
    ['FY 2012', 'FY 2013', '2011-12'],
    ["SY '12-13", "SY '13-14", '2012-13'],
  ])('are proposed once for all of them, with years such as %s', async (first, second, label) => {
    const text = manyColumns([first, second], (measure, group, year) => `${measure}, ${group} (${year})`);
    const read = await readAsProposed(text, { ...rates, words: 'Graduation rate' });
    expect([read.problems, read.errors]).toEqual([[], []]);
    expect(read.mapping.wide).toHaveLength(20);
    expect(read.drafts).toHaveLength(20);
    const found = read.drafts.find(
      ({ placeLabel, populationLabels, period }) =>
        placeLabel === 'Avon' && populationLabels[0] === 'Two or more races' && period.label === label,
    );
    // Its percent stands in column 16 after the district, and its cohort in column 26.
    expect(found).toMatchObject({ value: 51.6, denominator: 66 });
  });

  it('in other orders and writings, each group as the publisher writes it', async () => {
    const text = manyColumns(
      ['2018', '2019'],
      (measure, group, year) => `${year}_${group.replaceAll(' ', '_')}_${measure.replaceAll(' ', '_')}`,
    );
    const read = await readAsProposed(text, { ...rates, words: 'Suspensions' });
    expect(read.mapping.wide?.map(({ part }) => part)).toEqual(Array.from({ length: 10 }, () => 'value'));
    expect(new Set(read.mapping.wide?.map(({ population }) => population?.[0]))).toEqual(
      new Set(['All students', 'Black', 'White', 'Two or more races', 'Students with disabilities']),
    );
  });

  it('by counts alone, where a count is wanted', async () => {
    const text = table(
      'County,Births Black 2018,Births White 2018,Births Black 2019,Births White 2019,Percent low weight 2018',
      'Kent,100,300,110,290,8.5',
      'Wayne,500,400,510,390,9.5',
    );
    const read = await readAsProposed(text, { measure: 'count', cadence: 'year', words: 'Births' });
    expect(read.observations.slice(0, 2)).toEqual([
      ['Kent', '2018', 'Black', 100],
      ['Kent', '2018', 'White', 300],
    ]);
    expect(read.observations).toHaveLength(8);
  });

  it('with a group that nobody knows by its words, beside those that are known', async () => {
    const text = table(
      'School,Year,Girls came,Boys came,Gender diverse came',
      'Ash,2020-21,90.5,91.5,92.5',
      'Elm,2020-21,80.5,81.5,82.5',
    );
    const read = await readAsProposed(text, { ...rates, words: 'Attendance' });
    expect(read.observations.slice(0, 3).map(([, , group]) => group)).toEqual(['Girls', 'Boys', 'Gender diverse']);
  });

  it('with names of groups of which only a part is known', async () => {
    const text = table(
      'Town,Black or AA 2018,White or Euro 2018,Asian 2018,Hispanic 2018',
      'Ash,90.5,91.5,92.5,93.5',
      'Elm,80.5,81.5,82.5,83.5',
    );
    const read = await readAsProposed(text, { ...rates, words: 'Attendance' });
    expect(read.observations.slice(0, 4).map(([, , group]) => group)).toEqual([
      'Black or AA',
      'White or Euro',
      'Asian',
      'Hispanic',
    ]);
  });

  it('but groups in the indicator’s own name, and shares of groups beside a rate, are none', async () => {
    const poverty = table('County,Year,Children in poverty %,Adults %', 'Kent,2019,10.5,8.5', 'Wayne,2019,20.5,18.5');
    const read = await readAsProposed(poverty, { ...rates, cadence: 'year', words: 'Children in poverty' });
    expect([read.mapping.wide, read.mapping.indicators[0]?.value?.column]).toEqual([
      undefined,
      'Children in poverty %',
    ]);
    const report = table(
      'School,Year,Pct White,Pct Black,Pct English learners,Graduation rate',
      'Ash,2020-21,50.5,49.5,10.5,88.5',
      'Elm,2020-21,40.5,59.5,20.5,78.5',
    );
    const graduation = await readAsProposed(report, { ...rates, words: 'Graduation rate' });
    expect([graduation.mapping.wide, graduation.mapping.indicators[0]?.value?.column]).toEqual([
      undefined,
      'Graduation rate',
    ]);
  });

  it('and bounds and neighbours’ topics are none of their groups', async () => {
    const text = table(
      ',,Obesity,,,Smoking,,',
      'FIPS,County,% (Black),% (Black) 95% CI,% (White),% (Black),% (Black) 95% CI,% (White)',
      '26081,Kent,30.5,1.5,28.5,18.5,1.2,17.5',
      '26163,Wayne,35.5,1.4,31.5,22.5,1.3,19.5',
    );
    const read = await readAsProposed(
      text,
      { measure: 'proportion', cadence: 'year', words: 'Adult smoking' },
      undefined,
      '2021.csv',
    );
    expect(read.observations).toEqual([
      ['Kent', '2021', 'Black', 18.5],
      ['Kent', '2021', 'White', 17.5],
      ['Wayne', '2021', 'Black', 22.5],
      ['Wayne', '2021', 'White', 19.5],
    ]);
  });
});
