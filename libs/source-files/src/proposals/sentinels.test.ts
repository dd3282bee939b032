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

  it('but numbers that may be below zero stay numbers', async () => {
    const read = await readAsProposed(
      'Town,Year,Change in income\nAsh,2021,-1200\nElm,2021,300\nOak,2021,-45\n',
      target,
    );
    expect(readings(read)).toEqual([-1200, 300, -45]);
    expect(read.proposals).toEqual([]);
  });
});
