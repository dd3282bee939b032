import { useCallback, useEffect, useRef, useState } from 'react';
import { stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { useClient } from 'urql';
import { v7 as uuid } from 'uuid';
import { mergeFields, type FieldConflict } from './conflict.ts';
import { useLive } from './live.ts';
import { usePartnership } from './partnership.tsx';
import { useQueue } from './queue-context.tsx';
import { isPassing, problemOf, type Problem } from './transport.ts';

/** What the save chip may say. `clean`: nothing was written yet. */
export type SaveState = 'clean' | 'saving' | 'saved' | 'waiting' | 'decide' | 'failed';

/** A conflict that a person must settle; the dialog shows both texts of each field. */
export interface OpenConflict {
  conflicts: FieldConflict[];
  /** The fields that merged by themselves. */
  merged: Record<string, unknown>;
  current: Record<string, unknown>;
}

/** How one write ended for the form that made it. */
export type Outcome<Data> =
  | { kind: 'saved'; data: Data }
  /** It is stored on this device and goes out when the network is back. */
  | { kind: 'waiting' }
  /** A person must settle a conflict first (`conflict-dialog.tsx`). */
  | { kind: 'conflict' }
  | { kind: 'failed'; problem: Problem };

interface WriteOptions {
  /** What the person calls this write, translated: shown when it waits or is refused later. */
  label: string;
  /** Kinds whose lists on screen may change by it: they are refetched at once. */
  touches?: readonly string[];
}

type Fields = Record<string, unknown>;

/** A write with its state; see `useWrite`. */
export interface Write<Data, Input> {
  /**
   * Sends the input. `base` is the row as the form first showed it, for inputs with a version: with it, changes that
   * do not touch the same field merge by themselves.
   */
  run(input: Omit<Input, 'idempotencyKey'>, base?: Fields): Promise<Outcome<Data>>;
  state: SaveState;
  /** INVALID: the message for each field path. */
  fieldErrors: Record<string, string>;
  /** The problem of the last attempt, INVALID without fields, REFUSED and all others. */
  problem: Problem | undefined;
  conflict: OpenConflict | undefined;
  /** Sends again what the person settled, on top of the current row. */
  resolve(settled: Fields): Promise<Outcome<Data>>;
  /** Puts the conflict away without writing; the draft keeps the person's text. */
  dismiss(): void;
}

interface Attempt {
  input: Fields;
  base: Fields | undefined;
}

/** How often a write is merged by itself when others keep writing; then the person is told. */
const mergesLimit = 5;

const notContent = new Set(['id', 'version', 'idempotencyKey']);
/** The fields of an input that a person wrote: all but ids, version and key. */
export const contentOf = (input: Fields): Fields =>
  Object.fromEntries(Object.entries(input).filter(([field]) => !notContent.has(field)));

/** The input of the next attempt after a merge: the merged fields on the current row's version. */
export function rebase(input: Fields, current: Fields, fields: Fields): Fields {
  return { ...input, ...fields, version: current['version'] };
}

/**
 * Writes one mutation. It adds the idempotency key (the same for a repeated attempt of the same input), puts the write
 * into the queue when the network is away, merges a conflict where no field was changed twice, and tells the rest.
 */
export function useWrite<Data, Input extends { idempotencyKey: string }>(
  document: TypedDocumentNode<Data, { input: Input }>,
  { label, touches = [] }: WriteOptions,
): Write<Data, Input> {
  const client = useClient();
  const live = useLive();
  const { add, subscribe, writes } = useQueue();
  const { partnershipId } = usePartnership();
  const [state, setState] = useState<SaveState>('clean');
  const [problem, setProblem] = useState<Problem>();
  const [conflict, setConflict] = useState<OpenConflict>();
  const last = useRef<Attempt | undefined>(undefined);
  const key = useRef({ body: '', key: '' });
  const queued = useRef<string | undefined>(undefined);

  const waitsAhead = writes.some((write) => write.state === 'waiting' && write.partnershipId === partnershipId);
  const touched = touches.join();

  useEffect(
    () =>
      subscribe((settled) => {
        if (settled.id !== queued.current) return;
        queued.current = undefined;
        setState('problem' in settled ? 'decide' : 'saved');
      }),
    [subscribe],
  );

  const put = useCallback(
    async (firstInput: Fields, firstBase: Fields | undefined): Promise<Outcome<Data>> => {
      let attempt: Attempt = { input: firstInput, base: firstBase };
      setProblem(undefined);
      setState('saving');

      for (let round = 0; ; round += 1) {
        const { input, base } = attempt;
        last.current = attempt;
        const body = JSON.stringify(input);
        if (key.current.body !== body) key.current = { body, key: uuid() };
        const keyed = { ...input, idempotencyKey: key.current.key };
        // What waits was made earlier and must arrive earlier.
        const result = waitsAhead
          ? undefined
          : await client.mutation(document, { input: keyed as unknown as Input }).toPromise();
        if (result && !result.error && result.data) {
          key.current = { body: '', key: '' };
          setState('saved');
          for (const kind of touched.split(',').filter(Boolean)) live.notice({ kind });
          return { kind: 'saved', data: result.data };
        }
        const found: Problem = result?.error ? problemOf(result.error) : { code: 'NETWORK', message: '' };
        if (isPassing(found)) {
          setState('waiting');
          const query = stringifyDocument(document);
          queued.current = await add({ partnershipId, label, query, input: keyed, base });
          return { kind: 'waiting' };
        }
        if (found.code !== 'CONFLICT' || !found.current || round >= mergesLimit) {
          setProblem(found);
          setState('failed');
          return { kind: 'failed', problem: found };
        }
        const { current } = found;
        const { merged, conflicts } = mergeFields(base, contentOf(input), current);
        if (conflicts.length > 0) {
          setConflict({ conflicts, merged, current });
          setState('decide');
          return { kind: 'conflict' };
        }
        attempt = { input: rebase(input, current, merged), base: current };
      }
    },
    [client, document, label, live, partnershipId, add, touched, waitsAhead],
  );

  const run = useCallback<Write<Data, Input>['run']>((input, base) => put(input, base), [put]);

  const resolve = useCallback(
    async (settled: Fields): Promise<Outcome<Data>> => {
      if (!conflict || !last.current) return { kind: 'failed', problem: { code: 'UNKNOWN', message: '' } };
      const input = rebase(last.current.input, conflict.current, { ...conflict.merged, ...settled });
      setConflict(undefined);
      return put(input, conflict.current);
    },
    [conflict, put],
  );

  const dismiss = useCallback(() => setConflict(undefined), []);

  return { run, state, fieldErrors: problem?.fields ?? {}, problem, conflict, resolve, dismiss };
}
