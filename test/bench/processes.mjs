// The servers under test, each a process of its own, as in production.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serverMain } from './modules.mjs';
import { authSecret } from './people.mjs';

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function startProcess(script, env, isReady, patience = 600) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  for (let tries = 0; child.exitCode === null && tries < patience; tries += 1) {
    if (await isReady().catch(() => false)) {
      return {
        pid: child.pid,
        stop: async () => {
          child.kill('SIGTERM');
          await gone;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`${script} did not start`);
}

/** The built product over a database; its pool has the size that `poolSize` says. */
export async function startProduct(databaseUrl, dataDir, poolSize) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    AUTH_SECRET: authSecret,
    POOL_SIZE: String(poolSize),
    PUBLIC_URL: origin,
  };
  const server = await startProcess(serverMain, env, async () => (await fetch(`${origin}/readyz`)).ok);
  return { ...server, origin };
}

/** The built product with its demo, over an embedded database in a folder. */
export async function startDemo(dataDir) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const embedded = { DATABASE_URL: undefined, DATA_DIR: dataDir };
  const env = { ...embedded, NODE_ENV: 'test', THROUGHLINE_DEMO: '1', PORT: String(port) };
  const isReady = async () => (await fetch(`${origin}/readyz`)).ok;
  return { ...(await startProcess(serverMain, env, isReady, 2_400)), origin };
}

/** PostGraphile over the same database. */
export async function startPostgraphile(databaseUrl, poolSize) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const script = fileURLToPath(new URL('postgraphile-server.mjs', import.meta.url));
  const env = {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    POOL_SIZE: String(poolSize),
    GRAPHILE_ENV: 'production',
  };
  const isReady = async () =>
    (
      await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{__typename}"}',
      })
    ).ok;
  const server = await startProcess(script, env, isReady);
  return { ...server, origin };
}
