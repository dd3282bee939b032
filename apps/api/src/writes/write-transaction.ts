import type { ItemKind, LinkRelation } from '@throughline/domain/vocabulary';
import type { Viewer } from '@throughline/domain/viewer';
import type pg from 'pg';
import type { DataSource, ObjectType } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Conflict } from '../kernel/errors.ts';
import { ReadTransaction } from '../tenancy/transaction.ts';
import { changesBetween } from './changes.ts';

/** How an item stands on the thread. */
export interface ThreadItem {
  kind: ItemKind;
  id: string;
  networkId: string | null;
  title: string;
  state: string;
  /** Day (YYYY-MM-DD) that it belongs to on the map: begun, raised, adopted. */
  on: string;
  dueOn?: string | null;
  isOver?: boolean;
  isStuck?: boolean;
}

/** What the history says of a write. */
export interface Because {
  /** The domain's verb: `raise`, `adopt`; by default `create` or `edit`. */
  verb?: string;
  reason?: string;
}

interface Versioned {
  id: string;
  version: number;
}

interface AuditRow {
  id: string;
  verb: string;
  kind: string;
  item_id: string;
  reason: string;
  changes: Record<string, unknown>;
}

/** Rows of a write. Audit and outbox rows come with each insert and update and cannot be forgotten. */
export class WriteTransaction extends ReadTransaction {
  readonly #pending: Promise<unknown>[] = [];
  readonly #items = new Map<string, ThreadItem>();
  readonly #links: { id: string; from_id: string; to_id: string; relation: LinkRelation }[] = [];
  readonly #audit: AuditRow[] = [];
  readonly #notices: { kind: string; item_id: string; version: number }[] = [];

  constructor(
    client: pg.PoolClient,
    dataSource: DataSource,
    readonly viewer: Viewer,
  ) {
    super(client, dataSource, viewer.partnershipId);
  }

  /** Adds a row. Need not be awaited: `settle` waits for it and reports what went wrong. */
  insert<T extends { id: string }>(
    entity: ObjectType<T>,
    values: Partial<T> & { id: string },
    because: Because = {},
  ): Promise<T> {
    const statements = this.statements(entity);
    const row = { ...values, partnershipId: this.partnershipId };
    const properties = Object.keys(row).filter((property) => row[property as keyof typeof row] !== undefined);
    const text = statements.insert(properties);
    const added = this.#send<T>(
      text,
      properties.map((property) => row[property as keyof typeof row]),
    );
    this.record(statements.table, { id: values.id, version: 1 }, { verb: 'create', ...because }, {}, values);
    const inserted = added.then((rows) => rows[0] as T);
    // Whoever does not await it is told by `settle`: it must not count as unhandled here.
    inserted.catch(() => undefined);
    return inserted;
  }

  /**
   * Compare-and-set on the version that the person saw.
   * @throws Conflict with the current row when somebody was faster; NotFound when it is gone.
   */
  async update<T extends Versioned>(
    entity: ObjectType<T>,
    before: T,
    version: number,
    changes: Partial<Omit<T, 'id' | 'version' | 'partnershipId'>>,
    because: Because = {},
  ): Promise<T> {
    const statements = this.statements(entity);
    const properties = Object.keys(changes).filter(
      (property) => changes[property as keyof typeof changes] !== undefined,
    );
    const values = properties.map((property) => changes[property as keyof typeof changes]);
    const [after] = await this.rows<T>(statements.update(properties), [
      this.partnershipId,
      before.id,
      version,
      ...values,
    ]);
    if (!after) throw new Conflict(await this.find(entity, before.id));
    this.record(statements.table, after, { verb: 'edit', ...because }, before, changes);
    return after;
  }

  /** History and notice of a change made by hand-written SQL. */
  record(kind: string, row: Versioned, because: Because, before: object, after: object): void {
    this.#audit.push({
      id: uuidv7(),
      verb: because.verb ?? 'edit',
      kind,
      item_id: row.id,
      reason: because.reason ?? '',
      changes: changesBetween(before, after),
    });
    this.#notices.push({ kind, item_id: row.id, version: row.version });
  }

  /** How the item now stands on the thread; the last word of the transaction counts. */
  item(item: ThreadItem): void {
    this.#items.set(item.id, item);
  }

  /** `to` came of `from`. Saying it twice changes nothing. */
  link(fromId: string | null | undefined, toId: string, relation: LinkRelation): void {
    if (fromId) this.#links.push({ id: uuidv7(), from_id: fromId, to_id: toId, relation });
  }

  /** Sends what stands out (thread, audit, outbox) and waits for every statement. Called by the pipeline. */
  async settle(): Promise<void> {
    if (this.#items.size > 0) this.#sendBatch(upsertItems, [...this.#items.values()].map(itemRow));
    if (this.#links.length > 0) this.#sendBatch(insertLinks, this.#links);
    if (this.#audit.length > 0) {
      this.#send(insertAudit, [this.partnershipId, this.viewer.memberId, JSON.stringify(this.#audit)]);
      this.#sendBatch(insertOutbox, this.#notices);
    }
    await Promise.all(this.#pending);
  }

  /** True when something was written. */
  get wrote(): boolean {
    return this.#audit.length > 0;
  }

  #sendBatch(text: string, rows: object[]): void {
    this.#send(text, [this.partnershipId, JSON.stringify(rows)]);
  }

  #send<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    const sent = this.send<T>(text, values);
    sent.catch(() => undefined);
    this.#pending.push(sent);
    return sent;
  }
}

function itemRow(item: ThreadItem): object {
  return {
    id: item.id,
    kind: item.kind,
    network_id: item.networkId,
    title: item.title,
    state: item.state,
    due_on: item.dueOn ?? null,
    is_over: item.isOver ?? false,
    is_stuck: item.isStuck ?? false,
    on: item.on,
  };
}

const upsertItems = `
INSERT INTO item (partnership_id, id, kind, network_id, title, state, due_on, is_over, is_stuck, "on")
SELECT $1::uuid, r.id, r.kind, r.network_id, r.title, r.state, r.due_on, r.is_over, r.is_stuck, r."on"
FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, kind text, network_id uuid, title text, state text, due_on date, is_over boolean, is_stuck boolean, "on" date)
ON CONFLICT (partnership_id, id) DO UPDATE SET network_id = excluded.network_id, title = excluded.title, state = excluded.state,
  due_on = excluded.due_on, is_over = excluded.is_over, is_stuck = excluded.is_stuck, "on" = excluded."on"`;

const insertLinks = `
INSERT INTO link (partnership_id, id, from_id, to_id, relation)
SELECT $1::uuid, r.id, r.from_id, r.to_id, r.relation
FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, from_id uuid, to_id uuid, relation text)
ON CONFLICT (partnership_id, from_id, to_id, relation) DO NOTHING`;

const insertAudit = `
INSERT INTO audit (partnership_id, id, member_id, verb, kind, item_id, reason, changes)
SELECT $1::uuid, r.id, $2::uuid, r.verb, r.kind, r.item_id, r.reason, r.changes
FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, verb text, kind text, item_id uuid, reason text, changes jsonb)`;

const insertOutbox = `
INSERT INTO outbox (partnership_id, tx, kind, item_id, version)
SELECT $1::uuid, (pg_current_xact_id()::text)::bigint, r.kind, r.item_id, r.version
FROM jsonb_to_recordset($2::jsonb) AS r (kind text, item_id uuid, version int)`;
