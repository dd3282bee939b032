import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';
import { Database } from '../database/database.ts';
import { givenMoment } from '../kernel/clock.ts';
import { Jobs } from '../jobs/jobs.ts';
import { everyPartnership } from '../tenancy/partnerships.ts';
import { Tenancy } from '../tenancy/tenancy.ts';

/** Name of the job that deletes what is old. */
export const deleteOldJob = 'delete-old';

/** Rows that one statement deletes: nobody who waits for it notices. */
export const rowsAtOnce = 5_000;

const age = `$1::timestamptz - make_interval(days => $2)`;

/** Whether a moment is longer ago than is kept, in a statement of {@link Retention.also}. */
export const olderThan = (moment: string): string => `${moment} < $2::timestamptz - make_interval(days => $3)`;

const deleteOfPartnership = (table: string): string =>
  `DELETE FROM ${table} WHERE partnership_id = $1 AND ctid = ANY (ARRAY(
     SELECT ctid FROM ${table} WHERE partnership_id = $1 AND ${olderThan('at')} LIMIT ${rowsAtOnce}))`;

/** Of nobody in particular: $1 the moment, $2 days. */
const deleteOfAll = (table: string, when: string): string =>
  `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${when} < ${age} LIMIT ${rowsAtOnce}))`;

/** Deletes what is kept for a while only: nothing of what anybody wrote. */
@Injectable()
export class Retention {
  readonly #more: { days: number; statement: string }[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Jobs) jobs: Jobs,
  ) {
    jobs.define({ name: deleteOldJob, cron: '17 3 * * *', run: () => this.#deleteOld() });
  }

  /**
   * Declares more that is kept for some days only, while the modules start: a statement that deletes at most
   * {@link rowsAtOnce} rows of the partnership $1 at the moment $2, by the days $3.
   */
  also(days: number, statement: string): void {
    this.#more.push({ days, statement });
  }

  async #deleteOld(): Promise<void> {
    const { answers, notices, mail } = this.settings.retention;
    for (const { id } of await everyPartnership(this.database)) {
      await this.#ofPartnership(deleteOfPartnership('idempotency'), answers, id);
      await this.#ofPartnership(deleteOfPartnership('outbox'), notices, id);
      for (const { days, statement } of this.#more) await this.#ofPartnership(statement, days, id);
    }
    await this.#ofAll('mail', 'coalesce(sent_at, given_up_at)', mail);
    // Past these moments they open nothing: a day more, for clocks that differ.
    await this.#ofAll('session', 'expires_at', 1);
    await this.#ofAll('verification', 'expires_at', 1);
  }

  async #ofPartnership(text: string, days: number, partnershipId: string): Promise<void> {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    await untilNone(() =>
      this.tenancy.inScope(scope, 'READ WRITE', async (client) => {
        // The app's role may delete none of it: the role that owns the tables does, inside of the same tenant.
        await client.query('SET LOCAL ROLE NONE');
        const { rows } = await client.query<{ now: Date }>('SELECT moment() AS now');
        return (await client.query(text, [partnershipId, rows[0]?.now, days])).rowCount;
      }),
    );
  }

  async #ofAll(table: string, when: string, days: number): Promise<void> {
    const text = deleteOfAll(table, when);
    await untilNone(async () => {
      const { rows } = await this.database.pool.query<{ now: Date }>('SELECT moment() AS now');
      return (await this.database.pool.query(text, [givenMoment() ?? rows[0]?.now, days])).rowCount;
    });
  }
}

async function untilNone(deleteSome: () => Promise<number | null>): Promise<void> {
  while (((await deleteSome()) ?? 0) >= rowsAtOnce);
}
