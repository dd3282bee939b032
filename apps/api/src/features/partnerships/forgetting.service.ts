import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { forgottenEmail, forgottenName, isForgotten } from '@throughline/domain/forgetting';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { endLinks } from '../../accounts/account-links.ts';
import { AuditSealer } from '../../audit/audit-sealer.ts';
import type { Settings } from '../../config/settings.ts';
import { SETTINGS } from '../../config/settings-token.ts';
import { Database } from '../../database/database.ts';
import { Refused } from '../../kernel/errors.ts';
import { everyPartnership } from '../../tenancy/partnerships.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { Writes } from '../../writes/writes.ts';
import * as sql from './forgetting.sql.ts';
import { ForgetMemberInput } from './people.inputs.ts';

interface Person {
  name: string;
  email: string;
  accountId: string | null;
  /** Names and addresses that the membership had before. */
  earlier: string[];
}

/** Forgets a person on request: the name and the address go, what they did stays under an id. */
@Injectable()
export class ForgettingService {
  readonly #statements: readonly string[];

  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(AuditSealer) private readonly sealer: AuditSealer,
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.#statements = sql.replaceEverywhere(database.dataSource);
  }

  /**
   * Forgets the person of a membership that has ended, for the director; answers the membership's id. What is kept for a
   * retry holds no name, and a retry finishes what was interrupted.
   * @throws Refused MEMBERSHIP_NOT_ENDED
   */
  async forgetMember(viewer: Viewer, input: ForgetMemberInput): Promise<string> {
    const id = await this.writes.run(viewer, ForgetMemberInput, input, (_tx, _values, before) => {
      if (!before.retiredAt) throw new Refused(refusal('MEMBERSHIP_NOT_ENDED'));
      return before.id;
    });
    await this.forget(viewer.partnershipId, id, viewer.memberId);
    return id;
  }

  /** Forgets whoever has an address, in every partnership; for the operator. Answers how many memberships it were. */
  async forgetAddress(address: string): Promise<number> {
    const email = address.trim().toLowerCase();
    const account = await this.database.pool.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [email]);
    const accountId = account.rows[0]?.id ?? null;
    let count = 0;
    for (const { id } of await everyPartnership(this.database)) {
      const scope = { partnershipId: id, accountId: null, seesHidden: false };
      const text = 'SELECT id FROM member WHERE partnership_id = $1 AND (email = $2 OR account_id = $3)';
      const { rows } = await this.tenancy.inScope(scope, 'READ ONLY', (client) =>
        client.query<{ id: string }>(text, [id, email, accountId]),
      );
      for (const member of rows) await this.forget(id, member.id, null);
      count += rows.length;
    }
    if (accountId !== null) await this.forgetAccount(accountId);
    return count;
  }

  /** Forgets the person of one membership; done again it changes nothing. */
  async forget(partnershipId: string, memberId: string, byMemberId: string | null): Promise<void> {
    // Whatever the rows of the audit said is sealed before it goes, so that the chain holds that it was there.
    await this.sealer.seal(partnershipId);
    const scope = { partnershipId, accountId: null, seesHidden: false };
    const person = await this.tenancy.inScope(scope, 'READ WRITE', async (client) => {
      // The app's role changes no history: this is done by the role that logs in, inside of the same tenant.
      await client.query('SET LOCAL ROLE NONE');
      const found = await client.query<Person>(sql.findForgettable, [partnershipId, memberId]);
      const [row] = found.rows;
      if (!row || isForgotten(row.email)) return null;
      const accounts = await client.query<{ name: string; email: string }>(
        'SELECT name, email FROM account WHERE id = $1',
        [row.accountId],
      );
      const words = [row.name, row.email, ...row.earlier, ...accounts.rows.flatMap(({ name, email }) => [name, email])];
      const values = [
        partnershipId,
        ...patternsOf(words, false),
        ...patternsOf(words, true),
        forgottenName(memberId),
        forgottenEmail(memberId),
      ];
      await client.query(sql.blankMember, [partnershipId, memberId, ...values.slice(-2)]);
      for (const statement of this.#statements) await client.query(statement, values);
      await this.sealer.noteForgotten(client, { partnershipId, memberId, byMemberId }, async () => {
        const changed = await client.query<{ id: string; reason: string; changes: string }>(sql.replaceInAudit, values);
        return changed.rows;
      });
      const invitations = await client.query<{ id: string }>(sql.findInvitations, [partnershipId, memberId]);
      await client.query(sql.removeMail, [invitations.rows.map(({ id }) => id)]);
      return { ...row, addresses: words.filter(isAddress) };
    });
    if (!person) return;
    await this.sealer.seal(partnershipId);
    if (person.accountId !== null) await this.forgetAccount(person.accountId);
    await this.#removeLetters(person.addresses);
    this.viewers.forget();
  }

  /** Removes an account that is a member of nothing any more, with its sessions, passwords and waiting mail. */
  async forgetAccount(accountId: string): Promise<void> {
    const scope = { partnershipId: null, accountId, seesHidden: false };
    const left = await this.tenancy.inScope(scope, 'READ ONLY', (client) =>
      client.query<{ count: number }>(sql.countMemberships, [accountId]),
    );
    if (left.rows[0]?.count !== 0) return;
    await this.database.pool.query(endLinks, [accountId]);
    await this.database.pool.query(sql.removeMail, [[accountId]]);
    await this.database.pool.query(sql.removeAccount, [accountId]);
  }

  /** Where no mail server is named, mail lies in a folder. */
  async #removeLetters(addresses: readonly string[]): Promise<void> {
    const folder = join(this.settings.dataDir, 'mail');
    for (const name of await readdir(folder).catch(() => [])) {
      const letter = (await readFile(join(folder, name), 'utf8').catch(() => '')).toLowerCase();
      if (addresses.some((address) => letter.includes(address.toLowerCase())))
        await rm(join(folder, name), { force: true });
    }
  }
}

const isAddress = (word: string): boolean => /^\S+@\S+$/.test(word);

/** A pattern that nothing fits. */
const nothing = '(?!)';

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Patterns of names and of addresses, whole words only. A name of one word, such as Rosa, is replaced only where a whole
 * text is that name: in other people's sentences it may mean anybody.
 */
function patternsOf(words: readonly string[], isJson: boolean): [names: string, addresses: string] {
  const spelt = (word: string): string => escape(isJson ? JSON.stringify(word).slice(1, -1) : word);
  const all = [...new Set(words.map((word) => word.trim()).filter(Boolean))];
  const names = all
    .filter((word) => !isAddress(word))
    .map((word) => {
      if (/\s/.test(word)) return `(?<!\\w)${spelt(word)}(?!\\w)`;
      return isJson ? `(?<=")${spelt(word)}(?=")` : `^${spelt(word)}$`;
    });
  const addresses = all.filter(isAddress).map((word) => `(?<![\\w.+-])${spelt(word)}(?![\\w-])`);
  return [names.join('|') || nothing, addresses.join('|') || nothing];
}
