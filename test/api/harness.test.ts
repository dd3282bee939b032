import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { bothEngines, withDatabase } from '../support/database.ts';

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe.each(bothEngines)('a test database on %s', (engine) => {
  it('is migrated, and nothing of another test is in it', async () => {
    await withDatabase(engine, async (url) => {
      const tables = await ask(url, "select to_regclass('public.partnership') is not null as migrated");
      expect(tables).toEqual([{ migrated: true }]);
      await ask(url, 'create table left_behind ()');
    });
    await withDatabase(engine, async (url) => {
      expect(await ask(url, "select to_regclass('left_behind') as found")).toEqual([{ found: null }]);
    });
  });

  it('names a server that has the role the application works as', async () => {
    await withDatabase(engine, async (url) => {
      const rows = await ask(
        url,
        "select rolsuper, rolbypassrls, has_table_privilege(oid, 'partnership', 'truncate') as truncates from pg_roles where rolname = 'throughline_app'",
      );
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, truncates: false }]);
    });
  });
});
