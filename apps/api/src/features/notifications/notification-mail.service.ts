import { Inject, Injectable } from '@nestjs/common';
import { isAnsweredByLink } from '@throughline/domain/item-links';
import { isMailDue } from '@throughline/domain/mail-times';
import { v7 as uuidv7 } from 'uuid';
import type pg from 'pg';
import type { Settings } from '../../config/settings.ts';
import { SETTINGS } from '../../config/settings-token.ts';
import { Database } from '../../database/database.ts';
import { Jobs } from '../../jobs/jobs.ts';
import type { Letter, WaitingMail } from '../../mail/letter.ts';
import { MailService } from '../../mail/mail.service.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { itemLinkUrl } from './item-link-token.ts';
import { letterOf } from './notification-letters.ts';
import {
  fillMails,
  findMailed,
  findPending,
  findReadyMembers,
  forgetGathered,
  gatherWaiting,
  type MailedRow,
  notifyOfDays,
  orderMails,
  type PendingRow,
  readyPending,
  settlePending,
} from './notification-mail.sql.ts';

/** Kind of the mails that tell a member of notifications. */
export const notificationMail = 'notification';
/** Name of the job that notifies whom a day concerns. */
export const notifyOfDaysJob = 'notify-of-days';
/** Name of the job that orders the mails of notifications whose turn has come. */
export const orderNotificationMailJob = 'order-notification-mail';

const everyPartnership = 'SELECT id FROM partnership ORDER BY id';

/** Mails notifications: when their turn has come, all of a member's in one mail. */
@Injectable()
export class NotificationMailService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(MailService) private readonly mail: MailService,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Jobs) jobs: Jobs,
  ) {
    mail.compose(notificationMail, (mails) => this.#compose(mails));
    jobs.define({
      name: notifyOfDaysJob,
      cron: '10 * * * *',
      run: () => this.#forEach((client, id) => client.query(notifyOfDays, [id])),
    });
    jobs.define({ name: orderNotificationMailJob, cron: '* * * * *', run: () => this.#order() });
  }

  /** Orders a mail for each member of whose notifications some are to be mailed now. 7 statements for each partnership. */
  async #order(): Promise<void> {
    let isOrdered = false;
    await this.#forEach(
      async (client, partnershipId) => {
        await client.query(forgetGathered, [partnershipId]);
        await client.query(gatherWaiting, [partnershipId]);
        await client.query(settlePending, [partnershipId]);
        const { rows: pending } = await client.query<PendingRow>(findPending, [partnershipId]);
        const due = pending.filter(isDue);
        const ready = [
          due.map(({ memberId }) => memberId),
          due.map(({ kind }) => kind),
          due.map(({ waited }) => waited),
        ];
        if (due.length > 0) await client.query(readyPending, [partnershipId, ...ready]);
        const { rows } = await client.query<{ memberId: string }>(findReadyMembers, [partnershipId]);
        return rows.map(({ memberId }) => memberId);
      },
      async (partnershipId, members) => {
        if (members.length === 0) return;
        const ids = members.map(() => uuidv7());
        await this.database.pool.query(orderMails, [notificationMail, partnershipId, ids, members]);
        isOrdered = true;
      },
    );
    if (isOrdered) await this.mail.soon();
  }

  /** Works in each partnership by itself, and afterwards, outside of it, with what the work answered. */
  async #forEach<T>(
    work: (client: pg.PoolClient, partnershipId: string) => Promise<T>,
    then?: (partnershipId: string, result: T) => Promise<void>,
  ): Promise<void> {
    const { rows } = await this.database.pool.query<{ id: string }>(everyPartnership);
    for (const { id } of rows) {
      const result = await this.#write(id, (client) => work(client, id));
      await then?.(id, result);
    }
  }

  #write<T>(partnershipId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const scope = { partnershipId, accountId: null, seesHidden: false };
    return this.tenancy.inScope(scope, 'READ WRITE', work);
  }

  #linkOf(partnershipId: string, row: MailedRow): string | null {
    if (row.needsSecondFactor || !isAnsweredByLink(row)) return null;
    const { publicUrl, authSecret } = this.settings;
    return itemLinkUrl(publicUrl, authSecret, { partnershipId, notificationId: row.id });
  }

  /** Two statements for each partnership among the mails, however many members they are for. */
  async #compose(mails: readonly WaitingMail[]): Promise<Map<string, Letter>> {
    const letters = new Map<string, Letter>();
    for (const [partnershipId, ofOne] of Map.groupBy(mails, ({ tenantId }) => tenantId)) {
      if (partnershipId === null) continue;
      const rows = await this.#write(partnershipId, async (client) => {
        const ids = ofOne.map(({ id }) => id);
        const [members, again] = [ofOne.map((one) => one.subjectId), ofOne.map((one) => one.mayHaveArrived)];
        await client.query(fillMails, [partnershipId, ids, members, again]);
        return (await client.query<MailedRow>(findMailed, [partnershipId, ids])).rows;
      });
      for (const [mailId, [first, ...rest]] of Map.groupBy(rows, (row) => row.mailId)) {
        if (first)
          letters.set(
            mailId,
            letterOf(this.settings.publicUrl, [first, ...rest], (row) => this.#linkOf(partnershipId, row)),
          );
      }
    }
    return letters;
  }
}

function isDue({ cadence, quietFrom, quietUntil, day, hour, nowDay, nowHour }: PendingRow): boolean {
  const quiet = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
  return isMailDue(cadence, quiet, { day, hour }, { day: nowDay, hour: nowHour });
}
