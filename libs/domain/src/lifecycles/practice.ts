import { isWritten, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { practiceStates, type PracticeState } from '../vocabulary.ts';

export type PracticeVerb = 'begin_scaling' | 'sustain' | 'resume_scaling' | 'retire';

export interface PracticeFacts {
  /** Sites at the stage using or sustaining. */
  sitesUsing: number;
  /** Why it is retired, or why scaling starts again. */
  reason: string | null;
}

const reasonGiven = (facts: Readonly<Partial<PracticeFacts>>) =>
  isWritten(facts.reason) ? undefined : refusal('PRACTICE_REASON_REQUIRED');

const demandUse = (facts: Readonly<Partial<PracticeFacts>>) =>
  facts.sitesUsing ? undefined : refusal('PRACTICE_NOT_IN_USE');

/** A practice: tested at scale → scaling → sustained, and retired with a reason from any of them. */
export const practiceLifecycle: Lifecycle<PracticeState, PracticeVerb, PracticeFacts> = {
  name: 'practice',
  states: practiceStates,
  initial: 'testing_scale',
  ends: ['sustained', 'retired'],
  transitions: [
    { from: 'testing_scale', verb: 'begin_scaling', to: 'scaling', guard: demandUse },
    { from: 'scaling', verb: 'sustain', to: 'sustained', guard: demandUse },
    { from: 'sustained', verb: 'resume_scaling', to: 'scaling', guard: reasonGiven },
    { from: ['testing_scale', 'scaling', 'sustained'], verb: 'retire', to: 'retired', guard: reasonGiven },
  ],
  refuse: (state, verb) => {
    if (state === 'retired') return refusal('PRACTICE_RETIRED');
    switch (verb) {
      case 'sustain':
        return refusal('PRACTICE_NOT_SCALING');
      case 'resume_scaling':
        return refusal('PRACTICE_NOT_SUSTAINED');
      default:
        return refusal('PRACTICE_PAST_TESTING');
    }
  },
};

/** The states of a practice that sites may use; a sustained one rests, and is used. */
export const standingPracticeStates = practiceStates.filter((state) => state !== 'retired');
