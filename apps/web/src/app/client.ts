import { Client, fetchExchange, mapExchange } from '@urql/core';
import { cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import { LiveQueries } from '../shared/live.ts';
import { problemOf } from '../shared/transport.ts';

/** Every type with an id is normalised by it; what has none (a page, a count, a series) belongs to its parent. */
const keys = new Proxy<KeyingConfig>(
  {},
  { get: () => (data: { id?: unknown }) => (typeof data.id === 'string' ? data.id : null) },
);

/**
 * The client of one partnership. Each has a cache of its own: switching partnership can show nothing of the other.
 */
export function createClient(partnershipId: string, onSessionLost: () => void): { client: Client; live: LiveQueries } {
  const live = new LiveQueries();
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({ credentials: 'same-origin', headers: { 'x-partnership': partnershipId } }),
    exchanges: [
      live.exchange,
      mapExchange({
        onError: (error) => {
          if (problemOf(error).code === 'UNAUTHENTICATED') onSessionLost();
        },
      }),
      cacheExchange({ keys }),
      fetchExchange,
    ],
  });
  live.attach(client);
  return { client, live };
}
