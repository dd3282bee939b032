import { describe, expect, it } from 'vitest';
import type { ImportMapping } from './mapping/mapping.ts';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { guessMapping } from './proposals/guess-mapping.ts';
import { profileFile } from './rows/read-file.ts';
import { readAsProposed } from './test/read-as-proposed.ts';
import { sniffSheet } from './text/sniff.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

const rates: Partial<GuessedFor> = { measure: 'proportion', cadence: 'year', words: 'Graduation rate' };
const codesOf = (proposals: readonly { code: string }[]): string[] => proposals.map(({ code }) => code);

describe('several tables in one sheet', () => {
  const beside = table(
    'Graduation rate,,,,Dropout rate,,',
    'County,2019,2020,,County,2019,2020',
    'Adams,80.1,81.2,,Brown,8.0,9.0',
    'Brown,70.5,71.2,,Adams,5.1,5.2',
    ',,,,Clark,4.0,4.1',
  );

  it.each([
    [
      'Graduation rate',
      [
        ['Adams', '2019', '', 80.1],
        ['Adams', '2020', '', 81.2],
        ['Brown', '2019', '', 70.5],
        ['Brown', '2020', '', 71.2],
      ],
    ],
    [
      'Dropout rate',
      [
        ['Brown', '2019', '', 8],
        ['Brown', '2020', '', 9],
        ['Adams', '2019', '', 5.1],
        ['Adams', '2020', '', 5.2],
        ['Clark', '2019', '', 4],
        ['Clark', '2020', '', 4.1],
      ],
    ],
  ])('takes the places of the same table as the numbers, beside each other: %s', async (words, right) => {
    const read = await readAsProposed(beside, { ...rates, words });
    expect([read.errors, read.problems, read.observations]).toEqual([[], [], right]);
    expect(codesOf(read.proposals)).toContain('tables_beside');
  });

  it('reads the first of tables below each other, and says which others there are', async () => {
    const text = table(
      'Graduation rate by county,,',
      'County,2019,2020',
      'Adams,80.1,81.2',
      'Brown,70.5,71.2',
      ',,',
      'Dropout rate by county,,',
      'County,2019,2020',
      'Adams,5.1,5.2',
      'Clark,8.0,9.0',
    );
    const read = await readAsProposed(text, rates);
    expect([read.errors, read.problems]).toEqual([[], []]);
    expect(read.observations.map(([place, , , value]) => [place, value])).toEqual([
      ['Adams', 80.1],
      ['Adams', 81.2],
      ['Brown', 70.5],
      ['Brown', 71.2],
    ]);
    expect(read.proposals).toContainEqual(
      expect.objectContaining({
        code: 'tables_below',
        params: { read: 'Graduation rate by county', others: '“Dropout rate by county” (7)', tables: 2 },
      }),
    );
  });

  it('reads the table whose header a person names, with its own title', async () => {
    const text = table(
      'Year 2019,,',
      'County,Cohort,Graduation rate',
      'Adams,100,80.0',
      'Brown,200,70.5',
      ',,',
      'Year 2020,,',
      'County,Cohort,Graduation rate',
      'Adams,110,81.8',
      'Brown,210,71.4',
    );
    const first = await readAsProposed(text, rates);
    expect(first.observations).toEqual([
      ['Adams', '2019', '', 80],
      ['Brown', '2019', '', 70.5],
    ]);
    const second = await readAsProposed(text, rates, () => {}, 'x.csv', { headerLine: 7 });
    expect(second.observations).toEqual([
      ['Adams', '2020', '', 81.8],
      ['Brown', '2020', '', 71.4],
    ]);
  });

  it('takes the pages of a printed table for one table', async () => {
    const page = ['Graduation rate by county', 'County,Year,Graduation rate'];
    const read = await readAsProposed(
      table(
        ...page,
        'Adams,2019,80.1',
        'Brown,2019,70.5',
        '',
        `${page[0]} (continued)`,
        page[1] ?? '',
        'Clark,2019,60.0',
      ),
      rates,
    );
    expect(read.observations).toHaveLength(3);
    expect(codesOf(read.proposals)).not.toContain('tables_below');
  });

  it('takes a row of marks under a blank line for data', async () => {
    const read = await readAsProposed(
      table('County,Year,Graduation rate', 'Adams,2019,80.1', ',,', 'Brown,2019,N/A', 'Clark,2019,60.0'),
      rates,
    );
    expect(read.observations).toHaveLength(3);
  });
});

describe('rows that head others', () => {
  it('name what places lie in, where the rows below are places', async () => {
    const { drafts, mapping } = await readAsProposed(
      table(
        'School,2019,2020',
        'Adams School District,,',
        'Ash Elementary,300,310',
        'Birch Elementary,200,205',
        'Brown School District,,',
        'Ash Elementary,400,390',
      ),
      { measure: 'count', cadence: 'year', words: 'Enrollment' },
    );
    expect(mapping.place).toMatchObject({
      labelColumn: 'School',
      parent: { labelColumn: 'Section', kind: 'district' },
    });
    expect(drafts.map(({ placeLabel, parentLabel, value }) => [placeLabel, parentLabel, value])).toEqual([
      ['Ash Elementary', 'Adams School District', 300],
      ['Ash Elementary', 'Adams School District', 310],
      ['Birch Elementary', 'Adams School District', 200],
      ['Birch Elementary', 'Adams School District', 205],
      ['Ash Elementary', 'Brown School District', 400],
      ['Ash Elementary', 'Brown School District', 390],
    ]);
  });

  it.each([
    ['of two columns', ',', ''],
    ['of several columns', ',,', ',0.5'],
  ])('name what groups are groups of, and are no empty groups: a table %s', async (_name, blank, more) => {
    const read = await readAsProposed(
      table(
        `Characteristic,Percent insured${more && ',Margin of error'}`,
        `Total,91.1${more}`,
        `Sex${blank}`,
        `Male,90.0${more}`,
        `Female,92.1${more}`,
        `Race${blank}`,
        `White,93.0${more}`,
        `Black,87.1${more}`,
      ),
      { measure: 'proportion', cadence: 'year', words: 'Percent insured' },
      (mapping: ImportMapping) => {
        mapping.place = { constantLabel: 'Elm County' };
      },
      'insurance_2019.csv',
    );
    expect(read.mapping.population.dimensions).toEqual({ Male: 'Sex', Female: 'Sex', White: 'Race', Black: 'Race' });
    expect(read.observations.map(([, , group, value]) => [group, value])).toEqual([
      ['', 91.1],
      ['Male', 90],
      ['Female', 92.1],
      ['White', 93],
      ['Black', 87.1],
    ]);
  });
});

describe('groups across the top, with counts and a rate under each', () => {
  it('takes the rate for the value and what was counted for its counts', async () => {
    const { drafts, errors, problems } = await readAsProposed(
      table(
        ',Total,,,Black,,,White,,',
        'LEA,Enrolled,Dropouts,Rate,Enrolled,Dropouts,Rate,Enrolled,Dropouts,Rate',
        'Ash,1000,50,5.0,400,30,7.5,600,20,3.3',
        'Elm,500,10,2.0,100,5,5.0,400,5,1.3',
      ),
      { measure: 'proportion', cadence: 'school_year', words: 'Dropout' },
      () => {},
      'dropouts 2020-21.csv',
    );
    expect([errors, problems]).toEqual([[], []]);
    expect(drafts.slice(0, 3)).toMatchObject([
      { populationLabels: [], value: 5, denominator: 1000 },
      { populationLabels: ['Black'], value: 7.5, numerator: 30, denominator: 400 },
      { populationLabels: ['White'], value: 3.3, numerator: 20, denominator: 600 },
    ]);
  });
});

describe('a workbook whose sheets are alike', () => {
  const guess = async (sheet: string, others: string[], rows: string[][]) => {
    const records = rows.map((cells, at) => ({ line: at + 1, cells, tidied: null, faults: null }));
    const sheets = [sheet, ...others].map((name) => ({ name, hidden: false }));
    const seen = sniffSheet(records, true, { sheet, sheets });
    if (!seen.ok) throw new Error(seen.refusal.code);
    const profiles = await profileFile({ records: [records] }, seen.shape);
    return guessMapping(seen.shape, profiles, seen.sample, 'x.xlsx', { indicatorKey: 'it', ...rates } as GuessedFor);
  };
  const rows = [
    ['County', 'Graduation rate'],
    ['Adams', '80.1'],
    ['Brown', '70.5'],
  ];

  it('takes the year from the name of the sheet, and says that the others are not read', async () => {
    const { mapping, proposals } = await guess('2020', ['2019', 'Notes'], rows);
    expect(mapping.period).toEqual({ from: 'constant', label: '2020' });
    expect(proposals).toContainEqual(
      expect.objectContaining({ code: 'other_sheets', params: { read: '2020', others: '“2019”', gives: 'period' } }),
    );
  });

  it('takes the group from the name of the sheet, and the place where the rows name none', async () => {
    const groups = await guess('Female', ['Male'], rows);
    expect(groups.mapping.population.constant).toEqual(['Female']);
    const places = await guess(
      'Elm County',
      ['Oak County'],
      [
        ['Year', 'Graduation rate'],
        ['2019', '80.1'],
        ['2020', '70.5'],
      ],
    );
    expect(places.mapping.place).toEqual({ constantLabel: 'Elm County' });
  });

  it('says nothing where only notes stand beside the sheet', async () => {
    const { proposals } = await guess('Data', ['Notes', 'Read me'], rows);
    expect(codesOf(proposals)).not.toContain('other_sheets');
  });
});
