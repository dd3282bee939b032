import { Client } from 'pg';
import { DataSource, type EntityMetadata } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { isTenantEntity } from '../../apps/api/src/database/columns.ts';
import type { World } from './world.ts';

/** Stands in every text of the rows that {@link fillEveryTable} writes, and nowhere else. */
export const markedText = 'Zq7-secret';
/** Stands in every number that is no count. */
export const markedNumber = 7319.25;
/** Stands in the numbers of an observation that the disclosure gate hid. */
export const hiddenNumber = 8642.75;

type Column = EntityMetadata['columns'][number];

/** A mapping by which files are read, as JSON. */
const mapping = {
  version: 1,
  file: {},
  period: { from: 'column', column: markedText },
  place: { labelColumn: markedText },
  population: { columns: [], constant: [], all: [], aliases: {} },
  indicators: [],
  marks: [],
  blank: 'not_reported',
  skip: [],
  otherRows: 'ignore',
};

/** A place and a population that an answer tells of, wherever they are. */
const cellIds = { placeId: uuidv7(), populationId: uuidv7() };

/** Columns whose shape or meaning a generated value would miss. */
const particular: Record<string, unknown> = {
  'import.state': 'checked',
  'import.sha256': `${markedText}-sha256`,
  'import.seen': {
    shape: { columns: [], headerLine: 1, titleLines: [] },
    profiles: [],
    sample: [{ line: 2, cells: [markedText] }],
  },
  'import.mapping': mapping,
  'import.report': null,
  'saved_mapping.mapping': mapping,
  'audit.kind': 'network',
  'audit.changes': { title: [null, markedText] },
  'idempotency.answer': { title: markedText },
  'observation.hidden': true,
  'observation.hidden_reason': 'few_people',
  'observation.coded_lower': null,
  'observation.coded_upper': null,
  'disclosure_period.is_decided': true,
  'disclosure_period.findings': [],
  'release_ledger.entry': { ids: [], body: { cells: [], facts: [], sums: [], centres: [], guarded: [] } },
  'indicator.cadence': 'school_year',
  'observation.period_start': '2025-07-01',
  'observation.period_end': '2026-06-30',
  'data_answer.cells': [{ ...cellIds, value: markedNumber, numerator: null, denominator: null }],
  'place.parent_id': null,
  'place.is_home': true,
  'cycle.number': 1,
  'item.kind': 'network',
  'change_idea.state': 'testing',
  'escalation.to_table_id': null,
  'escalation_wording.to_table_id': null,
  'staged_observation.status': 'reported',
  'seat.table_id': null,
  'seat.until_on': null,
};

/**
 * Writes one row into every table of the world's partnership, whatever tables there are, with marks in all that can be
 * read; answers the id of each table's row.
 */
export async function fillEveryTable(world: World): Promise<Map<string, string>> {
  const { partnershipId } = world.director;
  const tables = world.app
    .get(DataSource)
    .entityMetadatas.filter(({ target, tableType }) => tableType !== 'view' && isTenantEntity(target));
  const ids = new Map(tables.map(({ tableName }) => [tableName, uuidv7()])).set('partnership', partnershipId);
  const client = new Client({ connectionString: world.url });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL app.partnership = '${partnershipId}'`);
    for (const table of inOrder(tables)) {
      const columns = table.columns.filter((column) => !column.isGenerated);
      const values = columns.map((column) => valueOf(table, column, partnershipId, ids));
      const names = columns.map((column) => `"${column.databaseName}"`).join(', ');
      const places = columns.map((_, at) => `$${at + 1}`).join(', ');
      await client.query(`INSERT INTO "${table.tableName}" (${names}) VALUES (${places})`, values);
    }
    // What stands on the thread is registered there under its own id; a link joins two of them.
    const network = ids.get('network');
    for (const kind of ['action', 'escalation', 'cycle', 'practice', 'network', 'indicator']) {
      await client.query(
        `INSERT INTO item (partnership_id, id, kind, network_id, title, state, "on")
         VALUES ($1, $2, $3, $4, $5, 'active', '2026-01-15')`,
        [partnershipId, ids.get(kind), kind, network, `${markedText} ${kind} on the thread`],
      );
    }
    await client.query(`INSERT INTO link (partnership_id, id, from_id, to_id, relation) VALUES ($1, $2, $3, $4, $5)`, [
      partnershipId,
      uuidv7(),
      ids.get('indicator'),
      ids.get('network'),
      'answers',
    ]);
    await client.query('UPDATE partnership SET geographic_scope = $1 WHERE id = $2', [markedText, partnershipId]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  return ids;
}

/** Tables with what they refer to before them. */
function inOrder(tables: EntityMetadata[]): EntityMetadata[] {
  const sorted: EntityMetadata[] = [];
  const visit = (table: EntityMetadata): void => {
    if (sorted.includes(table) || !tables.includes(table)) return;
    for (const key of table.foreignKeys) {
      if (key.referencedEntityMetadata !== table) visit(key.referencedEntityMetadata);
    }
    if (!sorted.includes(table)) sorted.push(table);
  };
  for (const table of tables) visit(table);
  return sorted;
}

function valueOf(table: EntityMetadata, column: Column, partnershipId: string, ids: Map<string, string>): unknown {
  const name = column.databaseName;
  const key = `${table.tableName}.${name}`;
  if (key in particular) {
    const value = particular[key];
    return column.type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
  }
  if (name === 'partnership_id') return partnershipId;
  if (name === 'id') return ids.get(table.tableName);
  const reference = table.foreignKeys.find((foreign) =>
    foreign.columns.some((candidate) => candidate.databaseName === name),
  );
  if (reference) {
    const at = reference.columns.findIndex((candidate) => candidate.databaseName === name);
    const there = reference.referencedColumns[at];
    // A key of several parts: each is what it is there.
    if (there && there.databaseName !== 'id')
      return valueOf(reference.referencedEntityMetadata, there, partnershipId, ids);
    return reference.referencedEntityMetadata === table ? null : ids.get(reference.referencedEntityMetadata.tableName);
  }
  return plainValue(table, column, ids);
}

function plainValue(table: EntityMetadata, column: Column, ids: Map<string, string>): unknown {
  if (column.isArray) return [];
  switch (String(column.type)) {
    case 'text':
      return firstWord(table, column.databaseName) ?? `${markedText} ${table.tableName}.${column.databaseName}`;
    case 'uuid':
      return column.isNullable ? null : (ids.get(column.databaseName.replace(/_id$/, '')) ?? ids.get('network'));
    case 'date':
      return '2026-01-15';
    case 'double precision':
      return table.tableName === 'observation' ? hiddenNumber : markedNumber;
    case 'boolean':
      return false;
    case 'jsonb':
      return JSON.stringify({ note: markedText });
    case 'int':
    case 'integer':
    case 'bigint':
      return 1;
    default:
      // Moments: what is over, retired or undone would be hidden from whom it belongs to.
      return column.isNullable ? null : new Date('2026-01-15T12:00:00Z');
  }
}

/** The first word of a closed list that the table checks, or null for free text. */
function firstWord(table: EntityMetadata, column: string): string | null {
  const check = table.checks.find(({ expression }) => expression.startsWith(`"${column}" IN (`));
  return check?.expression.match(/'([^']*)'/)?.[1] ?? null;
}
