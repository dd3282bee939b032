import type { Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
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
      guard: (facts) => (facts.assignedActions ? undefined : refusal('PLAN_HAS_NO_ASSIGNED_ACTION')),
    },
    {
      from: ['draft', 'agreed'],
      verb: 'supersede',
      to: 'superseded',
      guard: (facts) => (facts.successorIsAgreed ? undefined : refusal('PLAN_SUCCESSOR_NOT_AGREED')),
    },
  ],
  refuse: (state) => (state === 'superseded' ? refusal('PLAN_SUPERSEDED') : refusal('PLAN_ALREADY_AGREED')),
};

/** The states of a plan that no other has taken the place of. */
export const currentPlanStates = planStates.filter((state) => !actionPlanLifecycle.ends.includes(state));
