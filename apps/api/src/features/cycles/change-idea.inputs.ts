import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, prose, ref, writtenProse } from '../../kernel/inputs/fields.ts';
import { ChangeIdea } from './change-idea.entity.ts';

const policy = 'canEditTheory';
const idea = {
  title: line(),
  description: prose().or(''),
  driverId: ref('driver').optional().saying('The driver of the theory of change that it should move.'),
  strategyId: ref('strategy').optional().saying('The strategy that it belongs to.'),
};

export const AddChangeIdeaInput = addInput(
  'AddChangeIdeaInput',
  { adds: ChangeIdea, policy, description: 'Something that could be tried.' },
  {
    networkId: ref('network'),
    ...idea,
    factorId: ref('factor').optional().saying('The factor that it answers; kept as a link of the thread.'),
  },
);
export type AddChangeIdeaInput = InputOf<typeof AddChangeIdeaInput>;

export const EditChangeIdeaInput = editInput(
  'EditChangeIdeaInput',
  {
    edits: ChangeIdea,
    policy,
    description: 'Changes to a change idea; what is left out stays, null takes it off its driver or strategy.',
  },
  changes(idea),
);
export type EditChangeIdeaInput = InputOf<typeof EditChangeIdeaInput>;

export const ReconsiderChangeIdeaInput = editInput(
  'ReconsiderChangeIdeaInput',
  { edits: ChangeIdea, policy, description: 'Takes an abandoned idea up again.' },
  { reason: writtenProse().saying('Why it deserves another try; kept in its history.') },
);
export type ReconsiderChangeIdeaInput = InputOf<typeof ReconsiderChangeIdeaInput>;
