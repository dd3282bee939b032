import { Client } from 'pg';
import { DataSource, type EntityMetadata } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { networkSql } from '../../apps/api/src/database/entity-facts.ts';
import type { World } from './world.ts';

/** Ids by table. */
export type Ids = ReadonlyMap<string, string>;

/**
 * Copies the rows of `ids` that are referred to and belong to a network into another network of the same partnership, and each row that can
 * be retired as a retired one; answers the ids of both copies by table.
 */
export async function copyRows(
  world: World,
  ids: Ids,
  referredTo: ReadonlySet<string>,
): Promise<{ elsewhere: Ids; retired: Ids }> {
  const tables = world.app
    .get(DataSource)
    .entityMetadatas.filter((table) => referredTo.has(table.tableName) || retirementOf(table));
  const elsewhere = new Map<string, string>([['network', uuidv7()]]);
  const retired = new Map<string, string>();
  const client = new Client({ connectionString: world.url });
  await client.connect();
  const copy = (table: EntityMetadata, id: string, changes: Record<string, unknown>) =>
    client.query(
      `INSERT INTO "${table.tableName}" SELECT (jsonb_populate_record(x, $1::jsonb)).* FROM "${table.tableName}" x WHERE x.id = $2`,
      [JSON.stringify({ ...unique(table, id), ...changes, id }), ids.get(table.tableName)],
    );
  try {
    await client.query(`BEGIN; SET LOCAL app.partnership = '${world.director.partnershipId}'`);
    for (const table of ownersFirst(tables)) {
      if (networkSql(table, 'x') !== null) {
        const id = elsewhere.get(table.tableName) ?? uuidv7();
        elsewhere.set(table.tableName, id);
        await copy(table, id, ownersOf(table, elsewhere));
      }
      const changes = retirementOf(table);
      if (!changes) continue;
      const id = uuidv7();
      retired.set(table.tableName, id);
      await copy(table, id, changes);
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  return { elsewhere, retired };
}

/** Networks, then what names one, then what belongs to that. */
function ownersFirst(tables: readonly EntityMetadata[]): EntityMetadata[] {
  const rank = (table: EntityMetadata): number => {
    if (table.tableName === 'network') return 0;
    return table.findColumnWithPropertyName('networkId') ? 1 : 2;
  };
  return tables.toSorted((a, b) => rank(a) - rank(b));
}

/** The references of a copy to what was copied before it. */
function ownersOf(table: EntityMetadata, copies: Ids): Record<string, unknown> {
  const owners: Record<string, unknown> = {};
  for (const key of table.foreignKeys) {
    const column = key.columns.find(({ propertyName }) => propertyName !== 'partnershipId');
    const copied = copies.get(key.referencedEntityMetadata.tableName);
    if (column && copied && key.referencedEntityMetadata !== table) owners[column.databaseName] = copied;
  }
  return owners;
}

/** Another value for each text and number that must be unique. */
function unique(table: EntityMetadata, id: string): Record<string, unknown> {
  const columns = table.indices.filter(({ isUnique }) => isUnique).flatMap((index) => index.columns);
  return Object.fromEntries(
    columns
      .filter(({ type }) => type === 'text' || type === 'int')
      .map(({ databaseName, type }) => [
        databaseName,
        type === 'text' ? `Copy ${id}` : Number.parseInt(id.slice(-6), 16),
      ]),
  );
}

function retirementOf(table: EntityMetadata): Record<string, unknown> | null {
  // What there is one of is not what was retired.
  const only = table.findColumnWithPropertyName('isHome') ? { is_home: false } : {};
  if (table.findColumnWithPropertyName('retiredAt')) return { retired_at: '2026-02-01T12:00:00Z', ...only };
  const states = table.checks.find(({ expression }) => expression.startsWith('"state" IN ('));
  return states?.expression.includes("'retired'") ? { state: 'retired' } : null;
}
