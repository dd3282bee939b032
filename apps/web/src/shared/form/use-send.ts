import { useCallback, useEffect, useRef, useState } from 'react';
import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { useClient } from 'urql';
import { v7 as uuid } from 'uuid';
import { useLive } from '../live/live.ts';
import { usePartnership } from '../session/partnership.tsx';
import { useQueue } from './queue-context.tsx';
import { isPassing, problemOf, type Problem } from '../server/transport.ts';
import type { SaveState } from '../states/save-state.tsx';
import type { FieldWords } from '../device/field-words.ts';
import type { AboutDraft } from '../device/kept-drafts.ts';
import { thisPage } from './typed-texts.ts';

type Fields = Record<string, unknown>;

/** How one attempt ended. */
export type Answer<Data> =
  | { kind: 'saved'; data: Data }
  /** It is stored on this device and goes out when the network is back. */
  | { kind: 'waiting' }
  /** Somebody else had saved: the row as it stands now. */
  | { kind: 'conflict'; current: Fields }
  | { kind: 'failed'; problem: Problem };

export interface SendOptions {
  /** The write's name for people, translated; shown when it waits or is refused later. */
  label: string;
  /** Kinds of rows that it may add or remove: their lists on the screen are fetched again at once. */
  touches?: readonly string[];
}

/** Another mutation for the same words: one text, several buttons. */
export interface Instead {
  document: TypedDocumentNode<unknown, { input: never }>;
  label: string;
  /** The version of the row that it is about, where that is not the form's own row. */
  about?: { version: number };
  /** Its input, where it differs from that of the form's own mutation. */
  input?: object;
}

/** What goes with an input but is not sent. */
interface Beside {
  /** What the author began from, for the merge of a write that had to wait. */
  base?: Fields;
  /** What the form calls its fields, for when a person must decide about a write that waited. */
  words?: Readonly<Record<string, FieldWords>>;
  /** What was typed, as people read it. */
  texts?: AboutDraft['texts'];
  instead?: Instead | undefined;
}

/** The only way for a write to leave a screen; see `useSend`. */
export interface Sender<Data> {
  /** Sends an input without its key. */
  send(input: Fields, beside?: Beside): Promise<Answer<Data>>;
  state: SaveState;
  setState(state: SaveState): void;
}

/**
 * Sends one mutation: adds the idempotency key (the same for a repeated attempt of the same input) and puts the write
 * into the queue when the network is away. Forms and acts are built on it; features use those.
 */
export function useSend<Data, Input>(
  document: TypedDocumentNode<Data, { input: Input }>,
  { label, touches = [] }: SendOptions,
): Sender<Data> {
  const client = useClient();
  const live = useLive();
  const { add, subscribe, writes } = useQueue();
  const { partnershipId } = usePartnership();
  const [state, setState] = useState<SaveState>('clean');
  const key = useRef({ body: '', key: '' });
  const queued = useRef<string | undefined>(undefined);

  const waitsAhead = writes.some((write) => write.state === 'waiting' && write.partnershipId === partnershipId);
  const touched = touches.join();

  useEffect(
    () =>
      subscribe((outcome) => {
        if (outcome.id !== queued.current) return;
        queued.current = undefined;
        setState('problem' in outcome ? 'decide' : 'saved');
      }),
    [subscribe],
  );

  const send = useCallback(
    async (input: Fields, { base, words, texts = [], instead }: Beside = {}): Promise<Answer<Data>> => {
      setState('saving');
      const mutation = (instead?.document ?? document) as typeof document;
      const query = stringifyDocument(mutation);
      const body = query + JSON.stringify(input);
      if (key.current.body !== body) key.current = { body, key: uuid() };
      const keyed = { ...input, idempotencyKey: key.current.key };
      // Waiting writes were made earlier and must arrive earlier.
      const result = waitsAhead
        ? undefined
        : await client.mutation(mutation, { input: keyed as unknown as Input }).toPromise();
      if (result && !result.error && result.data) {
        key.current = { body: '', key: '' };
        setState('saved');
        for (const kind of touched.split(',').filter(Boolean)) live.notice({ kind });
        return { kind: 'saved', data: result.data };
      }
      const problem: Problem = result?.error ? problemOf(result.error) : { code: 'NETWORK', message: '' };
      if (isPassing(problem)) {
        const called = instead?.label ?? label;
        const about = { label: called, ...thisPage(), texts };
        const write = { partnershipId, label: called, query, input: keyed, base, words, about };
        try {
          queued.current = await add(write);
        } catch {
          // A browser that refuses storage keeps nothing: the text stays in the form, and the form does not call it safe.
          setState('failed');
          return { kind: 'failed', problem };
        }
        setState('waiting');
        return { kind: 'waiting' };
      }
      if (problem.code === 'CONFLICT' && problem.current) return { kind: 'conflict', current: problem.current };
      setState('failed');
      return { kind: 'failed', problem };
    },
    [client, document, label, live, partnershipId, add, touched, waitsAhead],
  );

  return { send, state, setState };
}
