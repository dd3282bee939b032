import { describe, expect, it } from 'vitest';
import type { ImportMapping } from './mapping/mapping.ts';
import type { GuessedFor } from './proposals/guess-mapping.ts';
import { readAsProposed } from './test/read-as-proposed.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** One publisher's layout in small, with made-up numbers, and what a person must still correct in what is proposed. */
interface Layout {
  name: string;
  text: string;
  fileName?: string;
  for: Partial<GuessedFor>;
  /** Each of these is one answer or correction of a person. */
  corrections: ((mapping: ImportMapping) => void)[];
  /** First observations: place, period, groups, value. */
  first: (string | number | null)[][];
  observations: number;
}

const layouts: Layout[] = [
  {
    name: 'a state report card, long, with levels and groups',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Four-year graduation rate' },
    text: table(
      'AggregateLevel,CountyCode,DistrictCode,DistrictName,ReportingCategory,AcademicYear,CohortStudents,Regular HS Diploma Graduates (Count),Regular HS Diploma Graduates (Rate),Dropout (Count),Dropout (Rate)',
      'State,00,,State,All Students,2018-19,1000,850,85.0,100,10.0',
      'District,01,0101,Elm Unified,All Students,2018-19,400,360,90.0,20,5.0',
      'District,01,0101,Elm Unified,Hispanic or Latino,2018-19,200,170,85.0,16,8.0',
      'District,01,0102,Oak Unified,All Students,2018-19,600,490,81.7,80,13.3',
      'District,01,0102,Oak Unified,Hispanic or Latino,2018-19,300,240,80.0,45,15.0',
    ),
    corrections: [],
    first: [
      ['State', '2018-19', '', 85],
      ['Elm Unified', '2018-19', '', 90],
    ],
    observations: 5,
  },
  {
    name: 'CDC PLACES by tract, with confidence limits',
    for: { measure: 'proportion', cadence: 'year', words: 'Current asthma among adults' },
    text: table(
      'Year,StateAbbr,CountyName,LocationName,Measure,Data_Value_Type,Data_Value,Low_Confidence_Limit,High_Confidence_Limit,TotalPopulation',
      '2021,MI,Kent,26081000100,Current asthma among adults,Crude prevalence,10.5,9.8,11.2,3400',
      '2021,MI,Kent,26081000200,Current asthma among adults,Crude prevalence,11.5,10.8,12.3,2900',
      '2021,MI,Wayne,26163000100,Current asthma among adults,Crude prevalence,12.5,11.8,13.2,4100',
    ),
    corrections: [
      (mapping) => {
        mapping.place = {
          codeColumn: 'Location Name',
          kind: 'tract',
          parent: { labelColumn: 'County Name', kind: 'county' },
        };
      },
    ],
    first: [[null, '2021', '', 10.5]],
    observations: 3,
  },
  {
    name: 'ACS subject table of five years, with codes above its names',
    for: { measure: 'proportion', cadence: 'five_years', words: 'Percent of households with broadband' },
    fileName: 'ACSST5Y2021.S2801-Data.csv',
    text: table(
      'GEO_ID,NAME,S2801_C01_001E,S2801_C01_001M,S2801_C02_014E,S2801_C02_014M',
      'Geography,Geographic Area Name,Estimate!!Total!!Total households,Margin of Error!!Total!!Total households,Estimate!!Percent!!With broadband of any type,Margin of Error!!Percent!!With broadband of any type',
      '1400000US26081000100,"Census Tract 1; Kent County; Michigan",1400,88,88.5,4.1',
      '1400000US26081000200,"Census Tract 2; Kent County; Michigan",1300,90,77.5,5.2',
      '1400000US26081000300,"Census Tract 3; Kent County; Michigan",900,70,-666666666,**',
    ),
    corrections: [],
    first: [['Census Tract 1; Kent County; Michigan', '2017-2021', '', 88.5]],
    observations: 3,
  },
  {
    name: 'KIDS COUNT, by location type, time frame and data format',
    for: { measure: 'proportion', cadence: 'year', words: 'Children in poverty' },
    text: table(
      'LocationType,Location,TimeFrame,DataFormat,Data',
      'Nation,United States,2019,Number,12000000',
      'Nation,United States,2019,Percent,0.17',
      'State,Michigan,2019,Number,370000',
      'State,Michigan,2019,Percent,0.18',
      'State,Ohio,2019,Number,460000',
      'State,Ohio,2019,Percent,0.18',
    ),
    corrections: [],
    first: [['United States', '2019', '', 17]],
    observations: 3,
  },
  {
    name: 'NCES adjusted cohort graduation by state, groups across the top',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Graduation rate' },
    text: table(
      '"Table 219.46. Adjusted cohort graduation rate (ACGR), by state and race: 2018-19",,,,',
      'State,Total,White,Black,Hispanic',
      'Alabama,91.7,92.3,90.0,88.9',
      'Alaska,80.4,84.7,74.1,79.7',
      'Arizona,77.8,82.6,73.3,74.8',
    ),
    corrections: [],
    first: [
      ['Alabama', '2018-19', '', 91.7],
      ['Alabama', '2018-19', 'White', 92.3],
    ],
    observations: 12,
  },
  {
    name: 'Census SAIPE, with bounds of ninety percent',
    for: { measure: 'proportion', cadence: 'year', words: 'Children 0-17 in poverty' },
    text: table(
      'Year,State FIPS Code,County FIPS Code,Name,"All Ages in Poverty Percent","All Ages 90% CI Lower Bound","All Ages 90% CI Upper Bound","Ages 0-17 in Poverty Percent","Ages 0-17 90% CI Lower Bound","Ages 0-17 90% CI Upper Bound","Median Household Income"',
      '2020,26,081,Kent County,9.5,8.5,10.5,11.5,9.5,13.5,66000',
      '2020,26,163,Wayne County,19.5,18.5,20.5,29.5,27.5,31.5,49000',
      '2020,26,139,Ottawa County,7.5,6.5,8.5,7.8,5.8,9.8,71000',
    ),
    corrections: [
      (mapping) => {
        mapping.place = { labelColumn: 'Name', kind: 'county' };
      },
    ],
    first: [['Kent County', '2020', '', 11.5]],
    observations: 3,
  },
  {
    name: 'BLS local unemployment, years down and months across',
    for: { measure: 'proportion', cadence: 'month', words: 'Unemployment rate' },
    text: table(
      'Area,Year,Jan,Feb,Mar,Apr,Annual',
      'Kent County,2019,3.1,3.0,2.9,2.7,2.9',
      'Wayne County,2019,5.1,5.0,4.9,4.7,4.9',
    ),
    corrections: [],
    first: [['Kent County', '2019-01', '', 3.1]],
    observations: 8,
  },
  {
    name: 'HRSA health center data, one year a column',
    for: { measure: 'proportion', cadence: 'year', words: 'Childhood immunization' },
    text: table(
      'Health Center,Childhood Immunization Status 2019 %,Childhood Immunization Status 2020 %,Dental Sealants 2019 %,Dental Sealants 2020 %',
      'North Clinic,40.5,38.5,50.5,48.5',
      'South Clinic,30.5,28.5,60.5,58.5',
    ),
    corrections: [
      (mapping) => {
        mapping.place = { labelColumn: 'Health Center', kind: 'site' };
      },
    ],
    first: [
      ['North Clinic', '2019', '', 40.5],
      ['North Clinic', '2020', '', 38.5],
    ],
    observations: 4,
  },
  {
    name: 'County Health Rankings, topics over groups and intervals',
    for: { measure: 'proportion', cadence: 'year', words: 'Low birthweight' },
    fileName: '2022 County Health Rankings Data.csv',
    text: table(
      ',,,Low birthweight,,,,Adult smoking,,',
      'FIPS,State,County,% LBW,95% CI - Low,95% CI - High,% LBW (Black),% Smokers,95% CI - Low,Z-Score',
      '26081,Michigan,Kent,8.5,8.1,8.9,13.5,17.5,15.5,0.2',
      '26163,Michigan,Wayne,10.5,10.2,10.8,15.5,21.5,19.5,1.4',
    ),
    corrections: [],
    first: [
      ['Kent', '2022', '', 8.5],
      ['Kent', '2022', 'Black', 13.5],
    ],
    observations: 4,
  },
  {
    name: 'a DIBELS export, seasons and levels across',
    for: { measure: 'proportion', cadence: 'school_year', words: 'At or above benchmark, end of year' },
    text: table(
      'School,Grade,School Year,Number of Students,BOY At or Above Benchmark %,MOY At or Above Benchmark %,EOY At or Above Benchmark %',
      'Ash,K,2021-22,60,40.5,50.5,60.5',
      'Elm,K,2021-22,70,41.5,51.5,61.5',
    ),
    corrections: [],
    first: [['Ash', '2021-22', '', 60.5]],
    observations: 2,
  },
  {
    name: 'an attendance export, month and school, with whole years',
    for: { measure: 'proportion', cadence: 'month', words: 'Average daily attendance' },
    text: table(
      'Campus,SY,Month,Days Enrolled,Days Present,ADA %',
      'Ash,2022-23,September,1000,950,95.0',
      'Ash,2022-23,October,1100,1034,94.0',
      'Ash,2022-23,YTD,2100,1984,94.5',
      'Elm,2022-23,September,800,720,90.0',
      'Elm,2022-23,October,900,801,89.0',
      'Elm,2022-23,YTD,1700,1521,89.5',
    ),
    corrections: [
      (mapping) => {
        mapping.place = { labelColumn: 'Campus', kind: 'school' };
      },
    ],
    first: [['Ash', '2022-09', '', 95]],
    observations: 4,
  },
  {
    name: 'HMIS system performance, with a dimension column and n/a',
    for: { measure: 'proportion', cadence: 'year', words: 'Exits to permanent housing' },
    text: table(
      'CoC,Reporting Year,Breakdown,Group,Exits,Exits to Permanent Housing,Percent',
      'MI-501,2021,All,All persons,300,150,50.0',
      'MI-501,2021,Race,Black,200,90,45.0',
      'MI-501,2021,Race,White,100,60,60.0',
      'MI-502,2021,All,All persons,40,n/a,n/a',
    ),
    corrections: [
      (mapping) => {
        mapping.place = { labelColumn: 'Co C', kind: 'region' };
      },
    ],
    first: [
      ['MI-501', '2021', '', 50],
      ['MI-501', '2021', 'Black', 45],
    ],
    observations: 4,
  },
];

describe('public layouts that nobody here prepared for', () => {
  it.each(layouts)('$name', async ({ text, fileName, for: target, corrections, first, observations }) => {
    const read = await readAsProposed(
      text,
      target,
      (mapping) => {
        for (const correct of corrections) correct(mapping);
      },
      fileName,
    );
    expect([read.errors, read.problems.filter(({ severity }) => severity === 'error')]).toEqual([[], []]);
    expect(read.observations.slice(0, first.length)).toEqual(first);
    expect(read.observations).toHaveLength(observations);
  });

  it('need at most one correction in nine of ten', () => {
    const counts = layouts.map(({ corrections }) => corrections.length);
    expect([counts.length, counts.filter((count) => count <= 1).length]).toEqual([12, 12]);
  });
});
