/**
 * Runs the embedded database on a thread of its own, so that a long statement does not hold up the server's event
 * loop. A thread, not a process: it cannot outlive the server, however that ends.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { EmbeddedGateway } from './gateway.ts';
import type { EngineOptions, EngineReport, EngineRequest } from './engine.ts';

const options = workerData as EngineOptions;

function report(message: EngineReport): void {
  parentPort?.postMessage(message);
}

/** A full disk is the one failure that whoever runs the server can mend. */
function withRemedy(problem: string): string {
  if (!/No space left/i.test(problem)) return problem;
  return `${problem}. Make room on the disk of DATA_DIR, then start again: nothing that was acknowledged is lost.`;
}

async function run(): Promise<void> {
  const seed = options.loadFrom === undefined ? undefined : new Blob([new Uint8Array(readFileSync(options.loadFrom))]);
  const db = await PGlite.create({ dataDir: options.store, relaxedDurability: false, loadDataDir: seed });
  const gateway = new EmbeddedGateway(db, {
    socketPath: options.socketPath,
    idleTransactionMs: options.idleTransactionMs,
    onFailure: (error) => report({ kind: 'failed', problem: withRemedy(error.message) }),
  });
  await gateway.start();
  parentPort?.on('message', (request: EngineRequest) => {
    void answer(db, gateway, request).catch((error: unknown) => report({ kind: 'failed', problem: String(error) }));
  });
  report({ kind: 'ready' });
}

async function answer(db: PGlite, gateway: EmbeddedGateway, request: EngineRequest): Promise<void> {
  if (request.kind === 'dump') {
    const dump = await db.dumpDataDir('none');
    writeFileSync(request.path, new Uint8Array(await dump.arrayBuffer()));
    report({ kind: 'dumped' });
    return;
  }
  await gateway.stop();
  await db.close();
  report({ kind: 'stopped' });
  parentPort?.close();
}

run().catch((error: unknown) =>
  report({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) }),
);
