import { refusal } from '@throughline/domain/refusals/refusal';
import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, day, flag, line, list, measurement, newId, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { inputPart, type PartValues, within } from '../../kernel/inputs/part.ts';
import { Words } from '../../kernel/words.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { CycleTask } from './cycle-task.entity.ts';
import { Cycle } from './cycle.entity.ts';
import { mostQuestions } from './cycle.inputs.ts';

const policy = 'canLogCycle';

/** True unless both ends are there and the wrong way round. */
export const inOrder = <T extends string | number>(from: T | null | undefined, until: T | null | undefined): boolean =>
  from === null || from === undefined || until === null || until === undefined || from <= until;

export const rangeProblem = { predictedHigh: refusal('RANGE_UPSIDE_DOWN') };
export const datesProblem = { plannedUntil: refusal('DAYS_UPSIDE_DOWN') };

const plan = {
  title: line(),
  scale: word(Words.CycleScale).optional(),
  ownerMemberId: ref('member').optional(),
  buildsOn: prose().or(''),
  objective: prose().or(''),
  conditions: prose().or('').saying('Who, where and when it is tried.'),
  indicatorId: ref('indicator').optional(),
  measureDefinition: prose().or(''),
  measureCollector: prose().or(''),
  measureSchedule: prose().or(''),
  balancingMeasure: prose().or(''),
  plannedFrom: day().optional(),
  plannedUntil: day().optional(),
};

const question = {
  question: line(),
  prediction: prose().or(''),
  direction: word(Words.PredictionDirection).optional(),
  predictedLow: measurement().optional().saying('The expected value, or the lower end of a range.'),
  predictedHigh: measurement().optional().saying('The upper end of a range.'),
};
const inRange = (values: { predictedLow?: number | null; predictedHigh?: number | null }) =>
  inOrder(values.predictedLow, values.predictedHigh) ? null : rangeProblem;

const task = { title: line(), ownerMemberId: ref('member').optional(), dueOn: day().optional() };

const PlanQuestionInput = inputPart(
  'PlanQuestionInput',
  'A question of a plan, with what is expected of it.',
  { id: newId(), ...question },
  inRange,
);
/** A question as it is written with a plan. */
export type NewQuestion = PartValues<typeof PlanQuestionInput>;

const PlanTaskInput = inputPart('PlanTaskInput', 'Who does what for the cycle.', { id: newId(), ...task });
/** A task as it is written with a plan. */
export type NewTask = PartValues<typeof PlanTaskInput>;

export const PlanCycleInput = addInput(
  'PlanCycleInput',
  {
    adds: Cycle,
    policy,
    description: 'A cycle to be planned in full; it becomes the next rung of the idea’s ramp.',
  },
  {
    changeIdeaId: ref('change_idea'),
    ...plan,
    questions: list(within(PlanQuestionInput), mostQuestions).or([]),
    tasks: list(within(PlanTaskInput), 100).or([]),
  },
  ({ plannedFrom, plannedUntil }) => (inOrder(plannedFrom, plannedUntil) ? null : datesProblem),
);
export type PlanCycleInput = InputOf<typeof PlanCycleInput>;

export const EditCyclePlanInput = editInput(
  'EditCyclePlanInput',
  {
    edits: Cycle,
    policy,
    description: 'Changes to a plan; what is left out stays. After Do began only what is still empty can be filled in.',
  },
  changes(plan),
);
export type EditCyclePlanInput = InputOf<typeof EditCyclePlanInput>;

export const AddQuestionInput = addInput(
  'AddQuestionInput',
  { adds: CycleQuestion, policy, description: 'One more question of a plan.' },
  { cycleId: ref('cycle'), ...question },
  inRange,
);
export type AddQuestionInput = InputOf<typeof AddQuestionInput>;

export const EditQuestionInput = editInput(
  'EditQuestionInput',
  { edits: CycleQuestion, policy, description: 'Changes to a question and its prediction, until Do locks them.' },
  changes(question),
);
export type EditQuestionInput = InputOf<typeof EditQuestionInput>;

export const RemoveQuestionInput = editInput(
  'RemoveQuestionInput',
  { edits: CycleQuestion, policy, description: 'Retires a question; its history stays.' },
  {},
);
export type RemoveQuestionInput = InputOf<typeof RemoveQuestionInput>;

export const AddCycleTaskInput = addInput(
  'AddCycleTaskInput',
  { adds: CycleTask, policy, description: 'One more task of a cycle.' },
  { cycleId: ref('cycle'), ...task },
);
export type AddCycleTaskInput = InputOf<typeof AddCycleTaskInput>;

export const EditCycleTaskInput = editInput(
  'EditCycleTaskInput',
  { edits: CycleTask, policy, description: 'Changes to a task; what is left out stays.' },
  changes({ ...task, done: flag() }),
);
export type EditCycleTaskInput = InputOf<typeof EditCycleTaskInput>;

export const RemoveCycleTaskInput = editInput(
  'RemoveCycleTaskInput',
  { edits: CycleTask, policy, description: 'Retires a task; its history stays.' },
  {},
);
export type RemoveCycleTaskInput = InputOf<typeof RemoveCycleTaskInput>;
