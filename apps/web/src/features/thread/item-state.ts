import type { CycleDecision, ItemKind } from '@throughline/domain/vocabulary';
import { useCodeText } from '../../shared/server/code-text.ts';

/** Under which list of words the state of each kind stands. */
const states: Partial<Record<ItemKind, string>> = {
  indicator: 'indicator_level',
  network: 'network_state',
  charter: 'charter_state',
  factor: 'factor_kind',
  driver: 'driver_kind',
  change_idea: 'idea_state',
  action_plan: 'plan_state',
  strategy: 'strategy_state',
  action: 'action_state',
  cycle: 'cycle_stage',
  escalation: 'escalation_state',
  practice: 'practice_state',
  system_change: 'system_change_kind',
};

interface StatedItem {
  kind: ItemKind;
  state: string;
  decision: CycleDecision | null;
}

/** The word for the state of any item; empty where its kind has none. */
export function useItemState(): (item: StatedItem) => string {
  const wordOf = useCodeText('words');
  return ({ kind, state, decision }) => {
    // A test's decision is its end: it stands in the test's place.
    if (decision) return wordOf(`cycle_decision.${decision}`, decision);
    const list = states[kind];
    return list ? wordOf(`${list}.${state}`, '') : '';
  };
}
