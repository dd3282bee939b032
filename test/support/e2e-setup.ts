import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort, startServer } from './server-process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the built server with the demo partnership loaded; see `serverIsReady`. */
    serverUrl: string;
  }
}

/**
 * Starts the built server once for all browser tests, and does not wait: the demo loads while quicker tests run. The
 * files run side by side, so each writes only to what it made itself, or to what no other file looks at.
 * E2E_SERVER names a running demo server to use instead, for work on one test.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['E2E_SERVER'];
  if (running) {
    project.provide('serverUrl', running);
    return () => Promise.resolve();
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-e2e-'));
  const port = await freePort();
  project.provide('serverUrl', `http://127.0.0.1:${port}`);
  const starting = startServer(dataDir, { THROUGHLINE_DEMO: '1' }, port);
  starting.catch((error: unknown) => console.error('FAILED the server of the browser tests does not start:', error));
  return async () => {
    await starting.then(
      (server) => server.stop(),
      () => undefined,
    );
    rmSync(dataDir, { recursive: true, force: true });
  };
}
