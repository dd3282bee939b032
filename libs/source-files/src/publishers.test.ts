import { describe } from 'vitest';
import type { ImportMapping } from './mapping/mapping.ts';
import { checkLayouts, type Layout, table } from './test/check-layouts.ts';

const share = { measure: 'proportion', cadence: 'school_year' } as const;

const layouts: Layout[] = [
  {
    name: 'rates of two cohorts with their counts, the class in the names of the columns',
    for: { ...share, words: 'Four-year graduation rate' },
    text: table(
      'District IRN,District Name,County,Four Year Graduation Rate - Class of 2022,Four Year Graduation Numerator - Class of 2022,Four Year Graduation Denominator - Class of 2022,Five Year Graduation Rate - Class of 2021,Five Year Graduation Numerator - Class of 2021,Five Year Graduation Denominator - Class of 2021',
      '000442,Manchester Local,Adams,90.0,54,60,95.0,57,60',
      '043489,Akron City,Summit,80.0,1200,1500,85.0,1258,1480',
      '061903,Ohio Valley,Adams,88.9,160,180,85.5,159,186',
    ),
    some: [['Akron City', '2021-22', '', 80, 1200, 1500]],
    observations: 3,
  },
  {
    name: 'births with rows of sums that a column of notes marks',
    for: { measure: 'count', cadence: 'year', words: 'Births to teens' },
    text: table(
      '"Notes"\t"County of Residence"\t"County of Residence Code"\t"Year"\t"Year Code"\t"Births"',
      '\t"Baltimore County, MD"\t"24005"\t"2021"\t"2021"\t900',
      '\t"Baltimore County, MD"\t"24005"\t"2022"\t"2022"\t950',
      '"Total"\t"Baltimore County, MD"\t"24005"\t\t\t1850',
      '\t"Kent County, MD"\t"24029"\t"2021"\t"2021"\tSuppressed',
      '"Total"\t"Kent County, MD"\t"24029"\t\t\tSuppressed',
      '"Total"\t\t\t\t\t2750',
    ),
    some: [
      ['Baltimore County, MD', '2022', '', 950],
      ['Kent County, MD', '2021', '', 'suppressed_by_source'],
    ],
    observations: 3,
    proposed: ['sum_rows'],
  },
  {
    name: 'a percent and its bounds in rows of their own, which are no groups',
    for: { measure: 'proportion', cadence: 'year', words: 'Perceived mental health, fair or poor' },
    text: table(
      '"REF_DATE","GEO","DGUID","Gender","Characteristics","UOM","VALUE"',
      ...[
        ['Nova Scotia', '2016A000212', 'Total, gender of person', 110000, 13.0, 10.9, 15.4],
        ['Nova Scotia', '2016A000212', 'Men+', 48000, 11.8, 8.9, 15.5],
        ['Nova Scotia', '2016A000212', 'Women+', 62000, 14.1, 11.3, 17.6],
        ['Prince Edward Island', '2016A000211', 'Total, gender of person', 16000, 11.9, 8.9, 15.8],
      ].flatMap(([geo, id, gender, n, value, low, high]) =>
        [
          `"Number of persons","Number","${n}"`,
          `"Percent","Percent","${value}"`,
          `"Low 95% confidence interval, percent","Percent","${low}"`,
          `"High 95% confidence interval, percent","Percent","${high}"`,
        ].map((rest) => `"2021","${geo}","${id}","${gender}",${rest}`),
      ),
    ),
    some: [
      ['Nova Scotia', '2021', '', 13],
      ['Nova Scotia', '2021', 'Women+', 14.1],
    ],
    observations: 4,
    proposed: ['rows_chosen'],
  },
  {
    name: 'regions of Spain, decimal commas, both sexes, and a value called Total',
    for: { measure: 'proportion', cadence: 'year', words: 'Abandono educativo temprano' },
    text: table(
      'Comunidades y Ciudades Autónomas;Sexo;Periodo;Total',
      'Total Nacional;Ambos sexos;2022;13,9',
      'Total Nacional;Mujeres;2022;11,2',
      '01 Andalucía;Ambos sexos;2022;15,3',
      '01 Andalucía;Hombres;2022;18,8',
      '01 Andalucía;Mujeres;2022;11,6',
      '06 Cantabria;Ambos sexos;2022;7,0',
      '06 Cantabria;Hombres;2022;..',
    ),
    some: [
      ['Total Nacional', '2022', '', 13.9],
      ['01 Andalucía', '2022', 'Hombres', 18.8],
    ],
    observations: 7,
  },
  {
    name: 'a phase of education with a row for all phases, and levels of places in columns',
    for: { ...share, words: 'Persistent absence' },
    text: table(
      'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,education_phase,enrolments,enrolments_pa_10_exact,enrolments_pa_10_exact_percent',
      '202223,Academic year,National,E92000001,England,,,,,Total,9000,2000,22.2',
      '202223,Academic year,National,E92000001,England,,,,,State-funded primary,5000,850,17.0',
      '202223,Academic year,National,E92000001,England,,,,,State-funded secondary,4000,1150,28.8',
      '202223,Academic year,Regional,E92000001,England,E12000007,London,,,Total,3000,600,20.0',
      '202223,Academic year,Local authority,E92000001,England,E12000007,London,202,Camden,Total,500,100,20.0',
      '202223,Academic year,Local authority,E92000001,England,E12000007,London,202,Camden,State-funded primary,290,50,17.2',
      '202223,Academic year,Local authority,E92000001,England,E12000007,London,203,Greenwich,Total,600,130,21.7',
    ),
    some: [
      ['England', '2022-23', '', 22.2],
      ['London', '2022-23', '', 20],
      ['Camden', '2022-23', 'State-funded primary', 17.2],
    ],
    observations: 7,
  },
  {
    name: 'persons of both sexes as everybody, and a type of area that is no place',
    for: { ...share, words: 'Reception: prevalence of overweight' },
    text: table(
      'Indicator Name,Area Code,Area Name,Area Type,Sex,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator',
      'Overweight,E92000001,England,England,Persons,2021/22,22.3,22.2,22.4,117500,526906',
      'Overweight,E06000001,Hartlepool,County & UA (4/19-3/20),Persons,2021/22,25.0,22.5,27.6,250,1000',
      'Overweight,E06000001,Hartlepool,County & UA (4/19-3/20),Male,2021/22,26.0,22.4,29.8,130,500',
      'Overweight,E06000001,Hartlepool,County & UA (4/19-3/20),Female,2021/22,24.0,20.5,27.9,120,500',
    ),
    some: [
      ['England', '2021-22', '', 22.3],
      ['Hartlepool', '2021-22', '', 25],
      ['Hartlepool', '2021-22', 'Female', 24],
    ],
    observations: 4,
  },
  {
    name: 'schools beside whether they are charter schools',
    for: { ...share, words: 'Chronic absenteeism' },
    text: table(
      'Academic Year,District Name,School Name,Charter School,Eligible,Absent,Rate',
      '2022-23,Alameda,Alameda High,N,400,80,20.0',
      '2022-23,Alameda,Encinal High,N,300,75,25.0',
      '2022-23,Alameda,Nea Learning,Y,200,30,15.0',
    ),
    some: [['Nea Learning', '2022-23', '', 15]],
    observations: 3,
  },
  {
    name: 'a district beside its charter schools and the others, and schools that are one or not',
    for: { ...share, words: 'Chronic absenteeism' },
    text: table(
      'Academic Year,Aggregate Level,District Code,School Code,District Name,School Name,Charter School,Reporting Category,Eligible,Absent,Rate',
      '2022-23,D,61119,,Alameda Unified,,All,All Students,1000,200,20.0',
      '2022-23,D,61119,,Alameda Unified,,All,English Learners,210,52,24.8',
      '2022-23,D,61119,,Alameda Unified,,Y,All Students,200,30,15.0',
      '2022-23,D,61119,,Alameda Unified,,Y,English Learners,50,12,24.0',
      '2022-23,D,61119,,Alameda Unified,,N,All Students,800,170,21.3',
      '2022-23,D,61119,,Alameda Unified,,N,English Learners,160,40,25.0',
      '2022-23,S,61119,0130229,Alameda Unified,Alameda High,N,All Students,800,170,21.3',
      '2022-23,S,61119,0130229,Alameda Unified,Alameda High,N,English Learners,160,40,25.0',
      '2022-23,S,61119,0130609,Alameda Unified,Nea Learning,Y,All Students,200,30,15.0',
      '2022-23,S,61119,0130609,Alameda Unified,Nea Learning,Y,English Learners,50,12,24.0',
    ),
    some: [
      ['Alameda Unified', '2022-23', '', 20],
      ['Alameda Unified', '2022-23', 'English Learners', 24.8],
      ['Alameda High', '2022-23', '', 21.3],
      ['Nea Learning', '2022-23', 'English Learners', 24],
    ],
    observations: 6,
    proposed: ['place_attribute'],
  },
  {
    name: 'quarters of a state’s fiscal year with what was due and done',
    for: { measure: 'proportion', cadence: 'quarter', words: 'Timely visits with children in care' },
    text: table(
      'County,SFY23 Q1 Visits due,SFY23 Q1 Visits made,SFY23 Q1 %,SFY23 Q3 Visits due,SFY23 Q3 Visits made,SFY23 Q3 %',
      'Ash,100,90,90%,120,114,95%',
      'Birch,60,45,75%,50,45,90%',
    ),
    some: [
      ['Ash', '2022 Q3', '', 90, 90, 100],
      ['Birch', '2023 Q1', '', 90, 45, 50],
    ],
    observations: 4,
  },
  {
    name: 'grades in titles above two tables beside each other, with the counts of the one that is meant',
    fileName: 'Spring 2023 results.csv',
    for: { ...share, words: 'Grade 8 math proficient' },
    text: table(
      'Grade 3 Reading,,,,,Grade 8 Math,,,',
      'School,Tested,Proficient,% Proficient,,School,Tested,Proficient,% Proficient',
      'Adams Elementary,80,40,50.0%,,Central Middle,200,80,40.0%',
      'Baker Elementary,60,45,75.0%,,North Middle,150,45,30.0%',
      'Clark Elementary,90,27,30.0%,,,,,',
    ),
    some: [['Central Middle', '2022-23', '', 40, 80, 200]],
    observations: 2,
    proposed: ['tables_beside'],
  },
  {
    name: 'two districts, each with one school, both of one name; terms of which a person says one',
    for: { ...share, words: 'Reading on track' },
    text: table(
      'District,School,Grade,Benchmark Period,School Year,Students Assessed,At or Above,Percent At or Above',
      'Aurora,Lincoln Elementary,All,Fall,2022-2023,200,90,45',
      'Aurora,Lincoln Elementary,1,Fall,2022-2023,70,33,47',
      'Aurora,Lincoln Elementary,All,Spring,2022-2023,198,119,60',
      'Aurora,Lincoln Elementary,1,Spring,2022-2023,70,43,61',
      'Boulder,Lincoln Elementary,All,Fall,2022-2023,150,90,60',
      'Boulder,Lincoln Elementary,1,Fall,2022-2023,50,28,56',
      'Boulder,Lincoln Elementary,All,Spring,2022-2023,148,104,70',
      'Boulder,Lincoln Elementary,1,Spring,2022-2023,50,35,70',
    ),
    proposed: ['rows_to_choose'],
    corrections: [
      ({ indicators: [indicator] }: ImportMapping) =>
        indicator?.when.push({ column: 'Benchmark Period', is: 'one_of', values: ['Spring'] }),
    ],
    some: [['Lincoln Elementary', '2022-23', '', 70]],
    observations: 4,
  },
  {
    name: 'one line a school, groups in the names of columns, "EL" among them',
    fileName: 'Report card 2023.csv',
    for: { ...share, words: 'Chronic absenteeism' },
    text: table(
      'RCDTS,Type,School Name,District,# Student Enrollment,Student Attendance Rate,Chronic Absenteeism,Chronic Absenteeism - White,Chronic Absenteeism - IEP,Chronic Absenteeism - EL',
      '050160140510000,District,,Arlington Heights SD 25,5400,95.1,9.8,9.0,17.0,13.3',
      '050160140512001,School,Dryden Elem School,Arlington Heights SD 25,480,95.6,7.5,7.0,14.2,12.0',
      '050160140512002,School,Stitt School,Arlington Heights SD 25,610,94.9,10.1,9.9,18.0,14.0',
    ),
    some: [
      ['Arlington Heights SD 25', '2022-23', '', 9.8],
      ['Dryden Elem School', '2022-23', 'EL', 12],
    ],
    observations: 12,
  },
];

describe('what more publishers lay out', () => {
  checkLayouts(layouts);
});
