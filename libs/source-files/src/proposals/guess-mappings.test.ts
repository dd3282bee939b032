import { describe, expect, it } from 'vitest';
import { guessMappings } from './guess-mappings.ts';
import { sniff } from '../text/sniff.ts';
import { profileFile } from '../rows/read-file.ts';

/** The value columns proposed for indicators of these names. */
async function valuesIn(heads: readonly string[], names: readonly string[]): Promise<(string | undefined)[]> {
  const lines = ['Ash', 'Elm', 'Oak', 'Fir'].map((town, row) =>
    [town, '2021', ...heads.map((_head, at) => (20 + 7 * at + 3.5 * row).toFixed(1))].join(','),
  );
  const bytes = new TextEncoder().encode(`Town,Year,${heads.join(',')}\n${lines.join('\n')}\n`);
  const seen = sniff(bytes, true);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const profiles = await profileFile([bytes], seen.shape);
  const targets = names.map(
    (words) => ({ indicatorKey: words, measure: 'proportion', cadence: 'year', words }) as const,
  );
  return guessMappings(seen.shape, profiles, seen.sample, 'file.csv', targets).map(
    ({ mapping }) => mapping.indicators[0]?.value?.column,
  );
}

describe('several indicators of one file', () => {
  it.each([
    [
      ['Rate', 'Not Rate'],
      ['Rate', 'Not Rate'],
    ],
    [
      ['Percent', 'Other percent'],
      ['Readers', 'Other readers'],
    ],
    [
      ['% met', '% not met'],
      ['Met the standard', 'Not met'],
    ],
    [
      ['Percent absent', 'Percent present'],
      ['Absent', 'Present'],
    ],
  ])('of %o never get one column twice: %o', async (heads, names) => {
    expect(new Set(await valuesIn(heads, names)).size).toBe(2);
    expect(new Set(await valuesIn(heads, names.toReversed())).size).toBe(2);
  });

  it('each get the column that is named as they are, in any order', async () => {
    const heads = ['Percent absent', 'Percent present', 'Percent tardy'];
    expect(await valuesIn(heads, ['Tardy', 'Absent', 'Present'])).toEqual([heads[2], heads[0], heads[1]]);
    expect(await valuesIn(['Rate', 'Not Rate'], ['Not Rate', 'Rate'])).toEqual(['Not Rate', 'Rate']);
  });

  it('leave the one without that finds no column of its own', async () => {
    expect(await valuesIn(['Rate'], ['Ready', 'Present'])).toEqual(expect.arrayContaining(['Rate', undefined]));
  });
});

describe('measures of several classes in one file', () => {
  it('keep the class that the names of their columns say', async () => {
    const text = [
      'District,Four Year Rate - Class of 2022,Four Year Graduates - Class of 2022,Four Year Cohort - Class of 2022,Five Year Rate - Class of 2021,Five Year Graduates - Class of 2021,Five Year Cohort - Class of 2021',
      'Elm,90.0,54,60,95.0,57,60',
      'Oak,80.0,1200,1500,85.0,1258,1480',
      'Ash,88.9,160,180,85.5,159,186',
    ].join('\n');
    const bytes = new TextEncoder().encode(text);
    const seen = sniff(bytes, true);
    if (!seen.ok) throw new Error(seen.refusal.code);
    const profiles = await profileFile([bytes], seen.shape);
    const targets = ['Four-year graduation rate', 'Five-year graduation rate'].map(
      (words) => ({ indicatorKey: words, measure: 'proportion', cadence: 'school_year', words }) as const,
    );
    const guesses = guessMappings(seen.shape, profiles, seen.sample, 'file.csv', targets);
    expect(
      guesses.map(({ mapping: { wide } }) => wide?.map(({ column, part, period }) => [column, part, period])),
    ).toEqual([
      [
        ['Four Year Rate - Class of 2022', 'value', 'Class of 2022'],
        ['Four Year Graduates - Class of 2022', 'numerator', 'Class of 2022'],
        ['Four Year Cohort - Class of 2022', 'denominator', 'Class of 2022'],
      ],
      [
        ['Five Year Rate - Class of 2021', 'value', 'Class of 2021'],
        ['Five Year Graduates - Class of 2021', 'numerator', 'Class of 2021'],
        ['Five Year Cohort - Class of 2021', 'denominator', 'Class of 2021'],
      ],
    ]);
  });
});

describe('two measures of the same people', () => {
  it('have their people in one column, where the numbers prove it', async () => {
    const rows = [30, 41, 52, 67, 83, 95].map((n, at) => {
      const x = 7 + 5 * at;
      return `Town ${at},2021,${n},${x},${((100 * x) / n).toFixed(1)},${n - x},${((100 * (n - x)) / n).toFixed(1)}`;
    });
    const text = `Town,Year,Children assessed,Ready,% ready,Not ready,% not ready\n${rows.join('\n')}\n`;
    const bytes = new TextEncoder().encode(text);
    const seen = sniff(bytes, true);
    if (!seen.ok) throw new Error(seen.refusal.code);
    const profiles = await profileFile([bytes], seen.shape);
    const targets = ['Ready', 'Not ready'].map(
      (words) => ({ indicatorKey: words, measure: 'proportion', cadence: 'year', words }) as const,
    );
    const guesses = guessMappings(seen.shape, profiles, seen.sample, 'file.csv', targets);
    expect(guesses.map(({ mapping }) => mapping.indicators[0])).toMatchObject([
      { value: { column: '% ready' }, numerator: { column: 'Ready' }, denominator: { column: 'Children assessed' } },
      {
        value: { column: '% not ready' },
        numerator: { column: 'Not ready' },
        denominator: { column: 'Children assessed' },
      },
    ]);
  });
});
