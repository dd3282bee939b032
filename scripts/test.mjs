// Runs every test this machine can run, and says at the end, loudly, which it could not and how to get them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { findPostgres, startPostgres } from './postgres.mjs';
import { root, start, TaskFailed } from './shell.mjs';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin');
  const paths = BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path));
}

/** The PostgreSQL server to test on: a named one, or one of our own; undefined when there is neither. */
function postgres() {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: () => undefined };
  const bin = findPostgres();
  return bin === undefined ? undefined : startPostgres(bin);
}

const hasRedis = () => Boolean(process.env.TEST_REDIS_URL) || spawnSync('redis-server', ['--version']).status === 0;

/** Runs the tests, or with arguments only what they select, as `vitest run` takes them. */
export async function test(args) {
  const leftOut = [];
  const chromium = findChromium();
  const server = postgres();
  if (chromium === undefined) leftOut.push('the browser tests (project e2e): install chromium, or set CHROMIUM to one');
  if (server === undefined) {
    leftOut.push('every database test on PostgreSQL: install postgresql (15 or later), or set TEST_DATABASE_URL');
  }
  if (!hasRedis()) leftOut.push('the tests of several nodes: install redis-server, or set TEST_REDIS_URL');
  const required = process.env.THROUGHLINE_TEST_ALL === '1';
  if (required && leftOut.length > 0) {
    server?.stop();
    report(leftOut);
    throw new TaskFailed('npm test with THROUGHLINE_TEST_ALL=1', 1);
  }
  const projects = ['libs', 'web', 'api', 'alone', ...(chromium === undefined ? [] : ['e2e'])];
  process.on('exit', () => server?.stop());
  try {
    // The browser tests drive the built server.
    if (chromium !== undefined && mayDriveBrowser(args)) await buildIfStale();
    await vitest(projects, args, { CHROMIUM: chromium, TEST_DATABASE_URL: server?.url });
  } finally {
    server?.stop();
    report(leftOut);
  }
}

async function vitest(projects, args, found) {
  const selected = args.includes('--project') ? [] : projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter', 'default', '--reporter', join(root, 'scripts/test-reporter.mjs')];
  const environment = Object.entries(found).filter(([, value]) => value !== undefined);
  const { exited } = start('vitest', ['run', ...selected, ...reporters, ...args], {
    env: { ...process.env, ...Object.fromEntries(environment) },
  });
  const code = await exited;
  if (code !== 0) throw new TaskFailed('vitest', code);
}

/** Whether the browser tests may be among what is selected, and so need what they drive to be built. */
function mayDriveBrowser(args) {
  if (args.length === 0 || args.some((argument) => argument.includes('e2e'))) return true;
  if (!args.some((argument) => argument.startsWith('--changed'))) return false;
  const { stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all'], {
    cwd: root,
    encoding: 'utf8',
  });
  return /test\/(e2e|support)\//.test(stdout);
}

function report(leftOut) {
  if (leftOut.length === 0) return;
  const line = '!'.repeat(80);
  console.error(
    [line, 'LEFT OUT, because this machine lacks what they need:', ...leftOut.map((what) => `  - ${what}`), line].join(
      '\n',
    ),
  );
}
