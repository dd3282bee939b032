import { dayIn } from '@throughline/domain/dates';
import type { KnownSubject, PolicyName } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { LinkRelation } from '@throughline/domain/vocabulary';
import type pg from 'pg';
import type { DataSource, ObjectType } from 'typeorm';
import { blankRow, isRetired } from '../database/entity-facts.ts';
import { itemOf } from '../database/on-thread.ts';
import { failedCompare, statementsOf } from '../database/statements.ts';
import { Refused } from '../kernel/errors.ts';
import { ReadTransaction } from '../tenancy/transaction.ts';
import type { Permission } from './permission.ts';
import type { HomeNetwork } from './references.ts';
import { Answer, Changed } from './outcome.ts';
import { notifyMembers } from './news.sql.ts';
import { type Because, Trail } from './trail.ts';

interface Versioned {
  id: string;
  version: number;
}

/** When a write happens, and what it is about. */
export interface Circumstances {
  readonly viewer: Viewer;
  readonly permission: Permission;
  /** The moment of the whole transaction. */
  readonly now: Date;
  readonly timeZone: string;
  /** The network that the write is about; null where it is about none. */
  readonly network: HomeNetwork | null;
  /** True for a write that takes retired rows up again. */
  readonly restores: boolean;
}

/**
 * The transaction of a write. Nothing here has to be awaited: statements leave together, and the pipeline reports what
 * went wrong with any of them. Each insert and update brings its history, its notice and its place on the thread.
 */
export class WriteTransaction extends ReadTransaction {
  readonly #pending: Promise<unknown>[] = [];
  readonly #trail = new Trail();
  readonly #circumstances: Circumstances;

  constructor(client: pg.PoolClient, dataSource: DataSource, circumstances: Circumstances) {
    super(client, dataSource, circumstances.viewer.partnershipId);
    this.#circumstances = circumstances;
  }

  /** Who writes. */
  get viewer(): Viewer {
    return this.#circumstances.viewer;
  }

  /** The moment of the transaction. */
  get now(): Date {
    return this.#circumstances.now;
  }

  /** Today in the partnership, YYYY-MM-DD. */
  get today(): string {
    return this.dayOf(this.now);
  }

  /** The partnership's day on which a moment falls. */
  dayOf(moment: Date | string): string {
    return dayIn(this.#circumstances.timeZone, moment);
  }

  /** The network that the write is about. Throws for a write that is about none. */
  get network(): HomeNetwork {
    const { network } = this.#circumstances;
    if (!network) throw new Error('this write is about no network');
    return network;
  }

  /** {@link network}'s name, '' where there is none. */
  get networkName(): string {
    return this.#circumstances.network?.name ?? '';
  }

  /**
   * Asks the declared policy about its subject. The pipeline does so by itself when the network or the row of the write
   * tells all that the policy needs.
   */
  allow(subject: KnownSubject = {}, policy?: PolicyName): void {
    this.#circumstances.permission.allow(subject, policy);
  }

  /** Adds a row and answers it as the database has it, with defaults filled in. */
  insert<T extends { id: string }>(
    entity: ObjectType<T>,
    values: Partial<T> & { id: string },
    because: Because = {},
  ): T {
    const row = this.append(entity, values);
    this.record(
      this.statements(entity).table,
      { id: values.id, version: 1 },
      { verb: 'create', ...because },
      {},
      values,
    );
    this.#stand(entity, row, true);
    return row;
  }

  /** Adds a row that appears in another row's history. */
  append<T extends { id: string }>(entity: ObjectType<T>, values: Partial<T> & { id: string }): T {
    this.#circumstances.permission.demandAsked();
    const given = Object.fromEntries(
      Object.entries({ ...values, partnershipId: this.partnershipId }).filter(([, value]) => value !== undefined),
    );
    this.#send(this.statements(entity).insert(Object.keys(given)), Object.values(given));
    return { ...blankRow(this.dataSource.getMetadata(entity), this.now), ...given } as T;
  }

  /** Refuses a retired row, for a write that changes something belonging to it. */
  refuseRetired<T extends object>(entity: ObjectType<T>, row: T): void {
    if (isRetired(this.dataSource.getMetadata(entity), row)) throw retiredRow();
  }

  /**
   * Changes a row that nobody has changed since it was read, and answers it as it is afterwards.
   * @throws Refused RETIRED for a retired row, unless the write restores it. When somebody was faster, the pipeline
   * answers CONFLICT with the current row.
   */
  update<T extends Versioned>(
    entity: ObjectType<T>,
    before: T,
    changes: Partial<Omit<T, 'id' | 'version' | 'partnershipId'>>,
    because: Because = {},
  ): T {
    const { permission, restores } = this.#circumstances;
    permission.demandAsked();
    if (!restores) this.refuseRetired(entity, before);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const statements = this.statements(entity);
    const values = [this.partnershipId, before.id, before.version, ...Object.values(given)];
    this.#send(statements.update(Object.keys(given)), values, (error) =>
      failedCompare(error) ? new Changed(entity, before.id) : error,
    );
    const after = { ...before, ...given, version: before.version + 1, updatedAt: this.now };
    this.record(statements.table, after, { verb: 'edit', ...because }, before, given);
    this.put(entity, after);
    return after;
  }

  /**
   * Restores a retired row, for a write that declares `restores`; `changes` are what else follows from that.
   * @throws Refused NOT_RETIRED
   */
  restore<T extends Versioned & { retiredAt: Date | null }>(
    entity: ObjectType<T>,
    before: T,
    changes: Partial<Omit<T, 'id' | 'version' | 'partnershipId'>> = {},
  ): T {
    if (before.retiredAt === null) throw new Refused(refusal('NOT_RETIRED'));
    return this.update<T>(entity, before, { ...changes, retiredAt: null }, { verb: 'restore' });
  }

  /** {@link update} of several rows in one statement, each with the same properties. */
  updateMany<T extends Versioned>(
    entity: ObjectType<T>,
    rows: readonly { before: Partial<T> & Versioned; changes: Partial<T> }[],
    because: Because = {},
  ): void {
    const [first] = rows;
    if (!first) return;
    const statements = this.statements(entity);
    const values = rows.map(({ before, changes }) => ({ ...changes, id: before.id, version: before.version }));
    this.#circumstances.permission.demandAsked();
    this.#send(
      statements.updateMany(Object.keys(first.changes)),
      [this.partnershipId, JSON.stringify(values)],
      (error) => (failedCompare(error) ? new Changed(entity, first.before.id) : error),
    );
    for (const { before, changes } of rows) {
      this.record(statements.table, { id: before.id, version: before.version + 1 }, because, before, changes);
    }
  }

  /** Gives a row its place on the thread after it was changed by hand-written SQL. */
  put<T extends { id: string }>(entity: ObjectType<T>, row: T): void {
    this.#stand(entity, row, false);
  }

  /** Sends a hand-written statement that changes rows; {@link record} notes what it did, `explain` what a failure means. */
  write(text: string, values: unknown[], explain?: (error: unknown) => unknown): void {
    this.#circumstances.permission.demandAsked();
    this.#send(text, values, explain);
  }

  /** {@link insert} of several rows in one statement, each with the same properties. */
  insertMany<T extends { id: string }>(
    entity: ObjectType<T>,
    rows: readonly (Partial<T> & { id: string })[],
    because: Because = {},
  ): void {
    const [first] = rows;
    if (!first) return;
    const statements = this.statements(entity);
    this.write(statements.insertMany(Object.keys(first)), [this.partnershipId, JSON.stringify(rows)]);
    for (const row of rows) {
      this.record(statements.table, { id: row.id, version: 1 }, { verb: 'create', ...because }, {}, row);
    }
  }

  /** Records a change made by hand-written SQL in the history, and notifies of it. */
  record(kind: string, row: Versioned, because: Because, before: object, after: object): void {
    const { memberId, link, itemLink } = this.viewer;
    this.#trail.record(
      { memberId: link ? null : memberId, linkId: link?.id ?? itemLink?.id ?? null },
      kind,
      row,
      because,
      before,
      after,
    );
  }

  /** `to` came of `from`. Saying it twice changes nothing. */
  link(fromId: string | null | undefined, toId: string, relation: LinkRelation): void {
    if (fromId) this.#trail.link(fromId, toId, relation);
  }

  /**
   * Makes the answer of the write: a statement that reads it once everything is written. It travels with the writes and
   * with COMMIT, and what it reads is stored for a retry.
   */
  answer<T extends object>(text: string, values: unknown[]): Answer<T> {
    return new Answer<T>(text, values);
  }

  /** Sends the rest: thread, history, notices. Called by the pipeline. */
  sendTrail(): void {
    this.#circumstances.permission.demandAsked();
    for (const { table, rows, onConflict } of this.#trail.batches()) {
      const statements = statementsOf(this.dataSource, table);
      const text = statements.insertMany(Object.keys(rows[0] ?? {}), onConflict);
      this.#send(text, [this.partnershipId, JSON.stringify(rows)]);
    }
    const { notices, news } = this.#trail;
    if (notices.length > 0) this.#send(insertOutbox, [this.partnershipId, JSON.stringify(notices)]);
    if (news.length > 0) this.#send(notifyMembers, [this.partnershipId, JSON.stringify(news), this.viewer.memberId]);
  }

  /** Waits for every statement. Called by the pipeline. */
  async waitForStatements(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** True when something was written. */
  get wrote(): boolean {
    return this.#trail.isThere;
  }

  #stand<T extends { id: string }>(entity: ObjectType<T>, row: T, isNew: boolean): void {
    const surroundings = { networkName: this.networkName, dayOf: (moment: Date | string) => this.dayOf(moment) };
    const item = itemOf(entity, this.statements(entity).table, row, surroundings);
    if (item) this.#trail.item(item, isNew);
  }

  #send(text: string, values: unknown[], explain?: (error: unknown) => unknown): void {
    const sent = this.send(text, values, explain);
    sent.catch(() => undefined);
    this.#pending.push(sent);
  }
}

const retiredRow = (): Refused => new Refused(refusal('RETIRED'));

const insertOutbox = `
INSERT INTO outbox (partnership_id, tx, kind, item_id, version)
SELECT $1::uuid, (pg_current_xact_id()::text)::bigint, r.kind, r."itemId", r.version
FROM jsonb_to_recordset($2::jsonb) AS r (kind text, "itemId" uuid, version int)`;
