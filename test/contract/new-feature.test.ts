import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The skeleton of a feature, made in a copy of the sources, so that the pattern it stands for cannot go stale. */
describe('npm run new-feature', () => {
  let copy: string;
  const task = (...args: string[]): string =>
    execFileSync(process.execPath, ['scripts/run.mjs', ...args], { cwd: copy, encoding: 'utf8', stdio: 'pipe' });

  const listing = (): string[] =>
    ['api', 'web'].flatMap((part) => readdirSync(join(copy, `apps/${part}/src/features`))).toSorted();

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'throughline-new-feature-'));
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
    for (const file of listed.split('\n').filter((name) => name !== '' && existsSync(join(root, name)))) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      cpSync(join(root, file), join(copy, file));
    }
    for (const folder of ['.', 'apps/api', 'apps/web', 'libs/charts', 'libs/measurement', 'libs/source-files']) {
      const packages = join(root, folder, 'node_modules');
      if (existsSync(packages)) symlinkSync(packages, join(copy, folder, 'node_modules'));
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('makes a feature that compiles on both sides and passes its own tests', () => {
    const output = task('new-feature', 'field-notes', '--policy', 'canManagePartnership');
    expect(output).toContain('apps/api/src/features/field-notes/field-note.service.ts');
    task('typecheck');
    const server = process.env['TEST_DATABASE_URL'];
    delete process.env['TEST_DATABASE_URL'];
    try {
      const tests = task('test', '--project', 'api', 'apps/api/src/features/field-notes');
      expect(tests).toMatch(/Tests: [1-9]\d* passed, 0 failed/);
    } finally {
      if (server !== undefined) process.env['TEST_DATABASE_URL'] = server;
    }
    expect(() => task('new-feature', 'field-notes')).toThrow(/is there already/);
  }, 600_000);

  it.each([
    [['FieldNote'], /plural in lower case/],
    [['1st'], /plural in lower case/],
    [['letters', '--one', 'Letter'], /plural in lower case/],
    [['news'], /“new” is a word of the language/],
    [['class'], /“class” is a word of the language/],
    [['staff'], /one and many alike/],
    [['letters', '--one', 'member'], /an entity Member already/],
    [['plans'], /is there already/],
    [['letters', '--many', 'x'], /Unknown option/],
    [['letters', 'papers'], /usage:/],
    [['letters', '--policy', 'canWriteLetters'], /no policy canWriteLetters/],
  ])('refuses %j in one line, and writes nothing', (args, words) => {
    const before = listing();
    expect(() => task('new-feature', ...args)).toThrow(words);
    expect(() => task('new-feature', ...args)).not.toThrow(/\n\s+at /);
    expect(listing()).toEqual(before);
  });
});
