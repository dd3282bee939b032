import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, day, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { Seat } from './seat.entity.ts';

/** The first for a seat at a network, the second for one at a leadership table. */
const policy = ['canManageSeats', 'canManageTables'] as const;
const seat = { role: word(Words.SeatRole), perspective: word(Words.Perspective), responsibilities: prose().or('') };

export const GiveSeatInput = addInput(
  'GiveSeatInput',
  {
    adds: Seat,
    policy,
    about: 'networkId',
    description: 'A seat for a member at a network or at a leadership table: name one of the two.',
  },
  {
    networkId: ref('network').optional(),
    tableId: ref('leadership_table').optional(),
    memberId: ref('member'),
    ...seat,
    fromOn: day(),
  },
);
export type GiveSeatInput = InputOf<typeof GiveSeatInput>;

export const EditSeatInput = editInput(
  'EditSeatInput',
  { edits: Seat, policy, description: 'Changes to a seat; what is left out stays.' },
  changes(seat),
);
export type EditSeatInput = InputOf<typeof EditSeatInput>;

export const EndSeatInput = editInput(
  'EndSeatInput',
  { edits: Seat, policy, description: 'The seat is given up. It stays in the history.' },
  { untilOn: day().saying('The last day on which it is held.') },
);
export type EndSeatInput = InputOf<typeof EndSeatInput>;
