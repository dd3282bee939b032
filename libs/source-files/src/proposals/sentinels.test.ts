import { describe, expect, it } from 'vitest';
import { caseText, hasCases, readAsProposed } from '../test/read-as-proposed.ts';

describe('numbers that publishers write where there is none', () => {
  const target = { measure: 'mean', cadence: 'year' } as const;
  const readings = ({ drafts }: Awaited<ReturnType<typeof readAsProposed>>) =>
    drafts.map(({ value, status }) => value ?? status);

  it.runIf(hasCases)('are told, and are no amounts, though they stand there once (b13)', async () => {
    const read = await readAsProposed(caseText('b13-one-sentinel.csv'), {
      ...target,
      words: 'Median household income',
    });
    expect(read.problems).toEqual([]);
    expect(readings(read)).toEqual([52010, 58900, 'not_reported', 47321]);
    expect(read.proposals).toMatchObject([{ code: 'sentinels', path: 'marks', examples: ['-666666666'] }]);
  });

  it('of two kinds in one column', async () => {
    const text = 'Town,Year,Median rent\nAsh,2021,1100\nElm,2021,-888888888\nOak,2021,-666666666\nFir,2021,940.5\n';
    const read = await readAsProposed(text, target);
    expect(readings(read)).toEqual([1100, 'not_applicable', 'not_reported', 940.5]);
    expect(read.proposals.map(({ code, params }) => [code, params['marks']])).toEqual([
      ['sentinels', '-888888888, -666666666'],
    ]);
  });

  it.each([
    ['999999', 'Median income', ['52010', '58900', '47321', '61000']],
    ['99999', 'Rent', ['1100', '940', '1020', '880']],
    ['5200000', 'Score', ['52', '61', '49', '55']],
    ['-1', 'Wait in days', ['12', '14', '9', '11', '20', '8', '13']],
  ])(
    '%s is asked about, once or repeated, and read when the person says that it is a number',
    async (far, column, others) => {
      const rows = [...others, far, far].map((value, at) => `Town ${at},2021,${value}`);
      const text = `Town,Year,${column}\n${rows.join('\n')}\n`;
      const read = await readAsProposed(text, { ...target, words: column });
      expect(read.proposals).toMatchObject([{ code: 'far_values', path: 'doubts', params: { values: far } }]);
      expect(read.problems.map(({ code, cell, severity }) => [code, cell, severity])).toEqual([
        ['unknown_mark', far, 'error'],
        ['unknown_mark', far, 'error'],
      ]);
      expect(read.drafts).toHaveLength(others.length);
      const number = await readAsProposed(text, { ...target, words: column }, (mapping) => {
        delete mapping.doubts;
      });
      expect([number.problems, number.drafts.length]).toEqual([[], rows.length]);
      const mark = await readAsProposed(text, { ...target, words: column }, (mapping) => {
        mapping.marks = [{ text: far, status: 'not_reported' }];
      });
      expect(mark.drafts.at(-1)).toMatchObject({ value: null, status: 'not_reported' });
    },
  );

  it('but numbers of places of very different size are no doubt', async () => {
    const text = 'Place,Year,Births\nState,2021,51000\nKent,2021,900\nWayne,2021,2100\nOttawa,2021,88\nBay,2021,12\n';
    const read = await readAsProposed(text, { measure: 'count', cadence: 'year', words: 'Births' });
    expect([read.proposals, read.drafts.length]).toEqual([[], 5]);
  });

  it('but numbers that may be below zero stay numbers', async () => {
    const read = await readAsProposed(
      'Town,Year,Change in income\nAsh,2021,-1200\nElm,2021,300\nOak,2021,-45\n',
      target,
    );
    expect(readings(read)).toEqual([-1200, 300, -45]);
    expect(read.proposals).toEqual([]);
  });
});
