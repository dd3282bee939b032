import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, day, measurement, ref } from '../../kernel/inputs/fields.ts';
import { Target } from './target.entity.ts';

const policy = 'canManageIndicators';
const target = {
  value: measurement(),
  dueOn: day(),
  baselinePeriodStart: day().optional().saying('A day of the period that the baseline is of.'),
  baselineValue: measurement().optional().saying('Only where that period has no value of its own.'),
};

export const SetTargetInput = addInput(
  'SetTargetInput',
  { adds: Target, policy, description: 'A time-bound target of one population at one place.' },
  { indicatorId: ref('indicator'), placeId: ref('place'), populationId: ref('population'), ...target },
);
export type SetTargetInput = InputOf<typeof SetTargetInput>;

export const EditTargetInput = editInput(
  'EditTargetInput',
  { edits: Target, policy, description: 'Changes to a target; what is left out stays.' },
  changes(target),
);
export type EditTargetInput = InputOf<typeof EditTargetInput>;
