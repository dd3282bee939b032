import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn, type StrangersFile } from '../../../../../test/support/strangers.ts';
import { createWorld, type World } from '../../../../../test/support/world.ts';

const files: readonly StrangersFile[] = [
  {
    what: 'counties, their state and the nation by federal codes, the state abbreviated beside its counties',
    indicators: [{ name: 'Children in poverty', cadence: 'year', direction: 'lower' }],
    file: `State FIPS Code,5-digit FIPS Code,State Abbreviation,Name,Release Year,Children in Poverty raw value,Children in Poverty numerator,Children in Poverty denominator
00,00000,US,United States,2023,0.169,12200000,72189349
01,01000,AL,Alabama,2023,0.222,244200,1100000
01,01001,AL,Autauga County,2023,0.15,1950,13000
01,01003,AL,Baldwin County,2023,0.12,5640,47000
`,
    sums: [],
    places: { 'United States': null, Alabama: null, 'Autauga County': 'Alabama', 'Baldwin County': 'Alabama' },
    hidden: [],
  },
  {
    what: 'a district without a name of its own, by its level, before its schools',
    indicators: [{ name: 'Chronic absenteeism', cadence: 'school_year', direction: 'lower' }],
    file: `RCDTS,Type,School Name,District,Year,Enrolled,Absent,Chronic Absenteeism
050160140510000,District,,Arlington Heights SD 25,2023,1090,98,9.0
050160140512001,School,Dryden Elem School,Arlington Heights SD 25,2023,480,36,7.5
050160140512002,School,Stitt School,Arlington Heights SD 25,2023,610,62,10.2
`,
    sums: ['@ Arlington Heights SD 25 = Dryden Elem School + Stitt School'],
    places: {
      'Arlington Heights SD 25': null,
      'Dryden Elem School': 'Arlington Heights SD 25',
      'Stitt School': 'Arlington Heights SD 25',
    },
    hidden: [],
  },
  {
    what: 'areas of England by sex, with the type of each area',
    indicators: [{ name: 'Overweight at reception', cadence: 'school_year', direction: 'lower' }],
    file: `Indicator Name,Area Code,Area Name,Area Type,Sex,Time period,Value,Count,Denominator
Overweight,E92000001,England,England,Persons,2021/22,22.3,117500,526906
Overweight,E06000001,Hartlepool,County & UA (4/19-3/20),Persons,2021/22,25.1,251,1000
Overweight,E06000001,Hartlepool,County & UA (4/19-3/20),Male,2021/22,26.1,130,498
Overweight,E06000001,Hartlepool,County & UA (4/19-3/20),Female,2021/22,24.0,119,496
Overweight,E06000001,Hartlepool,County & UA (4/19-3/20),Not recorded,2021/22,33.3,2,6
`,
    sums: ['All = Male + Female + Not recorded'],
    groups: { Persons: null },
    places: { England: null, Hartlepool: 'England' },
    hidden: ['Hartlepool | Not recorded'],
  },
  {
    what: 'one school of the same name in each of two districts',
    indicators: [{ name: 'Reading on track', cadence: 'school_year' }],
    file: `District,School,Grade,Year,Students Assessed,On Track,Percent On Track
Aurora,Lincoln Elementary,All,2022-23,198,119,60.1
Aurora,Lincoln Elementary,1,2022-23,98,59,60.2
Aurora,Lincoln Elementary,2,2022-23,100,60,60.0
Boulder,Lincoln Elementary,All,2022-23,148,104,70.3
Boulder,Lincoln Elementary,1,2022-23,70,49,70.0
Boulder,Lincoln Elementary,2,2022-23,78,55,70.5
`,
    sums: ['All = Grade 1 + Grade 2'],
    places: { 'Lincoln Elementary · Aurora': 'Aurora', 'Lincoln Elementary · Boulder': 'Boulder' },
    hidden: [],
  },
];

describe('files of areas whose level only a code or a word says', { timeout: 60_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld('embedded');
  });
  afterAll(() => world.close());

  it.each(files)('lands rightly, and gives no hidden number away: $what', async (file) => {
    const landed = await bringIn(world, file);
    expect(landed.leaks).toEqual([]);
    expect(landed.places).toEqual(file.places);
    expect(landed.hidden).toEqual(expect.arrayContaining([...file.hidden]));
  });
});
