import type { Lifecycle } from '../lifecycle.ts';

function reachableFrom<S extends string, V extends string, F>(lifecycle: Lifecycle<S, V, F>, start: S): Set<S> {
  const reached = new Set<S>([start]);
  for (const state of reached) {
    for (const transition of lifecycle.transitions) {
      if ([transition.from].flat().includes(state)) reached.add(transition.to);
    }
  }
  return reached;
}

/**
 * What is wrong with a table: unknown states, a state that cannot be reached, a state from which
 * no end can be reached, two rows for the same state and verb. Empty when the table is sound.
 */
export function lifecycleProblems<S extends string, V extends string, F>(lifecycle: Lifecycle<S, V, F>): string[] {
  const problems: string[] = [];
  const known = new Set<string>(lifecycle.states);
  const rows = lifecycle.transitions.flatMap((each) =>
    (typeof each.from === 'string' ? [each.from] : each.from).map((from) => ({ from, verb: each.verb, to: each.to })),
  );
  const named = [lifecycle.initial, ...lifecycle.ends, ...rows.flatMap((row) => [row.from, row.to])];
  for (const state of new Set(named)) {
    if (!known.has(state)) problems.push(`${lifecycle.name}: unknown state ${state}`);
  }
  const pairs = rows.map((row) => `${row.from} ${row.verb}`);
  for (const pair of new Set(pairs.filter((each, index) => pairs.indexOf(each) !== index))) {
    problems.push(`${lifecycle.name}: two rows for ${pair}`);
  }
  const fromStart = reachableFrom(lifecycle, lifecycle.initial);
  for (const state of lifecycle.states) {
    if (!fromStart.has(state)) problems.push(`${lifecycle.name}: ${state} cannot be reached`);
    const onward = reachableFrom(lifecycle, state);
    if (!lifecycle.ends.some((end) => onward.has(end))) problems.push(`${lifecycle.name}: ${state} leads to no end`);
  }
  return problems;
}
