import type { NetworkState, PracticeState } from '@throughline/domain/vocabulary';
import type { EntityMetadata } from 'typeorm';
import { is, quote } from './words-sql.ts';

type Column = EntityMetadata['columns'][number];

/** A row with every default of its table, as the database would fill it in at `now`. */
export function blankRow(metadata: EntityMetadata, now: Date): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const column of metadata.columns) {
    const value = defaultOf(column, now);
    if (value !== undefined) row[column.propertyName] = value;
  }
  return row;
}

function defaultOf(column: Column, now: Date): unknown {
  const value: unknown = column.default;
  if (typeof value !== 'function') return value === undefined && column.isNullable ? null : value;
  const sql = String((value as () => unknown)());
  if (sql === 'moment()') return now;
  if (column.isArray && sql === "'{}'") return [];
  return sql.startsWith("'") && column.type === 'jsonb' ? (JSON.parse(sql.slice(1, -1)) as unknown) : undefined;
}

/** The state of a network and of a practice that are retired; other tables have a moment for it. */
const retiredState = 'retired' satisfies NetworkState & PracticeState;

/** How a table's rows are retired: by a moment, by a state, or not at all. */
function retirement(metadata: EntityMetadata): 'moment' | 'state' | null {
  if (metadata.findColumnWithPropertyName('retiredAt')) return 'moment';
  const states = metadata.checks.find(({ expression }) => expression.startsWith('"state" IN ('));
  return states?.expression.includes(quote(retiredState)) ? 'state' : null;
}

/** Whether a row is retired. */
export function isRetired(metadata: EntityMetadata, row: object): boolean {
  const { retiredAt, state } = row as { retiredAt?: unknown; state?: unknown };
  switch (retirement(metadata)) {
    case 'moment':
      return retiredAt !== null && retiredAt !== undefined;
    case 'state':
      return state === retiredState;
    case null:
      return false;
  }
}

/** {@link isRetired} in SQL. */
export function retiredSql(metadata: EntityMetadata, alias: string): string {
  switch (retirement(metadata)) {
    case 'moment':
      return `${alias}.retired_at IS NOT NULL`;
    case 'state':
      return is<typeof retiredState>(`${alias}.state`, retiredState);
    case null:
      return 'false';
  }
}

/**
 * The network that a row belongs to, in SQL: a network is its own; others name it, or belong to a row that does (a
 * question to its cycle). Null for tables that belong to no network.
 */
export function networkSql(metadata: EntityMetadata, alias: string): string | null {
  if (metadata.tableName === 'network') return `${alias}.id`;
  if (metadata.findColumnWithPropertyName('networkId')) return `${alias}.network_id`;
  for (const key of metadata.foreignKeys) {
    const owner = key.referencedEntityMetadata;
    const column = key.columns.find(({ propertyName }) => propertyName !== 'partnershipId');
    if (!column || column.isNullable || owner === metadata) continue;
    if (!owner.findColumnWithPropertyName('networkId')) continue;
    return `(SELECT o.network_id FROM ${owner.tableName} o
      WHERE o.partnership_id = ${alias}.partnership_id AND o.id = ${alias}.${column.databaseName})`;
  }
  return null;
}

/** `json_build_object('dueOn', a.due_on, …)` of the properties given, by default of all that a row has. */
export function jsonShape(metadata: EntityMetadata, alias: string, properties?: readonly string[]): string {
  const wanted = properties?.map((property) => {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${metadata.tableName} has no ${property}`);
    return column;
  });
  const columns = wanted ?? metadata.columns.filter(({ propertyName }) => propertyName !== 'partnershipId');
  return `json_build_object(${columns
    .map((column) => `'${column.propertyName}', ${alias}."${column.databaseName}"`)
    .join(', ')})`;
}
