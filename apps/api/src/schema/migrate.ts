import { createDataSource } from './data-source.ts';

/**
 * Brings a database up to the newest migration; several servers starting at once wait for each other.
 * @param url the database's address; the role must own the schema and may create roles (or `throughline_app` exists and is granted).
 * @returns names of the migrations that ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const dataSource = createDataSource({ url, poolSize: 2 });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(7261011)');
    const ran = await dataSource.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(7261011)').catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}
