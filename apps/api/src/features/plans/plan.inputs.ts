import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, prose, ref } from '../../kernel/inputs/fields.ts';
import { ActionPlan } from './action-plan.entity.ts';

const policy = 'canEditPlan';
const words = { summary: prose().or('') };

export const DraftPlanInput = addInput(
  'DraftPlanInput',
  { adds: ActionPlan, policy, description: "A network's next plan." },
  { networkId: ref('network'), ...words },
);
export type DraftPlanInput = InputOf<typeof DraftPlanInput>;

export const EditActionPlanInput = editInput(
  'EditActionPlanInput',
  { edits: ActionPlan, policy, description: 'Changes to a plan; what is left out stays.' },
  changes(words),
);
export type EditActionPlanInput = InputOf<typeof EditActionPlanInput>;

export const AgreePlanInput = editInput(
  'AgreePlanInput',
  { edits: ActionPlan, policy, description: 'The network agreed the plan.' },
  {},
);
export type AgreePlanInput = InputOf<typeof AgreePlanInput>;
