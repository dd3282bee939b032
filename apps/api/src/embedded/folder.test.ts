import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataDirInUse, runningEmbedded, startEmbedded } from './embedded.ts';
import { openPool } from '../../../../test/support/pool.ts';

let dataDir: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'data-'));
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(dataDir, { recursive: true });
});

const SERVER = `
const { startEmbedded } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)});
const { openPool } = await import(${JSON.stringify(new URL('../../../../test/support/pool.ts', import.meta.url).href)});
const engine = await startEmbedded(process.argv[1]);
const pool = openPool({ url: engine.url, size: 2 });
await pool.query('create table if not exists kept (n int)');
process.stdout.write('ready\\n');
for (let n = 1; ; n += 1) {
  await pool.query('insert into kept values ($1)', [n]);
  process.stdout.write(n + '\\n');
}`;

/** Starts a server of its own that writes row after row, and counts the rows it said were kept. */
async function startWriter(): Promise<{
  child: ChildProcess;
  acknowledged: () => number;
  until: (n: number) => Promise<void>;
}> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SERVER, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let last = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    last = line === 'ready' ? last : Number(line);
  });
  const until = (n: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (last < n) return;
        lines.off('line', look);
        resolve();
      };
      lines.on('line', look);
      look();
    });
  await until(1);
  return { child, acknowledged: () => last, until };
}

async function rowsKept(): Promise<number> {
  const engine = await startEmbedded(dataDir);
  const pool = openPool({ url: engine.url, size: 1 });
  const { rows } = await pool.query('select count(*) as n, max(n) as last from kept');
  await pool.end();
  await engine.stop();
  expect(rows[0].n).toBe(rows[0].last);
  return rows[0].n;
}

describe('the folder of the embedded database', () => {
  it('loses no acknowledged write when the server is killed', async () => {
    const { child, acknowledged, until } = await startWriter();
    await until(300);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const promised = acknowledged();
    expect(promised).toBeGreaterThanOrEqual(300);
    expect(runningEmbedded(dataDir)).toBeUndefined();
    expect(await rowsKept()).toBeGreaterThanOrEqual(promised);
  });

  it('refuses a second server, and lets a command join the first', async () => {
    const { child } = await startWriter();
    await expect(startEmbedded(dataDir)).rejects.toThrow(DataDirInUse);
    await expect(startEmbedded(dataDir)).rejects.toThrow(`process ${child.pid}`);
    const pool = openPool({ url: runningEmbedded(dataDir) ?? '', size: 1 });
    const { rows } = await pool.query('select count(*) as n from kept');
    expect(rows[0].n).toBeGreaterThan(0);
    await pool.end();
  });

  it('refuses a second start in the same process', async () => {
    const engine = await startEmbedded(dataDir);
    await expect(startEmbedded(dataDir)).rejects.toThrow(DataDirInUse);
    await engine.stop();
    expect(existsSync(join(dataDir, 'embedded.lock'))).toBe(false);
    await (await startEmbedded(dataDir)).stop();
  });

  it('takes over a lock that was cut short or belongs to an earlier process with the same number', async () => {
    writeFileSync(join(dataDir, 'embedded.lock'), '{"pid":');
    const engine = await startEmbedded(dataDir);
    expect(runningEmbedded(dataDir)).toBe(engine.url);
    await engine.stop();
    writeFileSync(join(dataDir, 'embedded.lock'), JSON.stringify({ pid: process.pid, started: '1' }));
    await (await startEmbedded(dataDir)).stop();
  });

  it('serves a folder whose path is longer than a socket may have', async () => {
    const long = join(dataDir, 'x'.repeat(120));
    const engine = await startEmbedded(long);
    const pool = openPool({ url: engine.url, size: 1 });
    expect((await pool.query('select 1 as n')).rows[0].n).toBe(1);
    await pool.end();
    await engine.stop();
  });
});
