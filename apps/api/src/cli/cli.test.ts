import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountCommand, readAccountArguments } from './account-command.ts';
import { foundCommand, readFoundArguments } from './found-command.ts';
import { importCommand, readImportArguments } from './import-command.ts';
import { exitCode, usageOf, UsageError } from './usage.ts';

const folder = mkdtempSync('/tmp/tl-cli-');
const mapping = resolve(import.meta.dirname, '../../data/mappings/connecticut-chronic-absence.json');
const file = resolve(
  import.meta.dirname,
  '../../data/connecticut/chronic-absence/chronic_absenteeism_by_race_ethnicity_2012-2020.csv',
);
const founding = [
  '--name',
  'Harbor',
  '--slug',
  'harbor',
  '--time-zone',
  'America/New_York',
  '--backbone',
  'Backbone',
  '--director-name',
  'Dana',
  '--director-email',
  'dana@harbor.test',
];
const whose = ['--partnership', 'harbor', '--as', 'dana@harbor.test', '--mapping', mapping];

describe('help', () => {
  it('is about a command and its forms, and about all of them where there is no such one', () => {
    const help = usageOf('verify-audit');
    expect(help).toContain('throughline verify-audit');
    expect(help).not.toContain('throughline found');
    expect(help).toContain('Settings (');
    expect(usageOf('nothing')).toContain('throughline found');
    expect(usageOf('import').match(/throughline import/g)?.length).toBeGreaterThan(1);
  });
});

describe('arguments', () => {
  const bad = `${folder}/bad.json`;
  beforeAll(() => writeFileSync(bad, '{'));

  it.each<[string, string[], string]>([
    ['no partnership', ['--as', 'a@b.c', '--mapping', mapping, file], '--partnership'],
    ['no person', ['--partnership', 'x', '--mapping', mapping, file], '--as'],
    ['no mapping', ['--partnership', 'x', '--as', 'a@b.c', file], '--mapping'],
    ['no file', ['--partnership', 'x', '--as', 'a@b.c', '--mapping', mapping], 'at least one file'],
    [
      'a file that is not there',
      ['--partnership', 'x', '--as', 'a@b.c', '--mapping', mapping, '/no/such.csv'],
      '/no/such.csv',
    ],
    [
      'a mapping that is not there',
      ['--partnership', 'x', '--as', 'a@b.c', '--mapping', '/no/such.json', file],
      'cannot be read',
    ],
    ['a mapping that is no JSON', ['--partnership', 'x', '--as', 'a@b.c', '--mapping', bad, file], 'not JSON'],
    ['an unknown option', ['--force', file], '--force'],
  ])('of import with %s are refused', (_what, args, words) => {
    expect(() => readImportArguments(args)).toThrow(UsageError);
    expect(() => readImportArguments(args)).toThrow(words);
  });

  it('of found are asked for by name', () => {
    expect(() => readFoundArguments(founding.slice(2))).toThrow('--name');
    expect(() => readFoundArguments([...founding, '--minimum-cell', 'few'])).toThrow('--minimum-cell');
    expect(() => readFoundArguments([...founding, '--password', 'x'])).toThrow(UsageError);
  });

  it('of account are asked for by name', () => {
    expect(() => readAccountArguments(['--email', 'a@b.org'])).toThrow('--name');
    expect(() => readAccountArguments(['--name', 'Ana', '--email', 'ana'])).toThrow('--email');
    expect(() => readAccountArguments(['--password', 'x'])).toThrow(UsageError);
    const account = readAccountArguments(['--name', ' Ana ', '--email', 'Ana@B.org']);
    expect(account).toEqual({ name: 'Ana', email: 'ana@b.org' });
  });
});

describe('commands on an embedded database', () => {
  const before = { ...process.env };
  beforeAll(() =>
    Object.assign(process.env, {
      DATA_DIR: folder,
      THROUGHLINE_DEMO: '0',
      THROUGHLINE_PASSWORD: 'a-long-enough-password',
      PORT: '0',
    }),
  );
  afterAll(() => {
    process.env = before;
    rmSync(folder, { recursive: true });
  });

  it('found a partnership once, and say why an import is refused', async () => {
    const output: string[] = [];
    const print = (line: string): void => void output.push(line);
    expect(await foundCommand(founding, print)).toBe(exitCode.done);
    expect(await foundCommand(founding, print)).toBe(exitCode.refused);
    await expect(
      importCommand(['--partnership', 'harbor', '--as', 'nobody@harbor.test', '--mapping', mapping, file], print),
    ).rejects.toThrow('nobody@harbor.test is no member');
    const person = ['--name', 'Ana', '--email', 'ana@harbor.test'];
    expect(await accountCommand(person, print)).toBe(exitCode.done);
    expect(await accountCommand(person, print)).toBe(exitCode.refused);
    // The partnership has no indicator of the mapping's name yet.
    expect(await importCommand([...whose, file], print)).toBe(exitCode.refused);
    expect(output.join('\n')).toContain('There is no indicator “Chronically absent students”');
  }, 120_000);
});
