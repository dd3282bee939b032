import { describe, expect, it } from 'vitest';
import { caseText, hasCases, readAsProposed } from '../test/read-as-proposed.ts';
import type { GuessedFor } from './guess-mapping.ts';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

describe('the denominator of a value column', () => {
  const countsOf = async (text: string, words: string, target: Partial<GuessedFor> = {}) => {
    const { mapping } = await readAsProposed(text, { words, ...target }, undefined, 'Fall 2021.csv');
    const [source] = mapping.indicators;
    return [source?.value?.column, source?.numerator?.column ?? null, source?.denominator?.column ?? null];
  };

  it.skipIf(!hasCases)('is the N beside it, in the published shape', async () => {
    const text = caseText('m15-neighbour-denominator.csv');
    const value = 'Early Mathematics Numbers & Operations Average Num Correct (0 - 16)';
    const answer = await countsOf(text, 'Average number correct in operations', { measure: 'mean' });
    expect(answer).toEqual([value, null, 'Early Mathematics Numbers & Operations N']);
    const other = await countsOf(text, 'Average rating', { measure: 'mean' });
    expect(other).toEqual([
      'Approaches to Learning Total Average Rating (1 - 5)',
      null,
      'Approaches to Learning Total N',
    ]);
  });

  it('is the one that has its words', async () => {
    const text = lines(
      'School,Math % Proficient,Reading % Proficient,Reading N Tested,Math N Tested',
      'Elm,40,50,310,305',
      'Oak,41,52,120,118',
    );
    expect(await countsOf(text, 'Math proficiency')).toEqual(['Math % Proficient', null, 'Math N Tested']);
    expect(await countsOf(text, 'Reading proficiency')).toEqual(['Reading % Proficient', null, 'Reading N Tested']);
  });

  it('is the one at its side where names say nothing, after the value or before it', async () => {
    const after = lines('Clinic,Vaccinated %,N,Screened %,N', 'North,81,420,63,377', 'South,77,205,59,198');
    expect(await countsOf(after, 'Vaccinated')).toEqual(['Vaccinated %', null, 'Vaccinated % N']);
    expect(await countsOf(after, 'Screened')).toEqual(['Screened %', null, 'Screened % N']);
    const before = lines(
      'Clinic,Children,Vaccinated rate,Children,Screened rate',
      'North,420,81,377,63',
      'South,205,77,198,59',
    );
    expect(await countsOf(before, 'Vaccinated')).toEqual(['Vaccinated rate', null, 'Children']);
    expect(await countsOf(before, 'Screened')).toEqual(['Screened rate', null, 'Children (2)']);
  });

  it('may be one for the rates of all subjects', async () => {
    const text = lines('School,Enrollment,Absent rate,Suspended rate', 'Elm,420,8.1,2.2', 'Oak,205,7.7,1.9');
    expect(await countsOf(text, 'Absent')).toEqual(['Absent rate', null, 'Enrollment']);
    expect(await countsOf(text, 'Suspended')).toEqual(['Suspended rate', null, 'Enrollment']);
  });

  it('is none where only a neighbour has one', async () => {
    const text = lines('School,Reading %,Math %,Math N', 'Elm,40,50,310', 'Oak,41,52,120');
    expect(await countsOf(text, 'Reading')).toEqual(['Reading %', null, null]);
  });

  it('is no part of it, though its name begins as the value’s', async () => {
    const text = lines('School,Ready %,Ready N', 'Elm,94,16', 'Oak,90,30');
    expect(await countsOf(text, 'Ready')).toEqual(['Ready %', null, 'Ready N']);
  });

  it('is the count that gives whole people, and not one whose percentages are none', async () => {
    const rows = [
      [15, 16, 19],
      [11, 12, 17],
      [18, 23, 26],
      [7, 9, 14],
      [20, 31, 29],
      [13, 21, 37],
    ];
    const text = lines(
      'School,Share ready,Listed,Asked',
      ...rows.map(([x = 0, n = 1, other = 1], at) => `School ${at},${((100 * x) / n).toFixed(1)}%,${other},${n}`),
    );
    expect(await countsOf(text, 'Share ready')).toEqual(['Share ready', null, 'Asked']);
  });

  it('is found for fractions too', async () => {
    const text = lines(
      'School,Present,Enrolled,Rate',
      'Elm,18,24,0.75',
      'Oak,31,50,0.62',
      'Ash,9,40,0.225',
      'Bay,8,32,0.25',
    );
    expect(await countsOf(text, 'Rate')).toEqual(['Rate', 'Present', 'Enrolled']);
  });

  it('is the count of its own period and group in a wide file', async () => {
    const text = lines(
      'School,2019 % Ready,2019 N,2020 % Ready,2020 N,2021 % Ready,2021 N',
      'Elm,94,16,90,30,88,25',
      'Oak,70,60,71,58,75,64',
    );
    const { drafts } = await readAsProposed(text, { words: 'Ready' });
    expect(drafts.map(({ value, denominator }) => [value, denominator])).toEqual([
      [94, 16],
      [90, 30],
      [88, 25],
      [70, 60],
      [71, 58],
      [75, 64],
    ]);
    const groups = lines(
      'School,Year,Black % Ready,White % Ready,Asian % Ready,Black Students,White Students,Asian Students',
      'Elm,2020-21,94,80,70,16,40,12',
    );
    const { drafts: found } = await readAsProposed(groups, { words: 'Ready' });
    expect(found.map(({ populationLabels, denominator }) => [populationLabels.join(), denominator])).toEqual([
      ['Black', 16],
      ['White', 40],
      ['Asian', 12],
    ]);
  });

  it('is not that of everybody for a group in a wide file', async () => {
    const text = lines(
      'School,Year,Black % Ready,White % Ready,Total N',
      'Elm,2020-21,94,80,56',
      'Oak,2020-21,90,81,90',
    );
    const { drafts } = await readAsProposed(text, { words: 'Ready' });
    expect(drafts.map(({ value, denominator }) => [value, denominator])).toEqual([
      [94, null],
      [80, null],
      [90, null],
      [81, null],
    ]);
  });
});
