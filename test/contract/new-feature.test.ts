import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a tool keeps between runs in the packages' folder: the copy must not write into it. */
const isKept = (name: string): boolean => /^\.(vite|cache)/.test(name);

/** The same files under another folder, which must be on the same disk; links between them stay as they are. */
function linkTree(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true }).filter(({ name }) => !isKept(name))) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

const parts = ['apps/api', 'apps/web', 'libs/charts', 'libs/domain', 'libs/measurement', 'libs/source-files'];

/** The skeleton of a feature, made in a copy of the sources, so that the pattern it stands for cannot go stale. */
describe('npm run new-feature', () => {
  let copy: string;
  const task = (...args: string[]): string =>
    execFileSync(process.execPath, ['scripts/run.mjs', ...args], { cwd: copy, encoding: 'utf8', stdio: 'pipe' });

  const listing = (): string[] =>
    ['api', 'web'].flatMap((part) => readdirSync(join(copy, `apps/${part}/src/features`))).toSorted();

  beforeAll(() => {
    // Beside the sources, so that the packages can be linked: a path that led out of the copy would name every file anew.
    mkdirSync(join(root, 'test-output'), { recursive: true });
    copy = mkdtempSync(join(root, 'test-output/new-feature-'));
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
    const copyOptions = { recursive: true, preserveTimestamps: true };
    for (const file of listed.split('\n').filter((name) => name !== '' && existsSync(join(root, name)))) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      cpSync(join(root, file), join(copy, file), copyOptions);
    }
    for (const folder of ['.', ...parts]) {
      const packages = join(root, folder, 'node_modules');
      if (existsSync(packages)) linkTree(packages, join(copy, folder, 'node_modules'));
    }
    // A repository of its own: what the outer one ignores would not be formatted.
    execFileSync('git', ['init', '--quiet'], { cwd: copy });
    // What is built already is not built again.
    for (const folder of parts.filter((name) => name !== 'apps/web')) {
      const built = join(root, folder, 'dist');
      if (existsSync(built)) cpSync(built, join(copy, folder, 'dist'), copyOptions);
    }
  }, 240_000);
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
    const answer = (): string => {
      try {
        return `made: ${task('new-feature', ...args)}`;
      } catch (error) {
        return String(error);
      }
    };
    const printed = answer();
    expect(printed).toMatch(words);
    expect(printed).not.toMatch(/\n\s+at /);
    expect(listing()).toEqual(before);
  });
});
