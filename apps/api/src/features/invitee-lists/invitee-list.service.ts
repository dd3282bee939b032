import { Inject, Injectable } from '@nestjs/common';
import { findNamed, mostInvitees } from '@throughline/domain/invitee-list';
import { refusal, type Refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { type Account, AccountsService } from '../../accounts/accounts.service.ts';
import { Invalid } from '../../kernel/errors.ts';
import type { ReadOf } from '../../kernel/inputs/declare.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Seat } from '../networks/seat.entity.ts';
import { InvitationService } from '../partnerships/invitation.service.ts';
import { Member } from '../partnerships/member.entity.ts';
import { Organization } from '../partnerships/organization.entity.ts';
import { InviteMembersInput } from './invitee-list.inputs.ts';
import { knownInvitees, organizationNames, seatPlaces } from './invitee-list.reads.ts';
import type { InviteeMatchesType, KnownInviteeType, SeatPlaceType } from './invitee-list.type.ts';

type Values = ReadOf<typeof InviteMembersInput>;

/** The names and addresses of a list, as they stand in it. */
interface ListedNames {
  emails: readonly string[];
  organizations: readonly string[];
}

/** Inviting a whole list of people: what the partnership knows of them, and one write for all. */
@Injectable()
export class InviteeListService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(InvitationService) private readonly invitations: InvitationService,
  ) {}

  /** Who of a list is a member already, which organizations its names mean, and where seats can be given. 4 statements. */
  async match(viewer: Viewer, { emails, organizations }: ListedNames): Promise<InviteeMatchesType> {
    demand(viewer, 'canManageMembers');
    demandFew({ emails, organizations });
    const accounts = await this.accounts.verifiedWithEmails(emails);
    return this.tenancy.read(viewer, async (tx) => {
      const [members, named, places] = await Promise.all([
        findKnown(tx, emails, accounts),
        tx.rows<{ id: string; name: string }>(organizationNames, [tx.partnershipId]),
        tx.rows<SeatPlaceType>(seatPlaces, [tx.partnershipId]),
      ]);
      const found = organizations.flatMap((text) => {
        const organization = findNamed(named, text);
        return organization ? [{ text, organizationId: organization.id }] : [];
      });
      return { members, organizations: found, places };
    });
  }

  /**
   * Adds everybody of a list with their organizations and seats, and invites whoever has no account: all of them, or
   * nobody. Answers how many were added.
   * @throws Invalid at an address that a member has already, or that stands in the list twice
   */
  async invite(viewer: Viewer, input: InviteMembersInput): Promise<number> {
    demand(viewer, 'canManageMembers');
    // Asked before the transaction: the embedded database has one connection, and accounts are no tenant data.
    const emails = input.invitees.map(({ email }) => email.trim().toLowerCase());
    const accounts = await this.accounts.verifiedWithEmails(emails);
    const { count } = await this.writes.run(viewer, InviteMembersInput, input, {
      reads: (tx, { invitees }) =>
        findKnown(
          tx,
          invitees.map(({ email }) => email),
          accounts,
        ),
      writes: (tx, values, _before, known) => {
        demandNew(values, known);
        const accountIds = new Map(accounts.map(({ id, email }) => [email, id]));
        tx.insertMany(Organization, values.organizations);
        tx.insertMany(
          Member,
          values.invitees.map(({ id, name, email, role, organizationId, newOrganizationId }) => ({
            id,
            name,
            email,
            role,
            organizationId: organizationId ?? newOrganizationId,
            accountId: accountIds.get(email) ?? null,
          })),
        );
        giveSeats(tx, values);
        for (const { id, email } of values.invitees)
          if (accountIds.has(email)) this.invitations.tellIn(tx, id);
          else this.invitations.inviteIn(tx, viewer, id);
        return tx.answer<{ count: number }>('SELECT $1::int AS count', [values.invitees.length]);
      },
    });
    this.viewers.forget();
    this.invitations.announce();
    return count;
  }
}

const findKnown = (
  tx: ReadTransaction,
  emails: readonly string[],
  accounts: readonly Account[],
): Promise<KnownInviteeType[]> =>
  tx.rows<KnownInviteeType>(knownInvitees, [
    tx.partnershipId,
    emails,
    accounts.map(({ id }) => id),
    accounts.map(({ email }) => email),
  ]);

/** @throws Invalid where more is asked about than can be invited at once */
function demandFew(listed: ListedNames): void {
  for (const [path, texts] of Object.entries(listed))
    if (texts.length > mostInvitees) throw new Invalid({ [path]: refusal('LIST_TOO_LONG', { most: mostInvitees }) });
}

/** @throws Invalid at each invitee whose address is a member's or another one's, or whose new organization is not of this list */
function demandNew({ invitees, organizations }: Values, known: readonly KnownInviteeType[]): void {
  const addresses = new Set(known.map(({ email }) => email));
  const added = new Set(organizations.map(({ id }) => id));
  const faults: Record<string, Refusal> = {};
  for (const [at, { email, organizationId, newOrganizationId, seats }] of invitees.entries()) {
    if (addresses.has(email)) faults[`invitees.${at}.email`] = refusal('ALREADY_EXISTS', { property: 'email' });
    addresses.add(email);
    if (newOrganizationId !== null && (organizationId !== null || !added.has(newOrganizationId)))
      faults[`invitees.${at}.newOrganizationId`] = refusal('REFERENCE_UNKNOWN', { noun: 'organization' });
    for (const [place, { networkId, tableId }] of seats.entries())
      if ((networkId === null) === (tableId === null))
        faults[`invitees.${at}.seats.${place}.networkId`] = refusal('NETWORK_OR_TABLE');
    const seated = seats.map(({ networkId, tableId }) => networkId ?? tableId);
    if (new Set(seated).size < seated.length) faults[`invitees.${at}.seats`] = refusal('SEAT_HELD_ALREADY');
  }
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

function giveSeats(tx: WriteTransaction, { invitees }: Values): void {
  const seats = invitees.flatMap(({ id: memberId, seats }) =>
    seats.map((seat) => ({ ...seat, memberId, responsibilities: '', fromOn: tx.today })),
  );
  tx.insertMany(Seat, seats, { verb: 'give' });
}
