import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Lines of the sources that say one of the patterns, but for the files that may. */
function linesThatSay(forbidden: readonly RegExp[], sources: readonly string[], apart: readonly (string | RegExp)[]) {
  const files = globSync([...sources], { cwd: root }).filter(
    (file) => !apart.some((each) => (typeof each === 'string' ? each === file : each.test(file))),
  );
  expect(files.length).toBeGreaterThan(100);
  return files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (forbidden.some((each) => each.test(line)) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  );
}

const tests = /\.test\.tsx?$/;
const migrations = /^apps\/api\/src\/schema\/migrations\//;

describe('one clock', () => {
  it('is asked by nothing of the server but the transaction', () => {
    const clocks = [/new Date\(\)/, /Date\.now\(/, /performance\.now\(/, /Temporal\.Now/];
    const apart = ['apps/api/src/kernel/clock.ts', 'apps/api/src/schema/generate-migration.ts', tests, migrations];
    expect(linesThatSay(clocks, ['apps/api/src/**/*.ts', 'libs/*/src/**/*.ts'], apart)).toEqual([]);
  });

  it('is asked by SQL through `moment()` alone', () => {
    const clocks = [
      /(?<!\.|get )\bnow\(\)/i,
      /\b(current_date|current_timestamp|current_time|localtime|localtimestamp)\b/i,
      /\b(clock|statement|transaction)_timestamp\(/i,
      /'(now|today|tomorrow|yesterday)'::/i,
    ];
    // Accounts and sessions are nobody's data of a partnership.
    const apart = ['apps/api/src/accounts/account-tables.ts', tests, migrations, 'apps/api/src/database/days.ts'];
    expect(linesThatSay(clocks, ['apps/api/src/**/*.ts'], apart)).toEqual([]);
  });

  it('is asked by the client in one place where a day is meant', () => {
    const clocks = [/new Date\(\)/];
    expect(
      linesThatSay(clocks, ['apps/web/src/**/*.{ts,tsx}'], ['apps/web/src/shared/session/use-today.ts', tests]),
    ).toEqual([]);
  });
});

describe('a day', () => {
  it('is cut out of no moment in UTC', () => {
    const cuts = [
      /toISOString\(\)\.(slice|substring|substr|split)\(/,
      /\b\w*([aA]t|[iI]nstant|[mM]oment|[nN]ow)\)?\.(slice|substring|substr)\(0, 10\)/,
      /\b(\w+At|now|instant|moment)\.(get|set)(UTC)?(Date|Day|Month|FullYear)\(/,
      /\.toLocaleDateString\(/,
    ];
    const apart = [
      // Days of the calendar that were counted in milliseconds, and those that a workbook counts.
      'libs/domain/src/dates.ts',
      'apps/api/src/features/imports/files/workbook/number-formats.ts',
      tests,
    ];
    const sources = ['apps/*/src/**/*.{ts,tsx}', 'libs/*/src/**/*.{ts,tsx}'];
    expect(linesThatSay(cuts, sources, apart)).toEqual([]);
  });

  it('is made of a moment in SQL by `database/days.ts` alone', () => {
    const cuts = [
      /AT TIME ZONE(?! 'UTC', 'YYYY-MM-DD"T")/,
      /(?<!\$\d{1,2})::date\b(?!\[)/,
      /\bdate_trunc\(/i,
      /\bCAST\(.* AS date\)/i,
    ];
    const apart = ['apps/api/src/database/days.ts', tests, migrations];
    expect(linesThatSay(cuts, ['apps/api/src/**/*.ts'], apart)).toEqual([]);
  });
});
