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
  (kept: LastSeen, patience = patienceMs): Exchange =>
  ({ forward }) =>
  (operations) => {
    const waiting = new Set<number>();
    const all = share(operations);

    const seen = async (operation: Operation, stale: boolean): Promise<OperationResult | undefined> => {
      const answer = await kept.find(operation);
      if (!answer) return undefined;
      const { at, data } = answer;
      return { operation, data, extensions: { lastSeenAt: at }, stale, hasNext: false };
    };

    const lastSeenAfterFailure = async (result: OperationResult): Promise<OperationResult> => {
      const { operation, error } = result;
      if (!error) return result;
      if (problemOf(error).code === 'NETWORK') return (await seen(operation, false)) ?? result;
      await kept.drop(operation).catch(() => undefined);
      return result;
    };

    const answers = pipe(
      forward(
        pipe(
          all,
          tap(({ kind, key }) => (kind === 'query' ? waiting.add(key) : waiting.delete(key))),
        ),
      ),
      tap(({ operation, data, error }) => {
        waiting.delete(operation.key);
        // A device that keeps nothing works all the same, with the network.
        if (operation.kind === 'query' && data && !error) kept.keep(operation, data).catch(() => undefined);
      }),
      mergeMap((result) =>
        result.operation.kind === 'query' && result.error
          ? fromPromise(lastSeenAfterFailure(result))
          : fromValue(result),
      ),
    );

    const seenMeanwhile = (operation: Operation) =>
      waiting.has(operation.key) ? seen(operation, true) : Promise.resolve(undefined);
    const meanwhile = pipe(
      all,
      filter(({ kind }) => kind === 'query'),
      mergeMap((operation) => fromPromise(later(patience).then(() => seenMeanwhile(operation)))),
      filter((result) => result !== undefined),
    );

    return merge([answers, meanwhile]);
  };

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
