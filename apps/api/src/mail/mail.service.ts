import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Settings } from '../config/settings.ts';
import { SETTINGS } from '../config/settings-token.ts';
import { Database } from '../database/database.ts';
import { Jobs } from '../jobs/jobs.ts';
import type { Composer, Letter, WaitingMail } from './letter.ts';
import { claimMail, giveUpMail, laterMail, queueMail, returnMail, sentMail, unknownMail } from './mail.sql.ts';
import { seal, unseal } from './sealed.ts';
import { NotSent, type Transport, transportOf } from './transport.ts';

/** What is to be sent: its kind says who composes it. */
export interface MailOrder {
  readonly kind: string;
  /** Of what it is: an invitation, an account, a member. */
  readonly subjectId: string;
  /** What cannot be found out again when it is sent, such as the link that a reset was given. Sealed until then. */
  readonly details?: Readonly<Record<string, string>>;
}

interface ClaimedRow {
  id: string;
  kind: string;
  tenantId: string | null;
  subjectId: string;
  sealed: string | null;
  mayHaveArrived: boolean;
}

interface Ended {
  id: string;
  reason: string;
}

const outageAdvice =
  'It is tried again each minute for three days; SMTP_URL and MAIL_FROM say how it leaves (CONTRIBUTING.md, Settings).';
const overReason = 'there is nothing to say any more';
/** What of a write's transaction an order needs: it is no matter of this folder what else a write is. */
interface Ordering {
  readonly partnershipId: string;
  write(text: string, values: unknown[]): void;
}

/** How many mails are begun together: as many may be sent a second time when the server is killed among them. */
const batch = 20;
/** Name of the job that sends what waits. */
export const sendMailJob = 'send-mail';

/**
 * Mail: ordered in a write's own transaction, sent by a job. A mail is begun, handed to the mail server, and marked as
 * sent; a server killed in between sends it a second time under the same message id, and never a third time.
 */
@Injectable()
export class MailService implements OnApplicationShutdown {
  readonly #composers = new Map<string, Composer>();
  readonly #transport: Transport;
  /** What keeps the mail server from taking mail, as it was last said to whoever runs the server. */
  #outage = '';

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {
    this.#transport = transportOf(settings);
    jobs.define({ name: sendMailJob, cron: '* * * * *', run: () => this.#sendWaiting() });
  }

  /** True where mail reaches people: without a mail server it only lands in a folder. */
  get reachesPeople(): boolean {
    return this.settings.mail.kind === 'smtp';
  }

  /** Declares who says what the mails of a kind say; called while the modules start. */
  compose(kind: string, composer: Composer): void {
    if (this.#composers.has(kind)) throw new Error(`two composers of ${kind}`);
    this.#composers.set(kind, composer);
  }

  /** Orders a mail in a write's transaction: it is sent if, and only if, the write is committed. Then call {@link soon}. */
  orderIn(tx: Ordering, order: MailOrder): void {
    tx.write(queueMail, this.#row(order, tx.partnershipId));
  }

  /** Orders an account's own mail, which belongs to no partnership. */
  async order(order: MailOrder): Promise<void> {
    await this.database.pool.query(queueMail, this.#row(order, null));
    await this.soon();
  }

  /** Sends what waits within seconds, rather than with the next minute. */
  soon(): Promise<void> {
    return this.jobs.wake(sendMailJob);
  }

  onApplicationShutdown(): void {
    this.#transport.close();
  }

  #row({ kind, subjectId, details }: MailOrder, tenantId: string | null): unknown[] {
    const sealed = details ? seal(this.settings.authSecret, JSON.stringify(details)) : null;
    return [uuidv7(), kind, tenantId, subjectId, sealed];
  }

  /** Sends batch after batch until nothing waits or the mail server is away. Three statements and one a kind for each. */
  async #sendWaiting(): Promise<void> {
    await this.database.pool.query(unknownMail);
    for (;;) {
      const { rows } = await this.database.pool.query<ClaimedRow>(claimMail, [batch]);
      if (rows.length === 0) return;
      const isAway = await this.#sendBatch(rows.map((row) => this.#waiting(row)));
      if (isAway) return;
    }
  }

  #waiting({ sealed, ...row }: ClaimedRow): WaitingMail {
    const text = sealed === null ? null : unseal(this.settings.authSecret, sealed);
    return { ...row, details: text === null ? null : (JSON.parse(text) as Record<string, string>) };
  }

  /** True when the mail server is away, so that going on is of no use. */
  async #sendBatch(mails: readonly WaitingMail[]): Promise<boolean> {
    const faults = new Map<string, NotSent | null>();
    const letters = await this.#letters(mails, faults);
    await Promise.all([...letters].map(async ([id, letter]) => faults.set(id, await this.#send(id, letter))));
    const over = mails.filter(({ id }) => !faults.has(id)).map(({ id }) => ({ id, reason: overReason }));
    const ending = (how: NotSent['how']): Ended[] =>
      [...faults].flatMap(([id, fault]) => (fault?.how === how ? [{ id, reason: fault.message }] : []));
    const sent = [...faults].flatMap(([id, fault]) => (fault === null ? [id] : []));
    const away = ending('away');
    this.#sayOutage(away[0]?.reason ?? '', sent.length > 0);
    await this.database.pool.query(sentMail, [sent]);
    await this.#end(returnMail, away);
    await this.#end(laterMail, ending('later'));
    await this.#end(giveUpMail, [...over, ...ending('never')]);
    return away.length > 0;
  }

  /** Says once that no mail leaves and why, and once that it does again: else nobody hears of a wrong setting. */
  #sayOutage(reason: string, doesSend: boolean): void {
    if (reason && reason !== this.#outage) console.error(`Mail waits: ${reason}. ${outageAdvice}`);
    if (!reason && doesSend && this.#outage) console.log('Mail is sent again.');
    if (reason || doesSend) this.#outage = reason;
  }

  async #end(statement: string, ended: readonly Ended[]): Promise<void> {
    if (ended.length === 0) return;
    await this.database.pool.query(statement, [ended.map(({ id }) => id), ended.map(({ reason }) => reason)]);
  }

  async #send(id: string, letter: Letter): Promise<NotSent | null> {
    try {
      await this.#transport.send(letter, id);
      return null;
    } catch (error) {
      if (error instanceof NotSent) return error;
      throw error;
    }
  }

  /** What the mails say now, kind by kind; one kind that cannot be composed holds up no other. */
  async #letters(mails: readonly WaitingMail[], faults: Map<string, NotSent | null>): Promise<Map<string, Letter>> {
    const letters = new Map<string, Letter>();
    for (const [kind, ofKind] of Map.groupBy(mails, (mail) => mail.kind)) {
      try {
        for (const [id, letter] of await this.#composerOf(kind)(ofKind)) letters.set(id, letter);
      } catch (error) {
        console.error(`Mail of the kind ${kind} could not be composed:`, error);
        for (const { id } of ofKind) faults.set(id, new NotSent('later', 'it could not be composed'));
      }
    }
    return letters;
  }

  #composerOf(kind: string): Composer {
    const composer = this.#composers.get(kind);
    if (!composer) throw new Error(`nobody composes mail of the kind ${kind}`);
    return composer;
  }
}
