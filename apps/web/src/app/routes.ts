import type { ComponentType } from 'react';
import { parse } from 'regexparam';
import { escalationsFirst } from '../features/escalations/escalation-operations.ts';
import { MyWorkQuery } from '../features/my-work/my-work-query.ts';
import { NetworkPage } from '../features/networks/network-query.ts';
import { loadAimChart, openTab } from '../features/networks/network-tabs.ts';
import { IdeasToLog, NetworksToLog } from '../features/cycles/quick-log-queries.ts';
import { preferredLanguage, textsOf } from './texts.ts';
import { firstQuery, type FirstQuery } from '../shared/live/first-query.ts';

type Params = Readonly<Record<string, string | undefined>>;

/** One screen and its path inside a partnership (`/p/<slug>` goes before it). */
export interface ScreenRoute {
  /** wouter's pattern: `/networks/:id/:tab?`. */
  path: string;
  /** Loads the screen with its own code; the module's default export is the component. */
  screen: () => Promise<{ default: ComponentType }>;
  /** What the screen asks first. */
  queries?: (params: Params) => FirstQuery[];
  /** Loads the parts that the screen will need at once. */
  parts?: (params: Params) => Promise<unknown>[];
}

/**
 * Every screen of a partnership, one line each:
 * `{ path: '/cycles/:id', screen: () => import('../features/cycles/cycle-screen.tsx') },`
 * The first path that matches wins. The navigation shows only what has its line here.
 */
export const routes: readonly ScreenRoute[] = [
  { path: '/indicators', screen: () => import('../features/indicators/indicators-screen.tsx') },
  { path: '/indicators/:id', screen: () => import('../features/indicators/indicator-screen.tsx') },
  { path: '/data', screen: () => import('../features/exports/analysts-screen.tsx') },
  { path: '/places', screen: () => import('../features/places/places-screen.tsx') },
  { path: '/populations', screen: () => import('../features/populations/populations-screen.tsx') },
  { path: '/data-requests', screen: () => import('../features/data-requests/data-requests-screen.tsx') },
  { path: '/data-requests/:id', screen: () => import('../features/data-requests/request-screen.tsx') },
  { path: '/partnership', screen: () => import('../features/partnership/partnership-screen.tsx') },
  { path: '/networks', screen: () => import('../features/networks/networks-screen.tsx') },
  {
    path: '/log',
    screen: () => import('../features/cycles/quick-log-screen.tsx'),
    queries: () => [firstQuery(NetworksToLog, {})],
  },
  {
    path: '/networks/:id/log',
    screen: () => import('../features/cycles/quick-log-screen.tsx'),
    queries: ({ id = '' }) => [firstQuery(NetworksToLog, {}), firstQuery(IdeasToLog, { networkId: id })],
  },
  {
    path: '/networks/:id/:tab?',
    screen: () => import('../features/networks/network-screen.tsx'),
    queries: ({ id = '', tab }) => [firstQuery(NetworkPage, { id }), ...(openTab(tab).first?.(id) ?? [])],
    parts: ({ tab }) => [openTab(tab).load(), loadAimChart(), textsOf('charts', preferredLanguage())],
  },
  { path: '/cycles/:id', screen: () => import('../features/cycles/cycle-screen.tsx') },
  { path: '/practices', screen: () => import('../features/practices/practices-screen.tsx') },
  { path: '/practices/:id', screen: () => import('../features/practices/practice-screen.tsx') },
  {
    path: '/',
    screen: () => import('../features/my-work/my-work-screen.tsx'),
    queries: () => [firstQuery(MyWorkQuery, {})],
  },
  { path: '/actions/:id', screen: () => import('../features/actions/action-screen.tsx') },
  { path: '/asks', screen: () => import('../features/escalations/escalations-screen.tsx'), queries: escalationsFirst },
  { path: '/items/:id', screen: () => import('../features/thread/item-screen.tsx') },
  { path: '/asks/new', screen: () => import('../features/escalations/new-escalation-screen.tsx') },
  { path: '/asks/:id', screen: () => import('../features/escalations/escalation-screen.tsx') },
  { path: '/notifications', screen: () => import('../features/notifications/notifications-screen.tsx') },
  { path: '/notifications/mail', screen: () => import('../features/notifications/mail-choice-screen.tsx') },
  { path: '/account', screen: () => import('../features/account/account-screen.tsx') },
  { path: '/people/invite', screen: () => import('../features/invite-list/invite-list-screen.tsx') },
  { path: '/people/:part?', screen: () => import('../features/people/people-screen.tsx') },
  { path: '/audit', screen: () => import('../features/audit/audit-screen.tsx') },
  { path: '/imports', screen: () => import('../features/imports/imports-screen.tsx') },
  { path: '/imports/together/:batchId', screen: () => import('../features/imports/together-screen.tsx') },
  { path: '/imports/sources/:id', screen: () => import('../features/imports/sources/source-screen.tsx') },
  { path: '/imports/:id', screen: () => import('../features/imports/import-screen.tsx') },
];

/** The places of the navigation, in order; `bar` are those of the phone's tab bar. */
export const places = [
  { key: 'my_work', path: '/', bar: true },
  { key: 'partnership', path: '/partnership', bar: true },
  { key: 'log', path: '/log', bar: true },
  { key: 'escalations', path: '/asks', bar: true },
  { key: 'practices', path: '/practices', bar: false },
  { key: 'indicators', path: '/indicators', bar: false },
  { key: 'populations', path: '/populations', bar: false },
  { key: 'places', path: '/places', bar: false },
  { key: 'people', path: '/people', bar: false },
  { key: 'imports', path: '/imports', bar: false },
  { key: 'dataRequests', path: '/data-requests', bar: false },
] as const;

/** The places whose screens are there. */
export const openPlaces = (): (typeof places)[number][] =>
  places.filter(({ path }) => routes.some((route) => route.path === path || route.path.startsWith(`${path}/:`)));

/** A screen as an address names it. */
export interface OpenedRoute {
  slug: string;
  route: ScreenRoute;
  params: Params;
}

/** The screen of an address of the app (`/p/<slug>/…`); undefined where no screen of a partnership stands. */
export function routeAt(pathname: string): OpenedRoute | undefined {
  const [, slug, rest = ''] = /^\/p\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  if (slug === undefined) return undefined;
  for (const route of routes) {
    const { keys, pattern } = parse(route.path);
    const found = pattern.exec(rest || '/');
    if (found) return { slug, route, params: Object.fromEntries(keys.map((key, at) => [key, found[at + 1]])) };
  }
  return undefined;
}
