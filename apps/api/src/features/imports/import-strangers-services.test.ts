import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn, type StrangersFile } from '../../../../../test/support/strangers.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';

const files: readonly StrangersFile[] = [
  {
    what: 'births by race, age and insurance',
    indicators: [{ name: 'Preterm births', cadence: 'year', direction: 'lower' }],
    file: `County,Year,Maternal characteristic,Live births,Preterm births,Percent preterm
Ashe,2021,Total,412,44,10.7
Ashe,2021,Non-Hispanic White,260,24,9.2
Ashe,2021,Non-Hispanic Black,90,13,14.4
Ashe,2021,Hispanic (of any race),56,6,10.7
Ashe,2021,AAPI,6,1,16.7
Ashe,2021,Under 20,22,4,18.2
Ashe,2021,20-34,320,32,10.0
Ashe,2021,35 and over,70,8,11.4
Ashe,2021,Medicaid,230,29,12.6
Ashe,2021,Private insurance,174,14,8.0
Ashe,2021,Self-pay,8,1,12.5
Burke,2021,Total,300,30,10.0
Burke,2021,Non-Hispanic White,200,19,9.5
Burke,2021,Non-Hispanic Black,60,7,11.7
Burke,2021,Hispanic (of any race),28,3,10.7
Burke,2021,AAPI,12,1,8.3
Burke,2021,Under 20,9,2,22.2
Burke,2021,20-34,231,22,9.5
Burke,2021,35 and over,60,6,10.0
Burke,2021,Medicaid,150,17,11.3
Burke,2021,Private insurance,130,12,9.2
Burke,2021,Self-pay,20,1,5.0
`,
    sums: [
      'All = Non-Hispanic White + Non-Hispanic Black + Hispanic (of any race) + AAPI',
      'All = Under 20 + 20-34 + 35 and over',
      'All = Medicaid + Private insurance + Self-pay',
    ],
    groups: { AAPI: 'race', 'Self-pay': 'insurance', Medicaid: 'insurance', 'Under 20': 'age' },
    asks: [],
    hidden: ['Ashe | AAPI', 'Ashe | Self-pay', 'Burke | Under 20'],
  },
  {
    what: 'persons in shelters',
    indicators: [{ name: 'Exits to permanent housing', cadence: 'year' }],
    file: `CoC,Report Year,Population,Persons served,Exited to permanent housing,% exits to PH
CT-503 Bridgeport,2022,Total persons,640,310,48.4
CT-503 Bridgeport,2022,Adults,400,170,42.5
CT-503 Bridgeport,2022,Children (under 18),232,137,59.1
CT-503 Bridgeport,2022,Age missing,8,3,37.5
CT-503 Bridgeport,2022,Veterans,30,15,50.0
CT-503 Bridgeport,2022,Chronically homeless,75,20,26.7
CT-503 Bridgeport,2022,Unaccompanied youth,44,12,27.3
CT-503 Bridgeport,2022,Fleeing DV,120,66,55.0
CT-505 Balance of State,2022,Total persons,510,260,51.0
CT-505 Balance of State,2022,Adults,300,140,46.7
CT-505 Balance of State,2022,Children (under 18),210,120,57.1
CT-505 Balance of State,2022,Veterans,25,14,56.0
CT-505 Balance of State,2022,Chronically homeless,50,12,24.0
CT-505 Balance of State,2022,Unaccompanied youth,33,11,33.3
CT-505 Balance of State,2022,Fleeing DV,90,52,57.8
`,
    sums: ['All = Adults + Children (under 18) + Age missing', 'Veterans < Adults'],
    groups: { 'Age missing': 'age', Adults: 'age' },
    asks: ['Fleeing DV', 'Unaccompanied youth'],
    hidden: ['CT-503 Bridgeport | Age missing'],
  },
  {
    what: 'foster children by age at entry, and the state',
    indicators: [{ name: 'Permanency within 12 months', cadence: 'year' }],
    file: `County,FFY,Subpopulation,Denominator,Numerator,Performance
Statewide,2021,All children,900,402,0.447
Statewide,2021,Age at entry: Under 1,180,92,0.511
Statewide,2021,Age at entry: 1-5,270,126,0.467
Statewide,2021,Age at entry: 6-10,210,94,0.448
Statewide,2021,Age at entry: 11-17,240,90,0.375
Adams,2021,All children,500,222,0.444
Adams,2021,Age at entry: Under 1,100,50,0.500
Adams,2021,Age at entry: 1-5,150,70,0.467
Adams,2021,Age at entry: 6-10,120,54,0.450
Adams,2021,Age at entry: 11-17,130,48,0.369
Boone,2021,All children,380,172,0.453
Boone,2021,Age at entry: Under 1,74,39,0.527
Boone,2021,Age at entry: 1-5,114,54,0.474
Boone,2021,Age at entry: 6-10,87,39,0.448
Boone,2021,Age at entry: 11-17,105,40,0.381
Clay,2021,All children,20,8,0.400
Clay,2021,Age at entry: Under 1,6,3,0.500
Clay,2021,Age at entry: 1-5,6,2,0.333
Clay,2021,Age at entry: 6-10,3,1,0.333
Clay,2021,Age at entry: 11-17,5,2,0.400
`,
    sums: [
      'All = Age at entry: Under 1 + Age at entry: 1-5 + Age at entry: 6-10 + Age at entry: 11-17',
      '@ Statewide = Adams + Boone + Clay',
    ],
    groups: { 'Age at entry: Under 1': 'age' },
    places: { Clay: 'Statewide' },
    asks: [],
    hidden: ['Clay | Age at entry: Under 1', 'Clay | All'],
  },
  {
    what: 'races crossed with M, F and X, and no margins',
    indicators: [{ name: 'Youth diverted from court', cadence: 'year' }],
    file: `Jurisdiction,CY,Race/Ethnicity,Gender,Referrals,Diverted,Diversion Rate
Cole,2022,Black,M,120,48,40.0
Cole,2022,Black,F,60,30,50.0
Cole,2022,Black,X,2,1,50.0
Cole,2022,White,M,90,45,50.0
Cole,2022,White,F,44,25,56.8
Cole,2022,White,X,4,2,50.0
Cole,2022,Latinx,M,40,18,45.0
Cole,2022,Latinx,F,21,11,52.4
Cole,2022,All,All,381,180,47.2
Dade,2022,Black,M,80,32,40.0
Dade,2022,Black,F,45,22,48.9
Dade,2022,White,M,70,36,51.4
Dade,2022,White,F,38,20,52.6
Dade,2022,Latinx,M,30,13,43.3
Dade,2022,Latinx,F,6,3,50.0
Dade,2022,All,All,269,126,46.8
`,
    sums: ['All = Black × M + Black × F + Black × X + White × M + White × F + White × X + Latinx × M + Latinx × F'],
    groups: { 'White × X': 'Race/Ethnicity × Gender' },
    asks: [],
    hidden: ['Cole | Black × X', 'Cole | White × X', 'Dade | Latinx × F'],
  },
  {
    what: 'kindergartners by language and care before',
    indicators: [{ name: 'Kindergarten readiness', cadence: 'school_year' }],
    file: `Agency Type,Agency Name,Year,Category,Description,# tested,# demonstrating readiness,% demonstrating readiness
LEA,Calvert,2022-23,Total,All Kindergartners,480,240,50
LEA,Calvert,2022-23,Home language,English,400,210,53
LEA,Calvert,2022-23,Home language,Spanish,72,27,38
LEA,Calvert,2022-23,Home language,Other,8,3,38
LEA,Calvert,2022-23,Prior care,Public PreK,210,120,57
LEA,Calvert,2022-23,Prior care,Head Start,60,22,37
LEA,Calvert,2022-23,Prior care,Home or informal,204,95,47
LEA,Calvert,2022-23,Prior care,Family child care,6,3,50
LEA,Dorset,2022-23,Total,All Kindergartners,210,96,46
LEA,Dorset,2022-23,Home language,English,160,78,49
LEA,Dorset,2022-23,Home language,Spanish,30,10,33
LEA,Dorset,2022-23,Home language,Other,20,8,40
LEA,Dorset,2022-23,Prior care,Public PreK,110,54,49
LEA,Dorset,2022-23,Prior care,Head Start,40,16,40
LEA,Dorset,2022-23,Prior care,Home or informal,55,24,44
LEA,Dorset,2022-23,Prior care,Family child care,5,2,40
State,Maryland,2022-23,Total,All Kindergartners,9000,4200,47
State,Maryland,2022-23,Home language,English,7000,3400,49
State,Maryland,2022-23,Home language,Spanish,1400,540,39
State,Maryland,2022-23,Home language,Other,600,260,43
`,
    sums: ['All = English + Spanish + Other', 'All = Public PreK + Head Start + Home or informal + Family child care'],
    groups: { Other: 'Home language', 'Head Start': 'Prior care' },
    places: { Calvert: 'Maryland' },
    asks: [],
    hidden: ['Calvert | Other', 'Dorset | Family child care'],
  },
  {
    what: 'ZIP codes of a county, whose row repeats its name',
    indicators: [{ name: 'Children tested for lead with elevated levels', cadence: 'year', direction: 'lower' }],
    file: `County,ZIP,Year,Children tested,Elevated BLL,Percent elevated
Essex,Essex,2021,3000,160,5.3
Essex,07101,2021,1200,70,5.8
Essex,07102,2021,900,52,5.8
Essex,07103,2021,860,36,4.2
Essex,07104,2021,40,2,5.0
`,
    sums: ['@ Essex = 07101 + 07102 + 07103 + 07104'],
    places: { '07104': 'Essex' },
    hidden: ['07104 | All'],
  },
  {
    what: 'two definitions of age bands',
    indicators: [{ name: 'Children in poverty', cadence: 'year', direction: 'lower' }],
    file: `Town,Year,Age,Children,Poor children,Percent
Eden,2020,0-4,180,36,20.0
Eden,2020,0-5,186,38,20.4
Eden,2020,6-17,414,62,15.0
Eden,2020,5-17,420,64,15.2
Eden,2020,0-17,600,100,16.7
Falls,2020,0-4,100,20,20.0
Falls,2020,0-5,122,25,20.5
Falls,2020,6-17,278,50,18.0
Falls,2020,5-17,300,55,18.3
Falls,2020,0-17,400,75,18.8
`,
    sums: ['0-17 = 0-5 + 6-17', '0-17 = 0-4 + 5-17', '0-4 < 0-5', '6-17 < 5-17'],
    hidden: [],
  },
  {
    what: 'ages crossed with sexes, a region and its towns',
    indicators: [{ name: 'Up-to-date immunizations', cadence: 'year' }],
    file: `Area,Year,Age,Sex,Pop,UTD,Coverage
Region 1,2022,0-2,Male,300,240,80.0
Region 1,2022,0-2,Female,290,235,81.0
Region 1,2022,3-5,Male,310,260,83.9
Region 1,2022,3-5,Female,308,250,81.2
Moab,2022,0-2,Male,200,160,80.0
Moab,2022,0-2,Female,190,155,81.6
Moab,2022,3-5,Male,205,175,85.4
Moab,2022,3-5,Female,204,166,81.4
Nome,2022,0-2,Male,94,75,79.8
Nome,2022,0-2,Female,93,75,80.6
Nome,2022,3-5,Male,99,81,81.8
Nome,2022,3-5,Female,99,80,80.8
Ojai,2022,0-2,Male,6,5,83.3
Ojai,2022,0-2,Female,7,5,71.4
Ojai,2022,3-5,Male,6,4,66.7
Ojai,2022,3-5,Female,5,4,80.0
`,
    sums: ['@ Region 1 = Moab + Nome + Ojai'],
    hidden: ['Ojai | Male × 0-2', 'Ojai | Female × 3-5'],
  },
  {
    what: 'everybody under the name of the place',
    indicators: [{ name: 'Home visiting completion', cadence: 'year' }],
    file: `County,Year,Group,Families,Completed,Pct
Perry,2021,Perry,150,90,60.0
Perry,2021,Insured: Medicaid,110,64,58.2
Perry,2021,Insured: Private,34,22,64.7
Perry,2021,Uninsured,6,4,66.7
Quinn,2021,Quinn,180,99,55.0
Quinn,2021,Insured: Medicaid,100,50,50.0
Quinn,2021,Insured: Private,60,38,63.3
Quinn,2021,Uninsured,20,11,55.0
`,
    sums: ['All = Insured: Medicaid + Insured: Private + Uninsured'],
    groups: { Uninsured: 'insurance', 'Insured: Private': 'insurance' },
    asks: [],
    hidden: ['Perry | Uninsured'],
  },
  {
    what: 'several breakdowns and no total',
    indicators: [{ name: 'Meeting benchmark', cadence: 'school_year' }],
    file: `School,School Year,Subgroup,N Tested,N Met,Pct Met
Coda,2022-23,Students with IEP,46,10,21.7
Coda,2022-23,Students without IEP,254,140,55.1
Coda,2022-23,Female,150,80,53.3
Coda,2022-23,Male,146,68,46.6
Coda,2022-23,Gender diverse,4,2,50.0
Coda,2022-23,Homeless,12,3,25.0
Coda,2022-23,Housed,288,147,51.0
`,
    sums: ['Students with IEP + Students without IEP = Female + Male + Gender diverse'],
    groups: { 'Gender diverse': 'sex', Housed: 'housing' },
    asks: [],
    hidden: ['Coda | Gender diverse'],
  },
  {
    what: 'a label of nobody knows what',
    indicators: [{ name: 'Developmentally vulnerable', cadence: 'year', direction: 'lower' }],
    file: `Community,Year,Sub-group,Children in cohort (n),Vulnerable on one or more domains (n),Vulnerable on one or more domains (%)
Alice,2021,All children,260,90,34.6
Alice,2021,Aboriginal and/or Torres Strait Islander,120,64,53.3
Alice,2021,Non-Indigenous,132,24,18.2
Alice,2021,Not stated,8,2,25.0
Alice,2021,LBOTE,70,34,48.6
Alice,2021,Not LBOTE,190,56,29.5
`,
    sums: ['All = Aboriginal and/or Torres Strait Islander + Non-Indigenous + Not stated', 'All = LBOTE + Not LBOTE'],
    groups: { LBOTE: 'language', 'Non-Indigenous': 'race' },
    asks: ['Not stated'],
    hidden: ['Alice | Not stated'],
  },
];

describe('files of health, housing and care that nobody here has seen', () => {
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
