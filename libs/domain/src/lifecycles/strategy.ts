import { isWritten, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { strategyStates, type StrategyState } from '../vocabulary.ts';

export type StrategyVerb = 'complete' | 'abandon' | 'reopen';

export interface StrategyFacts {
  reason: string | null;
}

const reasonGiven = (facts: Readonly<Partial<StrategyFacts>>) =>
  isWritten(facts.reason) ? undefined : refusal('STRATEGY_REASON_REQUIRED');

/** A strategy of an action plan: active until it is done or abandoned, either of which can be reopened. */
export const strategyLifecycle: Lifecycle<StrategyState, StrategyVerb, StrategyFacts> = {
  name: 'strategy',
  states: strategyStates,
  initial: 'active',
  ends: ['done', 'abandoned'],
  transitions: [
    { from: 'active', verb: 'complete', to: 'done' },
    { from: 'active', verb: 'abandon', to: 'abandoned', guard: reasonGiven },
    { from: ['done', 'abandoned'], verb: 'reopen', to: 'active', guard: reasonGiven },
  ],
  refuse: (state) => (state === 'active' ? refusal('STRATEGY_STILL_ACTIVE') : refusal('STRATEGY_CLOSED')),
};

/** The states in which a strategy is still followed. */
export const openStrategyStates = strategyStates.filter((state) => !strategyLifecycle.ends.includes(state));
