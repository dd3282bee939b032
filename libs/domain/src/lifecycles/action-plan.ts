import { refusal, type Lifecycle } from '../lifecycle.ts';
import { planStates, type PlanState } from '../vocabulary.ts';

export type ActionPlanVerb = 'agree' | 'supersede';

export interface ActionPlanFacts {
  /** Actions of the plan that have both an owner and a date. */
  assignedActions: number;
  /** The plan that takes this one's place has been agreed. */
  successorIsAgreed: boolean;
}

/** A version of an action plan: draft → agreed → superseded by the next agreed one. */
export const actionPlanLifecycle: Lifecycle<PlanState, ActionPlanVerb, ActionPlanFacts> = {
  name: 'action_plan',
  states: planStates,
  initial: 'draft',
  ends: ['superseded'],
  transitions: [
    {
      from: 'draft',
      verb: 'agree',
      to: 'agreed',
      guard: (facts) =>
        facts.assignedActions
          ? undefined
          : refusal(
              'PLAN_HAS_NO_ASSIGNED_ACTION',
              'Give at least one action an owner and a date, then agree the plan.',
            ),
    },
    {
      from: ['draft', 'agreed'],
      verb: 'supersede',
      to: 'superseded',
      guard: (facts) =>
        facts.successorIsAgreed
          ? undefined
          : refusal('PLAN_SUCCESSOR_NOT_AGREED', 'This plan stays in force until the one that replaces it is agreed.'),
    },
  ],
  refuse: (state) =>
    state === 'superseded'
      ? refusal('PLAN_SUPERSEDED', 'A newer plan is in force: make the change there.')
      : refusal('PLAN_ALREADY_AGREED', 'The plan is agreed already: update its actions or start the next version.'),
};

/** The states of a plan that no other has taken the place of. */
export const currentPlanStates = planStates.filter((state) => !actionPlanLifecycle.ends.includes(state));
