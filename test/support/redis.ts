import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis for one test file. */
export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/** True when TEST_REDIS_URL names a Redis or redis-server is installed; `npm test` says so when neither is. */
export const hasRedis =
  process.env['TEST_REDIS_URL'] !== undefined || spawnSync('redis-server', ['--version']).status === 0;

/** Starts a Redis on a socket of its own, or gives the one that TEST_REDIS_URL names. */
export async function startRedis(port: number): Promise<TestRedis> {
  const url = process.env['TEST_REDIS_URL'];
  if (url !== undefined) return { url, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'tl-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    child.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('Ready to accept connections')) resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}
