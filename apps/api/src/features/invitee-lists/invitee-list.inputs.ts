import { mostInvitees } from '@throughline/domain/invitee-list';
import { refusal } from '@throughline/domain/refusals/refusal';
import { type InputOf, plainInput } from '../../kernel/inputs/declare.ts';
import { email, line, list, newId, ref, word } from '../../kernel/inputs/fields.ts';
import { inputPart, within } from '../../kernel/inputs/part.ts';
import { Words } from '../../kernel/words.ts';

const NewOrganizationInput = inputPart(
  'NewOrganizationInput',
  'A partner that is added together with the people who belong to it.',
  { id: newId(), name: line(), sector: word(Words.Sector) },
);

const InviteeSeatInput = inputPart(
  'InviteeSeatInput',
  'A seat from today on, at a network or at a leadership table: name one of the two.',
  {
    id: newId(),
    networkId: ref('network', { anywhere: true }).optional(),
    tableId: ref('leadership_table').optional(),
    role: word(Words.SeatRole),
    perspective: word(Words.Perspective),
  },
);

const InviteeInput = inputPart('InviteeInput', 'Somebody who is invited.', {
  id: newId(),
  name: line(),
  email: email(),
  role: word(Words.MemberRole),
  organizationId: ref('organization').optional(),
  newOrganizationId: newId().optional().saying('One of the organizations that are added with this list.'),
  seats: list(within(InviteeSeatInput), 20),
});

export const InviteMembersInput = plainInput(
  'InviteMembersInput',
  {
    policy: 'canManageMembers',
    description: 'Several new members at once, with their organizations and seats: all of them, or nobody.',
  },
  {
    organizations: list(within(NewOrganizationInput), mostInvitees),
    invitees: list(within(InviteeInput), mostInvitees),
  },
  ({ invitees }) => (invitees.length === 0 ? { invitees: refusal('LIST_EMPTY') } : null),
);
export type InviteMembersInput = InputOf<typeof InviteMembersInput>;
