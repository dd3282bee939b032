import { isWritten, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { charterStates, type CharterState } from '../vocabulary.ts';

export type CharterVerb = 'submit' | 'return_to_draft' | 'adopt' | 'amend' | 'retire';

export interface CharterFacts {
  /** The aim has all its parts (`aimProblems` of `aim.ts` is empty). */
  aimIsComplete: boolean;
  /** Sign-offs of this version. */
  agreeing: number;
  objecting: number;
  /** Why it is returned, retired, or adopted although somebody objects. */
  reason: string | null;
  /** The version that follows this one has been adopted. */
  successorIsAdopted: boolean;
}

const reasonGiven = (facts: Readonly<Partial<CharterFacts>>) =>
  isWritten(facts.reason) ? undefined : refusal('CHARTER_REASON_REQUIRED');

const readyToAdopt = (facts: Readonly<Partial<CharterFacts>>) => {
  if (!facts.agreeing) {
    return refusal('CHARTER_NOT_SIGNED_OFF');
  }
  if (facts.objecting === undefined || (facts.objecting > 0 && !isWritten(facts.reason))) {
    return refusal('CHARTER_OBJECTION_UNANSWERED');
  }
  return undefined;
};

/** One version of a charter: draft → in review → adopted → amended (by its adopted successor) or retired. */
export const charterLifecycle: Lifecycle<CharterState, CharterVerb, CharterFacts> = {
  name: 'charter',
  states: charterStates,
  initial: 'draft',
  ends: ['amended', 'retired'],
  transitions: [
    {
      from: 'draft',
      verb: 'submit',
      to: 'in_review',
      guard: (facts) => (facts.aimIsComplete ? undefined : refusal('CHARTER_AIM_INCOMPLETE')),
    },
    { from: 'in_review', verb: 'return_to_draft', to: 'draft', guard: reasonGiven },
    { from: 'in_review', verb: 'adopt', to: 'adopted', guard: readyToAdopt },
    {
      from: 'adopted',
      verb: 'amend',
      to: 'amended',
      guard: (facts) => (facts.successorIsAdopted ? undefined : refusal('CHARTER_SUCCESSOR_NOT_ADOPTED')),
    },
    { from: ['draft', 'in_review', 'adopted'], verb: 'retire', to: 'retired', guard: reasonGiven },
  ],
  refuse: (state, verb) => {
    if (state === 'amended' || state === 'retired') {
      return refusal('CHARTER_CLOSED');
    }
    switch (verb) {
      case 'submit':
        return refusal('CHARTER_NOT_DRAFT');
      case 'amend':
        return refusal('CHARTER_NOT_ADOPTED');
      default:
        return refusal('CHARTER_NOT_IN_REVIEW');
    }
  },
};

/** The state of the version that is in force. */
export const charterStateInForce = 'adopted' satisfies CharterState;

/** The states in which a version stands for the network: it is in force or on its way there. */
export const currentCharterStates = charterStates.filter((state) => !charterLifecycle.ends.includes(state));

/** The states in which a version is on its way to be adopted. */
export const comingCharterStates = currentCharterStates.filter((state) => state !== charterStateInForce);

/** True while the text of this version may be edited. */
export function charterIsEditable(state: CharterState): boolean {
  return state === 'draft';
}
