import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseText, hasCases, readAsProposed } from '../test/read-as-proposed.ts';

const header = 'School,Year,Absent,Students,Rate';
const counts = fc.record({
  n: fc.integer({ min: 20, max: 900 }),
  share: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
});
const rate = (x: number, n: number): string => ((100 * x) / n).toFixed(1);

describe('a share of nobody in a file', () => {
  it.skipIf(!hasCases)('is not applicable in the published shape, and is warned of', async () => {
    const { drafts, problems } = await readAsProposed(caseText('m01-zero-of-zero.csv'), {
      words: 'Chronically absent',
    });
    expect(drafts[0]).toMatchObject({ status: 'not_applicable', value: null, numerator: null, denominator: 0 });
    expect(drafts[1]).toMatchObject({ status: 'reported', value: 10, denominator: 120 });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([[2, 'zero_denominator']]);
  });

  it('is not applicable whatever was published for it, in long files and in wide ones', async () => {
    const published = fc.constantFrom('0', '0.0', '0.0%', '100', '100.0');
    await fc.assert(
      fc.asyncProperty(fc.array(counts, { minLength: 6, maxLength: 9 }), published, async (others, written) => {
        const rows = others.map(({ n, share }, at) => ({ at, n, x: Math.round(n * share) }));
        const long = rows.map(({ at, n, x }) => `School ${at},2020-21,${x},${n},${rate(x, n)}`);
        const nobody = `Nobody School,2020-21,0,0,${written}`;
        const read = await readAsProposed([header, ...long, nobody, ''].join('\n'), { words: 'Absent rate' });
        const wide = rows.map(({ at, n, x }) => `School ${at},${rate(x, n)},${x},${n},${rate(x, n)},${x},${n}`);
        const years = ['2020-21', '2021-22'].flatMap((year) => [
          `${year} % Absent`,
          `${year} N Absent`,
          `${year} Total`,
        ]);
        const columns = ['School', ...years].join(',');
        const across = [columns, ...wide, `Nobody School,${written},0,0,${written},0,0`, ''].join('\n');
        const readWide = await readAsProposed(across, { words: 'Absent' });
        for (const { drafts, errors } of [read, readWide]) {
          expect(errors).toEqual([]);
          const found = drafts.filter(({ placeLabel }) => placeLabel === 'Nobody School');
          expect(found.length).toBeGreaterThan(0);
          for (const draft of found)
            expect(draft).toMatchObject({ status: 'not_applicable', value: null, numerator: null, denominator: 0 });
        }
      }),
      { numRuns: 40, seed: 20261127 },
    );
  });
});
