import { describe, expect, it } from 'vitest';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { readAsProposed } from './test/read-as-proposed.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** A file as some agency writes it, taken as it is proposed, with some of the numbers and how many there are. */
interface Case {
  name: string;
  for: Partial<GuessedFor>;
  text: string;
  some: (string | number | null)[][];
  observations: number;
}

const cases: Case[] = [
  {
    name: 'years down and Spanish months across',
    for: { measure: 'count', cadence: 'month', words: 'Nacimientos' },
    text: table(
      'Municipio,Año,Ene,Feb,Mar,Abr,May,Jun,Jul,Ago,Sep,Oct,Nov,Dic',
      'Ponce,2018,101,98,110,95,99,103,120,118,111,105,100,97',
      'Mayagüez,2018,60,55,58,52,50,51,60,66,65,61,59,57',
    ),
    some: [
      ['Ponce', '2018-01', '', 101],
      ['Mayagüez', '2018-08', '', 66],
      ['Mayagüez', '2018-12', '', 57],
    ],
    observations: 24,
  },
  {
    name: 'whole Spanish months, a total that is none of them, and points for thousands',
    for: { measure: 'count', cadence: 'month', words: 'Visitas' },
    text: table(
      'CLINICA;AÑO;ENERO;FEBRERO;MARZO;ABRIL;TOTAL',
      'Norte;2020;1.234;980;1.010;450;3.674',
      'Sur;2020;830;790;801;333;2.754',
    ),
    some: [
      ['Norte', '2020-01', '', 1234],
      ['Norte', '2020-03', '', 1010],
      ['Sur', '2020-04', '', 333],
    ],
    observations: 8,
  },
  {
    name: 'year, month and day in columns of their own',
    for: { measure: 'count', cadence: 'day', words: 'Shelter occupancy' },
    text: table(
      'Shelter,Yr,Mo,Dy,Beds Occupied,Beds Available',
      'Hope House,2021,1,4,45,60',
      'Hope House,2021,12,31,52,60',
      'St. Mary,2021,1,4,30,40',
    ),
    some: [
      ['Hope House', '2021-01-04', '', 45],
      ['Hope House', '2021-12-31', '', 52],
    ],
    observations: 3,
  },
  {
    name: 'school years run together, beside codes of campuses',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Attendance rate' },
    text: table(
      'SchoolYear,Campus,CampusName,AttRate',
      '1718,001,Adams EL,95.1',
      '1819,001,Adams EL,95.3',
      '1718,002,Baker EL,93.9',
      '1819,002,Baker EL,94.4',
    ),
    some: [
      ['Adams EL', '2017-18', '', 95.1],
      ['Baker EL', '2018-19', '', 94.4],
    ],
    observations: 4,
  },
  {
    name: 'fiscal years across',
    for: { measure: 'count', cadence: 'year', words: 'Children served' },
    text: table('Region,FY18,FY19,FY20', 'North,1200,1300,1250', 'South,800,820,799'),
    some: [
      ['North', '2018', '', 1200],
      ['South', '2020', '', 799],
    ],
    observations: 6,
  },
  {
    name: 'school years with their letters',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Chronic absence' },
    text: table(
      'LEA,Year,Chronically Absent %',
      'Elm,SY2018-19,12.5',
      'Elm,SY2019/20,13.0',
      'Oak,SY2018-19,8.0',
      'Oak,SY2019/20,9.1',
    ),
    some: [
      ['Elm', '2018-19', '', 12.5],
      ['Oak', '2019-20', '', 9.1],
    ],
    observations: 4,
  },
  {
    name: 'weeks in a column of their own, where regions have numbers',
    for: { measure: 'count', cadence: 'week', words: 'Influenza cases' },
    text: table(
      'REGION,YEAR,WEEK,TOTAL SPECIMENS,FLU CASES,PERCENT POSITIVE',
      'Region 1,2019,40,1000,25,2.5',
      'Region 1,2019,41,1100,33,3.0',
      'Region 2,2019,40,900,9,1.0',
      'Region 2,2019,41,950,19,2.0',
    ),
    some: [
      ['Region 1', '2019-W40', '', 25],
      ['Region 2', '2019-W41', '', 19],
    ],
    observations: 4,
  },
  {
    name: 'terms of colleges',
    for: { measure: 'proportion', cadence: 'term', words: 'Course success' },
    text: table(
      'College,Term,Enrollments,Successes,Success Rate',
      'Alder CC,Fall 2020,1000,710,71.0',
      'Alder CC,Spring 2021,900,630,70.0',
      'Birch CC,Fall 2020,500,400,80.0',
      'Birch CC,Spring 2021,450,369,82.0',
    ),
    some: [
      ['Alder CC', 'Fall 2020', '', 71],
      ['Birch CC', 'Spring 2021', '', 82],
    ],
    observations: 4,
  },
  {
    name: 'twelve months that end with a month',
    for: { measure: 'count', cadence: 'rolling_year', words: 'Overdose deaths' },
    text: table(
      'State,Period,Deaths',
      'Ohio,12 months ending March 2021,5300',
      'Ohio,12 months ending June 2021,5350',
      'Maine,12 months ending March 2021,510',
    ),
    some: [
      ['Ohio', '2020-04 to 2021-03', '', 5300],
      ['Ohio', '2020-07 to 2021-06', '', 5350],
    ],
    observations: 3,
  },
  {
    name: 'twelve months by year and last month, with the indicators in a column',
    for: { measure: 'count', cadence: 'rolling_year', words: 'Overdose deaths' },
    text: table(
      'State,Year,Month,Period,Indicator,Data Value,Predicted Value,Footnote',
      'OH,2021,March,12 month-ending,Number of Drug Overdose Deaths,5300,5410,Underreported',
      'OH,2021,June,12 month-ending,Number of Drug Overdose Deaths,5350,5499,Underreported',
      'OH,2021,March,12 month-ending,Number of Deaths,150000,,',
      'OH,2021,June,12 month-ending,Number of Deaths,151000,,',
    ),
    some: [
      ['OH', '2020-04 to 2021-03', '', 5300],
      ['OH', '2020-07 to 2021-06', '', 5350],
    ],
    observations: 2,
  },
  {
    name: 'five years with a dash',
    for: { measure: 'rate', cadence: 'five_years', words: 'Infant mortality rate' },
    text: table(
      'County,Years,Births,Infant Deaths,Rate per 1000',
      'Adams,2010–14,5000,30,6.0',
      'Adams,2015–19,4800,24,5.0',
      'Brown,2010–14,900,*,*',
      'Brown,2015–19,1000,8,8.0',
    ),
    some: [
      ['Adams', '2010-2014', '', 6],
      ['Brown', '2010-2014', '', null],
      ['Brown', '2015-2019', '', 8],
    ],
    observations: 4,
  },
  {
    name: 'five years in words, in parishes',
    for: { measure: 'rate', cadence: 'five_years', words: 'Teen births' },
    text: table(
      'Parish,Time Period,Teen Birth Rate',
      'Acadia,2010 to 2014,45.1',
      'Acadia,2015 to 2019,38.2',
      'Allen,2015 to 2019,44.4',
    ),
    some: [
      ['Acadia', '2010-2014', '', 45.1],
      ['Allen', '2015-2019', '', 44.4],
    ],
    observations: 3,
  },
  {
    name: 'months as a spreadsheet shows them',
    for: { measure: 'count', cadence: 'month', words: 'SNAP households' },
    text: table(
      'County,Month,SNAP Households,SNAP Persons',
      'Adams,Jan-21,4000,9000',
      'Adams,Feb-21,4100,9100',
      'Brown,Jan-21,1000,2000',
    ),
    some: [
      ['Adams', '2021-01', '', 4000],
      ['Brown', '2021-01', '', 1000],
    ],
    observations: 3,
  },
  {
    name: 'quarters across, with bounds',
    for: { measure: 'count', cadence: 'quarter', words: 'Overdose deaths' },
    text: table('County,2019Q1,2019Q2,2019Q3,2019Q4', 'Adams,10,12,<5,9', 'Brown,6,7,8,<5'),
    some: [
      ['Adams', '2019 Q1', '', 10],
      ['Adams', '2019 Q3', '', null],
      ['Brown', '2019 Q2', '', 7],
    ],
    observations: 8,
  },
  {
    name: 'a decimal comma between tabs',
    for: { measure: 'proportion', cadence: 'year', words: 'Tasa de desempleo' },
    text: table(
      'Municipio\tAño\tTasa de desempleo (%)\tFuerza laboral',
      'Ponce\t2019\t12,5\t45.000',
      'Caguas\t2019\t9,1\t52.300',
      'Caguas\t2020\t10,2\t51.000',
    ),
    some: [
      ['Ponce', '2019', '', 12.5],
      ['Caguas', '2020', '', 10.2],
    ],
    observations: 3,
  },
];

describe('periods and numbers as agencies write them', () => {
  it.each(cases)('$name', async ({ for: target, text, some, observations }) => {
    const read = await readAsProposed(text, target);
    expect([read.errors, read.problems]).toEqual([[], []]);
    expect(read.observations).toEqual(expect.arrayContaining(some));
    expect(read.observations).toHaveLength(observations);
  });
});
