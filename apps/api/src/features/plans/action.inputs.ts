import { refusal } from '@throughline/domain/refusals/refusal';
import { addInput, changeInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, day, flag, line, list, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { inputPart, type RawPart } from '../../kernel/inputs/part.ts';
import { Words } from '../../kernel/words.ts';
import { Action } from './action.entity.ts';
import { ActionVerbs } from './action.type.ts';

const what = {
  title: line(),
  description: prose().or(''),
  strategyId: ref('strategy', { states: ['active'] }).optional(),
  dueOn: day().optional(),
};
const who = { ownerMemberId: ref('member').optional(), organizationId: ref('organization').optional() };

export const AddActionInput = addInput(
  'AddActionInput',
  { adds: Action, policy: 'canEditPlan', description: 'Who does what by when.' },
  { networkId: ref('network'), ...what, ...who },
);
export type AddActionInput = InputOf<typeof AddActionInput>;

export const EditActionInput = editInput(
  'EditActionInput',
  {
    edits: Action,
    policy: 'canEditPlan',
    description: 'Changes to an action; what is left out stays, null takes it away.',
  },
  changes(what),
);
export type EditActionInput = InputOf<typeof EditActionInput>;

export const UpdateActionInput = changeInput(
  'UpdateActionInput',
  {
    changes: Action,
    policy: 'canUpdateAction',
    description:
      'What somebody says of an action. It is added to what was said before, so it takes no version: an update that waited for the network is as good as one of now.',
  },
  {
    verb: word(ActionVerbs).optional().saying('Left out, the state stays and only the note is added.'),
    note: prose().or('').saying('Why, where the verb asks for it (block, abandon, reopen).'),
  },
  ({ verb, note }) => (verb || note ? null : { note: refusal('FIELD_EMPTY') }),
);
export type UpdateActionInput = InputOf<typeof UpdateActionInput>;

export const ReassignActionInput = editInput(
  'ReassignActionInput',
  { edits: Action, policy: 'canEditPlan', description: 'Hands an action to somebody else.' },
  changes(who),
);
export type ReassignActionInput = InputOf<typeof ReassignActionInput>;

export const ActionFilter = inputPart(
  'ActionFilter',
  'Which actions of the list are wanted; parts that are left out do not narrow it.',
  {
    states: list(word(Words.ActionState), 20).optional(),
    ownerMemberId: ref('member').optional(),
    strategyId: ref('strategy').optional(),
    late: flag().or(false).saying('Only what is open and past its due day.'),
  },
);
export type ActionFilter = RawPart<typeof ActionFilter>;
