import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startFault } from './start-fault.ts';

const settings = {
  host: '127.0.0.1',
  port: 4000,
  dataDir: '/srv/data',
  database: { kind: 'postgres', url: 'postgres://me:secret@db.local:5432/throughline' },
} as const;

const withCode = (code: string, more: object = {}): Error => Object.assign(new Error('inside'), { code, ...more });

describe('a start that fails', () => {
  it.each([
    ['a database that is not there', withCode('ECONNREFUSED', { syscall: 'connect' }), 'DATABASE_URL'],
    ['two addresses of which none answers', new AggregateError([withCode('ECONNREFUSED')]), 'DATABASE_URL'],
    ['a host that nobody knows', withCode('ENOTFOUND', { syscall: 'getaddrinfo' }), 'DATABASE_URL'],
    ['a database without its name', withCode('3D000'), 'DATABASE_URL'],
    ['a wrong password', withCode('28P01'), 'DATABASE_URL'],
    ['a cause inside', new Error('outside', { cause: withCode('28000') }), 'DATABASE_URL'],
    ['a port in use', withCode('EADDRINUSE', { syscall: 'listen' }), 'PORT'],
    ['a port of the system', withCode('EACCES', { syscall: 'listen' }), 'PORT'],
    ['an address of another machine', withCode('EADDRNOTAVAIL', { syscall: 'listen' }), 'HOST'],
    ['a folder that is a file', withCode('ENOTDIR', { path: '/srv/data/uploads' }), 'DATA_DIR'],
    ['a folder of somebody else', withCode('EACCES', { path: '/srv/data' }), 'DATA_DIR'],
    ['a full disk', withCode('ENOSPC', { path: '/srv/data/x' }), 'DATA_DIR'],
  ])('for %s names the setting, and no secret', (_what, error, variable) => {
    const fault = startFault(error, settings);
    expect(fault?.faults.map((each) => each.variable)).toEqual([variable]);
    expect(fault?.message).not.toContain('secret');
  });

  it('keeps its stack where no setting mends it', () => {
    expect(startFault(new TypeError('x is undefined'), settings)).toBeNull();
    expect(startFault(withCode('EACCES', { path: '/etc/passwd' }), settings)).toBeNull();
    expect(startFault(withCode('ECONNREFUSED'), { ...settings, database: { kind: 'embedded' } })).toBeNull();
    expect(startFault('text', settings)).toBeNull();
  });

  const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const startWith = async (settings: Record<string, string>): Promise<string> => {
    const server = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...settings } });
    const [errors] = await Promise.all([text(server.stderr), text(server.stdout)]);
    return errors;
  };

  it('of the built server ends with lines that say what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'start-fault-'));
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const port = String((busy.address() as { port: number }).port);
    try {
      const file = join(folder, 'a-file');
      await writeFile(file, '');
      const AUTH_SECRET = 'x'.repeat(40);
      const DATABASE_URL = 'postgres://me:secret@127.0.0.1:1/throughline';
      const faults = await Promise.all([
        startWith({ DATA_DIR: folder, AUTH_SECRET, DATABASE_URL, PORT: '0' }),
        startWith({ DATA_DIR: file, AUTH_SECRET, DATABASE_URL, PORT: '0' }),
        startWith({ DATA_DIR: join(folder, 'data'), PORT: port, THROUGHLINE_DEMO: '0' }),
      ]);
      expect(faults).toEqual([
        expect.stringMatching(/DATABASE_URL: 127\.0\.0\.1:1 does not answer/),
        expect.stringMatching(/DATA_DIR: /),
        expect.stringMatching(new RegExp(`PORT: ${port} is in use`)),
      ]);
      for (const fault of faults) expect(fault).not.toMatch(/secret|\n\s+at /);
    } finally {
      busy.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
