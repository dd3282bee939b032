import { addInput, editInput, type InputOf, plainInput } from '../../kernel/inputs/declare.ts';
import { changes, email, line, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { LeadershipTable } from './leadership-table.entity.ts';
import { Member } from './member.entity.ts';
import { Organization } from './organization.entity.ts';

const organization = { name: line(), sector: word(Words.Sector) };
const member = {
  name: line(),
  role: word(Words.MemberRole),
  organizationId: ref('organization').optional(),
};
export const AddOrganizationInput = addInput(
  'AddOrganizationInput',
  { adds: Organization, policy: 'canManageOrganizations', description: 'A new partner.' },
  organization,
);
export type AddOrganizationInput = InputOf<typeof AddOrganizationInput>;

export const EditOrganizationInput = editInput(
  'EditOrganizationInput',
  {
    edits: Organization,
    policy: 'canManageOrganizations',
    description: 'Changes to an organization; what is left out stays.',
  },
  changes(organization),
);
export type EditOrganizationInput = InputOf<typeof EditOrganizationInput>;

export const AddMemberInput = addInput(
  'AddMemberInput',
  {
    adds: Member,
    policy: 'canManageMembers',
    description: 'A new member. Who has an account with that e-mail is a member at once.',
  },
  { ...member, email: email() },
);
export type AddMemberInput = InputOf<typeof AddMemberInput>;

export const EditMemberInput = editInput(
  'EditMemberInput',
  {
    edits: Member,
    policy: 'canManageMembers',
    description: 'Changes to a member; what is left out stays, `organizationId: null` takes it away.',
  },
  changes(member),
);
export type EditMemberInput = InputOf<typeof EditMemberInput>;

export const InviteMemberInput = editInput(
  'InviteMemberInput',
  {
    edits: Member,
    policy: 'canManageMembers',
    description: 'A new invitation of a member who has no account; the one before stops working.',
  },
  {},
);
export type InviteMemberInput = InputOf<typeof InviteMemberInput>;

export const RestoreMemberInput = editInput(
  'RestoreMemberInput',
  {
    edits: Member,
    policy: 'canManageMembers',
    restores: true,
    description: 'An ended membership that begins again. Its seats stay ended.',
  },
  {},
);
export type RestoreMemberInput = InputOf<typeof RestoreMemberInput>;

export const ForgetMemberInput = editInput(
  'ForgetMemberInput',
  {
    edits: Member,
    policy: 'canManageMembers',
    restores: true,
    description: 'Name and address of somebody whose membership has ended, to be forgotten everywhere.',
  },
  {},
);
export type ForgetMemberInput = InputOf<typeof ForgetMemberInput>;

export const RetireMemberInput = editInput(
  'RetireMemberInput',
  {
    edits: Member,
    policy: 'canManageMembers',
    description: 'Ends a membership. What the person wrote stays.',
  },
  { reason: line().saying('Why; kept in the history.') },
);
export type RetireMemberInput = InputOf<typeof RetireMemberInput>;

export const LeavePartnershipInput = plainInput(
  'LeavePartnershipInput',
  { policy: 'canLeavePartnership', description: "Ends one's own membership. What one wrote stays." },
  { reason: line().saying('Why; kept in the history.') },
);
export type LeavePartnershipInput = InputOf<typeof LeavePartnershipInput>;

export const AddLeadershipTableInput = addInput(
  'AddLeadershipTableInput',
  { adds: LeadershipTable, policy: 'canManageTables', description: 'A new leadership table.' },
  { name: line(), purpose: prose().or('') },
);
export type AddLeadershipTableInput = InputOf<typeof AddLeadershipTableInput>;
