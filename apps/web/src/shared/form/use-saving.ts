import { useRef } from 'react';
import type { Snapshot } from '../device/draft.ts';
import { useLive } from '../live/live.ts';
import type { Problem } from '../server/transport.ts';
import type { SaveState } from '../states/save-state.tsx';
import { rememberFailure } from '../states/unread-failures.ts';
import { errorsOfFields, type FieldEntries, wordsOfFields } from './field-entries.ts';
import type { FormOptions } from './form-options.ts';
import { accept, fail, type FormState, meet, openForm, queue, send, shownValue } from './form-state.ts';
import { useNewIds } from './new-ids.ts';
import { typedTexts } from './typed-texts.ts';
import { type Answer, type Instead, useSend } from './use-send.ts';
import type { TroubleOfForm } from './use-trouble.ts';

type Fields = Record<string, unknown>;

/** How saving ended. `clean`: there was nothing to save. */
export type Outcome<Data> =
  | { kind: 'clean' }
  | { kind: 'saved'; data: Data }
  | { kind: 'waiting' }
  | { kind: 'question' }
  | { kind: 'failed'; problem: Problem };

/** True when nothing that was typed is left behind. */
export const isKept = ({ kind }: Outcome<unknown>): boolean =>
  kind === 'saved' || kind === 'waiting' || kind === 'clean';

/** How often a write is merged by itself while others keep writing; then the person is told. */
const mergesLimit = 5;

/** What saving reads of a form, and how it moves it on. */
interface FormToSave<V> {
  /** The form as it stands now; nothing until the device was asked for its draft. */
  state(): FormState<V> | undefined;
  move(state: FormState<V>): void;
  /** The row as it came in last, or the blank fields. */
  incoming(): Snapshot<V>;
  entries(): FieldEntries;
  trouble: TroubleOfForm;
}

/** The way of a form to the server; see `useSaving`. */
interface Saving<Data> {
  /** Sends what is typed. A second call waits for the first. */
  save(instead?: Instead): Promise<Outcome<Data>>;
  /** What the save chip says. */
  chip: SaveState;
  /** Shows at the fields what is wrong; nothing was sent. */
  refuse(errors: Readonly<Record<string, string>>): Outcome<Data>;
  /** The ids of the rows that the next save makes. */
  newIds: ReturnType<typeof useNewIds>['shown'];
}

/**
 * Saves a form: checks it, sends it with the version that its author began from, and merges it with what somebody else
 * had saved meanwhile, or asks.
 */
export function useSaving<Row extends object, V extends object, Data, Input>(
  options: FormOptions<Row, V, Data, Input>,
  form: FormToSave<V>,
): Saving<Data> {
  const { row, read } = options;
  const { trouble } = form;
  const sender = useSend(options.document, options);
  const live = useLive();
  const newIds = useNewIds();
  const running = useRef<Promise<Outcome<Data>> | undefined>(undefined);
  const isEdit = row !== undefined && read !== undefined;

  const toInput = (value: V, base: V): Fields => ({
    ...(options.input ? options.input(value, base, newIds.now().idOf) : value),
  });

  const ownId = (): Fields => {
    if (row) return row.id === undefined ? {} : { id: row.id };
    return options.hasId === false ? {} : { id: newIds.now().own };
  };

  const refuse = (errors: Readonly<Record<string, string>>): Outcome<Data> => {
    sender.setState('failed');
    const problem = trouble.showErrors(errors);
    rememberFailure(problem, options.label);
    return { kind: 'failed', problem };
  };

  const showProblem = (problem: Problem, label = options.label): Outcome<Data> => {
    sender.setState('failed');
    rememberFailure(problem, label);
    trouble.showProblem(problem);
    return { kind: 'failed', problem };
  };

  /** The row as the server answered it, read as the form's fields; what the answer does not carry is as last seen. */
  const readAnswer = (answer: Fields, seen: Fields): Snapshot<V> | undefined => {
    if (!row && !read) return undefined;
    const version = typeof answer['version'] === 'number' ? answer['version'] : null;
    return { value: read ? read({ ...row, ...seen, ...answer } as Row) : (options.blank as V), version };
  };

  /** The server took an edit: the form goes on from the row as it answered it. */
  const takeEdit = (state: FormState<V>, { id }: { id?: string }, data: Data): void => {
    if (!state.sent) return;
    const [answer] = Object.values(data as Fields) as (Fields | null | undefined)[];
    // A mutation may answer another row than the one that it changed: the row of a list, its owner.
    const isRow = answer && (id === undefined || answer['id'] === id);
    const { value } = state.sent;
    form.move(accept(state, isRow ? readAnswer(answer, toInput(value, value)) : undefined));
  };

  /** What was sent is on its way: the form is blank for the next one, but for what was typed since. */
  const beginAnew = (state: FormState<V>): void => {
    if (!state.sent) return;
    const { draft } = accept(state, undefined);
    const incoming = form.incoming();
    form.move({ ...openForm(incoming), draft: draft && { value: draft.value, base: incoming } });
    newIds.renew();
  };

  /** Sends the form as it stands. */
  const sendForm = (state: FormState<V>, instead: Instead | undefined): Promise<Answer<Data>> => {
    const sending = send(state);
    form.move(sending);
    trouble.clear();
    const { value, base } = sending.sent;
    const version = row?.version === undefined ? {} : { version: base.version };
    const content = instead?.input ?? toInput(value, base.value);
    return sender.send(
      { ...ownId(), ...version, ...content, ...instead?.about },
      {
        // What decides about a row is not merged by itself with what others have made of it since.
        ...(isEdit && { base: toInput(base.value, value) }),
        words: wordsOfFields(form.entries()),
        texts: typedTexts(sending.sent, (name) => form.entries().get(name)),
        instead,
      },
    );
  };

  /** Somebody else had saved: answers how that ends, nothing when both are merged and can be sent. */
  const merge = (state: FormState<V>, current: Snapshot<V>, label?: string): Outcome<Data> | undefined => {
    const merged = meet(state, current);
    form.move(merged);
    if (options.exactly) {
      if (row?.id !== undefined) live.notice({ kind: '', id: row.id });
      return showProblem({ code: 'CHANGED', message: '' }, label);
    }
    if (!merged.question) return undefined;
    sender.setState('decide');
    return { kind: 'question' };
  };

  /** Takes what came of one sending; nothing when the form can be sent again. */
  const take = (
    answer: Answer<Data>,
    state: FormState<V>,
    mayMerge: boolean,
    label?: string,
  ): Outcome<Data> | undefined => {
    switch (answer.kind) {
      case 'saved':
        if (isEdit) takeEdit(state, row, answer.data);
        else beginAnew(state);
        return answer;
      case 'waiting':
        if (isEdit) form.move(queue(state));
        else beginAnew(state);
        return answer;
      case 'failed':
        form.move(fail(state));
        return showProblem(answer.problem, label);
      default: {
        const current = readAnswer(answer.current, {});
        if (current && mayMerge) return merge(state, current, label);
        form.move(fail(state));
        return showProblem({ code: 'CHANGED', message: '' }, label);
      }
    }
  };

  const attempt = async (instead?: Instead): Promise<Outcome<Data>> => {
    for (let merges = 0; ; merges += 1) {
      const before = form.state();
      if (!before) return { kind: 'failed', problem: { code: 'UNKNOWN', message: '' } };
      if (isEdit && !before.draft) return { kind: 'clean' };
      const value = shownValue(before);
      const errors = { ...options.check?.(value), ...errorsOfFields(form.entries(), value) };
      if (Object.keys(errors).length > 0) return refuse(errors);
      const answer = await sendForm(before, instead);
      const outcome = take(answer, form.state() ?? before, merges < mergesLimit, instead?.label);
      if (outcome) return outcome;
    }
  };

  const save = async (instead?: Instead): Promise<Outcome<Data>> => {
    if (running.current) {
      const outcome = await running.current;
      if (!isKept(outcome) || !form.state()?.draft) return outcome;
    }
    const work = attempt(instead).finally(() => {
      running.current = undefined;
    });
    running.current = work;
    return work;
  };

  return { save, chip: sender.state, refuse, newIds: newIds.shown };
}
