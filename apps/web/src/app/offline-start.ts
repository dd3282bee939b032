import { createRequest } from '@urql/core';
import { IdeasToLog, NetworksToLog } from '../features/cycles/quick-log-queries.ts';
import { firstQuery, type FirstQuery } from '../shared/live/first-query.ts';
import type { PartnershipClient } from './client.ts';
import { routeAt } from './routes.ts';

/** Most of a person's own networks that are kept for where there is no network. */
const mostNetworks = 5;
/** An answer younger than this is not asked for again only to be kept. */
const youngMs = 10 * 60_000;
const unhurriedMs = 3_000;

/**
 * Lets the app open with no network: registers the service worker and has it keep the code and the texts of the screens
 * that people need where there is none (`offline-files.json`, made by the build).
 */
export async function prepareOfflineStart(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await firstScreenDone();
  await navigator.serviceWorker.register('/service-worker.js');
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage('keep');
}

/**
 * Asks, when the first screen is done, for what a member needs in a corridor: their work, the asks, the choices of the
 * quick log, and the plans and tests of their own networks. The client keeps the answers (`last-seen.ts`).
 */
export async function gatherForOffline({ client, seen }: PartnershipClient, stop: AbortSignal): Promise<void> {
  const isYoung = async ({ query, variables }: FirstQuery): Promise<boolean> => {
    const found = await seen.find(client.createRequestOperation('query', createRequest(query, variables)));
    return found !== undefined && found.at > Date.now() - youngMs;
  };
  /** One at a time, so that whatever the person does next comes first. */
  const gather = async (queries: readonly FirstQuery[]): Promise<void> => {
    for (const one of queries) {
      if (stop.aborted || !navigator.onLine) return;
      if (await isYoung(one)) continue;
      await client.query(one.query, one.variables, { requestPolicy: 'network-only' }).toPromise();
    }
  };

  await firstScreenDone();
  await gather(['', 'log'].flatMap(firstOf));
  const { data } = await client.query(NetworksToLog, {}, { requestPolicy: 'cache-first' }).toPromise();
  const own = data?.networks.nodes.filter(({ abilities }) => abilities.includes('canLogCycle')) ?? [];
  const networks = own.slice(0, mostNetworks).map(({ id }) => id);
  await gather(networks.map((networkId) => firstQuery(IdeasToLog, { networkId })));
  // What a person logs must be possible first; the rest can wait until they have looked round.
  await pause(unhurriedMs);
  await gather(firstOf('asks'));
  const tabs = ['', '/plan', '/tests', '/asks'];
  await gather(networks.flatMap((id) => tabs.flatMap((tab) => firstOf(`networks/${id}${tab}`))));
  await seen.sweep();
}

function firstOf(path: string): FirstQuery[] {
  const opened = routeAt(`/p/any/${path}`);
  return opened?.route.queries?.(opened.params) ?? [];
}

/** Resolves when the page has loaded and nothing on it has been busy for two seconds: until then the line is the screen's. */
async function firstScreenDone(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((go) => window.addEventListener('load', go, { once: true }));
  }
  for (let quiet = 0; quiet < 8; quiet += 1) {
    await pause(250);
    if (document.querySelector('h1') === null || document.querySelector('[aria-busy="true"]') !== null) quiet = -1;
  }
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
