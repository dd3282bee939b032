import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Engine, socketUrl, startEngine } from './engine.ts';

/** Another server holds the data folder. */
export class DataDirInUse extends Error {
  constructor(dataDir: string, pid: number) {
    super(
      `The data folder ${dataDir} is in use by another server (process ${pid}). ` +
        'Stop that one first, or give this one its own folder with DATA_DIR.',
    );
    this.name = 'DataDirInUse';
  }
}

interface Lock {
  readonly pid: number;
  /** Tells the process from a later one with the same number; empty where the system does not say. */
  readonly started: string;
}

const LOCK_FILE = 'embedded.lock';
/** Systems cut the path of a Unix socket at about 104 bytes; the file name takes 14. */
const LONGEST_SOCKET_DIR = 88;

/**
 * Starts the embedded database of a data folder. Every write is on disk when it is acknowledged, as far as the
 * process goes: ending it with `kill -9` loses none.
 *
 * @throws DataDirInUse when another running server has the folder.
 */
export async function startEmbedded(dataDir: string): Promise<Engine> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  takeLock(folder);
  try {
    const socketDir = socketDirOf(folder);
    mkdirSync(socketDir, { recursive: true, mode: 0o700 });
    const engine = await startEngine(join(folder, 'database'), socketDir);
    return {
      ...engine,
      stop: async () => {
        await engine.stop();
        releaseLock(folder);
      },
    };
  } catch (error) {
    releaseLock(folder);
    throw error;
  }
}

/** The address of the embedded database when a server runs it now, so that a command can join in; else undefined. */
export function runningEmbedded(dataDir: string): string | undefined {
  const folder = resolve(dataDir);
  const lock = readLock(folder);
  return lock !== undefined && isAlive(lock) ? socketUrl(socketDirOf(folder)) : undefined;
}

function socketDirOf(folder: string): string {
  const inside = join(folder, 'socket');
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_DIR) return inside;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `throughline-${process.getuid?.() ?? 0}-${name}`);
}

function takeLock(folder: string): void {
  const path = join(folder, LOCK_FILE);
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Lock);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = readLock(folder);
    if (holder !== undefined && isAlive(holder)) throw new DataDirInUse(folder, holder.pid);
    rmSync(path, { force: true });
  }
  throw new DataDirInUse(folder, readLock(folder)?.pid ?? 0);
}

function releaseLock(folder: string): void {
  rmSync(join(folder, LOCK_FILE), { force: true });
}

function readLock(folder: string): Lock | undefined {
  try {
    const lock: unknown = JSON.parse(readFileSync(join(folder, LOCK_FILE), 'utf8'));
    if (typeof lock !== 'object' || lock === null || !('pid' in lock) || !('started' in lock)) return undefined;
    return { pid: Number(lock.pid), started: String(lock.started) };
  } catch {
    // Absent, or cut short by a crash while it was written: nobody holds it.
    return undefined;
  }
}

function isAlive({ pid, started }: Lock): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return now === '' || started === '' || now === started;
}

/** When a process began, in clock ticks since the machine did (proc(5), field 22); empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
