import type { Cadence, MeasureType } from '@throughline/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { readAsProposed } from '../test/read-as-proposed.ts';
import { intervalPartOf, levelSaid } from './guess-intervals.ts';

const read = async (
  words: string,
  lines: readonly string[],
  { cadence = 'year' as Cadence, measure = 'proportion' as MeasureType, fileName = 'numbers.csv' } = {},
) => {
  const result = await readAsProposed(`${lines.join('\n')}\n`, { words, cadence, measure }, () => {}, fileName);
  const [indicator] = result.mapping.indicators;
  return {
    ...result,
    confidence: indicator?.confidence,
    intervals: result.drafts.map(({ placeLabel, populationLabels, value, interval, period }) => [
      placeLabel,
      period.label,
      populationLabels.join('+'),
      value,
      interval && [interval.lower, interval.upper],
    ]),
    levels: [...new Set(result.drafts.map(({ interval }) => interval?.level))],
    proposed: result.proposals.find(({ code }) => code === 'value_interval')?.params,
  };
};

describe('the interval of a value column', () => {
  it('is its margin, at the level that the file says', async () => {
    const lines = [
      'County,Year,Uninsured percent,Margin of error (90%)',
      'Elm,2019,12.5,2.1',
      'Oak,2019,9.1,1.8',
      'Ash,2019,15.2,**',
    ];
    const { intervals, levels, problems, proposed, columns } = await read('Uninsured', lines);
    expect(intervals).toEqual([
      ['Elm', '2019', '', 12.5, [10.4, 14.6]],
      ['Oak', '2019', '', 9.1, [7.3, 10.9]],
      ['Ash', '2019', '', 15.2, null],
    ]);
    expect(levels).toEqual([90, undefined]);
    expect(problems).toEqual([]);
    expect(proposed).toMatchObject({ columns: 'Margin of error (90%)', level: 90 });
    expect(columns.find(({ role }) => role === 'margin')).toMatchObject({
      reason: 'margin_of_value',
      params: { column: 'Uninsured percent' },
    });
  });

  it('are its bounds, and not those of a neighbour', async () => {
    const lines = [
      'State,Year,Obesity rate,Low_Confidence_Limit,High_Confidence_Limit,Smoking rate,Smoking Lower 95% CI,Smoking Upper 95% CI',
      'Ohio,2020,35.5,34.1,36.9,20.8,19.6,22.1',
      'Maine,2020,31.0,29.4,32.6,17.1,15.8,18.5',
    ];
    const obesity = await read('Adult obesity', lines);
    expect(obesity.intervals).toEqual([
      ['Ohio', '2020', '', 35.5, [34.1, 36.9]],
      ['Maine', '2020', '', 31, [29.4, 32.6]],
    ]);
    expect(obesity.proposed?.['level']).toBe('');
    const smoking = await read('Adults who smoke (smoking rate)', lines);
    expect(smoking.intervals[0]).toEqual(['Ohio', '2020', '', 20.8, [19.6, 22.1]]);
    expect([smoking.confidence, obesity.confidence]).toEqual([95, undefined]);
  });

  it('stands with its sign in text, and its level in a note or in the survey that everybody knows', async () => {
    const lines = ['County,Year,Median age,MOE', 'Elm,2019,38.5,±2.1', 'Oak,2019,41.0,±1.1', 'Ash,2019,36.2,±3.0'];
    const noted = [...lines, '', 'Note: margins of error are at the 95 percent confidence level.'];
    const named = await read('Median age', noted, { measure: 'mean' });
    expect([named.intervals[0]?.[4], named.confidence]).toEqual([[36.4, 40.6], 95]);
    const survey = await read('Median age', lines, { measure: 'mean', fileName: 'ACSST5Y_medians.csv' });
    expect([survey.intervals[1]?.[4], survey.confidence]).toEqual([[39.9, 42.1], 90]);
    const other = await read('Median age', lines, { measure: 'mean', fileName: 'medians.csv' });
    expect([other.confidence, other.proposed?.['level']]).toEqual([undefined, '']);
  });

  it('are none of what has one bound, an error of another kind, or belongs to another number', async () => {
    const lines = ['County,Year,Poverty rate,95% CI - Low,Standard error', 'Elm,2019,12.5,10,1', 'Oak,2019,9.1,8,1'];
    const { mapping, proposed, proposals } = await read('Poverty rate', lines);
    expect(mapping.indicators[0]).not.toHaveProperty('lowerBound');
    expect(proposed).toBeUndefined();
    expect(proposals.map(({ code }) => code)).toContain('margins_aside');
    expect(['Standard error', 'CV', 'Rate', 'CI', 'Lower 95% CI', 'UCL', 'pct_moe'].map(intervalPartOf)).toEqual([
      null,
      null,
      null,
      null,
      'lowerBound',
      'upperBound',
      'margin',
    ]);
  });
});

describe('the intervals of a wide file', () => {
  it('go by the pattern of the names: periods', async () => {
    const lines = [
      'County,Poverty rate 2018,Poverty rate 2018 MOE,Poverty rate 2019,Poverty rate 2019 MOE',
      'Elm,12.5,2.1,13.0,2.0',
      'Oak,9.1,1.8,9.9,1.7',
    ];
    const { intervals, mapping } = await read('Poverty rate', lines);
    expect(intervals).toEqual([
      ['Elm', '2018', '', 12.5, [10.4, 14.6]],
      ['Elm', '2019', '', 13, [11, 15]],
      ['Oak', '2018', '', 9.1, [7.3, 10.9]],
      ['Oak', '2019', '', 9.9, [8.2, 11.6]],
    ]);
    expect(mapping.wide?.map(({ part }) => part)).toEqual(['value', 'margin', 'value', 'margin']);
  });

  it('go by the pattern of the names: groups with both bounds', async () => {
    const lines = [
      'County,Year,Asthma rate (Black),Asthma rate (Black) 95% CI - Low,Asthma rate (Black) 95% CI - High,Asthma rate (White),Asthma rate (White) 95% CI - Low,Asthma rate (White) 95% CI - High',
      'Elm,2020,12.5,10.1,14.9,8.0,7.2,8.8',
      'Oak,2020,13.5,11.0,16.0,8.4,7.9,8.9',
    ];
    const { intervals, levels, problems } = await read('Asthma rate', lines, { measure: 'rate' });
    expect(problems).toEqual([]);
    expect(intervals.slice(0, 2)).toEqual([
      ['Elm', '2020', 'Black', 12.5, [10.1, 14.9]],
      ['Elm', '2020', 'White', 8, [7.2, 8.8]],
    ]);
    expect(levels).toEqual([95]);
  });

  it('stand right behind their values where their names say no more', async () => {
    const lines = [
      'County,Year,Boys %,95% CI - Low,95% CI - High,Girls %,95% CI - Low,95% CI - High',
      'Elm,2020,12.5,10.1,14.9,8.0,7.2,8.8',
      'Oak,2020,13.5,11.0,16.0,8.4,7.9,8.9',
    ];
    const { intervals } = await read('Children absent', lines);
    expect(intervals.slice(0, 2)).toEqual([
      ['Elm', '2020', 'Boys', 12.5, [10.1, 14.9]],
      ['Elm', '2020', 'Girls', 8, [7.2, 8.8]],
    ]);
  });

  it('are none where a value has one bound alone', async () => {
    const lines = [
      'FIPS,County,Homicide Rate,95% CI - Low,Homicide Rate (Black),Homicide Rate (White)',
      '34001,Atlantic,13,11,28,6',
      '34003,Bergen,2,2,6,1',
    ];
    const { mapping, intervals } = await read('Homicide rate', lines, { measure: 'rate', fileName: '2020 Data.csv' });
    expect(mapping.wide?.map(({ part }) => part)).toEqual(['value', 'value', 'value']);
    expect(intervals.every(([, , , , interval]) => interval === null)).toBe(true);
  });
});

describe('the level of an interval', () => {
  it.each<[string[], string[], number | null]>([
    [['Lower 95% CI'], [], 95],
    [['MOE'], ['Margins of error are given at the 90 percent level'], 90],
    [['90 CI low'], [], 90],
    [['pct_moe'], ['Source: U.S. Census Bureau, American Community Survey'], 90],
    [['pct_moe'], ['2019 report'], null],
    [['95% CI Low'], ['American Community Survey'], 95],
    [['MOE'], ['42 counties; confidence is low'], null],
  ])('of %j with %j is %s', (columns, texts, level) => {
    expect(levelSaid(columns, texts)).toBe(level);
  });
});
