import { dayIn } from '@throughline/domain/dates';
import type pg from 'pg';
import type { DataSource, ObjectType } from 'typeorm';
import { jsonShape } from '../database/entity-facts.ts';
import { type EntityStatements, statementName, statementsOf } from '../database/statements.ts';
import { inOneMessage } from '../database/one-message.ts';
import { isUuid, storable } from '../kernel/inputs.ts';
import { NotFound } from '../kernel/errors.ts';
import type { Page } from '../kernel/pages.ts';
import { type ListQuery, type PageRequest, readPage } from './page.ts';

/** A text that is composed of what entities declare: made at first use, once for all. */
export function composeOnce(make: (tx: ReadTransaction) => string): (tx: ReadTransaction) => string {
  let text: string | undefined;
  return (tx) => (text ??= make(tx));
}

/** When a transaction happens. */
export interface Moment {
  now: Date;
  /** The day of the partnership that `now` falls on, YYYY-MM-DD. */
  today: string;
  timeZone: string;
}

const takeTurn = `SELECT pg_advisory_xact_lock(hashtextextended($2 || ' ' || $1::uuid::text, 0))`;
const findMoment = 'SELECT moment() AS now, time_zone AS "timeZone" FROM partnership WHERE id = $1';

/** What somebody searches for may hold anything. */
function asParameter(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asParameter);
  return typeof value === 'string' ? storable(value) : value;
}

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

  /** `explain` makes another error of a failure, before it becomes the reason of all that follows. */
  protected async send<T extends object>(
    text: string,
    values: unknown[],
    explain: (error: unknown) => unknown = (error) => error,
  ): Promise<T[]> {
    if (this.#closed) throw new Error('the transaction is over');
    inOneMessage(this.client);
    try {
      const parameters = values.map(asParameter);
      const statement = { name: statementName(text), text, values: parameters };
      const result = await this.client.query<T & pg.QueryResultRow>(statement);
      return result.rows;
    } catch (error) {
      // After a failed statement the database refuses the rest of the transaction: the first failure is the reason.
      this.#failure ??= explain(error);
      throw this.#failure;
    }
  }

  /** The first row, or null. */
  async one<T extends object>(text: string, values: unknown[] = []): Promise<T | null> {
    const [row] = await this.rows<T>(text, values);
    return row ?? null;
  }

  /**
   * Waits until no other transaction of the partnership holds the same turn; it is held to the end. For a rule that asks
   * how many there are, or how rows hang together: what is read after it stands until this transaction has written.
   */
  async turn(what: string): Promise<void> {
    await this.rows(takeTurn, [this.partnershipId, what]);
  }

  /** The moment that the database gives to the whole transaction, with the day of the partnership; 1 statement. */
  async moment(): Promise<Moment> {
    const found = await this.one<{ now: Date; timeZone: string }>(findMoment, [this.partnershipId]);
    if (!found) throw new NotFound();
    return { ...found, today: dayIn(found.timeZone, found.now) };
  }

  /** A page of a list and the number of all; 2 statements in one message. */
  page<T extends object>(list: ListQuery, values: readonly unknown[], page: PageRequest): Promise<Page<T>> {
    return readPage<T>(this, list, values, page);
  }

  /** A row of an entity by id; throws NOT_FOUND when it is absent, of another tenant, or no id at all. */
  async find<T extends object>(entity: ObjectType<T>, id: string): Promise<T> {
    const row = isUuid(id) ? await this.one<T>(this.statements(entity).find, [this.partnershipId, id]) : null;
    if (!row) throw new NotFound();
    return row;
  }

  /** A row of an entity by id; null when it is absent, or none is asked for. */
  async seek<T extends object>(entity: ObjectType<T>, id: string | null | undefined): Promise<T | null> {
    return isUuid(id) ? this.one<T>(this.statements(entity).find, [this.partnershipId, id]) : null;
  }

  /** `json_build_object('dueOn', alias.due_on, …)` of the properties given, by default of all. */
  json<T extends object>(entity: ObjectType<T>, alias: string, properties?: readonly (keyof T & string)[]): string {
    return jsonShape(this.dataSource.getMetadata(entity), alias, properties);
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
