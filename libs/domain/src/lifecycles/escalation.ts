import { isWritten, refusal, type Guard, type Lifecycle } from '../lifecycle.ts';
import { escalationStates, type EscalationState } from '../vocabulary.ts';

export type EscalationVerb =
  | 'acknowledge'
  | 'commit'
  | 'decline'
  | 'redirect'
  | 'fulfil'
  | 'confirm'
  | 'reopen'
  | 'withdraw';

/** The two sides of the contract: who lifted it, and who must answer. */
export type EscalationSide = 'asker' | 'answerer';

/** Which side does what: the side that answers is not the side that confirms. */
export const sideOfVerb: Readonly<Record<EscalationVerb, EscalationSide>> = {
  acknowledge: 'answerer',
  commit: 'answerer',
  decline: 'answerer',
  redirect: 'answerer',
  fulfil: 'answerer',
  confirm: 'asker',
  reopen: 'asker',
  withdraw: 'asker',
};

export interface EscalationFacts {
  /** What was written with the move: the promise, the reason, what was done. */
  note: string | null;
  /** The day (YYYY-MM-DD) by which a commitment is promised. */
  promisedOn: string | null;
  /** The organization or table that the ask is redirected to. */
  redirectedToId: string | null;
  /** The organization or table that is asked now. */
  askedOfId: string | null;
}

function written(code: string, message: string): Guard<EscalationFacts> {
  return (facts) => (isWritten(facts.note) ? undefined : refusal(code, message));
}

const promise: Guard<EscalationFacts> = (facts) => {
  if (!isWritten(facts.note)) return refusal('ESCALATION_ANSWER_REQUIRED', 'Write what you will do.');
  return facts.promisedOn
    ? undefined
    : refusal('ESCALATION_PROMISE_DATE_REQUIRED', 'Say by which day you will have done it.');
};

const newTarget: Guard<EscalationFacts> = (facts) => {
  if (!facts.redirectedToId) {
    return refusal('ESCALATION_TARGET_REQUIRED', 'Choose the organization or table that should answer instead.');
  }
  if (facts.redirectedToId === facts.askedOfId) {
    return refusal('ESCALATION_TARGET_UNCHANGED', 'They are asked already: choose another organization or table.');
  }
  return isWritten(facts.note)
    ? undefined
    : refusal('ESCALATION_REASON_REQUIRED', 'Write why they are the right ones to ask.');
};

/**
 * The two-way contract of an ask. Raising it is its first state; a redirected ask waits for its new target as a
 * raised one does. Reopening leads back to raised, so that the clock runs again and the ask counts as unanswered.
 */
export const escalationLifecycle: Lifecycle<EscalationState, EscalationVerb, EscalationFacts> = {
  name: 'escalation',
  states: escalationStates,
  initial: 'raised',
  ends: ['confirmed', 'declined', 'withdrawn'],
  transitions: [
    { from: ['raised', 'redirected'], verb: 'acknowledge', to: 'acknowledged' },
    { from: ['raised', 'redirected', 'acknowledged'], verb: 'commit', to: 'committed', guard: promise },
    {
      // A promise that cannot be kept is taken back in writing rather than left to run out.
      from: ['raised', 'redirected', 'acknowledged', 'committed'],
      verb: 'decline',
      to: 'declined',
      guard: written('ESCALATION_REASON_REQUIRED', 'Write why: whoever raised it has to plan without you.'),
    },
    { from: ['raised', 'redirected', 'acknowledged'], verb: 'redirect', to: 'redirected', guard: newTarget },
    {
      from: 'committed',
      verb: 'fulfil',
      to: 'fulfilled',
      guard: written('ESCALATION_ANSWER_REQUIRED', 'Write what was done, so that it can be confirmed.'),
    },
    { from: 'fulfilled', verb: 'confirm', to: 'confirmed' },
    {
      from: ['fulfilled', 'declined', 'confirmed'],
      verb: 'reopen',
      to: 'raised',
      guard: written('ESCALATION_REASON_REQUIRED', 'Write what is still missing.'),
    },
    {
      from: ['raised', 'redirected', 'acknowledged', 'committed', 'declined'],
      verb: 'withdraw',
      to: 'withdrawn',
      guard: written('ESCALATION_REASON_REQUIRED', 'Write why it is no longer needed.'),
    },
  ],
  refuse: (state, verb) => {
    if (state === 'withdrawn') return refusal('ESCALATION_WITHDRAWN', 'The ask was withdrawn: raise a new one.');
    switch (verb) {
      case 'confirm':
        return refusal(
          'ESCALATION_NOT_FULFILLED',
          'There is nothing to confirm until the ask is reported as fulfilled.',
        );
      case 'fulfil':
        return refusal('ESCALATION_NOT_COMMITTED', 'Commit to the ask first, then report it as fulfilled.');
      case 'reopen':
        return refusal('ESCALATION_STILL_OPEN', 'The ask is still open: there is nothing to reopen.');
      case 'withdraw':
        return refusal('ESCALATION_ALREADY_FULFILLED', 'The ask was fulfilled: confirm it or reopen it.');
      default:
        return refusal('ESCALATION_ALREADY_ANSWERED', 'The ask has been answered: whoever raised it can reopen it.');
    }
  },
};

/** True while the other side owes an answer or a deed. */
export function escalationIsOpen(state: EscalationState): boolean {
  return !escalationLifecycle.ends.includes(state);
}

/** True while the ask waits for its first word of commitment, refusal or redirection. */
export function escalationIsUnanswered(state: EscalationState): boolean {
  return state === 'raised' || state === 'acknowledged' || state === 'redirected';
}
