import type { Exchange, Operation, OperationResult } from '@urql/core';
import { filter, fromPromise, fromValue, merge, mergeMap, pipe, share, tap } from 'wonka';
import type { LastSeen } from './last-seen.ts';
import { problemOf } from '../server/transport.ts';

/** How long a screen waits for the server before it shows what was last seen, until the answer comes. */
const patienceMs = 4_000;

/** When the shown answer was given, if it is one that was kept (ms since 1970). */
export const lastSeenAt = (result: { extensions?: Record<string, unknown> | undefined }): number | undefined => {
  const at = result.extensions?.['lastSeenAt'];
  return typeof at === 'number' ? at : undefined;
};

/**
 * Answers a query from what the server said last when it cannot be reached, or while it takes long; the answer says
 * when it was given. What the server refuses is forgotten. It stands between the cache and the network.
 */
export const lastSeenExchange =
  (lastSeen: LastSeen, patience = patienceMs): Exchange =>
  ({ forward }) =>
  (operations) => {
    /** The questions that wait for the server, each with its turn: the same query is asked again and again. */
    const waiting = new Map<number, number>();
    let turns = 0;
    const begin = (key: number): void => {
      if (!waiting.has(key)) waiting.set(key, (turns += 1));
    };
    const all = share(operations);

    const findSeen = async (operation: Operation, stale: boolean): Promise<OperationResult | undefined> => {
      const answer = await lastSeen.find(operation);
      if (!answer) return undefined;
      const { at, data } = answer;
      return { operation, data, extensions: { lastSeenAt: at }, stale, hasNext: false };
    };

    const lastSeenAfterFailure = async (result: OperationResult): Promise<OperationResult> => {
      const { operation, error } = result;
      if (!error) return result;
      if (problemOf(error).code === 'NETWORK') return (await findSeen(operation, false)) ?? result;
      await lastSeen.drop(operation).catch(() => undefined);
      return result;
    };

    const answers = pipe(
      forward(
        pipe(
          all,
          tap(({ kind, key }) => (kind === 'query' ? begin(key) : waiting.delete(key))),
        ),
      ),
      tap(({ operation, data, error }) => {
        waiting.delete(operation.key);
        // A device that keeps nothing works all the same, with the network.
        if (operation.kind === 'query' && data && !error) lastSeen.keep(operation, data).catch(() => undefined);
      }),
      mergeMap((result) =>
        result.operation.kind === 'query' && result.error
          ? fromPromise(lastSeenAfterFailure(result))
          : fromValue(result),
      ),
    );

    /** What was last seen, while this turn still waits: nothing may come after the answer that it stands in for. */
    const seenMeanwhile = async (operation: Operation, turn: number | undefined) => {
      const stillWaits = () => turn !== undefined && waiting.get(operation.key) === turn;
      await later(patience);
      const answer = stillWaits() ? await findSeen(operation, true) : undefined;
      return stillWaits() ? answer : undefined;
    };
    const meanwhile = pipe(
      all,
      filter(({ kind }) => kind === 'query'),
      mergeMap((operation) => fromPromise(seenMeanwhile(operation, waiting.get(operation.key)))),
      filter((result) => result !== undefined),
    );

    return merge([answers, meanwhile]);
  };

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
