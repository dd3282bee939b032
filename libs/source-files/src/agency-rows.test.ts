import { describe, expect, it } from 'vitest';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { readAsProposed } from './test/read-as-proposed.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

interface Case {
  name: string;
  for: Partial<GuessedFor>;
  text: string;
  observations: (string | number | null)[][];
  /** The column that divides the rows, and which of them are read. */
  chosen: [string, string];
}

const cases: Case[] = [
  {
    name: 'numbers and fractions by data format, the nation first',
    for: { measure: 'proportion', cadence: 'year', words: 'Children in single-parent families' },
    text: table(
      'LocationId,LocationType,Location,Race,TimeFrame,DataFormat,Data',
      '1,Nation,United States,Total,2020,Number,23000000',
      '1,Nation,United States,Total,2020,Percent,0.34',
      '1,Nation,United States,Black or African American,2020,Percent,0.64',
      '1,Nation,United States,Black or African American,2020,Number,6000000',
      '40,State,Ohio,Total,2020,Number,850000',
      '40,State,Ohio,Total,2020,Percent,0.35',
    ),
    observations: [
      ['United States', '2020', '', 34],
      ['United States', '2020', 'Black or African American', 64],
      ['Ohio', '2020', '', 35],
    ],
    chosen: ['Data Format', 'Percent'],
  },
  {
    name: 'small numbers that could be percents, by unit',
    for: { measure: 'proportion', cadence: 'year', words: 'Low birthweight' },
    text: table(
      'Area,Year,Unit,Low Birthweight',
      'Adams,2019,Number,40',
      'Adams,2019,Percent,8.1',
      'Brown,2019,Number,12',
      'Brown,2019,Percent,6.4',
    ),
    observations: [
      ['Adams', '2019', '', 8.1],
      ['Brown', '2019', '', 6.4],
    ],
    chosen: ['Unit', 'Percent'],
  },
  {
    name: 'counts beside rates, by type of measure',
    for: { measure: 'count', cadence: 'year', words: 'Low birthweight babies' },
    text: table(
      'Area,Year,Measure Type,Value',
      'Adams,2019,Rate per 100,8.1',
      'Adams,2019,Count,40',
      'Brown,2019,Rate per 100,6.4',
      'Brown,2019,Count,12',
    ),
    observations: [
      ['Adams', '2019', '', 40],
      ['Brown', '2019', '', 12],
    ],
    chosen: ['Measure Type', 'Count'],
  },
  {
    name: 'cohorts of four and five years, by the words of the name',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Four-year graduation rate' },
    text: table(
      'Reporting Year,District ID,District Name,Cohort Type,Cohort N,Graduated N,Graduation %',
      '2021,101,Ash,5-Year,190,160,84.2',
      '2021,101,Ash,4-Year,200,160,80.0',
      '2021,102,Elm,5-Year,110,80,72.7',
      '2021,102,Elm,4-Year,100,70,70.0',
    ),
    observations: [
      ['Ash', '2020-21', '', 80],
      ['Elm', '2020-21', '', 70],
    ],
    chosen: ['Cohort Type', '4-Year'],
  },
  {
    name: 'kinds of tests, of which the name says none: those of all together',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Proficient in math' },
    text: table(
      'District,School Year,Test Form,Proficient %',
      'Ash,2021-22,Alternate form,12.0',
      'Ash,2021-22,Regular form,18.0',
      'Ash,2021-22,All forms,15.0',
      'Elm,2021-22,Alternate form,10.0',
      'Elm,2021-22,Regular form,14.0',
      'Elm,2021-22,All forms,12.5',
    ),
    observations: [
      ['Ash', '2021-22', '', 15],
      ['Elm', '2021-22', '', 12.5],
    ],
    chosen: ['Test Form', 'All forms'],
  },
  {
    name: 'grades, of which the name says one in words',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Third grade reading' },
    text: table(
      'District,School Year,Grade,Reading Proficient %',
      'Ash,2021-22,Grade 03,42.0',
      'Ash,2021-22,Grade 04,48.0',
      'Elm,2021-22,Grade 03,40.0',
      'Elm,2021-22,Grade 04,44.0',
    ),
    observations: [
      ['Ash', '2021-22', '', 42],
      ['Elm', '2021-22', '', 40],
    ],
    chosen: ['Grade', 'Grade 03'],
  },
];

describe('files that tell one place, period and group several times', () => {
  it.each(cases)('$name', async ({ for: target, text, observations, chosen }) => {
    const read = await readAsProposed(text, target);
    expect([read.errors, read.problems]).toEqual([[], []]);
    expect(read.observations).toEqual(observations);
    const [column, value] = chosen;
    expect(read.proposals).toContainEqual(
      expect.objectContaining({ code: 'rows_chosen', params: expect.objectContaining({ column, value }) }),
    );
  });

  it('asks where neither the unit nor the name says which rows are meant', async () => {
    const { proposals, mapping } = await readAsProposed(
      table(
        'District,School Year,Assessment,Proficient %',
        'Ash,2021-22,MCAS,42.0',
        'Ash,2021-22,MAP,48.0',
        'Elm,2021-22,MCAS,40.0',
        'Elm,2021-22,MAP,44.0',
      ),
      { words: 'Children who read well' },
    );
    expect(mapping.indicators[0]?.when).toEqual([]);
    expect(proposals).toMatchObject([
      { code: 'rows_to_choose', params: { column: 'Assessment', labels: 'MCAS, MAP' } },
    ]);
  });

  it('keeps the rows of several units together where they make one observation', async () => {
    const { drafts } = await readAsProposed(
      table(
        'District,Year,Variable,Measure Type,Value',
        'Ash,2010-2011,Total Cohort Count,Number,200',
        'Ash,2010-2011,Graduation Count,Number,160',
        'Ash,2010-2011,Graduation Rate,Percent,80.0',
        'Elm,2010-2011,Total Cohort Count,Number,100',
        'Elm,2010-2011,Graduation Count,Number,75',
        'Elm,2010-2011,Graduation Rate,Percent,75.0',
      ),
      { words: 'Graduation rate' },
    );
    expect(drafts).toMatchObject([
      { placeLabel: 'Ash', value: 80, numerator: 160, denominator: 200 },
      { placeLabel: 'Elm', value: 75, numerator: 75, denominator: 100 },
    ]);
  });
});
