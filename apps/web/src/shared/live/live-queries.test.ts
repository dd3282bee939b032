import { Client, type Exchange, gql } from '@urql/core';
import { filter, map, pipe } from 'wonka';
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

/** A client over a server that counts what it is asked. */
function aClient() {
  const live = new LiveQueries();
  const server = { asked: 0 };
  const answers: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === 'query'),
      map((operation) => {
        server.asked += 1;
        return { operation, data: { asks: [] }, stale: false, hasNext: false } as never;
      }),
    );
  const url = 'http://nowhere.test/graphql';
  const client = new Client({ url, preferGetMethod: false, exchanges: [live.exchange, answers] });
  live.attach(client);
  return { client, live, server };
}

test('a list stays live by its kinds while the same is asked ahead for later', async () => {
  const { client, live, server } = aClient();
  const context = { requestPolicy: 'network-only', kinds: ['escalation'] } as const;
  const { unsubscribe } = client.query(Asks, {}, context).subscribe(() => {});
  await client.query(Asks, {}, { requestPolicy: 'network-only' }).toPromise();
  const before = server.asked;
  live.notice({ kind: 'action' });
  live.notice({ kind: 'escalation' });
  await vi.waitFor(() => expect(server.asked).toBe(before + 1));
  unsubscribe();
});

test('what was asked ahead is forgotten by a notice', async () => {
  const { client, live, server } = aClient();
  await live.queryAhead({ query: Asks, variables: {} });
  expect(server.asked).toBe(1);
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
