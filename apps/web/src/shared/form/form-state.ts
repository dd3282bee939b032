import { mergeFields, type FieldConflict } from './conflict.ts';
import type { Draft, Snapshot } from '../device/draft.ts';

/** Fields that two people changed in different ways, until a person has chosen. */
export interface Question<V> {
  readonly conflicts: readonly FieldConflict[];
  /** The fields that merged by themselves; those in question still hold the person's own text. */
  readonly merged: V;
  readonly current: Snapshot<V>;
}

/**
 * A form between its author and the server. Everything here is pure, so that tests can let two people type at random.
 * One rule holds it together: a draft is only ever sent with the version that its author began from.
 */
export interface FormState<V> {
  /** The row as this device last saw it. A live refresh changes this and nothing else. */
  readonly stored: Snapshot<V>;
  readonly draft: Draft<V> | undefined;
  /** What is on its way to the server. */
  readonly sent: Draft<V> | undefined;
  readonly question: Question<V> | undefined;
  /** True while `stored` holds what waits on this device for the network. */
  readonly ahead: boolean;
}

type Fields = Record<string, unknown>;
const asFields = (value: unknown): Fields => value as Fields;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** A form that shows `stored`, or the draft that was kept on the device. */
export function openForm<V>(stored: Snapshot<V>, draft?: Draft<V>): FormState<V> {
  return { stored, draft, sent: undefined, question: undefined, ahead: false };
}

/** What the form shows: the draft, else the row. */
export const shownValue = <V>(state: FormState<V>): V => (state.draft ?? state.stored).value;

const isOlder = (a: number | null, b: number | null): boolean => a !== null && b !== null && a < b;

/** Takes in the row from the server. An open draft keeps its text, its base and its version. */
export function refresh<V>(state: FormState<V>, row: Snapshot<V>): FormState<V> {
  if (isOlder(row.version, state.stored.version)) return state;
  // What waits for the network is newer than the same version read once more.
  if (state.ahead && row.version === state.stored.version) return state;
  return { ...state, stored: row, ahead: false };
}

/** Takes what the person typed. The first change makes what the form showed the base of the draft. */
export function type<V>(state: FormState<V>, changes: Partial<V>): FormState<V> {
  const { value, base } = state.draft ?? { value: state.stored.value, base: state.stored };
  // Typing on puts the question aside; the next attempt asks it again.
  return { ...state, draft: { value: { ...value, ...changes }, base }, question: undefined };
}

/** Begins an attempt: what the form shows goes out with the draft's own version. */
export function send<V>(state: FormState<V>): FormState<V> & { sent: Draft<V> } {
  const sent = state.draft ?? { value: state.stored.value, base: state.stored };
  return { ...state, sent, question: undefined };
}

/** The draft once `sent` has been taken: whatever was typed since, on top of the stored row, or nothing. */
function typedSince<V>({ draft, sent }: FormState<V>, base: Snapshot<V>): Draft<V> | undefined {
  if (!draft || !sent || same(draft.value, sent.value)) return undefined;
  const value = { ...base.value };
  for (const field of Object.keys(asFields(draft.value))) {
    const typed = asFields(draft.value)[field];
    if (!same(typed, asFields(sent.value)[field])) asFields(value)[field] = typed;
  }
  return { value, base };
}

/** The server took what was sent; `answer` is the row with it, where the server answered one. */
export function accept<V>(state: FormState<V>, answer: Snapshot<V> | undefined): FormState<V> {
  const { sent } = state;
  if (!sent) return state;
  // Without an answer the old version stays: the next attempt then meets a conflict, and nothing is lost.
  const saved = { value: answer?.value ?? sent.value, version: answer?.version ?? sent.base.version };
  const stored = isOlder(saved.version, state.stored.version) ? state.stored : saved;
  return { stored, draft: typedSince(state, saved), sent: undefined, question: undefined, ahead: false };
}

/** What was sent is stored on this device and goes out when the network is back. */
export function queue<V>(state: FormState<V>): FormState<V> {
  const { sent } = state;
  if (!sent) return state;
  const queuedSnapshot = { value: sent.value, version: sent.base.version };
  return {
    stored: queuedSnapshot,
    draft: typedSince(state, queuedSnapshot),
    sent: undefined,
    question: undefined,
    ahead: true,
  };
}

/** What a person typed: the draft, or what was sent of it. Pressing a button without typing leaves no draft behind. */
const typedDraft = <V>({ draft, sent }: FormState<V>): Draft<V> | undefined =>
  draft ?? (sent && !same(sent.value, sent.base.value) ? sent : undefined);

/** The attempt failed; the text stays. */
export function fail<V>(state: FormState<V>): FormState<V> {
  return { ...state, draft: typedDraft(state), sent: undefined };
}

/**
 * Somebody else saved in the meantime. Fields that only one side changed are merged, and the draft moves on top of
 * `current`. Where both changed the same field there is a question, and nothing moves until it is answered.
 */
export function meet<V>(state: FormState<V>, current: Snapshot<V>): FormState<V> {
  const mine = typedDraft(state);
  if (!mine) return { ...refresh(state, current), sent: undefined, ahead: false };
  const { merged, conflicts } = mergeFields(asFields(mine.base.value), asFields(mine.value), asFields(current.value));
  const stored = isOlder(current.version, state.stored.version) ? state.stored : current;
  const both = { ...state, stored, sent: undefined, ahead: false };
  const value = { ...mine.value, ...(merged as Partial<V>) };
  if (conflicts.length === 0) return { ...both, draft: { value, base: current }, question: undefined };
  return { ...both, draft: mine, question: { conflicts, merged: value, current } };
}

/** The person chose for every field in question: the draft moves on top of the row that they saw beside it. */
export function choose<V>(state: FormState<V>, chosen: Partial<V>): FormState<V> {
  const { question } = state;
  if (!question) return state;
  const value = { ...question.merged, ...chosen };
  return { ...state, draft: { value, base: question.current }, question: undefined };
}

/** The person puts the question aside; the next attempt asks again. */
export function putAside<V>(state: FormState<V>): FormState<V> {
  return { ...state, question: undefined };
}

/** The person throws the draft away. */
export function discard<V>(state: FormState<V>): FormState<V> {
  return { ...state, draft: undefined, question: undefined };
}

/** The person goes on with another draft of the same form. */
export function takeUp<V>(state: FormState<V>, draft: Draft<V>): FormState<V> {
  return { ...state, draft, question: undefined };
}
