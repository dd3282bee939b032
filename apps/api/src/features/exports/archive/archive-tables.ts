import type { DataSource, EntityMetadata } from 'typeorm';
import { isTenantEntity } from '../../../database/columns.ts';
import { quote } from '../../../database/words-sql.ts';

/** A table of the archive, with what is read of it. */
export interface ArchivedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether its rows refer to each other: then they are written together. */
  readonly refersToItself: boolean;
  /** The rows of the partnership `id`, a UUID, each as one line of canonical JSON, in the order of the key. */
  rows(id: string): string;
}

/** Tables that hold what is kept for a while by the server itself, and nothing that anybody knows. */
export const leftOutTables: Readonly<Record<string, string>> = {
  idempotency: 'answers to writes, in case they are sent twice',
  outbox: 'notices to open pages',
};

/** Columns that open something, though only as a hash. Each row has a word in its place that opens nothing. */
export const secretColumns: Readonly<Record<string, readonly string[]>> = {
  data_request_link: ['secret_hash'],
  read_key: ['key_hash'],
};

/** Every table of a partnership, by the entities' own word, those that others refer to first. */
export function archivedTables(dataSource: DataSource): ArchivedTable[] {
  const tables = dataSource.entityMetadatas.filter(
    ({ target, tableType, tableName }) =>
      tableType !== 'view' && (isTenantEntity(target) || tableName === 'partnership') && !(tableName in leftOutTables),
  );
  return inOrder(tables).map((table) => {
    const columns = table.columns.map(({ databaseName }) => databaseName);
    const secret = secretColumns[table.tableName] ?? [];
    const blanks = secret.map((column) => `${quote(column)}, 'left out of the archive: ' || t.id`);
    const json = blanks.length > 0 ? `to_jsonb(t) || jsonb_build_object(${blanks.join(', ')})` : 'to_jsonb(t)';
    const owner = table.tableName === 'partnership' ? 'id' : 'partnership_id';
    const key = table.primaryColumns.map(({ databaseName, type }) =>
      type === 'text' ? `t."${databaseName}" COLLATE "C"` : `t."${databaseName}"`,
    );
    return {
      name: table.tableName,
      columns,
      refersToItself: table.foreignKeys.some(({ referencedEntityMetadata }) => referencedEntityMetadata === table),
      rows: (id) =>
        `SELECT (${json})::text AS line FROM "${table.tableName}" t WHERE t.${owner} = '${id}' ORDER BY ${key.join(', ')}`,
    };
  });
}

function inOrder(tables: readonly EntityMetadata[]): EntityMetadata[] {
  const sorted = new Set<EntityMetadata>();
  const visit = (table: EntityMetadata, above: readonly EntityMetadata[]): void => {
    if (sorted.has(table) || !tables.includes(table)) return;
    if (above.includes(table)) throw new Error(`${table.tableName} refers to itself through other tables`);
    for (const { referencedEntityMetadata } of table.foreignKeys)
      if (referencedEntityMetadata !== table) visit(referencedEntityMetadata, [...above, table]);
    sorted.add(table);
  };
  for (const table of [...tables].sort((a, b) => (a.tableName < b.tableName ? -1 : 1))) visit(table, []);
  return [...sorted];
}
