import { isWritten, refusal, type Lifecycle } from '../lifecycle.ts';
import { ideaStates, type IdeaState } from '../vocabulary.ts';

export type ChangeIdeaVerb = 'begin_testing' | 'adopt' | 'abandon' | 'reconsider';

export interface ChangeIdeaFacts {
  /** What was learned, when the idea is abandoned. */
  learned: string | null;
}

/** A change idea: proposed → testing (its first cycle) → adopted or abandoned. */
export const changeIdeaLifecycle: Lifecycle<IdeaState, ChangeIdeaVerb, ChangeIdeaFacts> = {
  name: 'change_idea',
  states: ideaStates,
  initial: 'proposed',
  ends: ['adopted', 'abandoned'],
  transitions: [
    { from: 'proposed', verb: 'begin_testing', to: 'testing' },
    { from: 'testing', verb: 'adopt', to: 'adopted' },
    {
      from: ['proposed', 'testing'],
      verb: 'abandon',
      to: 'abandoned',
      guard: (facts) =>
        isWritten(facts.learned)
          ? undefined
          : refusal('IDEA_LEARNING_REQUIRED', 'Write what was learned: the next network will thank you for it.'),
    },
    { from: 'abandoned', verb: 'reconsider', to: 'proposed' },
  ],
  refuse: (state, verb) => {
    if (state === 'adopted') return refusal('IDEA_ADOPTED', 'The idea is a practice now: go on from the practice.');
    if (verb === 'reconsider') return refusal('IDEA_NOT_ABANDONED', 'Only an abandoned idea is reconsidered.');
    if (state === 'abandoned') return refusal('IDEA_ABANDONED', 'The idea was abandoned: reconsider it first.');
    return verb === 'adopt'
      ? refusal('IDEA_NOT_TESTED', 'Test the idea in a cycle before it is adopted.')
      : refusal('IDEA_ALREADY_TESTING', 'The idea is being tested already: plan the next test of its ramp.');
  },
};
