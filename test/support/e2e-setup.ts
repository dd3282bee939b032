import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServer } from './server-process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the built server with the demo partnership loaded. */
    serverUrl: string;
  }
}

/**
 * Starts the built server once for all browser tests and lets it load the demo: that takes longer than the tests of
 * any one file. So each file writes only to what it made itself, or to what no other file looks at.
 * E2E_SERVER names a running demo server to use instead, for work on one test.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['E2E_SERVER'];
  if (running) {
    project.provide('serverUrl', running);
    return () => Promise.resolve();
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-e2e-'));
  const server = await startServer(dataDir, { THROUGHLINE_DEMO: '1' });
  project.provide('serverUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
