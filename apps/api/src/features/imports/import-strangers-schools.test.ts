import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn, type StrangersFile } from '../../../../../test/support/strangers.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';

const files: readonly StrangersFile[] = [
  {
    what: 'abbreviations of one state, "Districtwide" for everybody',
    indicators: [{ name: 'Chronic absenteeism', cadence: 'school_year', direction: 'lower' }],
    file: `SchoolYear,CountyName,DistrictCode,DistrictName,StudentGroup,Enrolled,ChronicAbs_Count,ChronicAbs_Pct
2022-2023,Atlantic,0110,Absecon,Districtwide,300,58,19.3
2022-2023,Atlantic,0110,Absecon,White,140,26,18.6
2022-2023,Atlantic,0110,Absecon,Hispanic,90,18,20.0
2022-2023,Atlantic,0110,Absecon,Black or African American,51,10,19.6
2022-2023,Atlantic,0110,Absecon,"Asian, Native Hawaiian, or Pacific Islander",12,2,16.7
2022-2023,Atlantic,0110,Absecon,Two or More Races,7,2,28.6
2022-2023,Atlantic,0110,Absecon,Eco. Dis.,160,38,23.8
2022-2023,Atlantic,0110,Absecon,SWD,55,14,25.5
2022-2023,Atlantic,0110,Absecon,LEP/EL,40,11,27.5
2022-2023,Atlantic,0110,Absecon,Female,146,28,19.2
2022-2023,Atlantic,0110,Absecon,Male,151,29,19.2
2022-2023,Atlantic,0110,Absecon,Non-Binary/Undesignated,3,1,33.3
`,
    sums: [
      'All = White + Hispanic + Black or African American + Asian, Native Hawaiian, or Pacific Islander + Two or More Races',
      'All = Female + Male + Non-Binary/Undesignated',
    ],
    groups: {
      'Eco. Dis.': 'income',
      SWD: 'disability',
      'LEP/EL': 'language',
      White: 'race',
      'Non-Binary/Undesignated': 'sex',
    },
    asks: [],
    hidden: ['Absecon | Two or More Races', 'Absecon | Non-Binary/Undesignated'],
  },
  {
    what: 'campuses with their codes; one label that nobody knows',
    indicators: [{ name: 'STAAR Meets Grade Level', cadence: 'school_year' }],
    file: `Campus,Campus Name,Year,Group,Tests Taken,Meets Count,Meets Rate
057905101,Adams EL,2023,All,212,98,46.2
057905101,Adams EL,2023,African American,60,24,40.0
057905101,Adams EL,2023,Hispanic,110,50,45.5
057905101,Adams EL,2023,White,37,21,56.8
057905101,Adams EL,2023,American Indian,5,3,60.0
057905101,Adams EL,2023,Eco Dis,150,60,40.0
057905101,Adams EL,2023,Non-Eco Dis,62,38,61.3
057905101,Adams EL,2023,EB/EL (Current),70,22,31.4
057905101,Adams EL,2023,Special Ed (Current),28,6,21.4
057905101,Adams EL,2023,At-Risk,90,30,33.3
057905102,Bowie EL,2023,All,180,90,50.0
057905102,Bowie EL,2023,African American,40,18,45.0
057905102,Bowie EL,2023,Hispanic,100,48,48.0
057905102,Bowie EL,2023,White,40,24,60.0
057905102,Bowie EL,2023,Eco Dis,172,86,50.0
057905102,Bowie EL,2023,Non-Eco Dis,8,4,50.0
057905102,Bowie EL,2023,EB/EL (Current),61,20,32.8
057905102,Bowie EL,2023,Special Ed (Current),19,3,15.8
057905102,Bowie EL,2023,At-Risk,80,26,32.5
`,
    sums: ['All = African American + Hispanic + White + American Indian', 'All = Eco Dis + Non-Eco Dis'],
    groups: { 'Non-Eco Dis': 'income', 'EB/EL (Current)': 'language' },
    asks: ['At-Risk'],
    hidden: ['Adams EL | American Indian', 'Bowie EL | Non-Eco Dis'],
  },
  {
    what: 'codes for groups, everybody among them',
    indicators: [{ name: 'Suspension rate', cadence: 'school_year', direction: 'lower' }],
    file: `Academic Year,District Name,School Name,Reporting Category,Cumulative Enrollment,Unduplicated Count of Students Suspended (Total),Suspension Rate (Total)
2022-23,Alpine Unified,Alder High,TA,400,40,10.0
2022-23,Alpine Unified,Alder High,RB,60,12,20.0
2022-23,Alpine Unified,Alder High,RH,180,15,8.3
2022-23,Alpine Unified,Alder High,RW,152,12,7.9
2022-23,Alpine Unified,Alder High,RP,8,1,12.5
2022-23,Alpine Unified,Alder High,GF,190,12,6.3
2022-23,Alpine Unified,Alder High,GM,206,27,13.1
2022-23,Alpine Unified,Alder High,GX,4,1,25.0
2022-23,Alpine Unified,Alder High,SE,60,11,18.3
2022-23,Alpine Unified,Alder High,SF,3,2,66.7
2022-23,Alpine Unified,Alder High,SS,240,30,12.5
`,
    sums: ['TA = RB + RH + RW + RP', 'TA = GF + GM + GX'],
    asks: ['GF', 'GM', 'GX', 'RB', 'RH', 'RP', 'RW', 'SE', 'SF', 'SS', 'TA'],
    hidden: ['Alder High | RP', 'Alder High | GX', 'Alder High | SF'],
  },
  {
    what: 'grades, sexes, lunch and learners in one column, fractions',
    indicators: [{ name: 'Reading on grade level', cadence: 'school_year' }],
    file: `LEA Name,Yr,Grade/Group,N,Met Std,Prop Met
Upton,2023,TOTAL,360,198,0.550
Upton,2023,Gr 3,118,66,0.559
Upton,2023,Gr 4,122,65,0.533
Upton,2023,Gr 5,120,67,0.558
Upton,2023,F,178,102,0.573
Upton,2023,M,182,96,0.527
Upton,2023,FRL,190,84,0.442
Upton,2023,ELL,8,2,0.250
Vance,2023,TOTAL,60,30,0.500
Vance,2023,Gr 3,26,12,0.462
Vance,2023,Gr 4,28,15,0.536
Vance,2023,Gr 5,6,3,0.500
Vance,2023,F,29,16,0.552
Vance,2023,M,31,14,0.452
Vance,2023,FRL,33,13,0.394
Vance,2023,ELL,5,1,0.200
`,
    sums: ['All = Gr 3 + Gr 4 + Gr 5', 'All = F + M'],
    groups: { 'Gr 3': 'grade', F: 'sex', FRL: 'income', ELL: 'language' },
    asks: [],
    hidden: ['Upton | ELL', 'Vance | Gr 5', 'Vance | ELL'],
  },
  {
    what: 'the district and the state in rows of their own',
    indicators: [{ name: 'Attendance rate', cadence: 'school_year' }],
    file: `Year,District Name,School Name,Group,Students,Attended regularly,Rate
2022-23,Statewide,All Schools,All students,700,560,80.0
2022-23,Xenia,All Schools,All students,400,330,82.5
2022-23,Xenia,Xenia East,All students,250,210,84.0
2022-23,Xenia,Xenia West,All students,150,120,80.0
2022-23,Yukon,All Schools,All students,300,230,76.7
2022-23,Yukon,Yukon Elem,All students,292,226,77.4
2022-23,Yukon,Yukon Virtual,All students,8,4,50.0
`,
    sums: ['@ Statewide = Xenia + Yukon', '@ Xenia = Xenia East + Xenia West', '@ Yukon = Yukon Elem + Yukon Virtual'],
    places: { Xenia: 'Statewide', 'Yukon Virtual': 'Yukon' },
    hidden: ['Yukon Virtual | All'],
  },
  {
    what: 'a county and its schools, with no row for the districts',
    indicators: [{ name: 'Suspended', cadence: 'school_year' }],
    file: `County,District,School,Year,Enrollment,Suspended,Rate
Zane,,,2022-23,900,60,6.7
Zane,Arbor,Arbor ES,2022-23,400,22,5.5
Zane,Arbor,Arbor MS,2022-23,300,21,7.0
Zane,Bell,Bell ES,2022-23,194,15,7.7
Zane,Bell,Bell Academy,2022-23,6,2,33.3
`,
    sums: ['@ Zane = Arbor ES + Arbor MS + Bell ES + Bell Academy'],
    places: { 'Bell Academy': 'Zane', Zane: null },
    hidden: ['Bell Academy | All'],
  },
  {
    what: 'grades and spans of grades',
    indicators: [{ name: 'Proficient in math', cadence: 'school_year' }],
    file: `District,Year,Grade Level,Number Tested,Number Proficient,Percent Proficient
Gary,2022-23,All Grades,600,300,50.0
Gary,2022-23,Grades 3-5,330,170,51.5
Gary,2022-23,Grades 6-8,270,130,48.1
Gary,2022-23,Grade 3,112,60,53.6
Gary,2022-23,Grade 4,110,55,50.0
Gary,2022-23,Grade 5,108,55,50.9
Gary,2022-23,Grade 6,132,66,50.0
Gary,2022-23,Grade 7,130,61,46.9
Gary,2022-23,Grade 8,8,3,37.5
`,
    sums: [
      'All = Grades 3-5 + Grades 6-8',
      'Grades 3-5 = Grade 3 + Grade 4 + Grade 5',
      'Grades 6-8 = Grade 6 + Grade 7 + Grade 8',
    ],
    hidden: ['Gary | Grade 8'],
  },
  {
    what: 'two schools of one name, and totals of their districts',
    indicators: [{ name: 'Graduation rate', cadence: 'school_year' }],
    file: `District,School Name,NCESSCH,Year,Cohort N,Grad N,Grad Pct
Jena,Lincoln High,220010000101,2021-22,200,180,90.0
Kent,Lincoln High,220020000202,2021-22,100,70,70.0
Kent,Kent Prep,220020000203,2021-22,50,45,90.0
Jena,District Total,2200100,2021-22,260,234,90.0
Kent,District Total,2200200,2021-22,150,115,76.7
`,
    sums: [],
    places: { 'Lincoln High · Jena': 'Jena', 'Lincoln High · Kent': 'Kent', Jena: null },
    hidden: [],
  },
  {
    what: 'the dimension before a colon',
    indicators: [{ name: 'Discipline-free', cadence: 'school_year' }],
    file: `LEA,Year,Student Population,Total Students,Discipline-free Students,Percentage
Dove,2022-23,Total,500,450,90.0
Dove,2022-23,Race: White,300,275,91.7
Dove,2022-23,Race: Black,150,128,85.3
Dove,2022-23,Race: Other,50,47,94.0
Dove,2022-23,Gender: Girls,240,222,92.5
Dove,2022-23,Gender: Boys,252,222,88.1
Dove,2022-23,Gender: Another gender,8,6,75.0
Dove,2022-23,Title I: Yes,320,280,87.5
Dove,2022-23,Title I: No,180,170,94.4
`,
    sums: [
      'All = Race: White + Race: Black + Race: Other',
      'All = Gender: Girls + Gender: Boys + Gender: Another gender',
      'All = Title I: Yes + Title I: No',
    ],
    groups: { 'Race: Other': 'race', 'Gender: Another gender': 'sex', 'Title I: Yes': 'Title I' },
    asks: [],
    hidden: ['Dove | Gender: Another gender'],
  },
  {
    what: 'yes and no in two columns',
    indicators: [{ name: 'Retained in grade', cadence: 'school_year', direction: 'lower' }],
    file: `District,Year,Disability,English learner,Students,Retained,Pct
Gila,2022-23,All,All,400,40,10.0
Gila,2022-23,Yes,All,60,10,16.7
Gila,2022-23,No,All,340,30,8.8
Gila,2022-23,All,Yes,70,9,12.9
Gila,2022-23,All,No,330,31,9.4
Gila,2022-23,Yes,Yes,6,2,33.3
Gila,2022-23,Yes,No,54,8,14.8
Gila,2022-23,No,Yes,64,7,10.9
Gila,2022-23,No,No,276,23,8.3
`,
    sums: [
      'All = Disability: Yes + Disability: No',
      'All = English learner: Yes + English learner: No',
      'Disability: Yes = Disability: Yes × English learner: Yes + Disability: Yes × English learner: No',
      'English learner: Yes = Disability: Yes × English learner: Yes + Disability: No × English learner: Yes',
      'Disability: No = Disability: No × English learner: Yes + Disability: No × English learner: No',
    ],
    groups: { 'Disability: Yes': 'disability', 'English learner: Yes': 'language' },
    hidden: ['Gila | Disability: Yes × English learner: Yes'],
  },
  {
    what: 'a column of breakdowns and one of their values',
    indicators: [{ name: 'On-time graduation', cadence: 'school_year' }],
    file: `LEA,Reporting Year,Breakdown,Breakdown Value,Cohort,Graduates,Rate
Hampden,2021-22,Overall,Overall,520,444,85.4%
Hampden,2021-22,Foster status,Foster,7,4,57.1%
Hampden,2021-22,Foster status,Not Foster,513,440,85.8%
Hampden,2021-22,Military,Military connected,14,12,85.7%
Hampden,2021-22,Military,Not military connected,506,432,85.4%
Hampden,2021-22,Migrant,Migrant,3,2,66.7%
Hampden,2021-22,Homeless,Homeless,22,13,59.1%
Hampden,2021-22,Homeless,Not Homeless,498,431,86.5%
`,
    sums: [
      'All = Foster + Not Foster',
      'All = Military connected + Not military connected',
      'All = Homeless + Not Homeless',
    ],
    groups: { Foster: 'Foster status', 'Not Foster': 'Foster status' },
    asks: [],
    hidden: ['Hampden | Foster', 'Hampden | Migrant'],
  },
  {
    what: 'counts alone',
    indicators: [{ name: 'Students enrolled in college after high school', cadence: 'school_year' }],
    file: `High School,Class of,Group,Students (n),Enrolled (n)
Sage High,2021,Grand Total,310,180
Sage High,2021,First generation,120,55
Sage High,2021,Not first generation,184,122
Sage High,2021,Unknown,6,3
Teal High,2021,Grand Total,220,120
Teal High,2021,First generation,100,44
Teal High,2021,Not first generation,90,62
Teal High,2021,Unknown,30,14
`,
    sums: ['All = First generation + Not first generation + Unknown'],
    groups: { 'First generation': 'first generation' },
    asks: ['Unknown'],
    hidden: ['Sage High | Unknown'],
  },
  {
    what: 'four levels of one test side by side',
    indicators: [
      { name: 'Level 1', cadence: 'school_year' },
      { name: 'Level 2', cadence: 'school_year' },
      { name: 'Level 3', cadence: 'school_year' },
      { name: 'Level 4', cadence: 'school_year' },
    ],
    file: `District,School Year,# Tested,Level 1 #,Level 1 %,Level 2 #,Level 2 %,Level 3 #,Level 3 %,Level 4 #,Level 4 %
Nash,2022-23,200,60,30.0,50,25.0,70,35.0,20,10.0
Orem,2022-23,120,40,33.3,41,34.2,36,30.0,3,2.5
Pike,2022-23,90,30,33.3,30,33.3,28,31.1,2,2.2
`,
    sums: ['levels'],
    hidden: ['3 | Orem | All', '3 | Pike | All'],
  },
  {
    what: 'four levels of one test in a school that is small',
    indicators: [{ name: 'Beginning' }, { name: 'Emerging' }, { name: 'Meeting' }, { name: 'Exceeding' }],
    file: `School,SY,Children assessed,# Beginning,% Beginning,# Emerging,% Emerging,# Meeting,% Meeting,# Exceeding,% Exceeding
Dove School,2022-23,40,15,37.5,12,30.0,10,25.0,3,7.5
Elm School,2022-23,44,14,31.8,10,22.7,10,22.7,10,22.7
`,
    sums: ['levels'],
    hidden: ['3 | Dove School | All'],
  },
  {
    what: 'those who attend and those who do not',
    indicators: [
      { name: 'Attending regularly', cadence: 'school_year' },
      { name: 'Chronically absent', cadence: 'school_year', direction: 'lower' },
    ],
    file: `School,SY,Student group,Membership,Regular attenders,Regular attender rate,Chronic absentees,Chronic absence rate
Quay,2022-23,Total,240,200,83.3,40,16.7
Quay,2022-23,SPED,40,36,90.0,4,10.0
Quay,2022-23,Not SPED,200,164,82.0,36,18.0
Rowe,2022-23,Total,100,97,97.0,3,3.0
Rowe,2022-23,SPED,30,29,96.7,1,3.3
Rowe,2022-23,Not SPED,70,68,97.1,2,2.9
`,
    sums: ['levels', 'All = SPED + Not SPED'],
    groups: {},
    hidden: ['1 | Rowe | All', '1 | Quay | SPED'],
  },
];

describe('files of schools that nobody here has seen', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld('embedded');
  });
  afterAll(() => world.close());

  it.each(files)('land where they belong and give nobody away: $what', async (file) => {
    const landed = await bringIn(world, file);
    expect(landed.leaks).toEqual([]);
    expect(landed.hidden).toEqual(expect.arrayContaining([...file.hidden]));
    expect(landed.groups).toMatchObject(file.groups ?? {});
    expect(landed.places).toMatchObject(file.places ?? {});
    expect(landed.askedAbout).toEqual(file.asks ?? landed.askedAbout);
  });
});
