import { Inject, Injectable } from '@nestjs/common';
import { invitationDays, type InvitationShown } from '@throughline/domain/invitations';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Account, AccountsService } from '../../accounts/accounts.service.ts';
import type { Invited, Inviting } from '../../accounts/inviting.ts';
import type { Settings } from '../../config/settings.ts';
import { SETTINGS } from '../../config/settings-token.ts';
import { Database } from '../../database/database.ts';
import { Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { type MailLanguage, mailLanguages } from '../../mail/letter.ts';
import { MailService } from '../../mail/mail.service.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Invitation } from './invitation.entity.ts';
import { composeInvitations, composeMemberships, invitationMail, membershipMail } from './invitation-mail.ts';
import { type InvitationToken, invitationUrl, readInvitationToken } from './invitation-token.ts';
import { keepMailLanguage } from './mail-language.sql.ts';
import { Member } from './member.entity.ts';
import type { InvitationType } from './partnership.type.ts';

interface OpenInvitation {
  id: string;
  version: number;
  memberId: string;
  memberName: string;
  email: string;
  role: MemberRole;
  organizationId: string | null;
  organizationName: string | null;
  partnershipName: string;
  partnershipSlug: string;
  inviterName: string | null;
}

/** The invitation $2 while it opens something; nothing of one that is over, whatever ended it. */
const findOpen = `
SELECT i.id, i.version, m.id AS "memberId", m.name AS "memberName", m.email, m.role, m.organization_id AS "organizationId",
       o.name AS "organizationName", p.name AS "partnershipName", p.slug AS "partnershipSlug", b.name AS "inviterName"
FROM invitation i
JOIN member m ON m.partnership_id = i.partnership_id AND m.id = i.member_id
JOIN partnership p ON p.id = i.partnership_id
LEFT JOIN organization o ON o.partnership_id = m.partnership_id AND o.id = m.organization_id
LEFT JOIN member b ON b.partnership_id = i.partnership_id AND b.id = i.created_by_member_id
WHERE i.partnership_id = $1 AND i.id = $2 AND i.accepted_at IS NULL AND i.revoked_at IS NULL
  AND i.expires_at > moment() AND m.retired_at IS NULL AND m.account_id IS NULL`;

const invitationsInUse = `
SELECT id, version, expires_at AS "expiresAt" FROM invitation
WHERE partnership_id = $1 AND member_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL ORDER BY id`;

const memberAlready = 'SELECT 1 AS one FROM member WHERE partnership_id = $1 AND account_id = $2';

/** How the newest mail of an invitation fares; read by the login role, which alone sees mail. */
const mailOf = `
SELECT sent_at AS "sentAt", given_up_at AS "givenUpAt", failure FROM mail WHERE kind = $1 AND subject_id = $2
ORDER BY id DESC LIMIT 1`;

const whoJoins = z.object({
  name: z.string().trim().min(1).max(200),
  password: z.string().max(128),
  /** What they read while they join is what they are mailed in. */
  language: z.enum(mailLanguages).catch('en'),
});

/** The invitations of members who have no account: made with the member, renewed, answered by their link. */
@Injectable()
export class InvitationService implements Inviting {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(MailService) private readonly mail: MailService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    const read = async <Row>(partnershipId: string, text: string, values: unknown[]): Promise<Row[]> => {
      const scope = { partnershipId, accountId: null, seesHidden: false };
      const { rows } = await tenancy.inScope(scope, 'READ ONLY', (client) => client.query<Row & object>(text, values));
      return rows;
    };
    mail.compose(invitationMail, composeInvitations(read, settings));
    mail.compose(membershipMail, composeMemberships(read, settings));
    accounts.inviteBy(this);
  }

  /** Invites a member in the write that adds them or renews their invitation; call {@link announce} after it. */
  inviteIn(tx: WriteTransaction, viewer: Viewer, memberId: string): void {
    const id = uuidv7();
    const expiresAt = new Date(tx.now.getTime() + invitationDays * 86_400_000);
    tx.append(Invitation, { id, memberId, createdByMemberId: viewer.memberId, expiresAt });
    this.mail.orderIn(tx, { kind: invitationMail, subjectId: id });
  }

  /** Tells somebody who has an account that they are a member, in the write that makes them one; call {@link announce} after it. */
  tellIn(tx: WriteTransaction, memberId: string): void {
    this.mail.orderIn(tx, { kind: membershipMail, subjectId: memberId });
  }

  /** Revokes what the member was sent before. */
  revokeIn(tx: WriteTransaction, inUse: readonly Pick<Invitation, 'id' | 'version'>[]): void {
    tx.updateMany(
      Invitation,
      inUse.map((before) => ({ before, changes: { revokedAt: tx.now } })),
      { verb: 'revoke' },
    );
  }

  /** The invitations of a member that were neither accepted nor revoked. */
  inUse(tx: { rows: WriteTransaction['rows']; partnershipId: string }, memberId: string) {
    return tx.rows<Pick<Invitation, 'id' | 'version'>>(invitationsInUse, [tx.partnershipId, memberId]);
  }

  /** Lets the mail of a write that is committed leave soon. */
  announce(): void {
    void this.mail.soon();
  }

  /** How a member's invitation stands, with the link to hand over by hand; null where none is open. 2 statements. */
  async get(viewer: Viewer, memberId: string): Promise<InvitationType | null> {
    demand(viewer, 'canManageMembers');
    const { partnershipId } = viewer;
    const rows = await this.tenancy.read(viewer, (tx) =>
      tx.rows<{ id: string; expiresAt: Date }>(invitationsInUse, [partnershipId, memberId]),
    );
    const newest = rows.at(-1);
    if (!newest) return null;
    const found = await this.database.pool.query<{ sentAt: Date | null; givenUpAt: Date | null }>(mailOf, [
      invitationMail,
      newest.id,
    ]);
    const [sent] = found.rows;
    const token = { partnershipId, invitationId: newest.id, way: 'hand' as const };
    return {
      id: newest.id,
      expiresAt: newest.expiresAt,
      link: invitationUrl(this.settings.publicUrl, this.settings.authSecret, token),
      mailedAt: sent?.sentAt ?? null,
      isMailGivenUp: Boolean(sent?.givenUpAt),
      reachesPeople: this.mail.reachesPeople,
    };
  }

  /** What whoever has a link sees: the partnership's name, who invites, and what they are invited as. @throws NotFound */
  async open(token: string): Promise<InvitationShown> {
    const { found } = await this.#find(token);
    return {
      partnershipName: found.partnershipName,
      inviterName: found.inviterName,
      name: found.memberName,
      email: found.email,
      role: found.role,
      organizationName: found.organizationName,
      hasAccount: (await this.accounts.withEmail(found.email)) !== null,
    };
  }

  /**
   * Makes an account for whoever has the link, and gives it the membership. The address counts as theirs only where the
   * link was mailed to it: another partnership's memberships wait for that address too.
   * @throws NotFound when the link is over; Refused ACCOUNT_EXISTS when they have to sign in instead; Invalid
   */
  async join(token: string, input: unknown): Promise<{ email: string; slug: string }> {
    const { read, found } = await this.#find(token);
    const { name, password, language } = parseInput(whoJoins, input);
    const fault = this.accounts.passwordFault(password, { name, email: found.email });
    if (fault) throw new Invalid({ password: fault });
    const account = await this.accounts.create({ name, email: found.email, password, isVerified: read.way === 'mail' });
    if (!account) throw new Refused(refusal('ACCOUNT_EXISTS'));
    await this.#accept(read, found, account, language);
    return { email: found.email, slug: found.partnershipSlug };
  }

  /**
   * Gives the membership to the account that is signed in, whatever its address: whoever has the link was meant.
   * @throws NotFound when the link is over; Refused ALREADY_A_MEMBER
   */
  async joinAs(account: Account, token: string): Promise<{ slug: string }> {
    const { read, found } = await this.#find(token);
    await this.#accept(read, found, account);
    return { slug: found.partnershipSlug };
  }

  /** Whom the link invites, for those ways of joining that prove otherwise who somebody is; null when it is over. */
  async invitedBy(token: string): Promise<Invited | null> {
    const opened = await this.#find(token).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    if (!opened) return null;
    const { read, found } = opened;
    return {
      email: found.email,
      name: found.memberName,
      isMailed: read.way === 'mail',
      slug: found.partnershipSlug,
      accept: (account) => this.#accept(read, found, account),
    };
  }

  async #find(text: string): Promise<{ read: InvitationToken; found: OpenInvitation }> {
    const read = readInvitationToken(this.settings.authSecret, text);
    if (!read) throw new NotFound();
    const scope = { partnershipId: read.partnershipId, accountId: null, seesHidden: false };
    const values = [read.partnershipId, read.invitationId];
    const found = await this.tenancy.readOneInScope<OpenInvitation>(scope, findOpen, values);
    if (!found) throw new NotFound();
    return { read, found };
  }

  async #accept(
    { partnershipId, invitationId }: InvitationToken,
    found: OpenInvitation,
    account: Account,
    language?: MailLanguage,
  ) {
    const { memberId, role, organizationId } = found;
    const viewer: Viewer = { accountId: account.id, partnershipId, memberId, role, organizationId, seats: [] };
    await this.writes.byItself(viewer, 'joinByInvitation', async (tx) => {
      const [member, invitation] = [await tx.find(Member, memberId), await tx.find(Invitation, invitationId)];
      if (member.accountId || member.retiredAt || invitation.acceptedAt || invitation.revokedAt) throw new NotFound();
      if (await tx.one(memberAlready, [partnershipId, account.id])) throw new Refused(refusal('ALREADY_A_MEMBER'));
      tx.update(Member, member, { accountId: account.id }, { verb: 'join' });
      tx.update(Invitation, invitation, { acceptedAt: tx.now }, { verb: 'accept' });
      if (language) tx.write(keepMailLanguage, [partnershipId, memberId, uuidv7(), language]);
    });
    this.viewers.forget();
  }
}
