import { describe, expect, it } from 'vitest';
import type { ImportMapping } from './mapping/mapping.ts';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { readAsProposed } from './test/read-as-proposed.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

interface Layout {
  name: string;
  text: string;
  fileName?: string;
  for: Partial<GuessedFor>;
  /** Each of these is one answer or correction of a person. */
  corrections: ((mapping: ImportMapping) => void)[];
  some: (string | number | null)[][];
  observations: number;
}

const layouts: Layout[] = [
  {
    name: 'police statistics by agency and month',
    for: { measure: 'count', cadence: 'month', words: 'Juvenile arrests' },
    text: table(
      'ORI,Agency Name,Year,Month,Offense,Adult Arrests,Juvenile Arrests',
      'MI0100,Ash PD,2021,1,Total,100,12',
      'MI0100,Ash PD,2021,2,Total,90,10',
      'MI0200,Elm PD,2021,1,Total,50,4',
      'MI0200,Elm PD,2021,2,Total,55,6',
    ),
    corrections: [],
    some: [['Elm PD', '2021-02', '', 6]],
    observations: 4,
  },
  {
    name: 'children in foster care by federal fiscal year across',
    for: { measure: 'count', cadence: 'year', words: 'Children in foster care' },
    text: table('State,FFY 2017,FFY 2018', 'Alabama,"5,600","5,700"', 'Alaska,"2,700","2,600"'),
    corrections: [],
    some: [['Alabama', '2017', '', 5600]],
    observations: 4,
  },
  {
    name: 'participation by month across, with an average',
    for: { measure: 'count', cadence: 'month', words: 'WIC participation' },
    text: table(
      'State Agency,October 2020,November 2020,December 2020,Average Participation',
      'Alabama,110000,109000,108000,109000',
      'Alaska,14000,13900,13800,13900',
    ),
    corrections: [],
    some: [['Alaska', '2020-12', '', 13800]],
    observations: 6,
  },
  {
    name: 'rates per ten thousand by quarter',
    for: { measure: 'rate', cadence: 'quarter', words: 'ED visits rate' },
    text: table(
      'County;Quarter;Visits;Rate per 10,000',
      'Adams;Q1 2021;45;12.5',
      'Adams;Q2 2021;50;13.9',
      'Brown;Q1 2021;10;8.1',
    ),
    corrections: [],
    some: [['Adams', '2021 Q1', '', 12.5]],
    observations: 3,
  },
  {
    name: 'counts of homeless persons by continuum of care, measures and years across',
    for: { measure: 'count', cadence: 'year', words: 'Overall homeless' },
    text: table(
      'CoC Number,CoC Name,CoC Category,"Overall Homeless, 2019","Sheltered, 2019","Overall Homeless, 2020","Sheltered, 2020"',
      'MI-500,Michigan Balance of State,Balance,1500,900,1400,850',
      'MI-501,Detroit,Major City,1900,1700,1800,1650',
      'Total,,,3400,2600,3200,2500',
    ),
    corrections: [],
    some: [['Detroit', '2020', '', 1800]],
    observations: 4,
  },
  {
    name: 'discipline by district, in initials and by a date',
    for: { measure: 'count', cadence: 'school_year', words: 'Out-of-school suspensions' },
    text: table(
      'District Number,District,As of Date,ISS,OSS,Expulsions',
      '001,Ash,6/30/2021,40,22,1',
      '002,Elm,6/30/2021,10,8,0',
      '001,Ash,6/30/2022,44,30,0',
      '002,Elm,6/30/2022,12,9,0',
    ),
    corrections: [],
    some: [['Ash', '2020-21', '', 22]],
    observations: 4,
  },
  {
    name: 'cases by week, with a rate and few told as bounds',
    for: { measure: 'count', cadence: 'week', words: 'Cases' },
    text: table(
      'Health Jurisdiction,Week Ending,Cases,Rate',
      'North,1/2/2021,10,5.5',
      'North,1/9/2021,12,6.6',
      'South,1/2/2021,<10,NA',
      'South,1/9/2021,11,3.3',
    ),
    corrections: [],
    some: [
      ['North', '2020-W53', '', 10],
      ['South', '2020-W53', '', null],
    ],
    observations: 4,
  },
  {
    name: 'schools of one name without codes, in their districts',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Graduation rate' },
    text: table(
      'District,School,Year,Graduation Rate',
      'Adams 12,Lincoln High,2019-20,80.1',
      'Brown 5,Lincoln High,2019-20,71.1',
      'Brown 5,Oak High,2019-20,66.6',
    ),
    corrections: [],
    some: [
      ['Lincoln High', '2019-20', '', 80.1],
      ['Lincoln High', '2019-20', '', 71.1],
    ],
    observations: 3,
  },
  {
    name: 'four levels of places in columns of their own, zeros for the codes of wider ones',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Grade 3 reading proficient' },
    text: table(
      'Level,ISD Code,ISD Name,District Code,District Name,Building Code,Building Name,School Year,Tested,Percent Proficient',
      'State,0,,0,,0,,2021-22,90000,41.6',
      'ISD,41,Kent ISD,0,,0,,2021-22,7000,45.0',
      'District,41,Kent ISD,41010,Grand Rapids,0,,2021-22,1000,25.0',
      'School,41,Kent ISD,41010,Grand Rapids,00123,Ash Elementary,2021-22,60,30.0',
      'School,41,Kent ISD,41010,Grand Rapids,00124,Elm Elementary,2021-22,70,20.0',
      'School,41,Kent ISD,41020,Godwin,00200,Ash Elementary,2021-22,50,40.0',
    ),
    corrections: [
      (mapping) => {
        mapping.skip = [...mapping.skip, [{ column: 'Level', is: 'one_of', values: ['ISD'] }]];
      },
    ],
    some: [
      ['State', '2021-22', '', 41.6],
      ['Grand Rapids', '2021-22', '', 25],
      ['Ash Elementary', '2021-22', '', 40],
    ],
    observations: 5,
  },
  {
    name: 'household income by tract, with a name of three parts',
    for: { measure: 'mean', cadence: 'year', words: 'Household income' },
    fileName: 'atlas 2015.csv',
    text: table(
      'tract,Name,Household_Income_pooled',
      '26081000100,"Heartside, Grand Rapids, MI",31000',
      '26081000200,"Creston, Grand Rapids, MI",42000',
    ),
    corrections: [],
    some: [['Heartside, Grand Rapids, MI', '2015', '', 31000]],
    observations: 2,
  },
  {
    name: 'attendance by measure, group and year in the names of columns',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Attendance rate' },
    text: table(
      'dist_id,dist_name,att_rate_all_1718,att_rate_black_1718,att_rate_all_1819,att_rate_black_1819',
      '001,Ash,95.1,94.0,95.2,94.2',
      '002,Elm,93.1,92.0,93.2,92.2',
    ),
    corrections: [],
    some: [['Elm', '2018-19', 'black', 92.2]],
    observations: 8,
  },
  {
    name: 'free meals by school, where the file’s name says the year',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Free lunch' },
    fileName: 'lunch2021-22.csv',
    text: table(
      'ORG CODE,ORGANIZATION NAME,SCHOOL CODE,SCHOOL NAME,PUPILS,% FREE',
      '0010,Elm 1,0101,Ash Elementary,300,40.1',
      '0010,Elm 1,0102,Lincoln,200,35.5',
      '0020,Oak 12,0103,Lincoln,500,20.4',
      '0020,Oak 12,0104,Birch,410,22.0',
    ),
    corrections: [],
    some: [
      ['Lincoln', '2021-22', '', 35.5],
      ['Lincoln', '2021-22', '', 20.4],
    ],
    observations: 4,
  },
  {
    name: 'doses by bands of ages across, and for all of them',
    for: { measure: 'proportion', cadence: 'year', words: 'Vaccinated' },
    text: table(
      'County,Year,Ages 0-4 %,Ages 5-11 %,All ages %',
      'Adams,2022,10.1,30.5,60.1',
      'Brown,2022,5.5,22.0,50.0',
    ),
    corrections: [],
    some: [
      ['Adams', '2022', 'Ages 0-4', 10.1],
      ['Brown', '2022', '', 50],
    ],
    observations: 6,
  },
];

describe('more layouts of agencies', () => {
  it.each(layouts)('$name', async ({ text, fileName, for: target, corrections, some, observations }) => {
    const correct = (mapping: ImportMapping): void => {
      for (const each of corrections) each(mapping);
    };
    const read = await readAsProposed(text, target, correct, fileName);
    expect([read.errors, read.problems]).toEqual([[], []]);
    expect(read.observations).toEqual(expect.arrayContaining(some));
    expect(read.observations).toHaveLength(observations);
  });

  it('need at most one correction each', () => {
    const counts = layouts.map(({ corrections }) => corrections.length);
    expect([counts.length, counts.filter((count) => count <= 1).length]).toEqual([13, 13]);
  });
});
