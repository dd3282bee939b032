import { Client, fetchExchange, mapExchange } from '@urql/core';
import { cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache';
import type { FirstQuery } from '../shared/live/first-query.ts';
import { LastSeen } from '../shared/device/last-seen.ts';
import { lastSeenExchange } from '../shared/device/last-seen-exchange.ts';
import { LiveQueries } from '../shared/live/live-queries.ts';
import { problemOf } from '../shared/server/transport.ts';

/** Every type with an id is normalised by it; what has none (a page, a count, a series) belongs to its parent. */
const keys = new Proxy<KeyingConfig>(
  {},
  { get: () => (data: { id?: unknown }) => (typeof data.id === 'string' ? data.id : null) },
);

/** The client of one partnership for one account, with the queries that it shows. */
export interface PartnershipClient {
  client: Client;
  live: LiveQueries;
  /** What this device keeps of the server's answers. */
  seen: LastSeen;
  /** Says `lost` when the server no longer knows the session. */
  session: EventTarget;
}

/**
 * Makes the client of one partnership for one account. Each has a cache of its own: switching partnership can show nothing of the other.
 */
function createClient(accountId: string, partnershipId: string): PartnershipClient {
  const live = new LiveQueries();
  const seen = new LastSeen(accountId, partnershipId);
  const session = new EventTarget();
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({ credentials: 'same-origin', headers: { 'x-partnership': partnershipId } }),
    exchanges: [
      live.exchange,
      mapExchange({
        onError: (error) => {
          if (problemOf(error).code === 'UNAUTHENTICATED') session.dispatchEvent(new Event('lost'));
        },
      }),
      cacheExchange({ keys }),
      lastSeenExchange(seen),
      fetchExchange,
    ],
  });
  live.attach(client);
  return { client, live, seen, session };
}

let ahead: { accountId: string; partnershipId: string; made: PartnershipClient } | undefined;

/** Asks a screen's first queries before anything of it is there; `takeClient` hands over who asked. */
export function queryAhead(accountId: string, partnershipId: string, queries: readonly FirstQuery[]): void {
  const made = createClient(accountId, partnershipId);
  ahead = { accountId, partnershipId, made };
  for (const query of queries) void made.live.queryAhead(query);
}

/** The client with which a partnership is opened: the one that asked ahead for it, once, otherwise a new one. */
export function takeClient(accountId: string, partnershipId: string): PartnershipClient {
  const found = ahead?.accountId === accountId && ahead.partnershipId === partnershipId ? ahead.made : undefined;
  ahead = undefined;
  return found ?? createClient(accountId, partnershipId);
}
