import { is } from '../../database/words-sql.ts';
import { Inject, Injectable } from '@nestjs/common';
import { isForgotten } from '@throughline/domain/forgetting';
import { may } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { MemberRole } from '@throughline/domain/vocabulary';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { todayOf } from '../../database/days.ts';
import { NotFound, Refused } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { composeOnce, type ReadTransaction } from '../../tenancy/transaction.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import type { Because } from '../../writes/trail.ts';
import { Writes } from '../../writes/writes.ts';
import type { Invitation } from './invitation.entity.ts';
import { InvitationService } from './invitation.service.ts';
import { Member } from './member.entity.ts';
import { namedList, namedPage, type NamedPageRequest } from './named-list.reads.ts';
import type { MemberType } from './partnership.type.ts';
import {
  AddMemberInput,
  EditMemberInput,
  InviteMemberInput,
  LeavePartnershipInput,
  RestoreMemberInput,
  RetireMemberInput,
} from './people.inputs.ts';

/** Members of a role or an organization; null is all of them. */
export interface MemberPageRequest extends NamedPageRequest {
  role?: MemberRole | null;
  organizationId?: string | null;
  /** Those whose membership has ended, rather than the others. */
  areEnded?: boolean;
}

interface MemberRow extends Member {
  organizationName: string | null;
}

const columns = (tx: ReadTransaction): string => `${tx.columns(Member, 'm')}, o.name AS "organizationName"`;
const from = 'member m LEFT JOIN organization o ON o.partnership_id = m.partnership_id AND o.id = m.organization_id';
const oneMember = composeOnce((tx) => `SELECT ${columns(tx)} FROM ${from} WHERE m.partnership_id = $1 AND m.id = $2`);

/** Members of the role $3 and of the organization $4 (null for any) whose name contains $2; the ended ones where $5. */
const membersByName = namedList({
  alias: 'm',
  columns,
  from,
  where: `m.partnership_id = $1 AND (m.retired_at IS NOT NULL) = $5::boolean AND ($3::text IS NULL OR m.role = $3)
    AND ($4::uuid IS NULL OR m.organization_id = $4)`,
});

/** Seats of the member $2 that are held after today. */
const heldAfterToday = `partnership_id = $1 AND member_id = $2 AND (until_on IS NULL OR until_on > ${todayOf('$1')})`;
const seatsToEnd = `SELECT id, version + 1 AS version FROM seat WHERE ${heldAfterToday}`;
const endSeats = `
UPDATE seat SET until_on = greatest(${todayOf('$1')}, from_on), version = version + 1, updated_at = moment()
WHERE ${heldAfterToday}`;

const otherDirectors = `
SELECT count(*)::int AS count FROM member
WHERE partnership_id = $1 AND id <> $2 AND ${is<MemberRole>('role', 'director')} AND retired_at IS NULL`;

/** What ends with a membership, and how many direct the partnership besides. */
interface Ending {
  others: number;
  seats: { id: string; version: number }[];
  inUse: Pick<Invitation, 'id' | 'version'>[];
}

/** People of the partnership. E-mail addresses are for the director. */
@Injectable()
export class MemberService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(InvitationService) private readonly invitations: InvitationService,
  ) {}

  /** Adds a member; linked to the account with that e-mail if there is one. */
  async add(viewer: Viewer, input: AddMemberInput): Promise<MemberType> {
    demand(viewer, 'canManageMembers');
    // Asked before the transaction: the embedded database has one connection, and accounts are no tenant data.
    const [account] = await this.accounts.verifiedWithEmails([input.email.trim().toLowerCase()]);
    const row = await this.writes.run(viewer, AddMemberInput, input, (tx, values) => {
      const member = tx.insert(Member, { ...values, accountId: account?.id ?? null });
      if (account) this.invitations.tellIn(tx, member.id);
      else this.invitations.inviteIn(tx, viewer, member.id);
      return answerMember(tx, member);
    });
    this.invitations.announce();
    return this.#presentChange(viewer, row);
  }

  /**
   * Changes name, role or organization.
   * @throws Refused LAST_DIRECTOR when nobody would direct the partnership
   */
  async edit(viewer: Viewer, input: EditMemberInput): Promise<MemberType> {
    const row = await this.writes.run(viewer, EditMemberInput, input, {
      reads: countOtherDirectors,
      writes: (tx, changes, before, others) => {
        if (changes.role !== undefined && changes.role !== 'director') keepDirector(before, others);
        return answerMember(tx, tx.update(Member, before, changes));
      },
    });
    return this.#presentChange(viewer, row);
  }

  /**
   * Invites a member who has no account anew; what they were sent before stops working.
   * @throws Refused MEMBER_HAS_ACCOUNT
   */
  async invite(viewer: Viewer, input: InviteMemberInput): Promise<MemberType> {
    const row = await this.writes.run(viewer, InviteMemberInput, input, {
      reads: (tx, _values, id) => this.invitations.inUse(tx, id),
      writes: (tx, _values, before, inUse) => {
        if (before.accountId) throw new Refused(refusal('MEMBER_HAS_ACCOUNT'));
        this.invitations.revokeIn(tx, inUse);
        const member = tx.update(Member, before, {}, { verb: 'invite' });
        this.invitations.inviteIn(tx, viewer, member.id);
        return answerMember(tx, member);
      },
    });
    this.invitations.announce();
    return this.#presentChange(viewer, row);
  }

  /** Lets an ended membership begin again; its seats stay ended, and who never joined is invited anew. */
  async restore(viewer: Viewer, input: RestoreMemberInput): Promise<MemberType> {
    const row = await this.writes.run(viewer, RestoreMemberInput, input, (tx, _values, before) => {
      if (!before.retiredAt) throw new Refused(refusal('MEMBERSHIP_NOT_ENDED'));
      if (isForgotten(before.email)) throw new Refused(refusal('MEMBER_FORGOTTEN'));
      const member = tx.update(Member, before, { retiredAt: null }, { verb: 'restore' });
      if (before.accountId) this.invitations.tellIn(tx, member.id);
      else this.invitations.inviteIn(tx, viewer, member.id);
      return answerMember(tx, member);
    });
    this.invitations.announce();
    return this.#presentChange(viewer, row);
  }

  /**
   * Ends a membership and its seats from today on.
   * @throws Refused LAST_DIRECTOR when nobody would direct the partnership
   */
  async retire(viewer: Viewer, input: RetireMemberInput): Promise<MemberType> {
    const row = await this.writes.run(viewer, RetireMemberInput, input, {
      reads: (tx, _values, id) => this.#whatEnds(tx, id),
      writes: (tx, { reason }, before, ending) =>
        answerMember(tx, this.#end(tx, before, ending, { verb: 'retire', reason })),
    });
    return this.#presentChange(viewer, row);
  }

  /** A member by id. */
  async get(viewer: Viewer, id: string): Promise<MemberType> {
    demand(viewer, 'canReadPartnership');
    const row = await this.tenancy.read(viewer, (tx) => tx.one<MemberRow>(oneMember(tx), [tx.partnershipId, id]));
    if (!row) throw new NotFound();
    return presentMember(viewer, row);
  }

  /**
   * Ends one's own membership and its seats from today on.
   * @throws Refused LAST_DIRECTOR when nobody would direct the partnership
   */
  async leave(viewer: Viewer, input: LeavePartnershipInput): Promise<boolean> {
    await this.writes.run(viewer, LeavePartnershipInput, input, {
      reads: async (tx) => {
        const [member, ending] = await Promise.all([
          tx.find(Member, viewer.memberId),
          this.#whatEnds(tx, viewer.memberId),
        ]);
        return { member, ending };
      },
      writes: (tx, { reason }, _before, { member, ending }) => {
        const { id } = this.#end(tx, member, ending, { verb: 'leave', reason });
        return tx.answer<{ id: string }>('SELECT $1::uuid AS id', [id]);
      },
    });
    this.viewers.forget();
    return true;
  }

  async #whatEnds(tx: ReadTransaction, id: string): Promise<Ending> {
    const [others, seats, inUse] = await Promise.all([
      countOtherDirectors(tx, null, id),
      tx.rows<{ id: string; version: number }>(seatsToEnd, [tx.partnershipId, id]),
      this.invitations.inUse(tx, id),
    ]);
    return { others, seats, inUse };
  }

  #end(tx: WriteTransaction, before: Member, { others, seats, inUse }: Ending, because: Because): Member {
    keepDirector(before, others);
    this.invitations.revokeIn(tx, inUse);
    const member = tx.update(Member, before, { retiredAt: tx.now }, because);
    tx.write(endSeats, [tx.partnershipId, member.id]);
    for (const seat of seats) tx.record('seat', seat, { ...because, verb: 'end' }, {}, { memberId: member.id });
    return member;
  }

  /** Members by name; 2 statements. */
  async page(viewer: Viewer, request: MemberPageRequest): Promise<Page<MemberType>> {
    demand(viewer, 'canReadPartnership');
    const { role = null, organizationId = null, areEnded = false } = request;
    if (areEnded) demand(viewer, 'canManageMembers');
    const page = await this.tenancy.read(viewer, (tx) =>
      namedPage<MemberRow>(tx, membersByName, request, [role, organizationId, String(areEnded)]),
    );
    return { ...page, nodes: page.nodes.map((member) => presentMember(viewer, member)) };
  }

  /** What somebody may do follows from their membership. */
  #presentChange(viewer: Viewer, row: MemberRow): MemberType {
    this.viewers.forget();
    return presentMember(viewer, row);
  }
}

const countOtherDirectors = async (tx: ReadTransaction, _values: unknown, id: string): Promise<number> => {
  const [, others] = await Promise.all([
    tx.turn('directors'),
    tx.one<{ count: number }>(otherDirectors, [tx.partnershipId, id]),
  ]);
  return others?.count ?? 0;
};

function keepDirector(member: Member, otherDirectorCount: number): void {
  if (member.role === 'director' && otherDirectorCount === 0) {
    throw new Refused(refusal('LAST_DIRECTOR'));
  }
}

const answerMember = (tx: WriteTransaction, { id }: Member) =>
  tx.answer<MemberRow>(oneMember(tx), [tx.partnershipId, id]);

function presentMember(viewer: Viewer, member: MemberRow): MemberType {
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
    isEnded: member.retiredAt !== null,
  };
}
