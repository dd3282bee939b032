import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, position, prose, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { Outcome } from './outcome.entity.ts';

const policy = 'canManageIndicators';
const edits = Outcome;
const what = { name: line(), description: prose().or('') };
const stage = word(Words.OutcomeStage);

export const AddOutcomeInput = addInput(
  'AddOutcomeInput',
  { adds: Outcome, policy, description: 'A new community level outcome.' },
  {
    ...what,
    stage: stage.or('other').saying('Where it stands from cradle to career; `other` if left out.'),
    position: position().optional().saying('Its place among outcomes of its stage; last if left out.'),
  },
);
export type AddOutcomeInput = InputOf<typeof AddOutcomeInput>;

export const EditOutcomeInput = editInput(
  'EditOutcomeInput',
  { edits, policy, description: 'Changes to an outcome; what is left out stays.' },
  changes({ ...what, stage, position: position() }),
);
export type EditOutcomeInput = InputOf<typeof EditOutcomeInput>;

export const RetireOutcomeInput = editInput(
  'RetireOutcomeInput',
  { edits, policy, description: 'An outcome that is no longer worked on. It stays to be read.' },
  {},
);
export type RetireOutcomeInput = InputOf<typeof RetireOutcomeInput>;
