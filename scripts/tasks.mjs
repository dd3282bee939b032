// The tasks of this repository; package.json names them. Runs on the pinned Node (see run.mjs).
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale, buildServer, buildWeb } from './build.mjs';
import { FeatureRefused, makeFeature } from './new-feature/new-feature.mjs';
import { root, run, start, TaskFailed } from './shell.mjs';
import { test } from './test.mjs';

const api = (path) => join(root, 'apps/api/dist', path);

/** Starts a migrated database in memory and gives its address, for checks that need one. */
async function withDatabase(use) {
  const { startEngine } = await import(api('embedded/engine.js'));
  const { migrate } = await import(api('schema/migrate.js'));
  const folder = mkdtempSync(join(tmpdir(), 'tl-check-'));
  const engine = await startEngine('memory://', folder);
  try {
    await migrate(engine.url);
    await use(engine.url);
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Ends everything when one of them ends. */
async function together(...started) {
  await Promise.race(started.map(({ exited }) => exited));
  for (const { child } of started) child.kill('SIGTERM');
  await Promise.all(started.map(({ exited }) => exited));
}

/** Makes the feature that the words of a command name. @throws TaskFailed, with a line that says why. */
function featureFrom(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { one: { type: 'string' }, policy: { type: 'string' } },
    });
    const [many, ...more] = positionals;
    if (many !== undefined && more.length === 0) return { many, ...makeFeature(root, many, values) };
  } catch (error) {
    if (!(error instanceof FeatureRefused) && !error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    console.error(error.message);
  }
  console.error('usage: npm run new-feature -- <plural> [--one <singular>] [--policy <who may write>]');
  throw new TaskFailed('npm run new-feature', 2);
}

const tasks = {
  async start(args) {
    await buildIfStale();
    await run(process.execPath, ['--enable-source-maps', api('main.js'), ...args]);
  },
  async build() {
    await buildServer();
    await buildWeb();
  },
  async dev() {
    await buildServer();
    await together(
      start('tsc', ['-b', '--watch', '--preserveWatchOutput']),
      start(process.execPath, ['--watch', '--enable-source-maps', api('main.js')]),
      start('vite', [], { cwd: join(root, 'apps/web') }),
    );
  },
  test,
  async typecheck() {
    await run('tsc', ['-b']);
    await run('tsc', ['-p', 'apps/web/tsconfig.json', '--noEmit']);
    await run('tsc', ['-p', 'tsconfig.test.json']);
  },
  async lint() {
    await run('oxlint', ['--deny-warnings']);
    await run('oxfmt', ['--check', '.']);
    await run('depcruise', ['--config', '.dependency-cruiser.cjs', 'apps', 'libs']);
    await run('depcruise', ['--config', '.dependency-cruiser-folders.cjs', 'apps', 'libs']);
    await run('knip', ['--no-config-hints', '--no-tag-hints']);
    // What tests alone use is not used.
    await run('knip', ['--production', '--include', 'exports,types']);
  },
  async format() {
    await run('oxfmt', ['.']);
  },
  async schema() {
    await buildServer();
    await run(process.execPath, [api('cli/print-schema.js')]);
    // The client's types of the same contract.
    await run('gql.tada', ['generate', 'output'], { cwd: join(root, 'apps/web') });
  },
  async 'schema:check'() {
    await buildServer();
    await run(process.execPath, [api('cli/print-schema.js'), '--check']);
  },
  async migration(args) {
    await buildServer();
    await withDatabase((url) => run(process.execPath, [api('schema/generate-migration.js'), url, ...args]));
  },
  async 'migration:check'() {
    await buildServer();
    await withDatabase((url) => run(process.execPath, [api('schema/generate-migration.js'), url, '--check']));
  },
  async 'new-feature'(args) {
    const { many, made, changed } = featureFrom(args);
    await tasks.format();
    await tasks.migration([`add-${many}`]);
    await tasks.schema();
    await tasks.format();
    const lists = [...changed, 'apps/api/src/schema/migrations.ts', 'apps/api/schema.graphql'];
    console.log(`\nMade, with a migration:\n  ${made.join('\n  ')}\nChanged:\n  ${lists.join('\n  ')}`);
    console.log('\nNow say what it is where TODO stands, and write its rules into libs/domain.');
  },
  async bench(args) {
    await buildIfStale();
    const folder = join(root, 'test/bench');
    // What only the benchmark needs is fetched when somebody measures, never with the product.
    if (!existsSync(join(folder, 'node_modules'))) await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
    await run(process.execPath, [join(folder, 'run.mjs'), ...args]);
  },
  async throughline(args) {
    if (!existsSync(api('cli/main.js'))) await buildServer();
    await run(process.execPath, ['--enable-source-maps', api('cli/main.js'), ...args], { cwd: process.env.INIT_CWD });
  },
};

const [name, ...args] = process.argv.slice(2);
const task = name === undefined ? undefined : tasks[name];
if (task === undefined) {
  console.error(`There is no task "${name ?? ''}". Tasks: ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}
try {
  await task(args);
} catch (error) {
  console.error(error instanceof TaskFailed ? error.message : error);
  process.exitCode = error instanceof TaskFailed ? error.code : 1;
}
