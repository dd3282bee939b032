import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Draft, Snapshot } from '../device/draft.ts';
import type { AboutDraft, KeptDraft } from '../device/kept-drafts.ts';
import type { Problem } from '../server/transport.ts';
import { usePartnership } from '../session/partnership.tsx';
import { useMe } from '../session/session.tsx';
import type { SaveState } from '../states/save-state.tsx';
import type { FieldEntry } from './field-entries.ts';
import type { ActOptions, EditOptions, FormOptions, NewOptions } from './form-options.ts';
import {
  choose,
  discard,
  type FormState,
  openForm,
  putAside,
  type Question,
  refresh,
  shownValue,
  takeUp,
  type,
} from './form-state.ts';
import type { IdOf } from './new-ids.ts';
import { thisPage, typedTexts } from './typed-texts.ts';
import { showField, useKeptDraft } from './use-kept-draft.ts';
import type { Instead } from './use-send.ts';
import { type Outcome, useSaving } from './use-saving.ts';
import { useTrouble } from './use-trouble.ts';

/** A form with its fields, its draft and its way to the server; see `useForm`. */
export interface Form<V, Data = unknown> {
  readonly value: V;
  /** The id of the row that the next save of a form for something new makes. */
  readonly newId: string;
  /** The ids of the other rows that this save makes. */
  readonly idOf: IdOf;
  set(changes: Partial<V>): void;
  /** False while the device is being asked for a draft; until then the fields cannot be changed. */
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
  /** Shows at a field what is wrong with it, where only the feature can know. */
  complain(name: keyof V & string, message: string): void;
  /** Throws the draft away. */
  discard(): void;
  /** Goes on with another draft; the present one is kept beside it. */
  takeUp(other: KeptDraft<V>): void;
  drop(other: KeptDraft<V>): void;
  /** The newest version of the row that this form knows, for whatever follows a save. */
  version(): number | null;
  register(name: string, entry: FieldEntry): () => void;
  entry(name: string): FieldEntry | undefined;
}

interface Held<V> {
  form: string;
  state: FormState<V>;
  restoredAt: number | undefined;
}

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
  options: FormOptions<Row, V, Data, Input>,
): Form<V, Data> {
  const { row, read } = options;
  const form = `${useMe().account.id}:${usePartnership().partnershipId}:${options.key}`;
  const [held, setHeld] = useState<Held<V>>();
  const latest = useRef<Held<V> | undefined>(undefined);
  const entries = useRef(new Map<string, FieldEntry>());
  const trouble = useTrouble(entries);

  const snapshotText = JSON.stringify({
    value: row && read ? read(row) : options.blank,
    version: row?.version ?? null,
  });
  // The same object for as long as its content is the same: a row is a new object in every rendering.
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

  const onFound = useCallback(
    (found: string, draft: KeptDraft<V> | undefined) => {
      const state = openForm(incoming.current, draft && { value: draft.value, base: draft.base });
      put({ form: found, state, restoredAt: draft?.at });
    },
    [put],
  );
  const device = useKeptDraft<V>(form, onFound);

  /** Describes a draft, for when its form is no longer on the screen. */
  const aboutDraft = (draft: Draft<V>): AboutDraft => ({
    label: options.label,
    ...thisPage(),
    texts: typedTexts(draft, (name) => entries.current.get(name)),
  });

  /** Moves the form on and keeps its draft on the device. */
  const move = (state: FormState<V>): void => {
    const before = latest.current;
    if (!before) return;
    put({ ...before, state, restoredAt: state.draft ? before.restoredAt : undefined });
    if (state.draft !== before.state.draft) device.keep(state.draft, state.draft && aboutDraft(state.draft));
  };

  const { save, chip, refuse, newIds } = useSaving(options, {
    state: () => latest.current?.state,
    move,
    incoming: () => incoming.current,
    entries: () => entries.current,
    trouble,
  });

  const here = held?.form === form ? held : undefined;
  const state = here ? refresh(here.state, snapshot) : openForm(snapshot);
  const value = shownValue(state);
  return {
    value,
    newId: newIds.own,
    idOf: newIds.idOf,
    set: (changes) => {
      const now = latest.current;
      if (!now || now.form !== form) return;
      move(type(now.state, changes));
      trouble.forget(Object.keys(changes));
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
    complain: (name, message) => void refuse({ [name]: message }),
    discard: () => {
      if (latest.current) move(discard(latest.current.state));
      trouble.clear();
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
    entry: (name) => entries.current.get(name),
  };
}
