import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
const cli = fileURLToPath(new URL('../../apps/api/dist/cli/main.js', import.meta.url));
/** Loading the demo takes most of it; a busy machine needs several times of what a quiet one does. */
const startMs = 220_000;

/** The built server as a process of its own. */
export interface ServerProcess {
  /** Its address without a closing slash. */
  readonly url: string;
  /** True while the process lives. */
  isAlive(): boolean;
  /** Ends it as an operator would, and waits until it has gone; answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a power cut would (SIGKILL). */
  kill(): void;
}

/** Builds the server; what has not changed since is left. */
export function buildServer(): void {
  const built = existsSync(cli) ? [] : ['--force'];
  const { status, stdout } = spawnSync('tsc', ['-b', 'apps/api', ...built], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the server does not build: ${stdout}`);
}

/** Runs `throughline …` of the built server. */
export function runCommand(args: string[], env: NodeJS.ProcessEnv): void {
  const { DATABASE_URL: _, ...inherited } = process.env;
  execFileSync(process.execPath, [cli, ...args], { env: { ...inherited, ...env }, stdio: 'pipe' });
}

/**
 * Starts the built server on a port of this machine (a free one unless given) with its own data folder and waits until it is ready.
 *
 * @throws when it ends or is not ready in time; the message holds what it printed.
 */
export async function startServer(
  dataDir: string,
  env: NodeJS.ProcessEnv = {},
  givenPort?: number,
): Promise<ServerProcess> {
  const port = givenPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { ...inherited, NODE_ENV: 'test', DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await ready(child);
  return {
    url,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: () => stop(child),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Waits until a server that somebody else starts answers. @throws when it does not in the time that a start may take. */
export async function serverIsReady(url: string): Promise<void> {
  const until = Date.now() + startMs;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error(`the server at ${url} was not ready in time; what it said is above`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A port that nothing on this machine listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${why}\n${printed}`));
    };
    const timer = setTimeout(() => fail('the server was not ready in time'), startMs);
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (!printed.includes('is ready at')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`the server ended with ${code}`);
    });
  });
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  return child.exitCode;
}
