import 'fake-indexeddb/auto';
import { Client, type Exchange, gql, type Operation, type OperationResult } from '@urql/core';
import { createStore, keys, set } from 'idb-keyval';
import { filter, fromPromise, mergeMap, pipe } from 'wonka';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetSeen, LastSeen } from './last-seen.ts';
import { lastSeenAt, lastSeenExchange } from './last-seen-exchange.ts';

const Work = gql`
  query Work($id: String!) {
    work(id: $id) {
      id
      title
    }
  }
`;
type Answer = Partial<Pick<OperationResult, 'data' | 'error'>>;

let number = 0;
let store = createStore('seen-0', 'answers');
beforeEach(() => {
  number += 1;
  store = createStore(`seen-${number}`, 'answers');
});

/** A server that answers as told, and a client before it. */
function clientOf(account: string, answer: () => Answer | Promise<Answer>, patience?: number): Client {
  const server: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === 'query'),
      mergeMap((operation) =>
        fromPromise(Promise.resolve(answer()).then((given) => ({ operation, stale: false, hasNext: false, ...given }))),
      ),
    ) as ReturnType<ReturnType<Exchange>>;
  const seen = new LastSeen(account, 'harbor', store);
  return new Client({
    url: 'http://nowhere.test/graphql',
    preferGetMethod: false,
    requestPolicy: 'network-only',
    exchanges: [lastSeenExchange(seen, patience), server],
  });
}

const seenAnswer = { data: { work: { __typename: 'Work', id: '1', title: 'Count to ten' } } };
const away: Answer = { error: { networkError: new Error('away'), graphQLErrors: [], name: '', message: '' } as never };
const refusal: Answer = {
  error: {
    graphQLErrors: [{ message: '', extensions: { code: 'NOT_FOUND' } }],
    name: '',
    message: '',
  } as never,
};
const ask = (client: Client, id = '1') => client.query(Work, { id }).toPromise();

/** Asks and waits until the answer is on the device. */
async function seeOnce(account: string): Promise<void> {
  await ask(clientOf(account, () => seenAnswer));
  await vi.waitFor(async () => expect(await keys(store)).toHaveLength(1));
}

describe('what was last seen', () => {
  it('is shown with its time when the server cannot be reached', async () => {
    const before = Date.now();
    await seeOnce('rosa');
    const result = await ask(clientOf('rosa', () => away));
    expect(result.data).toEqual(seenAnswer.data);
    expect(result.error).toBeUndefined();
    expect(lastSeenAt(result)).toBeGreaterThanOrEqual(before);
  });

  it('is not the answer to other variables, nor shown to another account', async () => {
    await seeOnce('rosa');
    expect(
      (
        await ask(
          clientOf('rosa', () => away),
          '2',
        )
      ).data,
    ).toBeUndefined();
    expect((await ask(clientOf('tamika', () => away))).data).toBeUndefined();
  });

  it('gives way to what the server says now', async () => {
    await seeOnce('rosa');
    const now = { data: { work: { __typename: 'Work', id: '1', title: 'Count to twenty' } } };
    const result = await ask(clientOf('rosa', () => now));
    expect(result.data).toEqual(now.data);
    expect(lastSeenAt(result)).toBeUndefined();
  });

  it('is forgotten once the server refuses it', async () => {
    await seeOnce('rosa');
    const refused = await ask(clientOf('rosa', () => refusal));
    expect(refused.data).toBeUndefined();
    expect(refused.error).toBeDefined();
    expect((await ask(clientOf('rosa', () => away))).data).toBeUndefined();
  });

  it('is shown while the server takes long, until it answers', async () => {
    await seeOnce('rosa');
    const now = { data: { work: { __typename: 'Work', id: '1', title: 'Count to twenty' } } };
    const { promise: slow, resolve: answer } = Promise.withResolvers<Answer>();
    const results: [data: unknown, isLastSeen: boolean][] = [];
    const { unsubscribe } = clientOf('rosa', () => slow, 1)
      .query(Work, { id: '1' })
      .subscribe((result) => results.push([result.data, lastSeenAt(result) !== undefined]));
    await vi.waitFor(() => expect(results).toEqual([[seenAnswer.data, true]]));
    answer(now);
    await vi.waitFor(() => expect(results.at(-1)).toEqual([now.data, false]));
    unsubscribe();
  });

  it('is gone when this device forgets, with what was still on its way', async () => {
    await seeOnce('rosa');
    const { promise: slow, resolve: answer } = Promise.withResolvers<Answer>();
    const asking = ask(clientOf('rosa', () => slow));
    await forgetSeen(store);
    answer(seenAnswer);
    expect((await asking).data).toEqual(seenAnswer.data);
    expect(await keys(store)).toEqual([]);
  });

  it('is kept for 150 queries and 30 days at most', async () => {
    const seen = new LastSeen('rosa', 'harbor', store);
    const now = Date.now();
    await Promise.all(
      Array.from({ length: 160 }, (_, index) => set(`rosa:harbor:${index}`, { at: now - index, data: null }, store)),
    );
    await set('rosa:harbor:old', { at: now - 31 * 86_400_000, data: null }, store);
    await seen.sweep();
    const left = await keys<string>(store);
    expect(left).toHaveLength(150);
    expect(left).toContain('rosa:harbor:0');
    expect(left).not.toContain('rosa:harbor:155');
  });
});

describe('what was last seen, where the same is asked again and again', () => {
  /** A client whose server and device answer when they are told to, and what came out of it. */
  function createHeldClient() {
    const fromServer: PromiseWithResolvers<Answer>[] = [];
    const fromDevice: PromiseWithResolvers<{ at: number; data: unknown }>[] = [];
    const take = <Kind>(list: PromiseWithResolvers<Kind>[]): Promise<Kind> => {
      const answer = Promise.withResolvers<Kind>();
      list.push(answer);
      return answer.promise;
    };
    const device = { find: () => take(fromDevice), keep: async () => undefined, drop: async () => undefined };
    let last: Operation | undefined;
    const server: Exchange = () => (operations) =>
      pipe(
        operations,
        filter(({ kind }) => kind === 'query'),
        mergeMap((operation) => {
          last = operation;
          return fromPromise(take(fromServer).then((given) => ({ operation, stale: false, hasNext: false, ...given })));
        }),
      ) as ReturnType<ReturnType<Exchange>>;
    const client = new Client({
      url: 'http://nowhere.test/graphql',
      preferGetMethod: false,
      requestPolicy: 'network-only',
      exchanges: [lastSeenExchange(device as unknown as LastSeen, 4_000), server],
    });
    const shown: boolean[] = [];
    client.query(Work, { id: '1' }).subscribe((result) => shown.push(lastSeenAt(result) !== undefined));
    const askAgain = () => last && client.reexecuteOperation(last);
    return { fromServer, fromDevice, shown, askAgain };
  }

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('never comes after the answer that it stands in for', async () => {
    const { fromServer, fromDevice, shown } = createHeldClient();
    await vi.advanceTimersByTimeAsync(4_000);
    fromServer[0]?.resolve(seenAnswer);
    await vi.advanceTimersByTimeAsync(0);
    fromDevice[0]?.resolve({ at: 1, data: seenAnswer.data });
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual([false]);
  });

  it('waits as long for each answer, whatever was asked before', async () => {
    const { fromServer, fromDevice, askAgain } = createHeldClient();
    fromServer[0]?.resolve(seenAnswer);
    await vi.advanceTimersByTimeAsync(3_990);
    askAgain();
    await vi.advanceTimersByTimeAsync(3_990);
    expect(fromServer).toHaveLength(2);
    expect(fromDevice).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(10);
    expect(fromDevice).toHaveLength(1);
  });
});
