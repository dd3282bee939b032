import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freePort, serverIsReady } from '../support/server-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Who listens on the port of this machine. */
const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  );

/** npm lets a Ctrl-C pass that its terminal did not tell everybody: what it started is asked then. */
const startOptions = {
  'npm start': ['npm', 'start'],
  'scripts/run.mjs start': [process.execPath, 'scripts/run.mjs', 'start'],
} as const;

describe('the server that was started', () => {
  let outer: ChildProcess | undefined;
  let dataDir = '';
  afterEach(() => {
    // A group of its own, so that nothing of it outlives a test that failed.
    if (outer?.pid !== undefined) {
      try {
        process.kill(-outer.pid, 'SIGKILL');
      } catch {
        // It has gone, as it should.
      }
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([
    ['npm start', 'SIGTERM'],
    ['scripts/run.mjs start', 'SIGTERM'],
    ['scripts/run.mjs start', 'SIGINT'],
  ] as const)('by %s ends with it when it alone gets a %s', async (how, signal) => {
    const [program, ...args] = startOptions[how];
    dataDir = mkdtempSync(join(tmpdir(), 'tl-npm-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const { DATABASE_URL: _, ...inherited } = process.env;
    const env = { ...inherited, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port), THROUGHLINE_DEMO: '0' };
    outer = spawn(program, args, { cwd: root, env, detached: true, stdio: 'ignore' });
    const gone = once(outer, 'exit');
    await serverIsReady(url);
    outer.kill(signal);
    await gone;
    await vi.waitFor(async () => expect(await answers(url)).toBe(false), { timeout: 60_000, interval: 200 });
  });
});
