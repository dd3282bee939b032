import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, prose, ref } from '../../kernel/inputs/fields.ts';
import { Practice } from './practice.entity.ts';

const policy = 'canManagePractice';
const edits = Practice;
const practice = {
  name: line(),
  description: prose().or('').saying('What it is.'),
  core: prose().or('').saying('What must stay the same everywhere.'),
  adaptable: prose().or('').saying('What a site may change.'),
};
/** Whether it must be written is the lifecycle's rule. */
const reason = prose().saying('Why.');

export const OpenPracticeInput = addInput(
  'OpenPracticeInput',
  {
    adds: Practice,
    policy,
    description: 'A practice that is opened by hand; the decision to adopt a cycle opens one by itself.',
  },
  {
    networkId: ref('network'),
    changeIdeaId: ref('change_idea').optional().saying('The change idea that it came of.'),
    cycleId: ref('cycle').optional().saying('The cycle that tested it.'),
    ...practice,
  },
);
export type OpenPracticeInput = InputOf<typeof OpenPracticeInput>;

export const EditPracticeInput = editInput(
  'EditPracticeInput',
  { edits, policy, description: 'Changes to a practice; what is left out stays.' },
  changes(practice),
);
export type EditPracticeInput = InputOf<typeof EditPracticeInput>;

export const BeginScalingInput = editInput(
  'BeginScalingInput',
  { edits, policy, description: 'The test at scale is over: the practice is brought to more sites.' },
  {},
);
export type BeginScalingInput = InputOf<typeof BeginScalingInput>;

export const SustainPracticeInput = editInput(
  'SustainPracticeInput',
  { edits, policy, description: 'The practice lives on without the network.' },
  {},
);
export type SustainPracticeInput = InputOf<typeof SustainPracticeInput>;

export const ResumeScalingInput = editInput(
  'ResumeScalingInput',
  { edits, policy, description: 'A sustained practice is brought to more sites again.' },
  { reason },
);
export type ResumeScalingInput = InputOf<typeof ResumeScalingInput>;

export const RetirePracticeInput = editInput(
  'RetirePracticeInput',
  { edits, policy, description: 'The practice is given up; it and its history stay to be read.' },
  { reason },
);
export type RetirePracticeInput = InputOf<typeof RetirePracticeInput>;
