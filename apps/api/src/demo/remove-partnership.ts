import { isTenantEntity, tableOf } from '../database/columns.ts';
import type { Database } from '../database/database.ts';

/** Takes a half-loaded demo partnership away: as the owner of the embedded database, where nothing refers to it from outside. */
export async function removePartnership(database: Database, slug: string): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM partnership WHERE slug = $1', [slug]);
  const [partnership] = rows;
  if (!partnership) return;
  const tables = database.dataSource.entityMetadatas
    .filter(({ target }) => isTenantEntity(target))
    .map(({ target }) => tableOf(target));
  const statements = [...tables, 'partnership'].map(
    (table) => `DELETE FROM ${table} WHERE ${table === 'partnership' ? 'id' : 'partnership_id'} = '${partnership.id}'`,
  );
  await database.pool.query(
    ['BEGIN', 'SET LOCAL session_replication_role = replica', ...statements, 'COMMIT'].join('; '),
  );
}
