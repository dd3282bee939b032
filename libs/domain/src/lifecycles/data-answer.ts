import { isWritten, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { dataAnswerStates, type DataAnswerState } from '../vocabulary.ts';

export type DataAnswerVerb = 'replace' | 'return' | 'accept';

export interface DataAnswerFacts {
  /** What the organization is told to look at again. */
  word: string;
}

/**
 * The numbers of one period: sent, then accepted, sent back or replaced by the organization's own correction. An accepted
 * one whose import was undone counts as sent (`answerStateNow`).
 */
export const dataAnswerLifecycle: Lifecycle<DataAnswerState, DataAnswerVerb, DataAnswerFacts> = {
  name: 'data_answer',
  states: dataAnswerStates,
  initial: 'sent',
  ends: ['replaced', 'returned', 'accepted'],
  transitions: [
    { from: ['sent', 'returned'], verb: 'replace', to: 'replaced' },
    {
      from: 'sent',
      verb: 'return',
      to: 'returned',
      guard: ({ word }) => (isWritten(word) ? undefined : refusal('ANSWER_WORD_REQUIRED')),
    },
    { from: 'sent', verb: 'accept', to: 'accepted' },
  ],
  refuse: (state, verb) => {
    if (state === 'accepted') return verb === 'replace' ? refusal('ANSWER_IN_USE') : refusal('ANSWER_ACCEPTED');
    return state === 'returned' ? refusal('ANSWER_RETURNED') : refusal('ANSWER_REPLACED');
  },
};

/** The states of an answer with which nobody owes numbers of its period. */
export const standingAnswerStates = ['sent', 'accepted'] as const satisfies readonly DataAnswerState[];
