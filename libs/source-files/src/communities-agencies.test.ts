import { describe } from 'vitest';
import type { ImportMapping } from './mapping/mapping.ts';
import { checkLayouts, type Layout, table } from './test/check-layouts.ts';

const agencies: Layout[] = [
  {
    name: 'births by municipality in Spanish, with a decimal comma and a total',
    for: { measure: 'proportion', cadence: 'year', words: 'Bajo peso al nacer' },
    text: table(
      'Departamento de Salud de Puerto Rico;;;;',
      'Municipio;Año;Nacidos vivos;Bajo peso;Porcentaje',
      'Adjuntas;2022;120;12;10,0',
      'Aguada;2022;250;23;9,2',
      'Total;2022;370;35;9,5',
    ),
    some: [
      ['Adjuntas', '2022', '', 10, 12, 120],
      ['Puerto Rico', '2022', '', 9.5, 35, 370],
    ],
    observations: 3,
  },
  {
    name: 'a health survey of a statistical office in long form',
    for: { measure: 'proportion', cadence: 'two_years', words: 'Food insecurity' },
    text: table(
      '"REF_DATE","GEO","DGUID","Age group","Sex","Indicators","Characteristics","UOM","UOM_ID","SCALAR_FACTOR","VECTOR","COORDINATE","VALUE","STATUS","SYMBOL","TERMINATED","DECIMALS"',
      '"2017/2018","Ontario","2016A000235","Total, 12 years and over","Both sexes","Food insecurity","Number of persons","Number","223","units","v1","1.1","900000","","","","0"',
      '"2017/2018","Ontario","2016A000235","Total, 12 years and over","Both sexes","Food insecurity","Percent","Percent","242","units","v2","1.2","8.7","","","","1"',
      '"2017/2018","Ontario","2016A000235","12 to 17 years","Both sexes","Food insecurity","Number of persons","Number","223","units","v3","1.3","80000","","","","0"',
      '"2017/2018","Ontario","2016A000235","12 to 17 years","Both sexes","Food insecurity","Percent","Percent","242","units","v4","1.4","10.1","","","","1"',
      '"2017/2018","Quebec","2016A000224","Total, 12 years and over","Both sexes","Food insecurity","Number of persons","Number","223","units","v5","2.1","500000","","","","0"',
      '"2017/2018","Quebec","2016A000224","Total, 12 years and over","Both sexes","Food insecurity","Percent","Percent","242","units","v6","2.2","7.1","","","","1"',
      '"2017/2018","Quebec","2016A000224","12 to 17 years","Both sexes","Food insecurity","Number of persons","Number","223","units","v7","2.3","","F","","","0"',
      '"2017/2018","Quebec","2016A000224","12 to 17 years","Both sexes","Food insecurity","Percent","Percent","242","units","v8","2.4","","F","","","1"',
    ),
    some: [
      ['Ontario', '2017-2018', '', 8.7],
      ['Ontario', '2017-2018', '12 to 17 years', 10.1],
      ['Quebec', '2017-2018', '12 to 17 years', 'not_reported'],
    ],
    observations: 4,
  },
  {
    name: 'absence in England by level of places, each in columns of its own',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Persistent absentees' },
    text: table(
      'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,characteristic,enrolments,sess_overall_percent,persistent_absentees_percent',
      '202223,Academic year,National,E92000001,England,,,,,Total,7000000,7.4,21.2',
      '202223,Academic year,National,E92000001,England,,,,,FSM eligible,1800000,11.0,36.5',
      '202223,Academic year,Regional,E92000001,England,E12000001,North East,,,Total,350000,7.9,22.9',
      '202223,Academic year,Regional,E92000001,England,E12000001,North East,,,FSM eligible,110000,11.9,39.0',
      '202223,Academic year,Local authority,E92000001,England,E12000001,North East,E06000001,Hartlepool,Total,14000,8.4,25.0',
      '202223,Academic year,Local authority,E92000001,England,E12000001,North East,E06000001,Hartlepool,FSM eligible,5000,12.1,c',
    ),
    some: [
      ['England', '2022-23', '', 21.2],
      ['North East', '2022-23', '', 22.9],
      ['Hartlepool', '2022-23', '', 25],
      ['Hartlepool', '2022-23', 'FSM eligible', 'suppressed_by_source'],
    ],
    observations: 6,
  },
  {
    name: 'pounds by month of a fiscal year that the title names',
    for: { measure: 'count', cadence: 'month', words: 'Pounds distributed' },
    text: table(
      'Pounds distributed FY 2024 (July 2023 - June 2024),,,,,,,,,,,,,,',
      'Agency Ref,Agency Name,Jul,Aug,Sep,Oct,Nov,Dec,Jan,Feb,Mar,Apr,May,Jun,TOTAL',
      '0117A,St. Mark Pantry,1200,1310,1250,1400,2100,2300,1500,1450,1400,1380,1300,1250,17840',
      '0204B,Grace Kitchen,520,540,510,600,900,980,610,600,590,580,560,540,6930',
      ',TOTAL,1720,1850,1760,2000,3000,3280,2110,2050,1990,1960,1860,1790,25370',
    ),
    some: [
      ['St. Mark Pantry', '2023-07', '', 1200],
      ['Grace Kitchen', '2024-01', '', 610],
      ['Grace Kitchen', '2024-06', '', 540],
    ],
    observations: 24,
  },
  {
    name: 'libraries in initials, with a fiscal year of two digits in the file’s name',
    for: { measure: 'count', cadence: 'year', words: 'Library visits' },
    fileName: 'PLS_FY22_AE.csv',
    text: table(
      'STABR,FSCSKEY,LIBNAME,CNTY,POPU_LSA,VISITS,KIDATTEN',
      'WA,WA0041,Ellensburg Public Library,KITTITAS,20000,61000,3100',
      'WA,WA0042,Roslyn Public Library,KITTITAS,950,5200,310',
      'WA,WA0077,Yakima Valley Libraries,YAKIMA,250000,410000,15000',
    ),
    some: [['Roslyn Public Library', '2022', '', 5200]],
    observations: 3,
  },
  {
    name: 'offenses by month with totals in the middle, for one place',
    for: { measure: 'count', cadence: 'month', words: 'Robbery' },
    text: table(
      'Smithville Police Department - Reported Offenses 2023,,,,,,,,,,,,,',
      'Offense,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec,Total',
      'Homicide,0,0,1,0,0,0,0,0,0,0,0,0,1',
      'Robbery,4,3,5,2,6,4,7,5,4,3,2,4,49',
      'VIOLENT CRIME TOTAL,4,3,6,2,6,4,7,5,4,3,2,4,50',
      'Burglary,10,9,12,8,7,11,13,9,8,8,10,12,117',
      'PROPERTY CRIME TOTAL,10,9,12,8,7,11,13,9,8,8,10,12,117',
      'GRAND TOTAL,14,12,18,10,13,15,20,14,12,11,12,16,167',
    ),
    corrections: [(mapping: ImportMapping) => (mapping.place = { constantLabel: 'Smithville' })],
    some: [
      ['Smithville', '2023-01', '', 4],
      ['Smithville', '2023-12', '', 4],
    ],
    observations: 12,
  },
  {
    name: 'months as the numbers of a spreadsheet’s days',
    for: { measure: 'count', cadence: 'month', words: 'Visits' },
    text: table('Clinic,Month,Visits', 'North,45292,210', 'North,45323,190', 'South,45292,88', 'South,45323,91'),
    some: [
      ['North', '2024-01', '', 210],
      ['South', '2024-02', '', 91],
    ],
    observations: 4,
  },
  {
    name: 'licensed capacity by ages across, with a total',
    for: { measure: 'count', cadence: 'year', words: 'Licensed child care capacity' },
    text: table(
      'County,Year,Under 2 years,2 years,3 to 5 years,Total capacity',
      'Adams,2023,40,35,120,195',
      'Brown,2023,12,10,44,66',
    ),
    some: [
      ['Adams', '2023', 'Under 2 years', 40],
      ['Adams', '2023', '3 to 5 years', 120],
      ['Brown', '2023', '', 66],
    ],
    observations: 8,
  },
];

const byHand: Layout[] = [
  {
    name: 'merged sites, totals in the middle and at the end',
    for: { measure: 'proportion', cadence: 'month', words: 'Kids who attended' },
    text: table(
      'Our Place After School,,,',
      'Site,Month,Kids,Attended',
      'Eastside,Jan 2024,20,15',
      ',Feb 2024,20,16',
      'Eastside Total,,40,31',
      'Westside,Jan 2024,10,9',
      ',Feb 2024,12,9',
      'Westside Total,,22,18',
      'Grand Total,,62,49',
    ),
    some: [
      ['Eastside', '2024-02', '', 80, 16, 20],
      ['Westside', '2024-02', '', 75, 9, 12],
    ],
    observations: 4,
  },
  {
    name: 'a column of colors and one of goals met beside the numbers',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Ready for kindergarten' },
    text: table(
      'Center,School year,Assessed,Ready,% Ready,Color,Goal met?',
      'Sunrise,2022-23,40,30,75%,Green,Yes',
      'Sunrise,2023-24,44,30,68%,Yellow,No',
      'Harbor,2022-23,20,9,45%,Red,No',
      'Harbor,2023-24,20,15,75%,Green,Yes',
      'Green = goal met; yellow = within 10 points; red = below,,,,,,',
    ),
    some: [
      ['Sunrise', '2023-24', '', 68, 30, 44],
      ['Harbor', '2022-23', '', 45, 9, 20],
    ],
    observations: 4,
  },
  {
    name: 'years over two columns each, with a note among the rows',
    for: { measure: 'proportion', cadence: 'year', words: 'Met benchmark' },
    text: table(
      ',,2022,,2023,',
      'School,Grade,# Tested,% Met,# Tested,% Met',
      'Oak Hill¹,3,40,55.0,44,50.0',
      '¹ moved to another building in March,,,,,',
      'Pine Grove,3,50,62.0,50,64.0',
    ),
    some: [
      ['Oak Hill', '2022', '', 55, null, 40],
      ['Pine Grove', '2023', '', 64, null, 50],
    ],
    observations: 4,
  },
  {
    name: 'semicolons, a mark of byte order and columns that end in nothing',
    for: { measure: 'proportion', cadence: 'school_year', words: 'Suspended' },
    text: `\uFEFF${table(
      'School;School Year;Enrolled;Suspended;Percent suspended;;;',
      '"Ñandú; North";2022-23;200;10;5.0;;;',
      'Elm;2022-23;150;3;2.0;;;',
      ';;;;;;;',
      ';;;;;;;',
    )}`,
    some: [['Ñandú; North', '2022-23', '', 5, 10, 200]],
    observations: 2,
  },
];

describe('what agencies of other states and countries publish', () => {
  checkLayouts(agencies);
});

describe('what a small organization types by hand', () => {
  checkLayouts(byHand);
});
