import { describe, expect, it } from 'vitest';
import { checkLayouts, type Layout, table } from './test/check-layouts.ts';
import { readAsProposed } from './test/read-as-proposed.ts';

const counts: Layout[] = [
  {
    name: 'births at low weight of live births, by ZIP code, where an empty cell means none',
    for: { measure: 'proportion', cadence: 'year', words: 'Babies born at low weight' },
    text: table(
      'County Public Health Department,,,,,',
      '"Low birth weight among live births to residents, by ZIP of residence",,,,,',
      '',
      'ZIP,Post office,Year,Race/ethnicity of mother,Live births,Low birth weight (<2500 g)',
      '98926,Ellensburg,2021,All races,317,32',
      '98926,Ellensburg,2021,Hispanic,81,<6',
      '98926,Ellensburg,2021,Black,8,',
      '98922,Cle Elum,2021,All races,61,7',
      '98922,Cle Elum,2021,Hispanic,12,',
      '98922,Cle Elum,2021,Black,,',
      '',
      '<6 = fewer than six births; blank = none. Provisional.',
    ),
    some: [
      ['Ellensburg', '2021', '', 10.09, 32, 317],
      ['Ellensburg', '2021', 'Hispanic', 'suppressed_by_source', null, 81],
      ['Ellensburg', '2021', 'Black', 0, 0, 8],
      ['Cle Elum', '2021', 'Black', 'not_applicable', null, 0],
    ],
    observations: 6,
    problems: ['zero_denominator'],
  },
  {
    name: 'screened of those due, beside counts of other things',
    for: { measure: 'proportion', cadence: 'year', words: 'Children screened for lead' },
    text: table(
      'County,Year,Clinics,Children under 6,Children screened,Elevated',
      'Adams,2022,3,900,400,12',
      'Brown,2022,14,1200,800,9',
      'Clark,2022,2,300,150,1',
    ),
    some: [
      ['Adams', '2022', '', 44.44, 400, 900],
      ['Clark', '2022', '', 50, 150, 300],
    ],
    observations: 3,
  },
  {
    name: 'graduates of a cohort, with dropouts beside them',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Students who graduate' },
    text: table(
      'High School,School Year,Dropouts,Graduates,Cohort',
      'North,2021-22,20,160,200',
      'South,2021-22,10,75,100',
    ),
    some: [
      ['North', '2021-22', '', 80, 160, 200],
      ['South', '2021-22', '', 75, 75, 100],
    ],
    observations: 2,
  },
];

const across: Layout[] = [
  {
    name: 'children of a program by age, ethnicity and need across',
    for: { measure: 'count', cadence: 'year', words: 'Children in Head Start' },
    text: table(
      'Program year,Center,Children enrolled,Age 3,Age 4,Hispanic or Latino,Not Hispanic or Latino,With an IEP,Experiencing homelessness',
      'PY21,Bluebird Center,39,19,20,18,21,5,2',
      'PY21,Valley HS/EHS,61,26,35,23,38,7,4',
      'PY22,Bluebird Center,40,20,20,16,24,2,4',
      'PY22,Valley HS/EHS,62,29,33,24,38,4,0',
    ),
    some: [
      ['Bluebird Center', '2021', '', 39],
      ['Bluebird Center', '2021', 'Age 3', 19],
      ['Valley HS/EHS', '2022', 'Not Hispanic or Latino', 38],
      ['Valley HS/EHS', '2022', 'With an IEP', 4],
      ['Valley HS/EHS', '2022', 'Experiencing homelessness', 0],
    ],
    observations: 28,
  },
  {
    name: 'people by bands of ages across, with their total',
    for: { measure: 'count', cadence: 'year', words: 'Population' },
    text: table(
      'GEOID,NAME,Year,Total population,Under 5 years,5 to 9 years,10 to 14 years,85 years and over',
      '53037,"Kittitas County, Washington",2022,"45,000","2,100","2,200","2,300",900',
      '53077,"Yakima County, Washington",2022,"256,000","19,000","20,000","21,000","4,100"',
    ),
    some: [
      ['Kittitas County, Washington', '2022', '', 45000],
      ['Kittitas County, Washington', '2022', 'Under 5 years', 2100],
      ['Yakima County, Washington', '2022', '85 years and over', 4100],
    ],
    observations: 10,
  },
  {
    name: 'doses by bands of ages across',
    for: { measure: 'proportion', cadence: 'year', words: 'Vaccinated' },
    text: table(
      'County,Year,Ages 0-4 %,Ages 5-11 %,All ages %',
      'Adams,2022,10.1,30.5,60.1',
      'Brown,2022,5.5,22.0,50.0',
    ),
    some: [
      ['Adams', '2022', 'Ages 0-4', 10.1],
      ['Brown', '2022', '', 50],
    ],
    observations: 6,
  },
  {
    name: 'rates by race across, all in one column of its own',
    for: { measure: 'rate', cadence: 'year', words: 'Infant mortality rate' },
    text: table(
      'County,Year,Overall,White,Black,Hispanic',
      'Adams,2022,5.4,4.1,11.2,5.0',
      'Brown,2022,6.0,4.4,12.9,5.9',
    ),
    some: [
      ['Adams', '2022', '', 5.4],
      ['Brown', '2022', 'Black', 12.9],
    ],
    observations: 8,
  },
];

const codedLayouts: Layout[] = [
  {
    name: 'federal proficiency, with subject, grade, group and year in each name',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Math proficiency' },
    text: table(
      'LEAID,LEANM,ALL_MTH00NUMVALID_1718,ALL_MTH00PCTPROF_1718,MBL_MTH00NUMVALID_1718,MBL_MTH00PCTPROF_1718,ECD_MTH00NUMVALID_1718,ECD_MTH00PCTPROF_1718,ALL_MTH03NUMVALID_1718,ALL_MTH03PCTPROF_1718',
      '5302340,Ellensburg,1520,48,21,30-39,700,36,240,52',
      '5300001,Kittitas,300,44,2,PS,110,35-39,45,50-54',
    ),
    some: [
      ['Ellensburg', '2017-18', '', 48, null, 1520],
      ['Ellensburg', '2017-18', 'Black', 'bounded', null, 21],
      ['Ellensburg', '2017-18', 'Economically disadvantaged', 36, null, 700],
      ['Kittitas', '2017-18', 'Black', 'suppressed_by_source', null, 2],
    ],
    observations: 6,
  },
  {
    name: 'federal proficiency of one grade, by the indicator’s name',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Third graders proficient in reading' },
    text: table(
      'LEAID,LEANM,ALL_RLA00NUMVALID_1819,ALL_RLA00PCTPROF_1819,ALL_RLA03NUMVALID_1819,ALL_RLA03PCTPROF_1819,LEP_RLA03NUMVALID_1819,LEP_RLA03PCTPROF_1819',
      '5302340,Ellensburg,1520,58,240,62,31,21-39',
      '5300001,Kittitas,300,54,45,60-64,5,PS',
    ),
    some: [
      ['Ellensburg', '2018-19', '', 62, null, 240],
      ['Ellensburg', '2018-19', 'English learners', 'bounded', null, 31],
    ],
    observations: 4,
  },
  {
    name: 'federal graduation rates of a cohort by group',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Four-year graduation rate' },
    text: table(
      'LEAID,LEANM,ALL_COHORT_1819,ALL_RATE_1819,MHI_COHORT_1819,MHI_RATE_1819,CWD_COHORT_1819,CWD_RATE_1819',
      '5302340,Ellensburg,240,88,52,80-84,30,60-69',
      '5300001,Kittitas,45,GE90,12,GE50,4,PS',
    ),
    some: [
      ['Ellensburg', '2018-19', '', 88, null, 240],
      ['Ellensburg', '2018-19', 'Hispanic', 'bounded', null, 52],
      ['Kittitas', '2018-19', 'Students with disabilities', 'suppressed_by_source', null, 4],
    ],
    observations: 6,
  },
  {
    name: 'federal proficiency of all students, in several years',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Math proficient' },
    text: table(
      'STNAM,LEAID,LEANM,MTH00NUMVALID_1617,MTH00PCTPROF_1617,MTH00NUMVALID_1718,MTH00PCTPROF_1718',
      'WASHINGTON,5302340,Ellensburg,1500,47,1520,48',
      'WASHINGTON,5300001,Kittitas,290,43,300,44',
    ),
    some: [['Kittitas', '2016-17', '', 43, null, 290]],
    observations: 4,
  },
];

const levels: Layout[] = [
  {
    name: 'regional districts above districts above schools',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Chronically absent' },
    text: table(
      'School Year,ISD Name,District Name,School Name,Students,Chronically Absent,Percent',
      '2022-23,Kent ISD,,,300,60,20.0',
      '2022-23,Kent ISD,Ash,,180,36,20.0',
      '2022-23,Kent ISD,Ash,Lincoln,100,25,25.0',
      '2022-23,Kent ISD,Ash,Hoover,80,11,13.8',
      '2022-23,Kent ISD,Elm,,120,24,20.0',
      '2022-23,Kent ISD,Elm,Lincoln,120,24,20.0',
      '2022-23,Wayne RESA,,,90,9,10.0',
      '2022-23,Wayne RESA,Oak,,90,9,10.0',
      '2022-23,Wayne RESA,Oak,Pine,90,9,10.0',
    ),
    some: [
      ['Kent ISD', '2022-23', '', 20, 60, 300],
      ['Ash', '2022-23', '', 20, 36, 180],
      ['Hoover', '2022-23', '', 13.8, 11, 80],
      ['Wayne RESA', '2022-23', '', 10, 9, 90],
    ],
    observations: 9,
  },
  {
    name: 'words for all in the columns of inner places',
    for: { measure: 'count', cadence: 'year', words: 'Arrests' },
    text: table(
      'County,City,Neighborhood,Year,Arrests',
      'Adams,All Cities,All Neighborhoods,2022,100',
      'Adams,Ashton,All Neighborhoods,2022,60',
      'Adams,Ashton,Old Town,2022,35',
      'Adams,Ashton,Riverside,2022,25',
      'Adams,Birch,All Neighborhoods,2022,40',
      'Adams,Birch,Center,2022,40',
    ),
    some: [
      ['Adams', '2022', '', 100],
      ['Birch', '2022', '', 40],
      ['Old Town', '2022', '', 35],
    ],
    observations: 6,
  },
];

const totals: Layout[] = [
  {
    name: 'a total of a state that the title names',
    for: { measure: 'count', cadence: 'year', words: 'Births' },
    text: table(
      'Births in Michigan by county,,',
      'County,Year,Births',
      'Adams,2022,100',
      'Brown,2022,60',
      'Total,2022,160',
    ),
    some: [['Michigan', '2022', '', 160]],
    observations: 3,
  },
  {
    name: 'a total of a county that the title names',
    for: { measure: 'count', cadence: 'year', words: 'Births' },
    text: table(
      'Kittitas County births by city,,',
      'City,Year,Births',
      'Ellensburg,2022,300',
      'Roslyn,2022,10',
      'County Total,2022,310',
    ),
    some: [['Kittitas County', '2022', '', 310]],
    observations: 3,
  },
];

describe('counts that prove a rate', () => {
  checkLayouts(counts);
});
describe('groups across the top', () => {
  checkLayouts(across);
});
describe('abbreviations of federal files', () => {
  checkLayouts(codedLayouts);
});
describe('several levels of places', () => {
  checkLayouts(levels);

  it('know what each place lies in', async () => {
    const read = await readAsProposed(levels[0]?.text ?? '', levels[0]?.for ?? {});
    const found = read.drafts.map((d) => [d.placeLabel, d.placeKind, d.parentLabel]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['Kent ISD', 'region', null],
        ['Ash', 'district', 'Kent ISD'],
        ['Hoover', null, 'Ash'],
      ]),
    );
  });
});
describe('totals', () => {
  checkLayouts(totals);

  it('of nobody knows which place are asked about, and never become a place of that name', async () => {
    const text = table('County,Year,Births', 'Adams,2022,100', 'Brown,2022,60', 'Total,2022,160');
    const read = await readAsProposed(text, { measure: 'count', cadence: 'year', words: 'Births' });
    expect(read.drafts.map((d) => d.placeLabel)).not.toContain('Total');
    expect(read.errors).toEqual([]);
    expect(read.proposals.map(({ code }) => code)).toContain('total_unnamed');
  });
});
