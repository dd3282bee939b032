import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { isTenantEntity, snake, tableOf } from '../database/columns.ts';

/**
 * Days that a step gives relative to itself. Others are days of the calendar and stay: an aim's, a target's, a
 * period's.
 */
const relativeDays: Record<string, string[]> = {
  action: ['dueOn'],
  adoption: ['since'],
  adoption_step: ['on'],
  escalation: ['respondBy', 'promisedBy'],
  escalation_answer: ['promisedBy'],
  escalation_wording: ['respondBy'],
  seat: ['fromOn'],
  system_change: ['on'],
};

interface Written {
  kind: string;
  itemId: string;
  changes: Record<string, [unknown, unknown]>;
}

/**
 * Moves what a step of the demo wrote back to its day. The services write as they do for everybody, with today's clock;
 * afterwards every moment that they wrote, and every day that they were given, is shifted by the step's distance. Works
 * as the owner of the demo's own embedded database, which nobody else uses while it is loaded.
 */
export class TimeMachine {
  readonly #moments: Map<string, string[]>;
  readonly #dueOfItems = new Map<string, string | null>();

  constructor(
    private readonly pool: pg.Pool,
    dataSource: DataSource,
    private readonly partnershipId: string,
  ) {
    const tables = dataSource.entityMetadatas.filter(({ target }) => isTenantEntity(target));
    const columnsOfType = (type: string) => (metadata: (typeof tables)[number]) =>
      metadata.columns.filter((column) => column.type === type).map((column) => column.databaseName);
    this.#moments = new Map(tables.map((table) => [tableOf(table.target), columnsOfType('timestamptz')(table)]));
  }

  /** Runs `work`, then lets it have happened `days` days ago. */
  async ago(days: number, work: () => Promise<void>): Promise<void> {
    const { rows } = await this.pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const begun = rows[0]?.now ?? new Date();
    await work();
    const written = await this.pool.query<Written>(
      'SELECT kind, item_id AS "itemId", changes FROM audit WHERE partnership_id = $1 AND at >= $2',
      [this.partnershipId, begun],
    );
    for (const row of written.rows) await this.#shiftDays(row, days);
    await this.#shiftItems(days);
    await this.#shiftMoments(begun, days);
  }

  /** Every moment since the step began, in one message: the demo is waited for. The values are ours, no input's. */
  async #shiftMoments(begun: Date, days: number): Promise<void> {
    const statements = [...this.#moments].flatMap(([table, columns]) =>
      columns.map(
        (column) =>
          `UPDATE ${table} SET "${column}" = "${column}" - interval '${days} days' ` +
          `WHERE partnership_id = '${this.partnershipId}' AND "${column}" >= '${begun.toISOString()}'`,
      ),
    );
    await this.pool.query(statements.join('; '));
  }

  /** Days that the write was given stand in its history, field by field. */
  async #shiftDays({ kind, itemId, changes }: Written, days: number): Promise<void> {
    for (const field of relativeDays[kind] ?? []) {
      if (!changes[field]?.[1]) continue;
      const column = snake(field);
      await this.pool.query(
        `UPDATE ${kind} SET "${column}" = "${column}" - $1::int WHERE partnership_id = $2 AND id = $3`,
        [days, this.partnershipId, itemId],
      );
    }
  }

  /** An item's own day is the write's; the day it is due is moved only when this step changed it. */
  async #shiftItems(days: number): Promise<void> {
    const { rows } = await this.pool.query<{ id: string; due: string | null }>(
      'SELECT id, due_on::text AS due FROM item WHERE partnership_id = $1',
      [this.partnershipId],
    );
    const changed = rows.filter(({ id, due }) => due !== null && this.#dueOfItems.get(id) !== due).map(({ id }) => id);
    await this.pool.query(
      'UPDATE item SET due_on = due_on - $1::int WHERE partnership_id = $2 AND id = ANY($3::uuid[])',
      [days, this.partnershipId, changed],
    );
    await this.pool.query(
      `UPDATE item SET "on" = "on" - $1::int WHERE partnership_id = $2 AND "on" >= current_date - 1`,
      [days, this.partnershipId],
    );
    const settled = await this.pool.query<{ id: string; due: string | null }>(
      'SELECT id, due_on::text AS due FROM item WHERE partnership_id = $1',
      [this.partnershipId],
    );
    for (const { id, due } of settled.rows) this.#dueOfItems.set(id, due);
  }
}
