import { describe, expect, it } from 'vitest';
import { readAsProposed } from '../test/read-as-proposed.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;
const target = { measure: 'proportion', cadence: 'year' } as const;

describe('two header lines of which one holds codes', () => {
  it('above the names, as the Census Bureau writes them', async () => {
    const text = table(
      'GEO_ID,NAME,DP03_0119PE,DP03_0119PM',
      'Geography,Geographic Area Name,Percent!!FAMILIES BELOW POVERTY LEVEL,Percent Margin of Error!!FAMILIES BELOW POVERTY LEVEL',
      '0500000US26081,"Kent County, Michigan",7.6,0.5',
      '0500000US26163,"Wayne County, Michigan",16.5,0.4',
    );
    const { shape, observations } = await readAsProposed(
      text,
      { ...target, words: 'Families in poverty' },
      undefined,
      '2019.csv',
    );
    expect([shape.codesLine?.line, shape.headerLine, shape.spanningHeader]).toEqual([1, 2, null]);
    expect(observations).toEqual([
      ['Kent County, Michigan', '2019', '', 7.6],
      ['Wayne County, Michigan', '2019', '', 16.5],
    ]);
  });

  it('below the names, as County Health Rankings writes them', async () => {
    const text = table(
      'State FIPS Code,County Name,Release Year,Adult smoking raw value,Adult smoking CI low,Adult smoking CI high',
      'statecode,county,year,v009_rawvalue,v009_cilow,v009_cihigh',
      '26,Kent County,2022,0.17,0.15,0.19',
      '26,Wayne County,2022,0.22,0.2,0.24',
    );
    const { shape, observations, mapping } = await readAsProposed(text, { ...target, words: 'Adult smoking' });
    expect([shape.headerLine, shape.codesLine?.line, shape.firstDataLine]).toEqual([1, 2, 3]);
    expect(mapping.indicators[0]?.unit).toBe('fraction');
    expect(observations).toEqual([
      ['Kent County', '2022', '', 17],
      ['Wayne County', '2022', '', 22],
    ]);
  });

  it('above a survey’s questions, below a title', async () => {
    const text = table(
      'Family survey 2023,,,',
      'Q1_site,Q2_year,Q7_1,Q7_2',
      'Which site do you attend?,What year is it?,Percent who read daily,Number of answers',
      'North,2023,55.5,40',
      'South,2023,45.5,38',
    );
    const { shape, observations } = await readAsProposed(text, { ...target, words: 'Reads daily' }, (mapping) => {
      mapping.place = { labelColumn: 'Which site do you attend?' };
    });
    expect([shape.codesLine?.line, shape.headerLine, shape.titleLines.length]).toEqual([2, 3, 1]);
    expect(observations).toEqual([
      ['North', '2023', '', 55.5],
      ['South', '2023', '', 45.5],
    ]);
  });

  it('are not seen in a first row without numbers', async () => {
    const text = table(
      'district_name,student_group,school_year,pct_met',
      'Elm District,All Students,2018-19,Not available',
      'Oak District,All Students,2018-19,50.5',
    );
    const { shape } = await readAsProposed(text, { ...target, cadence: 'school_year' });
    expect([shape.headerLine, shape.codesLine]).toEqual([1, undefined]);
  });
});

describe('two lines of topics above a header', () => {
  const text = table(
    'Results of 2019,,,,',
    ',,Reading,,Mathematics',
    ',,Grade 3,,Grade 8',
    'School ID,School,Percent met,Tested,Percent met',
    '0101,Ash,50.5,100,40.5',
    '0102,Elm,52.5,90,42.5',
  );

  it('are both part of the names', async () => {
    const { names, shape, observations } = await readAsProposed(text, { ...target, words: 'Mathematics' });
    expect(names.slice(2)).toEqual([
      'Reading Grade 3 Percent met',
      'Reading Grade 3 Tested',
      'Mathematics Grade 8 Percent met',
    ]);
    expect(shape.titleLines.map(({ text: title }) => title)).toEqual(['Results of 2019']);
    expect(observations.map(([, , , value]) => value)).toEqual([40.5, 42.5]);
  });

  it('are left out where printed pages repeat them', async () => {
    const [, upper, spanning, header] = text.split('\n');
    const again = `${text}${upper}\n${spanning}\n${header}\n0103,Oak,60.5,80,70.5\n`;
    const { observations, problems } = await readAsProposed(again, { ...target, words: 'Mathematics' });
    expect([problems, observations.length]).toEqual([[], 3]);
  });
});
