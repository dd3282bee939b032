import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { MemberRole } from '@throughline/domain/vocabulary';
import type { Account } from '../../accounts/accounts.service.ts';
import { askedForSecondFactor } from '../../database/second-factor-sql.ts';
import { Database } from '../../database/database.ts';
import { Conflict } from '../../kernel/errors.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { Writes } from '../../writes/writes.ts';
import { Member } from './member.entity.ts';
import type { MembershipType } from './partnership.type.ts';

const memberships = `
SELECT p.id AS "partnershipId", p.name AS "partnershipName", p.slug AS "partnershipSlug", p.time_zone AS "timeZone",
       m.id AS "memberId", m.role, m.organization_id AS "organizationId",
       ${askedForSecondFactor('p', 'm')} AS "needsSecondFactor"
FROM member m JOIN partnership p ON p.id = m.partnership_id
WHERE m.account_id = $1 AND m.retired_at IS NULL ORDER BY p.name`;

/** Memberships that wait for the person with this e-mail; read by the login role, which sees no other member. */
const waiting = `
SELECT m.partnership_id AS "partnershipId", m.id AS "memberId", m.role, m.organization_id AS "organizationId"
FROM member m JOIN account a ON a.id = $1 AND a.email_verified AND m.email = lower(a.email)
WHERE m.account_id IS NULL AND m.retired_at IS NULL`;
const memberAlready = 'SELECT 1 AS one FROM member WHERE partnership_id = $1 AND account_id = $2';

interface MembershipRow extends Omit<MembershipType, 'abilities'> {
  role: MemberRole;
  organizationId: string | null;
}

/** What an account sees before it has chosen a partnership: its own memberships, and nothing of them but their names. */
@Injectable()
export class MeService {
  constructor(
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(ViewerService) private readonly viewers: ViewerService,
  ) {}

  /**
   * Gives an account the memberships that were made for its verified e-mail before it existed. 1 statement when none
   * waits, which is nearly always; one write for each that does.
   */
  async claim({ id }: Pick<Account, 'id'>): Promise<void> {
    const query = { name: 'waiting-memberships', text: waiting, values: [id] };
    const { rows } = await this.database.pool.query<Omit<Viewer, 'accountId' | 'seats'>>(query);
    for (const found of rows) await this.#join({ ...found, accountId: id, seats: [] });
    if (rows.length > 0) this.viewers.forget();
  }

  async #join(viewer: Viewer): Promise<void> {
    const joined = this.writes.byItself(viewer, 'joinMembership', async (tx) => {
      const before = await tx.find(Member, viewer.memberId);
      // The account may be a member here already, under another e-mail.
      if (before.accountId || (await tx.one(memberAlready, [tx.partnershipId, viewer.accountId]))) return;
      tx.update(Member, before, { accountId: viewer.accountId }, { verb: 'join' });
    });
    // A conflict means that a second tab was faster, or that the director changes the row: the next look tries again.
    await joined.catch((error: unknown) => {
      if (!(error instanceof Conflict)) throw error;
    });
  }

  /** Partnerships that the account is a member of, by name. Without a session nobody is asked for a second factor. */
  async membershipsOf(accountId: string, hasSecondFactor = true): Promise<MembershipType[]> {
    const scope = { partnershipId: null, accountId, seesHidden: false };
    const found = await this.tenancy.inScope(scope, 'READ ONLY', (client) =>
      client.query<MembershipRow>({ name: 'memberships', text: memberships, values: [accountId] }),
    );
    return found.rows.map(({ organizationId, ...row }) => ({
      ...row,
      needsSecondFactor: row.needsSecondFactor && !hasSecondFactor,
      abilities: abilities({
        accountId,
        partnershipId: row.partnershipId,
        memberId: row.memberId,
        role: row.role,
        organizationId,
        seats: [],
      }),
    }));
  }
}
