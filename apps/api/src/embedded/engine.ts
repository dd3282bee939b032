import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What the thread of the embedded database is started with. */
export interface EngineOptions {
  /** Folder of the database's files, or `memory://` for one that is gone when it stops. */
  readonly store: string;
  /** The Unix socket it listens on. */
  readonly socketPath: string;
  /** A client that holds a transaction and is silent for this long, in ms, is cut off. */
  readonly idleTransactionMs: number;
  /** A file made by `dump`, from which a new store is filled. */
  readonly loadFrom?: string | undefined;
}

/** What the thread can be asked. */
export type EngineRequest = { readonly kind: 'dump'; readonly path: string } | { readonly kind: 'stop' };

/** What the thread reports. */
export type EngineReport =
  | { readonly kind: 'ready' | 'dumped' | 'stopped' }
  | { readonly kind: 'failed'; readonly problem: string };

/** A running embedded database. */
export interface Engine {
  /** Address for `pg`: a folder with a Unix socket. */
  readonly url: string;
  /** Resolves with the error when the database fails by itself; stays pending after a proper stop. */
  readonly failed: Promise<Error>;
  /** Writes the whole database to a file that `loadFrom` takes; nothing may write to it meanwhile. */
  dump(path: string): Promise<void>;
  /** Rolls open transactions back, closes the files and ends the thread. */
  stop(): Promise<void>;
}

const DEFAULT_IDLE_TRANSACTION_MS = 60_000;
const SOCKET_NAME = '.s.PGSQL.5432';

/** The address under which `pg` finds a database that listens in a folder. */
export function socketUrl(socketDir: string): string {
  return `postgres:///postgres?host=${encodeURIComponent(socketDir)}&port=5432&user=postgres`;
}

/**
 * Starts the embedded database on a thread, listening in `socketDir`. A socket file left there by a process that was
 * killed is removed, so the caller must know that no other server runs.
 *
 * @throws Error when the store cannot be opened or the socket cannot be bound.
 */
export async function startEngine(
  store: string,
  socketDir: string,
  extra: Partial<Pick<EngineOptions, 'idleTransactionMs' | 'loadFrom'>> = {},
): Promise<Engine> {
  const socketPath = join(socketDir, SOCKET_NAME);
  rmSync(socketPath, { force: true });
  const options: EngineOptions = { store, socketPath, idleTransactionMs: DEFAULT_IDLE_TRANSACTION_MS, ...extra };
  // From sources the thread is TypeScript, which Node strips itself; in the build it is JavaScript.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    workerData: options,
    execArgv: [],
  });
  const failed = failureOf(worker);
  await waitForReport(worker, failed, 'ready');
  return {
    url: socketUrl(socketDir),
    failed,
    dump: (path) => ask(worker, failed, { kind: 'dump', path }, 'dumped'),
    stop: async () => {
      const exited = once(worker, 'exit');
      await ask(worker, failed, { kind: 'stop' }, 'stopped');
      await exited;
      rmSync(socketPath, { force: true });
    },
  };
}

function failureOf(worker: Worker): Promise<Error> {
  return new Promise((resolve) => {
    worker.on('error', (error) => resolve(error instanceof Error ? error : new Error(String(error))));
    worker.on('message', (message: EngineReport) => {
      if (message.kind !== 'failed') return;
      resolve(new Error(`The embedded database failed: ${message.problem}`));
      void worker.terminate();
    });
    worker.on('exit', (code) => {
      if (code !== 0) resolve(new Error(`The embedded database ended with code ${code}`));
    });
  });
}

async function ask(
  worker: Worker,
  failed: Promise<Error>,
  request: EngineRequest,
  kind: EngineReport['kind'],
): Promise<void> {
  const answer = waitForReport(worker, failed, kind);
  worker.postMessage(request);
  await answer;
}

async function waitForReport(worker: Worker, failed: Promise<Error>, kind: EngineReport['kind']): Promise<void> {
  const answered = new Promise<undefined>((resolve) => {
    const listen = (message: EngineReport): void => {
      if (message.kind !== kind) return;
      worker.off('message', listen);
      resolve(undefined);
    };
    worker.on('message', listen);
  });
  const failure = await Promise.race([answered, failed]);
  if (failure !== undefined) throw failure;
}
