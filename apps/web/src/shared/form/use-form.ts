import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TypedDocumentNode } from '@urql/core';
import { useLive } from '../live/live.ts';
import { usePartnership } from '../session/partnership.tsx';
import { useMe } from '../session/session.tsx';
import { useRefusalText } from '../states/refusal-text.ts';
import type { Problem } from '../server/transport.ts';
import type { SaveState } from '../states/save-state.tsx';
import { rememberFailure } from '../states/unread-failures.ts';
import type { FieldWords } from '../device/field-words.ts';
import {
  accept,
  choose,
  discard,
  fail,
  type FormState,
  meet,
  openForm,
  putAside,
  queue,
  type Question,
  refresh,
  send,
  shownValue,
  takeUp,
  type,
} from './form-state.ts';
import type { Draft, Snapshot } from '../device/draft.ts';
import type { AboutDraft, KeptDraft } from '../device/kept-drafts.ts';
import { type IdOf, useNewIds } from './new-ids.ts';
import { showField, useKeptDraft } from './use-kept-draft.ts';
import { thisPage, typedTexts } from './typed-texts.ts';
import { type Instead, type SendOptions, useSend } from './use-send.ts';

type Fields = Record<string, unknown>;

/** What a form writes: the form itself adds the id, the version and the idempotency key. */
export type Content<Input> = Omit<Input, 'id' | 'version' | 'idempotencyKey'>;

/** The row that a form changes: with its version where the mutation compares it, without it where it does not. */
type RowFor<Input> = ('id' extends keyof Input ? { id: string } : { id?: never }) &
  ('version' extends keyof Input ? { version: number } : { version?: never });

/** How the fields, and what they were when their author began, become the input; not needed where they are the same. */
type WithInput<V, Input> =
  V extends Content<Input>
    ? { input?(value: V, base: V, idOf: IdOf): Content<Input> }
    : { input(value: V, base: V, idOf: IdOf): Content<Input> };

type Common<V, Data, Input> = SendOptions & {
  /** Names the form and its item, `action-edit:<id>`: what is typed is kept under it. */
  key: string;
  document: TypedDocumentNode<Data, { input: Input }>;
  /** What is wrong with the fields taken together, by the path of each; nothing when they can be sent. */
  check?(value: V): Readonly<Record<string, string>>;
} & WithInput<V, Input>;

/** A form that changes a row. */
export type EditOptions<Row, V, Data, Input> = Common<V, Data, Input> & {
  row: Row & RowFor<Input>;
  /** The fields of the form, read from the row; also from the row as it stands when somebody else had saved. */
  read(row: Row): V;
};

/** A form that makes something new. */
export type NewOptions<V, Data, Input> = Common<V, Data, Input> & {
  blank: V;
  /** False where the mutation's input takes no id. */
  hasId?: 'id' extends keyof Input ? true : false;
  /** What would be blank now, where it is taken from a row that somebody else may have changed. */
  read?(current: Record<string, unknown>): V;
};

/** A form that does something to a row, with words of its own: retire it and say why. */
export type ActOptions<Row, V, Data, Input> = Common<V, Data, Input> & {
  row: Row & RowFor<Input>;
  blank: V;
  /** True when the person decides about the very text that they saw: if that changed, they look again first. */
  exactly?: boolean;
};

/** All three kinds of options as the form itself reads them. */
interface AnyOptions<Row, V, Data, Input> extends SendOptions {
  key: string;
  document: TypedDocumentNode<Data, { input: Input }>;
  input?(value: V, base: V, idOf: IdOf): object;
  check?(value: V): Readonly<Record<string, string>>;
  row?: Row & { id?: string; version?: number };
  read?(row: Row): V;
  blank?: V;
  hasId?: boolean;
  exactly?: boolean;
}

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

/** What a field tells its form about itself. */
export interface FieldEntry extends FieldWords {
  /** How a value is written for people, where that is more than the word of an option. */
  show?(value: unknown): string;
  /** What is wrong with the value, in our words; nothing when it can be sent. */
  check?(value: unknown): string | undefined;
}

/** A form with its fields, its draft and its way to the server; see `useForm`. */
export interface Form<V, Data = unknown> {
  readonly value: V;
  /** The id of what a form for something new makes with its next save. */
  readonly newId: string;
  /** The ids of the other rows that this save makes. */
  readonly idOf: IdOf;
  set(changes: Partial<V>): void;
  /** False for the moment in which the device is asked for a draft; fields cannot be changed until then. */
  readonly ready: boolean;
  /** True while there is text that the server does not have. */
  readonly dirty: boolean;
  /** What the save chip says. */
  readonly state: SaveState;
  /** The message for each field path. */
  readonly errors: Readonly<Record<string, string>>;
  /** Messages for paths that no field of the form shows. */
  readonly unplaced: readonly string[];
  readonly problem: Problem | undefined;
  /** Counts the failed attempts, so that each moves the focus to the first field with an error. */
  readonly failures: number;
  readonly question: Question<V> | undefined;
  /** When the draft that this visit began with was last typed in, milliseconds since 1970. */
  readonly restoredAt: number | undefined;
  /** Other drafts of the same form on this device, from other tabs. */
  readonly others: readonly KeptDraft<V>[];
  /** Sends what is typed, by another mutation where several buttons share one text. A second call waits for the first. */
  save(instead?: Instead): Promise<Outcome<Data>>;
  /** Answers the question: writes the chosen value of each field on top of the row as it stands. */
  choose(chosen: Partial<V>): Promise<Outcome<Data>>;
  putAside(): void;
  /** Says at a field what is wrong with it, where only the feature can know. */
  complain(name: keyof V & string, message: string): void;
  /** Throws the draft away. */
  discard(): void;
  /** Goes on with another draft; what stood here is kept as another. */
  takeUp(other: KeptDraft<V>): void;
  drop(other: KeptDraft<V>): void;
  /** The newest version of the row that this form knows: for what follows on a save. */
  version(): number | null;
  register(name: string, entry: FieldEntry): () => void;
  entry(name: string): FieldEntry | undefined;
}

/** How often a write is merged by itself while others keep writing; then the person is told. */
const mergesLimit = 5;

interface Held<V> {
  form: string;
  state: FormState<V>;
  restoredAt: number | undefined;
}

interface Trouble {
  problem: Problem | undefined;
  errors: Readonly<Record<string, string>>;
  unplaced: readonly string[];
  failures: number;
}

const without = (errors: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).filter(([path]) => !names.includes(path)));

/** What a form finds by itself; its fields say what it is. */
const notTaken: Problem = { code: 'INVALID', message: '', fields: {} };

const atEase: Trouble = { problem: undefined, errors: {}, unplaced: [], failures: 0 };

/** Picks fields of a row for a form. */
export function fields<K extends string>(...names: K[]): <Row extends Record<K, unknown>>(row: Row) => Pick<Row, K> {
  return (row) => {
    const picked: Partial<typeof row> = {};
    for (const name of names) picked[name] = row[name];
    return picked as Pick<typeof row, K>;
  };
}

/**
 * One form: its draft with what its author began from, errors at their fields, conflicts, the queue and the save state.
 * The draft survives a reload and a lost session; it is sent with the version that its author saw, and with no other.
 */
export function useForm<Row extends object, V extends object, Data, Input>(
  options: EditOptions<Row, V, Data, Input>,
): Form<V, Data>;
export function useForm<Row extends object, V extends object, Data, Input>(
  options: ActOptions<Row, V, Data, Input>,
): Form<V, Data>;
export function useForm<V extends object, Data, Input>(options: NewOptions<V, Data, Input>): Form<V, Data>;
export function useForm<Row extends object, V extends object, Data, Input>(
  options: AnyOptions<Row, V, Data, Input>,
): Form<V, Data> {
  const { row, read } = options;
  const form = `${useMe().account.id}:${usePartnership().partnershipId}:${options.key}`;
  const { send: sendOut, state: chip, setState: setChip } = useSend(options.document, options);
  const live = useLive();
  const newIds = useNewIds();
  const [held, setHeld] = useState<Held<V>>();
  const [trouble, setTrouble] = useState(atEase);
  const refusalText = useRefusalText();
  const latest = useRef<Held<V> | undefined>(undefined);
  const running = useRef<Promise<Outcome<Data>> | undefined>(undefined);
  const entries = useRef(new Map<string, FieldEntry>());

  const snapshotText = JSON.stringify({
    value: row && read ? read(row) : options.blank,
    version: row?.version ?? null,
  });
  // The same object for as long as it says the same: a row is a new object with every rendering.
  const snapshot = useMemo(() => JSON.parse(snapshotText) as Snapshot<V>, [snapshotText]);
  const incoming = useRef(snapshot);
  const put = useCallback((next: Held<V>) => {
    latest.current = next;
    setHeld(next);
  }, []);
  useEffect(() => {
    incoming.current = snapshot;
    if (latest.current) put({ ...latest.current, state: refresh(latest.current.state, snapshot) });
  }, [snapshot, put]);

  const onFound = useCallback((found: string, draft: KeptDraft<V> | undefined) => {
    const state = openForm(incoming.current, draft && { value: draft.value, base: draft.base });
    latest.current = { form: found, state, restoredAt: draft?.at };
    setHeld(latest.current);
  }, []);
  const device = useKeptDraft<V>(form, onFound);

  /** What a draft is, for when its form is on no screen any more. */
  const aboutDraft = (draft: Draft<V>): AboutDraft => ({
    label: options.label,
    ...thisPage(),
    texts: typedTexts(draft, (name) => entries.current.get(name)),
  });

  /** Moves the form on and keeps its draft on the device. */
  const move = (state: FormState<V>) => {
    const before = latest.current;
    if (!before) return;
    const restoredAt = state.draft ? before.restoredAt : undefined;
    put({ ...before, state, restoredAt });
    if (state.draft !== before.state.draft) device.keep(state.draft, state.draft && aboutDraft(state.draft));
  };

  const toInput = (value: V, base: V): Fields => ({
    ...(options.input ? options.input(value, base, newIds.now().idOf) : value),
  });
  const ids = (): Fields => {
    if (row) return row.id === undefined ? {} : { id: row.id };
    return options.hasId === false ? {} : { id: newIds.now().own };
  };
  const isVersioned = row?.version !== undefined;
  const isEdit = row !== undefined && read !== undefined;

  const words = (): Record<string, FieldWords> =>
    Object.fromEntries(
      [...entries.current].map(([name, { label, options: all }]) => [name, { label, ...(all && { options: all }) }]),
    );

  const refusedAt = (problem: Problem): Record<string, string> =>
    Object.fromEntries(Object.entries(problem.fields ?? {}).map(([path, refusal]) => [path, refusalText(refusal)]));

  const showTrouble = (problem: Problem, errors = refusedAt(problem), label = options.label): Outcome<Data> => {
    setChip('failed');
    rememberFailure(problem, label);
    const unplaced = Object.keys(errors)
      .filter((path) => !entries.current.has(path))
      .map((path) => errors[path] ?? '');
    setTrouble(({ failures }) => ({ problem, errors, unplaced, failures: failures + 1 }));
    return { kind: 'failed', problem };
  };

  /** What the form and its fields find wrong, before anything is sent. */
  const findErrors = (value: V): Record<string, string> => {
    const found: Record<string, string> = { ...options.check?.(value) };
    for (const [name, { check }] of entries.current) {
      const message = check?.((value as Fields)[name]);
      if (message) found[name] = message;
    }
    return found;
  };

  /** The row as the server answered it, read as the form's fields; what the answer does not carry is as last seen. */
  const readAnswer = (answer: Fields, seen: Fields): Snapshot<V> | undefined => {
    if (!row && !read) return undefined;
    const version = typeof answer['version'] === 'number' ? answer['version'] : null;
    return { value: read ? read({ ...row, ...seen, ...answer } as Row) : (options.blank as V), version };
  };

  const takeAnswer = (data: Data): void => {
    const now = latest.current;
    if (!now?.state.sent) return;
    if (isEdit && row) {
      const [answer] = Object.values(data as Fields) as (Fields | null | undefined)[];
      // A mutation may answer another row than the one that it changed: the row of a list, its owner.
      const isRow = answer && (row.id === undefined || answer['id'] === row.id);
      const saved = isRow ? readAnswer(answer, toInput(now.state.sent.value, now.state.sent.value)) : undefined;
      move(accept(now.state, saved));
      return;
    }
    beginAnew(now.state);
  };

  /** What was sent is on its way: the form is blank for the next one, but for what was typed since. */
  const beginAnew = (state: FormState<V>): void => {
    const { draft } = accept(state, undefined);
    move({ ...openForm(incoming.current), draft: draft && { value: draft.value, base: incoming.current } });
    newIds.renew();
  };

  const attempt = async (instead?: Instead): Promise<Outcome<Data>> => {
    for (let round = 0; ; round += 1) {
      const before = latest.current;
      if (!before) return { kind: 'failed', problem: { code: 'UNKNOWN', message: '' } };
      if (isEdit && !before.state.draft) return { kind: 'clean' };
      const wrong = findErrors(shownValue(before.state));
      if (Object.keys(wrong).length > 0) return showTrouble(notTaken, wrong);
      const sending = send(before.state);
      move(sending);
      setTrouble(({ failures }) => ({ ...atEase, failures }));
      const { value, base } = sending.sent;
      const versioned = isVersioned ? { version: base.version } : {};
      const content = instead?.input ?? toInput(value, base.value);
      const input = { ...ids(), ...versioned, ...content, ...instead?.about };
      const answer = await sendOut(input, {
        // What decides about a row is not merged by itself with what others have made of it since.
        ...(isEdit && { base: toInput(base.value, value) }),
        words: words(),
        texts: typedTexts(sending.sent, (name) => entries.current.get(name)),
        instead,
      });
      const now = latest.current ?? before;
      switch (answer.kind) {
        case 'saved':
          takeAnswer(answer.data);
          return answer;
        case 'waiting':
          if (isEdit) move(queue(now.state));
          else beginAnew(now.state);
          return answer;
        case 'failed':
          move(fail(now.state));
          return showTrouble(answer.problem, undefined, instead?.label);
        default: {
          const current = readAnswer(answer.current, {});
          if (!current || round >= mergesLimit) {
            move(fail(now.state));
            return showTrouble({ code: 'CHANGED', message: '' }, undefined, instead?.label);
          }
          const met = meet(now.state, current);
          move(met);
          if (options.exactly) {
            if (row?.id !== undefined) live.notice({ kind: '', id: row.id });
            return showTrouble({ code: 'CHANGED', message: '' }, undefined, instead?.label);
          }
          if (!met.question) continue;
          setChip('decide');
          return { kind: 'question' };
        }
      }
    }
  };

  const save = async (instead?: Instead): Promise<Outcome<Data>> => {
    if (running.current) {
      const outcome = await running.current;
      if (!isKept(outcome) || !latest.current?.state.draft) return outcome;
    }
    const work = attempt(instead).finally(() => {
      running.current = undefined;
    });
    running.current = work;
    return work;
  };

  const here = held?.form === form ? held : undefined;
  const state = here ? refresh(here.state, snapshot) : openForm(snapshot);
  const value = shownValue(state);
  return {
    value,
    newId: newIds.shown.own,
    idOf: newIds.shown.idOf,
    set: (changes) => {
      const now = latest.current;
      if (!now || now.form !== form) return;
      move(type(now.state, changes));
      setTrouble((before) => ({ ...before, errors: without(before.errors, Object.keys(changes)) }));
    },
    ready: here !== undefined,
    dirty: state.draft !== undefined,
    state: chip,
    errors: trouble.errors,
    unplaced: trouble.unplaced,
    problem: trouble.problem?.fields ? undefined : trouble.problem,
    failures: trouble.failures,
    question: state.question,
    restoredAt: here?.restoredAt,
    others: useMemo(
      () => device.others.filter((other) => JSON.stringify(other.value) !== JSON.stringify(value)),
      [device.others, value],
    ),
    save,
    choose: (chosen) => {
      if (latest.current) move(choose(latest.current.state, chosen));
      return save();
    },
    putAside: () => {
      if (latest.current) move(putAside(latest.current.state));
    },
    complain: (name, message) => void showTrouble(notTaken, { [name]: message }),
    discard: () => {
      if (latest.current) move(discard(latest.current.state));
      setTrouble(({ failures }) => ({ ...atEase, failures }));
    },
    takeUp: (other) => {
      const now = latest.current;
      if (!now) return;
      if (now.state.draft) device.setAside(now.state.draft, aboutDraft(now.state.draft));
      move(takeUp(now.state, { value: other.value, base: other.base }));
      if (other.tab.startsWith('aside-')) device.drop(other);
    },
    drop: device.drop,
    version: () => latest.current?.state.stored.version ?? snapshot.version,
    register: (name, entry) => {
      entries.current.set(name, entry);
      const hide = showField(form);
      return () => {
        if (entries.current.get(name) === entry) entries.current.delete(name);
        hide();
      };
    },
    entry: (name) => entries.current.get(name) ?? undefined,
  };
}
