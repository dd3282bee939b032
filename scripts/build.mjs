// Builds what is older than its sources: the libraries and the server with tsc, the web with Vite.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './shell.mjs';

const WEB = join(root, 'apps/web');
const SERVER_OUTPUT = join(root, 'apps/api/dist/main.js');
const WEB_OUTPUT = join(WEB, 'dist/.vite/manifest.json');
const NOT_SOURCES = new Set(['node_modules', 'dist']);

/** Time of the newest file in a folder, in ms; 0 when there is none. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path)
    .filter((name) => !NOT_SOURCES.has(name) && !name.endsWith('.tsbuildinfo'))
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

function isWebStale() {
  if (!existsSync(WEB_OUTPUT)) return true;
  const sources = [WEB, join(root, 'libs'), join(root, 'package-lock.json')];
  return Math.max(...sources.map(newest)) > statSync(WEB_OUTPUT).mtimeMs;
}

/** Builds libraries and server; tsc itself skips what has not changed. */
export async function buildServer() {
  // A build info without its output makes tsc believe that there is nothing to do.
  await run('tsc', ['-b', ...(existsSync(SERVER_OUTPUT) ? [] : ['--force'])]);
}

/** Builds the web and compresses what it built; `test/e2e/transfer.test.ts` holds its budget. */
export async function buildWeb() {
  await run('npm', ['run', '--silent', 'build', '--workspace', 'apps/web']);
}

/** Builds what is out of date. */
export async function buildIfStale() {
  await buildServer();
  if (isWebStale()) await buildWeb();
}
