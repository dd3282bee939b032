// Runs a task of this repository on any Node from 18 on: installs what is missing, then hands over to the Node that
// the repository pins, so that nobody needs to have installed the right one. Usage: node scripts/run.mjs <task> …
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** The first package that the lock file wants in another version than is installed, or undefined. */
function missingPackage() {
  const wanted = readLock(join(root, 'package-lock.json')) ?? {};
  const installed = readLock(join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined) return 'node_modules';
  return Object.keys(wanted).find((path) => {
    const { link, optional, peer, version } = wanted[path];
    if (!path.includes('node_modules/') || link || optional || peer) return false;
    return installed[path]?.version !== version;
  });
}

function install(reason) {
  console.error(`Installing packages (${reason} is missing or out of date) …`);
  // Under npm the very npm that runs us; alone, the one on the path.
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const attempt = (...args) => spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] }).status;
  if (attempt('ci') === 0) return;
  // A lock made where a registry lacks the builds of other systems is refused by `npm ci`; the versions still hold.
  console.error('npm ci refused the lock file; installing its versions with npm install instead …');
  const status = attempt('install', '--no-save');
  if (status !== 0) {
    console.error('The packages could not be installed; what npm said is above.');
    process.exit(status ?? 1);
  }
}

/** The pinned Node; where its package has none for this system, the Node that runs this, if it is new enough. */
function pinnedNode() {
  const path = join(root, 'node_modules/node/bin/node');
  if (existsSync(path) && spawnSync(path, ['--version']).status === 0) return path;
  const wanted = readFileSync(join(root, '.node-version'), 'utf8').trim();
  if (process.versions.node.split('.')[0] === wanted) return process.execPath;
  console.error(`This needs Node ${wanted}; the pinned one does not run here. Install Node ${wanted} and try again.`);
  return process.exit(1);
}

const missing = missingPackage();
if (missing !== undefined) install(missing);
const node = pinnedNode();
const separator = process.platform === 'win32' ? ';' : ':';
const path = [join(root, 'node_modules/node/bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(separator);
const tasks = join(root, 'scripts/tasks.mjs');
// The tasks stop what they started, and this process waits for them.
const child = spawn(node, [tasks, ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, PATH: path } });
// A terminal tells everybody of a Ctrl-C by itself; twice would have a test run give up its tidying.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
// npm ends the shell through which it started this, and nobody tells this process.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}
