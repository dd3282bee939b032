import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const library = join(root, 'libs/measurement');
const compiler = join(root, 'node_modules/typescript/bin/tsc');

const versionOf = (path: string): string => execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();

/** Every Node on this machine that the package says it runs on: that of the tests, and what else is on the path. */
const candidates = [
  process.execPath,
  ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node')),
];
const nodes = [...new Map(candidates.filter((path) => existsSync(path)).map((path) => [versionOf(path), path]))].filter(
  ([version]) => {
    const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
    return major > 20 || (major === 20 && minor >= 19);
  },
);

/** The measurement package as npm would pack it, in a project of its own that has nothing else. */
describe('the measurement package by itself', () => {
  let project: string;
  let installed: string;
  const run = (node: string, ...args: string[]) => spawnSync(node, args, { cwd: project, encoding: 'utf8' });
  const answerOf = (node: string, code: string): unknown => {
    const { stdout, stderr } = run(node, '--input-type=module', '--eval', code);
    return stderr === '' ? JSON.parse(stdout) : stderr;
  };

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'measurement-package-'));
    installed = join(project, 'node_modules/@throughline/measurement');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    execFileSync(process.execPath, [compiler, '-p', library, '--outDir', join(installed, 'dist')]);
    for (const name of ['package.json', 'README.md', 'LICENSE', 'disclosure']) {
      cpSync(join(library, name), join(installed, name), { recursive: true });
    }
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('packs what it says: license, readme, pictures, compiled files, no sources and no tests', () => {
    const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: library,
      encoding: 'utf8',
    });
    const [packed] = JSON.parse(listed) as { files: { path: string }[] }[];
    const files = packed?.files.map(({ path }) => path) ?? [];
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'package.json',
        'disclosure/package.json',
        'docs/pictures/p.svg',
      ]),
    );
    expect(files.filter((path) => /^src\/|\.test\.|\/test\//.test(path))).toEqual([]);
    const charts = readdirSync(join(library, 'docs/pictures')).map((name) => name.replace('.svg', ''));
    const known = answerOf(
      process.execPath,
      "import { chartKinds } from '@throughline/measurement'; console.log(JSON.stringify(chartKinds));",
    );
    expect(charts.toSorted()).toEqual([...(known as string[]), 'xmr'].toSorted());
  });

  it.each(nodes)('is imported by its two entries with Node %s', (_, node) => {
    const code = `
      import { measure } from '@throughline/measurement';
      import { protectRelease } from '@throughline/measurement/disclosure';
      console.log(JSON.stringify([measure('run', { y: [1, 2, 9] }).cl, typeof protectRelease]));`;
    expect(answerOf(node, code)).toEqual([[2, 2, 2], 'function']);
  });

  it.each(nodes)('hides its inside with Node %s', (_, node) => {
    for (const inside of ['measure', 'limits/xmr', 'disclosure/protect', 'dist/index.js'])
      expect(
        run(node, '--input-type=module', '--eval', `import '@throughline/measurement/${inside}';`).stderr,
      ).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it.each(nodes)('is required by a CommonJS file with Node %s', (_, node) => {
    writeFileSync(
      join(project, 'old.cjs'),
      "console.log(require('@throughline/measurement').measure('c', { y: [4] }).cl[0]);",
    );
    expect(run(node, '--no-warnings', 'old.cjs').stdout).toBe('4\n');
  });

  it.each(nodes)('says plainly with Node %s that disclosure control needs highs', (_, node) => {
    const code = `
      import { loadHighsSolver } from '@throughline/measurement/disclosure';
      await loadHighsSolver().catch((error) => console.log(JSON.stringify(error.message)));`;
    expect(answerOf(node, code)).toBe(
      'Disclosure control needs the package "highs", which is not installed: npm install highs',
    );
  });

  it.each(nodes)('measures by its command with Node %s, and says what it cannot read', (_, node) => {
    const command = join(installed, 'dist/throughline-measure.js');
    const good =
      '{"series":[{"id":"a","chart":"c","in":{"y":[4,4]}},{"id":"b","chart":"run","in":{"y":[1],"freeze":9}}]}';
    writeFileSync(join(project, 'in.json'), good);
    for (const answer of [
      run(node, command, 'in.json'),
      spawnSync(node, [command], { input: good, encoding: 'utf8' }),
    ]) {
      expect(JSON.parse(answer.stdout)).toEqual({
        series: [
          { id: 'a', out: expect.objectContaining({ cl: [4, 4] }) },
          { id: 'b', out: { error: 'freeze must be at most the 1 points of the series' } },
        ],
      });
    }
    expect(spawnSync(node, [command], { input: 'x', encoding: 'utf8' })).toMatchObject({ status: 2, stdout: '' });
    expect(run(node, command, 'nowhere.json')).toMatchObject({ status: 2, stdout: '' });
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
    ['esnext', 'node10'],
  ])('has types for a project of module %s that resolves as %s', (module, moduleResolution) => {
    const code = `
      import { measure, type MeasureOutput } from '@throughline/measurement';
      import { protectRelease, type Release } from '@throughline/measurement/disclosure';
      export const out: MeasureOutput = measure('p', { y: [1], n: [2] });
      export const release: Release = { cells: [], sets: [] };
      export const shown: typeof protectRelease = protectRelease;
      // @ts-expect-error a chart that there is not
      measure('ewma', { y: [1] });`;
    writeFileSync(join(project, 'index.ts'), code);
    const compilerOptions = {
      module,
      moduleResolution,
      strict: true,
      noEmit: true,
      target: 'es2022',
      types: [],
      ...(moduleResolution === 'node10' && { ignoreDeprecations: '6.0' }),
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['index.ts'] }));
    expect(run(process.execPath, compiler, '-p', project).stdout).toBe('');
  });
});
