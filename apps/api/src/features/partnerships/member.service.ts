import { Inject, Injectable } from '@nestjs/common';
import { may } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { todayOf } from '../../database/days.ts';
import { Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Member } from './member.entity.ts';
import { type NamedPageRequest, namedPage } from './named-list.reads.ts';
import type { MemberType } from './partnership.type.ts';
import {
  type AddMemberInput,
  addMember,
  type EditMemberInput,
  editMember,
  type RetireMemberInput,
  retireMember,
} from './people.inputs.ts';

/** Members of a role or an organization; null is all of them. */
export interface MemberPageRequest extends NamedPageRequest {
  role?: MemberRole | null;
  organizationId?: string | null;
}

interface MemberRow extends Member {
  organizationName: string | null;
}

const organizationName = `SELECT name FROM organization WHERE partnership_id = $1 AND id = $2`;

const endSeats = `
UPDATE seat SET until_on = greatest(${todayOf('$1')}, from_on), version = version + 1, updated_at = now()
WHERE partnership_id = $1 AND member_id = $2 AND (until_on IS NULL OR until_on > ${todayOf('$1')}) RETURNING id, version`;

const otherDirectors = `
SELECT count(*)::int AS count FROM member
WHERE partnership_id = $1 AND id <> $2 AND role = 'director' AND retired_at IS NULL`;

/** People of the partnership. E-mail addresses are for the director. */
@Injectable()
export class MemberService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(ViewerService) private readonly viewers: ViewerService,
  ) {}

  /** Adds a member; linked to the account with that e-mail if there is one. */
  async add(viewer: Viewer, input: AddMemberInput): Promise<MemberType> {
    demand(viewer, 'canManageMembers');
    const values = parseInput(addMember, input);
    const request = { operation: 'addMember', idempotencyKey: input.idempotencyKey, input: values };
    // Asked before the transaction: the embedded database has one connection, and accounts are no tenant data.
    const account = await this.accounts.withEmail(values.email);
    const answer = await this.writes.run(viewer, request, async (tx) => {
      const member = await tx.insert(Member, { ...values, accountId: account?.id ?? null });
      return this.#answer(tx, viewer, member);
    });
    this.viewers.forget();
    return answer;
  }

  /** Changes name, role or organization. */
  async edit(viewer: Viewer, input: EditMemberInput): Promise<MemberType> {
    demand(viewer, 'canManageMembers');
    const changes = parseInput(editMember, input);
    const request = { operation: 'editMember', idempotencyKey: input.idempotencyKey, input };
    const answer = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Member, input.id);
      if (changes.role !== undefined && changes.role !== 'director') await this.#keepDirector(tx, before);
      return this.#answer(tx, viewer, await tx.update(Member, before, input.version, changes));
    });
    this.viewers.forget();
    return answer;
  }

  /** Ends a membership and its seats from today on. */
  async retire(viewer: Viewer, input: RetireMemberInput): Promise<MemberType> {
    demand(viewer, 'canManageMembers');
    const { reason } = parseInput(retireMember, input);
    const request = { operation: 'retireMember', idempotencyKey: input.idempotencyKey, input };
    const answer = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Member, input.id);
      if (before.retiredAt) throw new Refused('MEMBER_RETIRED', 'This membership has ended already.');
      await this.#keepDirector(tx, before);
      const member = await tx.update(Member, before, input.version, { retiredAt: tx.now }, { verb: 'retire', reason });
      const ended = await tx.rows<{ id: string; version: number }>(endSeats, [tx.partnershipId, member.id]);
      for (const seat of ended) tx.record('seat', seat, { verb: 'end', reason }, {}, { memberId: member.id });
      return this.#answer(tx, viewer, member);
    });
    this.viewers.forget();
    return answer;
  }

  /** Members by name; 2 statements. */
  async page(viewer: Viewer, request: MemberPageRequest): Promise<Page<MemberType>> {
    demand(viewer, 'canReadPartnership');
    const page = await this.tenancy.read(viewer, (tx) =>
      namedPage<MemberRow>(
        tx,
        {
          columns: `${tx.columns(Member, 'm')}, o.name AS "organizationName"`,
          from: 'member m LEFT JOIN organization o ON o.partnership_id = m.partnership_id AND o.id = m.organization_id',
          where: 'm.partnership_id = $1 AND m.retired_at IS NULL',
          alias: 'm',
          filters: [
            { column: 'm.role', value: request.role ?? null },
            { column: 'm.organization_id', value: request.organizationId ?? null },
          ],
        },
        request,
      ),
    );
    return { ...page, nodes: page.nodes.map((member) => shown(viewer, member)) };
  }

  async #answer(tx: WriteTransaction, viewer: Viewer, member: Member): Promise<MemberType> {
    const organization =
      member.organizationId === null
        ? null
        : await tx.one<{ name: string }>(organizationName, [viewer.partnershipId, member.organizationId]);
    return shown(viewer, { ...member, organizationName: organization?.name ?? null });
  }

  async #keepDirector(tx: WriteTransaction, member: Member): Promise<void> {
    if (member.role !== 'director') return;
    const others = await tx.one<{ count: number }>(otherDirectors, [tx.partnershipId, member.id]);
    if (!others?.count) {
      throw new Refused('LAST_DIRECTOR', 'A partnership needs a director: make somebody else director first.');
    }
  }
}

function shown(viewer: Viewer, member: MemberRow): MemberType {
  const isManager = may('canManageMembers', viewer);
  const { id, version, name, role, organizationId, organizationName: organization, email, accountId } = member;
  return {
    id,
    version,
    name,
    role,
    organizationId,
    organizationName: organization,
    email: isManager ? email : null,
    hasAccount: isManager ? accountId !== null : null,
  };
}
