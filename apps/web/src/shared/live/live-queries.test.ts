import { Client, createRequest, type Exchange, gql } from '@urql/core';
import { filter, fromPromise, fromValue, mergeMap, pipe } from 'wonka';
import { expect, test, vi } from 'vitest';
import { backOff, readNotice } from './event-stream.ts';
import { LiveQueries, shows } from './live-queries.ts';

const Asks = gql`
  query Asks {
    asks {
      id
    }
  }
`;

const key = createRequest(Asks, {}).key;

/** A client over a server that counts what it is asked, and answers when it is let. */
function aClient() {
  const live = new LiveQueries();
  const server = {
    requests: 0,
    until: undefined as Promise<void> | undefined,
    lastSeenAt: undefined as number | undefined,
  };
  const answers: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === 'query'),
      mergeMap((operation) => {
        server.requests += 1;
        const { lastSeenAt, until } = server;
        const result = { operation, data: { asks: [] }, extensions: { lastSeenAt }, stale: false, hasNext: false };
        return until ? fromPromise(until.then(() => result as never)) : fromValue(result as never);
      }),
    );
  const url = 'http://nowhere.test/graphql';
  const client = new Client({ url, preferGetMethod: false, exchanges: [live.exchange, answers] });
  live.attach(client);
  return { client, live, server };
}

/** Holds the server's answers back until the answered function is called. */
function hold(server: ReturnType<typeof aClient>['server']): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.until = promise;
  return resolve;
}

const afresh = { requestPolicy: 'network-only' } as const;

test('a list stays live by its kinds while the same is asked ahead for later', async () => {
  const { client, live, server } = aClient();
  live.show(key, ['escalation']);
  const { unsubscribe } = client.query(Asks, {}, afresh).subscribe(() => {});
  await client.query(Asks, {}, afresh).toPromise();
  const before = server.requests;
  live.notice({ kind: 'action' });
  live.notice({ kind: 'escalation' });
  await vi.waitFor(() => expect(server.requests).toBe(before + 1));
  unsubscribe();
});

test.each(['member', 'seat', 'organization', 'partnership'])(
  'what may be done is asked again, wherever it is shown, when a %s changes',
  async (kind) => {
    const { client, live, server } = aClient();
    live.show(key, []);
    const listener = vi.fn<() => void>();
    const end = live.onRights(listener);
    const { unsubscribe } = client.query(Asks, {}, afresh).subscribe(() => {});
    live.notice({ kind, id: 'shown nowhere' });
    live.notice({ kind, id: 'nor this' });
    await vi.waitFor(() => expect(server.requests).toBe(2));
    expect(listener).toHaveBeenCalledOnce();
    end();
    unsubscribe();
  },
);

test('a screen is live by its kinds though it came while its query was asked ahead', async () => {
  const { client, live, server } = aClient();
  const letGo = hold(server);
  const ahead = live.queryAhead({ query: Asks, variables: {} });
  const { unsubscribe } = client.query(Asks, {}, { requestPolicy: 'cache-and-network' }).subscribe(() => {});
  live.show(key, ['escalation']);
  letGo();
  await ahead;
  expect(server.requests).toBe(1);
  live.notice({ kind: 'escalation' });
  await vi.waitFor(() => expect(server.requests).toBe(2));
  unsubscribe();
});

test('a notice that comes while a query is under way has it asked again afterwards', async () => {
  vi.useFakeTimers();
  try {
    const { client, live, server } = aClient();
    live.show(key, ['escalation']);
    const letGo = hold(server);
    const { unsubscribe } = client.query(Asks, {}, afresh).subscribe(() => {});
    live.notice({ kind: 'escalation' });
    await vi.runAllTimersAsync();
    expect(server.requests).toBe(1);
    letGo();
    await vi.runAllTimersAsync();
    expect(server.requests).toBe(2);
    unsubscribe();
  } finally {
    vi.useRealTimers();
  }
});

test('a page is as old as what stands on it, and not as what is only kept for later', async () => {
  const { client, live, server } = aClient();
  server.lastSeenAt = 1;
  const { unsubscribe } = client.query(Asks, {}, afresh).subscribe(() => {});
  await client.query(Asks, {}, afresh).toPromise();
  expect(live.oldestSeen()).toBeUndefined();
  const leave = live.show(key, []);
  expect(live.oldestSeen()).toBe(1);
  leave();
  expect(live.oldestSeen()).toBeUndefined();
  unsubscribe();
});

test('what was asked ahead is forgotten by a notice', async () => {
  const { client, live, server } = aClient();
  await live.queryAhead({ query: Asks, variables: {} });
  expect(server.requests).toBe(1);
  const policies: string[] = [];
  const watched = client.query(Asks, {}, { requestPolicy: 'cache-and-network' });
  const { unsubscribe } = watched.subscribe(({ operation }) => policies.push(operation.context.requestPolicy));
  unsubscribe();
  live.notice({ kind: 'escalation' });
  watched.subscribe(({ operation }) => policies.push(operation.context.requestPolicy)).unsubscribe();
  expect(policies).toEqual(['cache-first', 'cache-and-network']);
});

test('an answer shows a row wherever it stands in it', () => {
  const data = { network: { id: 'n', actions: { nodes: [{ id: 'a' }, { id: 'b', owner: null }] } } };
  expect(shows(data, 'b')).toBe(true);
  expect(shows(data, 'c')).toBe(false);
  expect(shows(undefined, 'c')).toBe(false);
});

test('reads a notice and lets everything else pass', () => {
  expect(readNotice('{"seq":"9","kind":"action","id":"x","version":3}')).toEqual({ kind: 'action', id: 'x' });
  expect(readNotice('{"seq":"9"}')).toBeUndefined();
  expect(readNotice('ping')).toBeUndefined();
});

test('waits twice as long each time, a minute at most, never all at once', () => {
  expect([0, 1, 2].map((attempt) => backOff(attempt, 0.5))).toEqual([1000, 2000, 4000]);
  expect(backOff(20, 0.5)).toBe(60_000);
  expect(backOff(0, 0)).toBeLessThan(backOff(0, 1));
});
