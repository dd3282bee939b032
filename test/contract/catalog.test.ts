import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRole } from '../../apps/api/src/database/app-role.ts';
import { openToOwner } from '../../apps/api/src/schema/row-level-security.ts';
import { createDatabase, bothEngines, type TestDatabase } from '../support/database.ts';

/** What the database itself says of tenancy, whatever the code believes. */
describe.each(bothEngines)('the catalog of %s', (engine) => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await createDatabase(engine);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  const names = async (sql: string): Promise<string[]> => {
    const { rows } = await client.query<{ name: string }>(sql);
    return rows.map(({ name }) => name);
  };
  const tenantTables = `SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'partnership_id' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`;

  it('has many tenant tables', async () => {
    expect((await names(`SELECT relname AS name FROM (${tenantTables}) t`)).length).toBeGreaterThan(30);
  });

  it('forces row-level security on each, but for those that their owner works on', async () => {
    const open = await names(`SELECT relname AS name FROM (${tenantTables}) t WHERE NOT relrowsecurity`);
    const unforced = await names(`SELECT relname AS name FROM (${tenantTables}) t WHERE NOT relforcerowsecurity`);
    expect(open).toEqual([]);
    expect(unforced.toSorted()).toEqual(openToOwner);
  });

  it('begins each key and unique index of tenant data with the partnership', async () => {
    const late =
      await names(`SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN (${tenantTables}) t ON t.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indisunique AND a.attname <> 'partnership_id'`);
    expect(late).toEqual([]);
  });

  it('begins each reference between tenant tables with the partnership', async () => {
    const crossing =
      await names(`SELECT c.conname AS name FROM pg_constraint c JOIN (${tenantTables}) t ON t.oid = c.conrelid
      JOIN (${tenantTables}) f ON f.oid = c.confrelid
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
      WHERE c.contype = 'f' AND (a.attname <> 'partnership_id' OR b.attname <> 'partnership_id')`);
    expect(crossing).toEqual([]);
  });

  it('has an index for each foreign key', async () => {
    const bare = await names(`SELECT c.conrelid::regclass || ': ' || c.conname AS name FROM pg_constraint c
      WHERE c.contype = 'f' AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid
        AND (SELECT array_agg(k ORDER BY k) FROM unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) AS k)
          = (SELECT array_agg(k ORDER BY k) FROM unnest(c.conkey) AS k))`);
    expect(bare).toEqual([]);
  });

  it('gives the app a role that owns nothing and cannot step over a policy', async () => {
    const { rows } = await client.query(
      'SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles WHERE rolname = $1',
      [appRole],
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false }]);
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relowner = '${appRole}'::regrole`)).toEqual([]);
    const truncating = `SELECT relname AS name FROM (${tenantTables}) t WHERE has_table_privilege('${appRole}', oid, 'TRUNCATE')`;
    expect(await names(truncating)).toEqual([]);
  });

  it('keeps passwords and sessions from the app role', async () => {
    for (const table of ['account', 'credential', 'passkey', 'second_factor', 'session', 'verification']) {
      const { rows } = await client.query('SELECT has_table_privilege($1, $2, $3) AS may', [appRole, table, 'SELECT']);
      expect([table, rows[0]]).toEqual([table, { may: false }]);
    }
  });

  it('reads views with the rights of who asks', async () => {
    const definer = `SELECT relname AS name FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace
      AND NOT coalesce(reloptions @> ARRAY['security_invoker=true'], false)`;
    expect(await names(definer)).toEqual([]);
  });

  it('shows no row to a transaction without a tenant', async () => {
    await client.query(`BEGIN; SET LOCAL ROLE ${appRole}`);
    const { rows } = await client.query('SELECT count(*)::int AS count FROM network');
    await client.query('ROLLBACK');
    expect(rows).toEqual([{ count: 0 }]);
  });
});
