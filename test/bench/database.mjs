// Where the benchmark runs: the PostgreSQL server that is named, a private one, or the embedded database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '../../scripts/postgres.mjs';
import { ofServer, ofServerDependency } from './modules.mjs';

/** Settings of the private server. Every commit waits for the disk: writes are measured honestly. */
const privateSettings = ['shared_buffers=1GB', 'max_wal_size=8GB', 'random_page_cost=1.1'];

/** A `pg` client, connected, and ended after use. */
export async function withClient(url, use) {
  const { default: pg } = await ofServerDependency('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function named(serverUrl) {
  const name = `throughline_bench_${process.pid}`;
  const url = serverUrl.replace(/^(\w+:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${name}`);
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  return {
    kind: 'postgres',
    url,
    label: 'the PostgreSQL of TEST_DATABASE_URL',
    stop: () => withClient(serverUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

function owned(programs) {
  const server = startPostgres(
    programs,
    privateSettings.flatMap((setting) => ['-c', setting]),
  );
  return { kind: 'postgres', url: server.url, label: 'a PostgreSQL of its own', stop: () => server.stop() };
}

async function embedded() {
  const { startEmbedded } = await ofServer('embedded/embedded');
  const folder = mkdtempSync(join(tmpdir(), 'tl-bench-data-'));
  const database = await startEmbedded(folder);
  return {
    kind: 'embedded',
    url: database.url,
    label: 'the embedded database',
    stop: async () => {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A migrated, empty database; PostgreSQL when there is one. */
export async function startDatabase() {
  const programs = findPostgres();
  const serverUrl = process.env['TEST_DATABASE_URL'];
  return migrated(serverUrl ? await named(serverUrl) : programs ? owned(programs) : await embedded());
}

/** A migrated, empty embedded database. */
export const startEmbeddedDatabase = async () => migrated(await embedded());

async function migrated(database) {
  try {
    const { migrate } = await ofServer('schema/migrate');
    await migrate(database.url);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** What decides over the numbers, as the server itself says it. */
export async function settingsOf(url) {
  const names = ['server_version', 'shared_buffers', 'fsync', 'synchronous_commit', 'random_page_cost', 'jit'];
  return withClient(url, async (client) => {
    const found = await client.query(
      'SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY ($1)',
      [names],
    );
    return Object.fromEntries(names.map((name) => [name, found.rows.find((row) => row.name === name)?.value]));
  });
}
