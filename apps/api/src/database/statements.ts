import { createHash } from 'node:crypto';
import type { DataSource, EntityMetadata, EntityTarget } from 'typeorm';

const names = new Map<string, string>();

/** The prepared statement's name of a text. Texts must be of a finite number: values travel as parameters. */
export function statementName(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `s${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}

/** SQL for single rows of an entity, made once from TypeORM's metadata. */
export class EntityStatements {
  readonly table: string;
  readonly columns: string;
  readonly find: string;
  readonly #metadata: EntityMetadata;
  readonly #inserts = new Map<string, string>();
  readonly #updates = new Map<string, string>();

  constructor(metadata: EntityMetadata) {
    this.#metadata = metadata;
    this.table = metadata.tableName;
    this.columns = selectList(metadata);
    this.find = `SELECT ${this.columns} FROM ${this.table} WHERE partnership_id = $1 AND id = $2`;
  }

  /** `INSERT … RETURNING` for the properties given, in that order. */
  insert(properties: string[]): string {
    return this.#cached(this.#inserts, properties, () => {
      const columns = properties.map((property) => this.#column(property)).join(', ');
      const values = properties.map((_property, at) => `$${at + 1}`).join(', ');
      return `INSERT INTO ${this.table} (${columns}) VALUES (${values}) RETURNING ${this.columns}`;
    });
  }

  /** Compare-and-set: $1 partnership, $2 id, $3 version, then the properties given, in that order. */
  update(properties: string[]): string {
    return this.#cached(this.#updates, properties, () => {
      const sets = properties.map((property, at) => `${this.#column(property)} = $${at + 4}`);
      sets.push('version = version + 1', 'updated_at = now()');
      return `UPDATE ${this.table} SET ${sets.join(', ')} WHERE partnership_id = $1 AND id = $2 AND version = $3 RETURNING ${this.columns}`;
    });
  }

  #column(property: string): string {
    const column = this.#metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${this.table} has no ${property}`);
    return `"${column.databaseName}"`;
  }

  #cached(cache: Map<string, string>, properties: string[], make: () => string): string {
    const key = properties.join(',');
    let text = cache.get(key);
    if (!text) {
      text = make();
      cache.set(key, text);
    }
    return text;
  }
}

function selectList(metadata: EntityMetadata, alias?: string): string {
  return metadata.columns
    .map((column) => `${alias ? `${alias}.` : ''}"${column.databaseName}" AS "${column.propertyName}"`)
    .join(', ');
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
