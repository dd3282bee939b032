import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../apps/api/src');
/** The clock itself, what reads other days than today's, and what is no part of the running product. */
const apart = [
  'kernel/clock.ts',
  'kernel/scalars.ts',
  'features/imports/files/workbook/number-formats.ts',
  'schema/generate-migration.ts',
  /^demo\//,
  /^schema\/migrations\//,
  /\.test\.ts$/,
];
/** Clocks that are not the transaction's, and days of no partnership. */
const forbidden = [/new Date\(\)/, /Date\.now\(/, /\bcurrent_date\b/i, /toISOString\(\)\.slice\(0, 10\)/];

it('nothing asks a clock but the transaction, and no day is cut out of a moment in UTC', () => {
  const files = globSync('**/*.ts', { cwd: root }).filter(
    (file) => !apart.some((each) => (typeof each === 'string' ? each === file : each.test(file))),
  );
  expect(files.length).toBeGreaterThan(200);
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (forbidden.some((each) => each.test(line)) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
