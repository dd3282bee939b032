import type { Refusal } from './refusals/refusal.ts';

/**
 * Transition tables: which verb leads from which state to which, and what must be true for it.
 * A table is data, so that services, the client's buttons and the tests read the same one.
 */

/** A verb that may be done, and the state it leads to. */
export interface Allowed<S extends string> {
  readonly ok: true;
  readonly to: S;
}

export type Outcome<S extends string> = Allowed<S> | Refusal;

/**
 * A condition over plain facts; answers nothing when it holds.
 * A fact that was not given counts as not met, so that a forgotten argument refuses rather than lets through.
 */
export type Guard<F> = (facts: Readonly<Partial<F>>) => Refusal | undefined;

export interface Transition<S extends string, V extends string, F> {
  readonly from: S | readonly S[];
  readonly verb: V;
  readonly to: S;
  readonly guard?: Guard<F>;
}

export interface Lifecycle<S extends string, V extends string, F = object> {
  readonly name: string;
  readonly states: readonly S[];
  readonly initial: S;
  /** The states in which work may rest for good; every other state must have a way on. */
  readonly ends: readonly S[];
  readonly transitions: readonly Transition<S, V, F>[];
  /** What is said when the verb has no row for the state. */
  readonly refuse: (state: S, verb: V) => Refusal;
}

/** A character that leaves something to be seen: no blank, no control sign, nothing of no width, no empty Braille cell. */
const visibleSign = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** True when somebody wrote something other than spaces. */
export function isWritten(text: string | null | undefined): text is string {
  return typeof text === 'string' && visibleSign.test(text);
}

function startsFrom<S extends string, V extends string, F>(transition: Transition<S, V, F>, state: S): boolean {
  return typeof transition.from === 'string' ? transition.from === state : transition.from.includes(state);
}

function find<S extends string, V extends string, F>(lifecycle: Lifecycle<S, V, F>, state: S, verb: V) {
  return lifecycle.transitions.find((each) => each.verb === verb && startsFrom(each, state));
}

/** Where the verb leads from the state, or the refusal of the table or of the row's guard. */
export function next<S extends string, V extends string, F>(
  lifecycle: Lifecycle<S, V, F>,
  state: S,
  verb: V,
  facts?: Readonly<Partial<F>>,
): Outcome<S> {
  const transition = find(lifecycle, state, verb);
  if (!transition) return lifecycle.refuse(state, verb);
  return transition.guard?.(facts ?? ({} as Partial<F>)) ?? { ok: true, to: transition.to };
}

/** The verbs that the table knows for the state, whether or not their guards would hold now. */
export function verbsFrom<S extends string, V extends string, F>(lifecycle: Lifecycle<S, V, F>, state: S): V[] {
  return lifecycle.transitions.filter((each) => startsFrom(each, state)).map((each) => each.verb);
}

/** Every verb of the table, each once, in its order. */
export function verbsOf<S extends string, V extends string, F>(lifecycle: Lifecycle<S, V, F>): V[] {
  return [...new Set(lifecycle.transitions.map(({ verb }) => verb))];
}
