import { isWritten, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { actionStates, type ActionState } from '../vocabulary.ts';

export type ActionVerb = 'start' | 'block' | 'unblock' | 'complete' | 'reopen' | 'abandon';

export interface ActionFacts {
  /** Why it is blocked, abandoned or reopened. */
  reason: string | null;
}

const reasonGiven = (facts: Readonly<Partial<ActionFacts>>) =>
  isWritten(facts.reason) ? undefined : refusal('ACTION_REASON_REQUIRED');

/**
 * An action. It can be completed from any open state: an owner who reports once a month should not have to
 * start what is already done.
 */
export const actionLifecycle: Lifecycle<ActionState, ActionVerb, ActionFacts> = {
  name: 'action',
  states: actionStates,
  initial: 'not_started',
  ends: ['done', 'abandoned'],
  transitions: [
    { from: 'not_started', verb: 'start', to: 'in_progress' },
    { from: ['not_started', 'in_progress'], verb: 'block', to: 'blocked', guard: reasonGiven },
    { from: 'blocked', verb: 'unblock', to: 'in_progress' },
    { from: ['not_started', 'in_progress', 'blocked'], verb: 'complete', to: 'done' },
    { from: ['not_started', 'in_progress', 'blocked'], verb: 'abandon', to: 'abandoned', guard: reasonGiven },
    { from: ['done', 'abandoned'], verb: 'reopen', to: 'in_progress', guard: reasonGiven },
  ],
  refuse: (state, verb) => {
    if (verb === 'reopen') return refusal('ACTION_NOT_CLOSED');
    if (state === 'done' || state === 'abandoned') {
      return refusal('ACTION_CLOSED');
    }
    switch (verb) {
      case 'unblock':
        return refusal('ACTION_NOT_BLOCKED');
      case 'block':
        return refusal('ACTION_ALREADY_BLOCKED');
      default:
        return state === 'blocked' ? refusal('ACTION_BLOCKED') : refusal('ACTION_ALREADY_STARTED');
    }
  },
};

/** The states in which somebody still has to do the action. */
export const openActionStates = actionStates.filter((state) => !actionLifecycle.ends.includes(state));

/** True while somebody still has to do the action. */
export const actionIsOpen = (state: ActionState): boolean => openActionStates.includes(state);
