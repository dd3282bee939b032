import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of this run, for what its test files share. */
    runFolder: string;
    /** Begins the names of the databases on PostgreSQL that the test files of this run share. */
    databasePrefix: string;
  }
}

/** Gives the test files of a run a place for what they share, and takes it away after the last of them. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tl-run-'));
  const prefix = `tl_run_${randomUUID().slice(0, 8)}`;
  project.provide('runFolder', folder);
  project.provide('databasePrefix', prefix);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await dropDatabases(prefix);
  };
}

async function dropDatabases(prefix: string): Promise<void> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of rows) await client.query(`drop database "${name}" with (force)`);
  } finally {
    await client.end();
  }
}
