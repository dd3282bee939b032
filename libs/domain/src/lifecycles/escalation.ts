import { isWritten, type Guard, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { escalationStates, type EscalationState } from '../vocabulary.ts';

export type EscalationVerb =
  | 'acknowledge'
  | 'commit'
  | 'decline'
  | 'redirect'
  | 'fulfil'
  | 'confirm'
  | 'accept'
  | 'reopen'
  | 'edit'
  | 'revise'
  | 'withdraw';

/** A step that is written as an answer; the other two write the ask itself in new words. */
export type EscalationAnswerVerb = Exclude<EscalationVerb, 'edit' | 'revise'>;

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
  accept: 'asker',
  reopen: 'asker',
  edit: 'asker',
  revise: 'asker',
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
  /** True when the words as they stand have been answered ({@link wordsAreAnswered}). */
  isAnswered: boolean;
}

function demandNote(
  code: 'ESCALATION_DEED_REQUIRED' | `ESCALATION_${'DECLINE_REASON' | 'MISSING' | 'WITHDRAW_REASON'}_REQUIRED`,
): Guard<EscalationFacts> {
  return (facts) => (isWritten(facts.note) ? undefined : refusal(code));
}

const promise: Guard<EscalationFacts> = (facts) => {
  if (!isWritten(facts.note)) return refusal('ESCALATION_ANSWER_REQUIRED');
  return facts.promisedOn ? undefined : refusal('ESCALATION_PROMISE_DATE_REQUIRED');
};

const newTarget: Guard<EscalationFacts> = (facts) => {
  if (!facts.redirectedToId) {
    return refusal('ESCALATION_TARGET_REQUIRED');
  }
  if (facts.redirectedToId === facts.askedOfId) {
    return refusal('ESCALATION_TARGET_UNCHANGED');
  }
  return isWritten(facts.note) ? undefined : refusal('ESCALATION_REDIRECT_REASON_REQUIRED');
};

/** What was answered stays as it was answered: such words are not edited, they are asked anew. */
const demandUnanswered: Guard<EscalationFacts> = ({ isAnswered }) =>
  isAnswered === false ? undefined : refusal('ESCALATION_WORDS_ANSWERED');

const demandAnswer: Guard<EscalationFacts> = ({ isAnswered }) =>
  isAnswered ? undefined : refusal('ESCALATION_NOT_ANSWERED');

/**
 * The two-way contract of an ask. Raising it is its first state; a redirected ask waits for its new target as a
 * raised one does. Reopening leads back to raised, so that the clock runs again and the ask counts as unanswered. So do
 * new words, from wherever they come: to have seen other words is not to have seen these.
 */
export const escalationLifecycle: Lifecycle<EscalationState, EscalationVerb, EscalationFacts> = {
  name: 'escalation',
  states: escalationStates,
  initial: 'raised',
  ends: ['confirmed', 'accepted', 'withdrawn'],
  transitions: [
    { from: ['raised', 'redirected'], verb: 'acknowledge', to: 'acknowledged' },
    { from: ['raised', 'redirected', 'acknowledged'], verb: 'commit', to: 'committed', guard: promise },
    {
      // A promise that cannot be kept is taken back in writing rather than left to run out.
      from: ['raised', 'redirected', 'acknowledged', 'committed'],
      verb: 'decline',
      to: 'declined',
      guard: demandNote('ESCALATION_DECLINE_REASON_REQUIRED'),
    },
    { from: ['raised', 'redirected', 'acknowledged'], verb: 'redirect', to: 'redirected', guard: newTarget },
    {
      from: 'committed',
      verb: 'fulfil',
      to: 'fulfilled',
      guard: demandNote('ESCALATION_DEED_REQUIRED'),
    },
    { from: 'fulfilled', verb: 'confirm', to: 'confirmed' },
    { from: ['declined', 'redirected'], verb: 'accept', to: 'accepted' },
    {
      from: ['fulfilled', 'declined', 'confirmed', 'accepted'],
      verb: 'reopen',
      to: 'raised',
      guard: demandNote('ESCALATION_MISSING_REQUIRED'),
    },
    { from: ['raised', 'redirected', 'acknowledged'], verb: 'edit', to: 'raised', guard: demandUnanswered },
    {
      from: ['raised', 'redirected', 'acknowledged', 'committed', 'declined', 'fulfilled'],
      verb: 'revise',
      to: 'raised',
      guard: demandAnswer,
    },
    {
      from: ['raised', 'redirected', 'acknowledged', 'committed', 'declined'],
      verb: 'withdraw',
      to: 'withdrawn',
      guard: demandNote('ESCALATION_WITHDRAW_REASON_REQUIRED'),
    },
  ],
  refuse: (state, verb) => {
    if (state === 'withdrawn') return refusal('ESCALATION_WITHDRAWN');
    const isClosed = state === 'confirmed' || state === 'accepted';
    switch (verb) {
      case 'edit':
      case 'revise':
        return isClosed ? refusal('ESCALATION_WORDS_CLOSED') : refusal('ESCALATION_WORDS_ANSWERED');
      case 'accept':
        return refusal('ESCALATION_NOT_DECLINED');
      case 'confirm':
        return refusal('ESCALATION_NOT_FULFILLED');
      case 'fulfil':
        return refusal('ESCALATION_NOT_COMMITTED');
      case 'reopen':
        return refusal('ESCALATION_STILL_OPEN');
      case 'withdraw':
        return isClosed ? refusal('ESCALATION_CLOSED') : refusal('ESCALATION_ALREADY_FULFILLED');
      default:
        return refusal('ESCALATION_ALREADY_ANSWERED');
    }
  },
};

/** What an open ask waits for: an answer or the promised deed of those who are asked, or the verdict of those who asked. */
export type EscalationWait = 'answer' | 'deed' | 'verdict';

/** Whom an ask waits for, in each state; the one rule of every list, count and clock. */
const waits: Readonly<Record<EscalationState, EscalationWait | null>> = {
  raised: 'answer',
  acknowledged: 'answer',
  redirected: 'answer',
  committed: 'deed',
  declined: 'verdict',
  fulfilled: 'verdict',
  confirmed: null,
  accepted: null,
  withdrawn: null,
};

/** What the ask waits for in a state; null when it is closed. */
export const escalationWaitsFor = (state: EscalationState): EscalationWait | null => waits[state];

/** The states in which an ask waits for any of these. */
export const escalationStatesWaitingFor = (...wanted: EscalationWait[]): EscalationState[] =>
  escalationStates.filter((state) => wanted.some((wait) => wait === waits[state]));

/** The states in which somebody owes something. */
export const openEscalationStates: readonly EscalationState[] = escalationStatesWaitingFor('answer', 'deed', 'verdict');

/** True while one of the two sides owes something. */
export const escalationIsOpen = (state: EscalationState): boolean => waits[state] !== null;

/** True while the ask waits for its first word of commitment, refusal or redirection. */
export const escalationIsUnanswered = (state: EscalationState): boolean => waits[state] === 'answer';

/** The steps by which those who are asked answer. To have seen an ask (acknowledge) is no answer. */
export const escalationAnswerVerbs = ['commit', 'decline', 'redirect'] as const satisfies EscalationAnswerVerb[];

/** True when the words `wording` of an ask were answered: then they stay as they are. */
export function wordsAreAnswered(
  steps: readonly { readonly verb: EscalationAnswerVerb; readonly wording: number }[],
  wording: number,
): boolean {
  return steps.some((step) => step.wording === wording && escalationAnswerVerbs.some((verb) => verb === step.verb));
}
