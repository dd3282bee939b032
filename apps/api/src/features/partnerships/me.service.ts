import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { MembershipType } from './partnership.type.ts';

const memberships = `
SELECT p.id AS "partnershipId", p.name AS "partnershipName", p.slug AS "partnershipSlug", p.time_zone AS "timeZone",
       m.id AS "memberId", m.role, m.organization_id AS "organizationId"
FROM member m JOIN partnership p ON p.id = m.partnership_id
WHERE m.account_id = $1 AND m.retired_at IS NULL ORDER BY p.name`;

interface MembershipRow extends Omit<MembershipType, 'abilities'> {
  role: MemberRole;
  organizationId: string | null;
}

/** What an account sees before it has chosen a partnership: its own memberships, and nothing of them but their names. */
@Injectable()
export class MeService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** Partnerships that the account is a member of, by name. */
  async membershipsOf(accountId: string): Promise<MembershipType[]> {
    const scope = { partnershipId: null, accountId, seesHidden: false };
    const found = await this.tenancy.inScope(scope, 'READ ONLY', (client) =>
      client.query<MembershipRow>({ name: 'memberships', text: memberships, values: [accountId] }),
    );
    return found.rows.map(({ organizationId, ...row }) => ({
      ...row,
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
