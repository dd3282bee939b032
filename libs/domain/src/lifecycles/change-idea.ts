import { isWritten, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
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
      guard: (facts) => (isWritten(facts.learned) ? undefined : refusal('IDEA_LEARNING_REQUIRED')),
    },
    { from: 'abandoned', verb: 'reconsider', to: 'proposed' },
  ],
  refuse: (state, verb) => {
    if (state === 'adopted') return refusal('IDEA_ADOPTED');
    if (verb === 'reconsider') return refusal('IDEA_NOT_ABANDONED');
    if (state === 'abandoned') return refusal('IDEA_ABANDONED');
    return verb === 'adopt' ? refusal('IDEA_NOT_TESTED') : refusal('IDEA_ALREADY_TESTING');
  },
};
