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
const rowsAtOnce = 5_000;

const age = `$1::timestamptz - make_interval(days => $2)`;

/** Of one partnership ($3): $1 the moment, $2 days. */
const deleteOfPartnership = (table: string): string =>
  `DELETE FROM ${table} WHERE partnership_id = $3 AND ctid = ANY (ARRAY(
     SELECT ctid FROM ${table} WHERE partnership_id = $3 AND at < ${age} LIMIT ${rowsAtOnce}))`;

/** Of nobody in particular: $1 the moment, $2 days. */
const deleteOfAll = (table: string, when: string): string =>
  `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${when} < ${age} LIMIT ${rowsAtOnce}))`;

/** Deletes what is kept for a while only: nothing of what anybody wrote. */
@Injectable()
export class Retention {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Jobs) jobs: Jobs,
  ) {
    jobs.define({ name: deleteOldJob, cron: '17 3 * * *', run: () => this.#deleteOld() });
  }

  async #deleteOld(): Promise<void> {
    const { answers, notices, mail } = this.settings.retention;
    for (const { id } of await everyPartnership(this.database)) {
      await this.#ofPartnership('idempotency', answers, id);
      await this.#ofPartnership('outbox', notices, id);
    }
    await this.#ofAll('mail', 'coalesce(sent_at, given_up_at)', mail);
    // Past these moments they open nothing: a day more, for clocks that differ.
    await this.#ofAll('session', 'expires_at', 1);
    await this.#ofAll('verification', 'expires_at', 1);
  }

  async #ofPartnership(table: string, days: number, partnershipId: string): Promise<void> {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    const text = deleteOfPartnership(table);
    await untilNone(() =>
      this.tenancy.inScope(scope, 'READ WRITE', async (client) => {
        // The app's role may delete none of it: the role that owns the tables does, inside of the same tenant.
        await client.query('SET LOCAL ROLE NONE');
        const { rows } = await client.query<{ now: Date }>('SELECT moment() AS now');
        return (await client.query(text, [rows[0]?.now, days, partnershipId])).rowCount;
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
