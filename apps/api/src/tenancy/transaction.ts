import type pg from 'pg';
import type { DataSource, ObjectType } from 'typeorm';
import { type EntityStatements, statementName, statementsOf } from '../database/statements.ts';
import { inOneMessage } from '../database/one-message.ts';
import { isUuid } from '../kernel/inputs.ts';
import { NotFound } from '../kernel/errors.ts';

/** What may be asked of a transaction that is already inside its tenant. */
export class ReadTransaction {
  #closed = false;
  #failure: unknown;

  constructor(
    protected readonly client: pg.PoolClient,
    protected readonly dataSource: DataSource,
    /** The tenant; every hand-written statement names it, so that indexes are used whatever the policies say. */
    readonly partnershipId: string,
  ) {}

  /** Rows of a named prepared statement. The text must be constant: values are parameters. */
  async rows<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.send<T>(text, values);
  }

  /** Ends the transaction's use: a branch of work that went on after a failure must not reach the connection. */
  close(): void {
    this.#closed = true;
  }

  protected async send<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    if (this.#closed) throw new Error('the transaction is over');
    inOneMessage(this.client);
    try {
      const result = await this.client.query<T & pg.QueryResultRow>({ name: statementName(text), text, values });
      return result.rows;
    } catch (error) {
      // After a failed statement the database refuses the rest of the transaction: the first failure is the reason.
      this.#failure ??= error;
      throw this.#failure;
    }
  }

  /** The first row, or null. */
  async one<T extends object>(text: string, values: unknown[] = []): Promise<T | null> {
    const [row] = await this.rows<T>(text, values);
    return row ?? null;
  }

  /** A row of an entity by id; throws NOT_FOUND when it is absent, of another tenant, or no id at all. */
  async find<T extends object>(entity: ObjectType<T>, id: string): Promise<T> {
    const row = isUuid(id) ? await this.one<T>(this.statements(entity).find, [this.partnershipId, id]) : null;
    if (!row) throw new NotFound();
    return row;
  }

  /** `alias."due_on" AS "dueOn", …`: every column of an entity, for hand-written reads. */
  columns(entity: ObjectType<object>, alias: string): string {
    return this.dataSource
      .getMetadata(entity)
      .columns.map((column) => `${alias}."${column.databaseName}" AS "${column.propertyName}"`)
      .join(', ');
  }

  protected statements(entity: ObjectType<object>): EntityStatements {
    return statementsOf(this.dataSource, entity);
  }
}
