import { isWritten, refusal, type Lifecycle } from '../lifecycle.ts';
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
  isWritten(facts.reason)
    ? undefined
    : refusal('CHARTER_REASON_REQUIRED', 'Write why: the reason stays with the charter’s history.');

const readyToAdopt = (facts: Readonly<Partial<CharterFacts>>) => {
  if (!facts.agreeing) {
    return refusal('CHARTER_NOT_SIGNED_OFF', 'Nobody has signed off yet: ask at least one member of the network.');
  }
  if (facts.objecting === undefined || (facts.objecting > 0 && !isWritten(facts.reason))) {
    return refusal('CHARTER_OBJECTION_UNANSWERED', 'Somebody objects: settle it, or write why the charter is adopted.');
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
      guard: (facts) =>
        facts.aimIsComplete
          ? undefined
          : refusal(
              'CHARTER_AIM_INCOMPLETE',
              'Complete the aim (what, for whom, from, to, by when) before the review.',
            ),
    },
    { from: 'in_review', verb: 'return_to_draft', to: 'draft', guard: reasonGiven },
    { from: 'in_review', verb: 'adopt', to: 'adopted', guard: readyToAdopt },
    {
      from: 'adopted',
      verb: 'amend',
      to: 'amended',
      guard: (facts) =>
        facts.successorIsAdopted
          ? undefined
          : refusal('CHARTER_SUCCESSOR_NOT_ADOPTED', 'This version stays in force until the next version is adopted.'),
    },
    { from: ['draft', 'in_review', 'adopted'], verb: 'retire', to: 'retired', guard: reasonGiven },
  ],
  refuse: (state, verb) => {
    if (state === 'amended' || state === 'retired') {
      return refusal('CHARTER_CLOSED', 'This version is history: work on the version in force or start a new one.');
    }
    switch (verb) {
      case 'submit':
        return refusal('CHARTER_NOT_DRAFT', 'Only a draft goes to review: start a new version to change the charter.');
      case 'amend':
        return refusal('CHARTER_NOT_ADOPTED', 'Only an adopted charter is amended: adopt it first or edit the draft.');
      default:
        return refusal('CHARTER_NOT_IN_REVIEW', 'The charter is not in review: submit it for review first.');
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
