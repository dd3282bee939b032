import { createHash } from 'node:crypto';
import type { DataSource, EntityMetadata, EntityTarget } from 'typeorm';

const names = new Map<string, string>();

/** Most texts of one kind that are prepared on a connection. */
export const mostPrepared = 32;

/** What a text by columns begins with: it is prepared only while it is kept. */
const byColumns = '/* by columns */ ';
/** The texts by columns that are kept, with their names. */
const namesByColumns = new Map<string, string>();
/** How many were given up so far. */
let givenUp = 0;

const nameFor = (text: string): string => `s${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;

/** The prepared statement's name of a text, none for one that {@link TextsByColumns} gave up. Values travel as parameters. */
export function statementName(text: string): string | undefined {
  if (text.startsWith(byColumns)) return namesByColumns.get(text);
  let name = names.get(text);
  if (!name) {
    name = nameFor(text);
    names.set(text, name);
  }
  return name;
}

/**
 * Texts of one kind, by the columns that somebody chose. There are more choices than any memory holds, ours and that of
 * every connection: the {@link mostPrepared} that were asked for last are kept and prepared, so that many odd choices
 * push out a common one only until it is asked for again.
 */
export class TextsByColumns {
  /** Those asked for last come last. */
  readonly #texts = new Map<string, string>();

  /** The text for a choice of columns. */
  textFor(columns: readonly string[], make: () => string): string {
    const key = columns.join(',');
    const text = this.#texts.get(key) ?? byColumns + make();
    this.#texts.delete(key);
    this.#texts.set(key, text);
    if (!namesByColumns.has(text)) namesByColumns.set(text, nameFor(text));
    const [oldest] = this.#texts;
    if (this.#texts.size > mostPrepared && oldest) {
      this.#texts.delete(oldest[0]);
      namesByColumns.delete(oldest[1]);
      givenUp += 1;
    }
    return text;
  }
}

/** What `pg` keeps behind a client and its types leave out. */
interface Prepared {
  readonly connection: {
    readonly parsedStatements: Record<string, string>;
    close(statement: { type: 'S'; name: string }): void;
  };
}

/** How many had been given up when a connection was last looked at. */
const lookedAt = new WeakMap<object, number>();

/** Closes what a connection has prepared of texts that were given up; asked before each use, when it has nothing in flight. */
export function closeGivenUp(client: object): void {
  if ((lookedAt.get(client) ?? 0) === givenUp) return;
  lookedAt.set(client, givenUp);
  const { connection } = client as Prepared;
  for (const [name, text] of Object.entries(connection.parsedStatements)) {
    if (!text.startsWith(byColumns) || namesByColumns.has(text)) continue;
    delete connection.parsedStatements[name];
    connection.close({ type: 'S', name });
  }
}

/** SQL for the rows of an entity, made once from TypeORM's metadata. */
export class EntityStatements {
  readonly table: string;
  readonly columns: string;
  readonly find: string;
  /** {@link find} that keeps others from changing the row until the transaction ends. */
  readonly lock: string;
  readonly #metadata: EntityMetadata;
  /** The column that says whose a row is; a partnership is its own. */
  readonly #owner: string;
  readonly #inserts = new TextsByColumns();
  readonly #batches = new TextsByColumns();
  readonly #updates = new TextsByColumns();
  readonly #updatesOfMany = new TextsByColumns();

  constructor(metadata: EntityMetadata) {
    this.#metadata = metadata;
    this.table = metadata.tableName;
    this.columns = selectList(metadata);
    this.#owner = metadata.findColumnWithPropertyName('partnershipId') ? 'partnership_id' : 'id';
    this.find = `SELECT ${this.columns} FROM ${this.table} WHERE ${this.#owner} = $1 AND id = $2`;
    this.lock = `${this.find} FOR NO KEY UPDATE`;
  }

  /** One row of the properties given, in that order. */
  insert(properties: string[]): string {
    return this.#inserts.textFor(properties, () => {
      const columns = properties.map((property) => this.#column(property)).join(', ');
      const values = properties.map((_property, at) => `$${at + 1}`).join(', ');
      return `INSERT INTO ${this.table} (${columns}) VALUES (${values})`;
    });
  }

  /** Any number of rows: $1 partnership, $2 the rows as a JSON array of objects with the properties given. */
  insertMany(properties: string[], onConflict = ''): string {
    return this.#batches.textFor([...properties, onConflict], () => {
      const columns = properties.map((property) => this.#column(property)).join(', ');
      const values = properties.map((property) => `r."${property}"`).join(', ');
      const types = properties.map((property) => `"${property}" ${this.#type(property)}`).join(', ');
      return `INSERT INTO ${this.table} (partnership_id, ${columns}) SELECT $1::uuid, ${values}
FROM jsonb_to_recordset($2::jsonb) AS r (${types}) ${onConflict}`;
    });
  }

  /**
   * Compare-and-set: $1 partnership, $2 id, $3 version, then the properties given, in that order. When the row has
   * another version by now the statement fails ({@link failedCompare}) and takes the transaction with it, so that
   * nobody has to wait for its answer before sending COMMIT.
   */
  update(properties: string[]): string {
    return this.#updates.textFor(properties, () => {
      const sets = properties.map((property, at) => `${this.#column(property)} = $${at + 4}`);
      sets.push('version = version + 1', 'updated_at = moment()');
      return `WITH changed AS (UPDATE ${this.table} SET ${sets.join(', ')}
WHERE ${this.#owner} = $1 AND id = $2 AND version = $3 RETURNING 1) SELECT 1 / count(*) FROM changed`;
    });
  }

  /**
   * {@link update} of several rows, all or none: $1 partnership, $2 the rows as a JSON array of objects with `id`,
   * `version` (as it was) and the properties given.
   */
  updateMany(properties: string[]): string {
    return this.#updatesOfMany.textFor(properties, () => {
      const sets = properties.map((property) => `${this.#column(property)} = r."${property}"`);
      sets.push('version = t.version + 1', 'updated_at = moment()');
      const types = ['id', 'version', ...properties].map((property) => `"${property}" ${this.#type(property)}`);
      return `WITH changed AS (UPDATE ${this.table} t SET ${sets.join(', ')}
FROM jsonb_to_recordset($2::jsonb) AS r (${types.join(', ')})
WHERE t.partnership_id = $1 AND t.id = r.id AND t.version = r.version RETURNING 1)
SELECT 1 / (count(*) = jsonb_array_length($2::jsonb))::int FROM changed`;
    });
  }

  #type(property: string): string {
    const column = this.#metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${this.table} has no ${property}`);
    return typeof column.type === 'string' ? column.type : 'text';
  }

  #column(property: string): string {
    const column = this.#metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${this.table} has no ${property}`);
    return `"${column.databaseName}"`;
  }
}

function selectList(metadata: EntityMetadata): string {
  return metadata.columns.map((column) => `"${column.databaseName}" AS "${column.propertyName}"`).join(', ');
}

const divisionByZero = '22012';

/** True for the failure of an {@link EntityStatements.update} that found another version. */
export function failedCompare(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === divisionByZero;
}

const byEntity = new WeakMap<EntityMetadata, EntityStatements>();

/** The statements of an entity. */
export function statementsOf(dataSource: DataSource, entity: EntityTarget<object>): EntityStatements {
  const metadata = dataSource.getMetadata(entity);
  let statements = byEntity.get(metadata);
  if (!statements) {
    statements = new EntityStatements(metadata);
    byEntity.set(metadata, statements);
  }
  return statements;
}
