import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { clear, createStore } from 'idb-keyval';
import { Leaving } from './leaving.ts';

const store = createStore('leaving-test', 'session');
beforeEach(() => clear(store));

/** A server that can be cut off, and counts who signs out. */
function aServer() {
  const server = {
    status: 200 as number | 'away',
    requests: 0,
    fetcher: async () => {
      server.requests += 1;
      if (server.status === 'away') throw new TypeError('Failed to fetch');
      return new Response('{}', { status: server.status });
    },
  };
  return server;
}

test('a sign-out with no network is finished when the network is back, also after a reload', async () => {
  const server = aServer();
  server.status = 'away';
  const leaving = new Leaving(store, server.fetcher);
  await leaving.begin();
  expect(await leaving.finish()).toBe(false);
  const later = new Leaving(store, server.fetcher);
  expect(await later.isOn()).toBe(true);
  server.status = 200;
  expect(await later.finish()).toBe(true);
  expect(await later.isOn()).toBe(false);
});

test('nobody is signed out who did not ask for it', async () => {
  const server = aServer();
  expect(await new Leaving(store, server.fetcher).finish()).toBe(true);
  expect(server.requests).toBe(0);
});

test('a server that fails is told again; one that knows of no session is not', async () => {
  const server = aServer();
  const leaving = new Leaving(store, server.fetcher);
  await leaving.begin();
  server.status = 503;
  expect(await leaving.finish()).toBe(false);
  server.status = 400;
  expect(await leaving.finish()).toBe(true);
});
