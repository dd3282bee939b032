import { addInput, editInput, type InputOf, type ReadOf, type Versioned } from '../../kernel/inputs/declare.ts';
import {
  changes,
  flag,
  line,
  list,
  measurement,
  newId,
  prose,
  ref,
  version,
  word,
  writtenProse,
} from '../../kernel/inputs/fields.ts';
import { inputPart, type PartValues, within } from '../../kernel/inputs/part.ts';
import { Words } from '../../kernel/words.ts';
import { Cycle } from './cycle.entity.ts';

const policy = 'canLogCycle';
const edits = Cycle;

export const LogTestInput = addInput(
  'LogTestInput',
  { adds: Cycle, policy, description: 'A test in three fields; everything else is asked later.' },
  {
    questionId: newId().saying("The id that the cycle's question gets when something was expected."),
    networkId: ref('network'),
    changeIdeaId: newId().saying('The idea that it belongs to; a new id together with `newIdeaTitle`.'),
    newIdeaTitle: line().optional().saying('Opens a new change idea with this title.'),
    tried: prose().saying('What did you try?'),
    expected: prose().or('').saying('What did you expect?'),
    happened: prose().or('').saying('What happened? Empty while it is under way: the prediction is then locked now.'),
  },
);
export type LogTestInput = InputOf<typeof LogTestInput>;

export const BeginDoInput = editInput(
  'BeginDoInput',
  { edits, policy, description: 'Locks the predictions and begins Do.' },
  {},
);
export const BeginStudyInput = editInput('BeginStudyInput', { edits, policy, description: 'Begins Study.' }, {});
export const BeginActInput = editInput('BeginActInput', { edits, policy, description: 'Begins Act.' }, {});
/** What every step of a cycle names: which cycle, as the person saw it. */
export type CycleStageInput = Versioned;

export const RecordDoInput = editInput(
  'RecordDoInput',
  { edits, policy, description: 'What happened in Do; what is left out stays.' },
  changes({
    whatHappened: prose().or(''),
    carriedOutAsPlanned: flag().optional(),
    deviations: prose().or(''),
  }),
);
export type RecordDoInput = InputOf<typeof RecordDoInput>;

export const QuestionResultInput = inputPart(
  'QuestionResultInput',
  'The result of one question beside its prediction; what is left out stays.',
  {
    id: ref('cycle_question'),
    version: version(),
    ...changes({
      result: prose().or(''),
      resultValue: measurement().optional(),
      evidence: prose().or(''),
      verdict: word(Words.Verdict).optional(),
    }),
  },
);
export type QuestionResult = PartValues<typeof QuestionResultInput>;

/** Questions of one cycle, at most. */
export const mostQuestions = 30;

export const RecordStudyInput = editInput(
  'RecordStudyInput',
  { edits, policy, description: 'What Study found; what is left out stays.' },
  {
    ...changes({ learned: prose().or('') }),
    questions: list(within(QuestionResultInput), mostQuestions).or([]),
  },
);
export type RecordStudyInput = InputOf<typeof RecordStudyInput>;

const OpenedPracticeInput = inputPart('OpenedPracticeInput', 'The practice that adopt opens.', {
  id: newId(),
  name: line(),
  description: prose().or(''),
});

const OpenedCycleInput = inputPart(
  'OpenedCycleInput',
  'The next cycle that adapt and expand open, filled in from this one.',
  {
    id: newId(),
    title: line().optional(),
    scale: word(Words.CycleScale).optional().saying('By default as before; one step larger for expand.'),
    buildsOn: prose().optional().saying('What this cycle taught, and what will be different.'),
  },
);
/** The next cycle as read from a decision. */
export type OpenedCycle = PartValues<typeof OpenedCycleInput>;

export const DecideCycleInput = editInput(
  'DecideCycleInput',
  { edits, policy: 'canDecideCycle', description: 'The decision that closes a cycle, with what it brings about.' },
  {
    decision: word(Words.CycleDecision),
    decisionReason: prose().or(''),
    learned: prose().optional().saying('Required for abandon unless Study says it already.'),
    practice: within(OpenedPracticeInput).optional().saying('With adopt.'),
    next: within(OpenedCycleInput).optional().saying('With adapt and expand.'),
  },
);
export type DecideCycleInput = InputOf<typeof DecideCycleInput>;
/** A decision as read from its input. */
export type Decision = ReadOf<typeof DecideCycleInput>;

export const ReturnToStageInput = editInput(
  'ReturnToStageInput',
  {
    edits,
    policy: ['canLogCycle', 'canDecideCycle'],
    description: 'Returns a cycle to an earlier stage, or reopens its decision; predictions stay locked.',
  },
  {
    stage: word(Words.CycleStage).saying('do, study or act.'),
    reason: writtenProse().saying('Why; kept in its history.'),
  },
);
export type ReturnToStageInput = InputOf<typeof ReturnToStageInput>;

export const MoveCycleInput = editInput(
  'MoveCycleInput',
  {
    edits,
    policy: ['canDecideCycle', 'canLogCycle'],
    description: 'Moves a cycle to the top of another ramp, also of another network.',
  },
  {
    networkId: ref('network', { anywhere: true }),
    changeIdeaId: newId().saying('The idea that it belongs to; a new id together with `newIdeaTitle`.'),
    newIdeaTitle: line().optional().saying('Opens a new change idea with this title.'),
  },
);
export type MoveCycleInput = InputOf<typeof MoveCycleInput>;

export const VoidCycleInput = editInput(
  'VoidCycleInput',
  {
    edits,
    policy: 'canDecideCycle',
    description: 'Voids a cycle that was entered by mistake: its history stays, and it counts nowhere.',
  },
  { reason: writtenProse().saying('Why; kept in its history.') },
);
export type VoidCycleInput = InputOf<typeof VoidCycleInput>;

export const RestoreCycleInput = editInput(
  'RestoreCycleInput',
  { edits, policy: 'canDecideCycle', restores: true, description: 'Takes a voided cycle back into its ramp.' },
  {},
);
export type RestoreCycleInput = InputOf<typeof RestoreCycleInput>;
