import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, line, position, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { Strategy } from './strategy.entity.ts';

const policy = 'canEditPlan';
const edits = Strategy;

const strategy = {
  kind: word(Words.StrategyKind),
  populationId: ref('population').optional().saying('For whom a targeted strategy is.'),
  factorId: ref('factor').optional().saying('The factor that it answers.'),
  driverId: ref('driver').optional().saying('The driver that it answers.'),
  title: line(),
  description: prose().or(''),
  position: position().or(0),
};
/** Whether it must be written is the lifecycle's rule. */
const reason = prose();

export const AddStrategyInput = addInput(
  'AddStrategyInput',
  { adds: Strategy, policy, description: 'A new line of work of a plan.' },
  { planId: ref('action_plan'), ...strategy },
);
export type AddStrategyInput = InputOf<typeof AddStrategyInput>;

export const EditStrategyInput = editInput(
  'EditStrategyInput',
  { edits, policy, description: 'Changes to a strategy; what is left out stays, null takes it away.' },
  changes(strategy),
);
export type EditStrategyInput = InputOf<typeof EditStrategyInput>;

export const CompleteStrategyInput = editInput(
  'CompleteStrategyInput',
  { edits, policy, description: 'The strategy has done its work.' },
  {},
);
export type CompleteStrategyInput = InputOf<typeof CompleteStrategyInput>;

export const AbandonStrategyInput = editInput(
  'AbandonStrategyInput',
  { edits, policy, description: 'The strategy is given up; what was learned stays.' },
  { reason: reason.saying('Why, so that others can learn from it.') },
);
export type AbandonStrategyInput = InputOf<typeof AbandonStrategyInput>;

export const ReopenStrategyInput = editInput(
  'ReopenStrategyInput',
  { edits, policy, description: 'A closed strategy goes on.' },
  { reason: reason.saying('Why.') },
);
export type ReopenStrategyInput = InputOf<typeof ReopenStrategyInput>;
