import { describe, expect, it } from 'vitest';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { readAsProposed } from './test/read-as-proposed.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

interface Case {
  name: string;
  for: Partial<GuessedFor>;
  text: string;
  /** Place, period, group and value of each observation. */
  right: (string | number | null)[][];
  /** What a person is told of it. */
  shown: string[];
}

const cases: Case[] = [
  {
    name: 'titles above, and notes with commas below',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Chronic absenteeism rate' },
    text: table(
      'Chronic Absenteeism by District',
      'School Year 2021-22',
      '',
      'District Code,District,Students,Chronically Absent,Chronic Absenteeism Rate',
      '0010,Ash,1000,200,20.0%',
      '0020,Elm,500,50,10.0%',
      '0030,Fir,12,*,*',
      '* fewer than 5 students',
      'Source: EDStat, downloaded 1/5/2023',
    ),
    right: [
      ['Ash', '2021-22', '', 20],
      ['Elm', '2021-22', '', 10],
      ['Fir', '2021-22', '', null],
    ],
    shown: [],
  },
  {
    name: 'bounds and ranges of percents under a name that says nothing of percents',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Proficient or above' },
    text: table(
      'School,School Year,Proficient or Above',
      'Ash,2020-21,≤10%',
      'Birch,2020-21,>95%',
      'Cedar,2020-21,45%',
      'Dog,2020-21,≥ 90%',
      'Elm,2020-21,20-29%',
      'Fir,2020-21,PS',
      'Gum,2020-21,50%',
    ),
    right: [
      ['Ash', '2020-21', '', null],
      ['Birch', '2020-21', '', null],
      ['Cedar', '2020-21', '', 45],
      ['Dog', '2020-21', '', null],
      ['Elm', '2020-21', '', null],
      ['Fir', '2020-21', '', null],
      ['Gum', '2020-21', '', 50],
    ],
    shown: ['bounds'],
  },
  {
    name: 'footnotes behind numbers',
    for: { measure: 'rate', cadence: 'year', words: 'Asthma ED visits' },
    text: table(
      'County,Year,Age Adjusted Rate,Footnote',
      'Adams,2019,"45.1 (a)",a',
      'Brown,2019,30.2†,',
      'Clark,2019,"28.0 [1]",a',
      'Dunn,2019,**,b',
    ),
    right: [
      ['Adams', '2019', '', 45.1],
      ['Brown', '2019', '', 30.2],
      ['Clark', '2019', '', 28],
      ['Dunn', '2019', '', null],
    ],
    shown: ['value_notes'],
  },
  {
    name: 'codes, names and units in three lines',
    for: { measure: 'proportion', cadence: 'year', words: 'Children in poverty' },
    text: table(
      'County,Year,B17001_pct,B17001_n',
      'County name,Data year,Children in poverty,Children under 18',
      'text,year,percent,number',
      'Adams,2019,15.1,2000',
      'Brown,2019,22.4,900',
    ),
    right: [
      ['Adams', '2019', '', 15.1],
      ['Brown', '2019', '', 22.4],
    ],
    shown: [],
  },
  {
    name: 'names above codes without digits',
    for: { measure: 'proportion', cadence: 'year', words: 'Children in poverty' },
    text: table(
      'Geographic name,Year of data,Percent of children in poverty,Number of children',
      'GEONAME,YEAR,PCTPOV,NCHILD',
      'Adams,2019,15.1,2000',
      'Brown,2019,22.4,900',
    ),
    right: [
      ['Adams', '2019', '', 15.1],
      ['Brown', '2019', '', 22.4],
    ],
    shown: [],
  },
  {
    name: 'standard errors, limits, ranks and flags beside the value',
    for: { measure: 'proportion', cadence: 'year', words: 'Adults with diabetes' },
    text: table(
      'State,Year,Diabetes Prevalence,Standard Error,Lower 95% CL,Upper 95% CL,State Rank,Flag',
      'Ohio,2019,12.0,0.4,11.2,12.8,38,',
      'Ohio,2020,12.4,0.5,11.4,13.4,39,*',
      'Maine,2019,10.1,0.6,8.9,11.3,20,',
    ),
    right: [
      ['Ohio', '2019', '', 12],
      ['Ohio', '2020', '', 12.4],
      ['Maine', '2019', '', 10.1],
    ],
    shown: ['value_interval', 'margins_aside'],
  },
  {
    name: 'codes that a spreadsheet shortened',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Attendance' },
    text: table(
      'NCESSCH,School,SchoolYear,AttendancePct',
      '2.60E+11,Ash,2021-22,94.1',
      '2.60E+11,Elm,2021-22,93.0',
      '2.61E+11,Fir,2021-22,91.0',
    ),
    right: [
      ['Ash', '2021-22', '', 94.1],
      ['Elm', '2021-22', '', 93],
      ['Fir', '2021-22', '', 91],
    ],
    shown: ['spoiled_codes'],
  },
];

describe('cells and lines as agencies write them', () => {
  it.each(cases)('$name', async ({ for: target, text, right, shown }) => {
    const read = await readAsProposed(text, target);
    expect([read.errors, read.problems]).toEqual([[], []]);
    expect(read.observations).toEqual(right);
    expect(read.proposals.map(({ code }) => code)).toEqual(shown);
  });

  it('keeps rows with a filler or a hundredth among percents out until a person says what they mean', async () => {
    const { drafts, mapping, problems } = await readAsProposed(
      table(
        'District,School Year,Proficient (%)',
        'Ash,2018-19,45.1',
        'Birch,2018-19,9999',
        'Cedar,2018-19,50.0',
        'Dog,2018-19,.01',
        'Elm,2018-19,61.0',
        'Fir,2018-19,9999',
      ),
      { measure: 'proportion', cadence: 'school_year', words: 'Proficient' },
    );
    expect(mapping.doubts).toEqual(['9999', '.01']);
    expect(drafts.map(({ value }) => value)).toEqual([45.1, 50, 61]);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'unknown_mark'],
      [5, 'unknown_mark'],
      [7, 'unknown_mark'],
    ]);
  });

  it.each(['5.5% ±0.4', '85.0% (170/200)', '12 (6.1)', '170 / 200'])(
    'says why cells such as %s cannot be read',
    async (cell) => {
      const { proposals, errors } = await readAsProposed(
        table('Area,Year,Uninsured', `Adams,2019,${cell}`, `Brown,2019,${cell}`),
        {
          measure: 'proportion',
          cadence: 'year',
          words: 'Uninsured',
        },
      );
      expect(errors).toEqual(['indicators.0.value MAPPING_VALUE_MISSING']);
      expect(proposals).toMatchObject([{ code: 'two_numbers', params: { column: 'Uninsured', example: cell } }]);
    },
  );

  it('says that the numbers have a decimal comma, and takes a person’s word that they have none', async () => {
    const text = table('Condado;Año;Casos', 'Núñez;2019;1.204', 'Peña;2019;980');
    const target: Partial<GuessedFor> = { measure: 'count', cadence: 'year', words: 'Casos' };
    const read = await readAsProposed(text, target);
    expect(read.observations.map(([, , , value]) => value)).toEqual([1204, 980]);
    expect(read.proposals.map(({ code }) => code)).toContain('decimal_comma');
    const corrected = await readAsProposed(text, target, () => {}, 'x.csv', { decimalSign: 'point' });
    expect(corrected.observations.map(([, , , value]) => value)).toEqual([1.204, 980]);
    expect(corrected.proposals.map(({ code }) => code)).not.toContain('decimal_comma');
  });
});
