import { describe, expect, it } from 'vitest';
import { readAsProposed } from '../test/read-as-proposed.ts';
import { fitOf, isSameWord } from './name-words.ts';

const table = (...rows: string[]): string => `${rows.join('\n')}\n`;
const rates = { measure: 'proportion', cadence: 'school_year' } as const;
type Read = Awaited<ReturnType<typeof readAsProposed>>;
const valueOf = ({ mapping }: Read) => mapping.indicators[0]?.value?.column;

describe('the value column', () => {
  const absences = table(
    'School,Year,Truancy percent,Absent percent,Discipline percent,Absent,Pupils',
    'Ash,2020-21,4.5,10.0,2.5,12,120',
    'Elm,2020-21,5.5,15.0,1.5,9,60',
    'Oak,2020-21,6.5,20.0,3.5,30,150',
  );

  it('has the words of the indicator’s name, in other forms and in parts', async () => {
    const words = 'Chronic absenteeism in grades K to 3';
    const read = await readAsProposed(absences, { ...rates, words });
    expect(read.mapping.indicators[0]).toMatchObject({
      value: { column: 'Absent percent' },
      numerator: { column: 'Absent' },
    });
    const other = await readAsProposed(absences, { ...rates, words: 'Truants' });
    expect(valueOf(other)).toBe('Truancy percent');
  });

  it('is the one that two counts prove, where no words tell', async () => {
    const read = await readAsProposed(absences, { ...rates, words: 'Attendance works' });
    expect(valueOf(read)).toBe('Absent percent');
    expect(read.columns.find(({ column }) => column === 'Absent percent')).toMatchObject({
      reason: 'best_value',
      confidence: 0.7,
    });
  });

  it('is no confidence bound, margin of error, rank or target, wherever these stand', async () => {
    const county = table(
      'County,Year,Low birth weight,Low birth weight 95% CI Lower,Low birth weight 95% CI Upper,Z-Score,Quartile',
      'Kent,2019,8.5,8.1,8.9,0.2,2',
      'Wayne,2019,10.5,10.2,10.8,1.4,4',
    );
    const read = await readAsProposed(county, { measure: 'proportion', cadence: 'year', words: 'Low birthweight' });
    expect([valueOf(read), read.observations]).toEqual([
      'Low birth weight',
      [
        ['Kent', '2019', '', 8.5],
        ['Wayne', '2019', '', 10.5],
      ],
    ]);
    const goals = table(
      'District,School Year,On track rate,On track target rate,Change in on track rate,State rank',
      'Avon,2018-19,81.5,84.0,1.2,12',
      'Derby,2018-19,61.5,84.0,-0.2,80',
    );
    expect(valueOf(await readAsProposed(goals, { ...rates, words: 'Ninth grade on track' }))).toBe('On track rate');
    const survey = table('Tract,Year,Median rent,Median rent MOE', 'Tract 1,2020,1020.5,88', 'Tract 2,2020,920.5,70');
    expect(valueOf(await readAsProposed(survey, { measure: 'mean', cadence: 'year', words: 'Rent' }))).toBe(
      'Median rent',
    );
  });

  it('is no size of a cohort, whatever its numbers look like', async () => {
    const small = table('Program,Year,Completed %,Cohort', 'Ash,2020,50.5,12.5', 'Elm,2020,40.5,15.5');
    expect(valueOf(await readAsProposed(small, { measure: 'proportion', cadence: 'year', words: 'Cohort' }))).toBe(
      'Completed %',
    );
    const none = await readAsProposed(table('School,Year,Cohort,Tested', 'Ash,2020-21,12.5,9', 'Elm,2020-21,15,8'), {
      ...rates,
      words: 'Graduation',
    });
    expect(valueOf(none)).toBeUndefined();
  });

  it('is told by a neighbour’s name only where the words are rare', () => {
    const [homicides = 0, deaths = 0] = fitOf(['Homicide rate', 'Injury death rate'], 'Homicide death rate');
    expect(homicides).toBeGreaterThan(0);
    expect(deaths).toBeGreaterThan(0);
    expect(fitOf(['Life expectancy'], 'Homicide rate')).toEqual([0]);
  });

  it.each([
    ['graduates', 'graduation', true],
    ['absent', 'absenteeism', true],
    ['absence', 'absent', true],
    ['homicides', 'homicide', true],
    ['math', 'mathematics', true],
    ['reading', 'readiness', false],
    ['employment', 'unemployment', false],
    ['birth', 'death', false],
  ])('%s and %s are forms of one word: %s', (a, b, same) => {
    expect([isSameWord(a, b), isSameWord(b, a)]).toEqual([same, same]);
  });
});
