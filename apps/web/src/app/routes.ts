import type { ComponentType } from 'react';

/** One screen and its path inside a partnership (`/p/<slug>` goes before it). */
export interface ScreenRoute {
  /** wouter's pattern: `/networks/:id/:tab?`. */
  path: string;
  /** Loads the screen with its own code; the module's default export is the component. */
  screen: () => Promise<{ default: ComponentType }>;
}

/**
 * Every screen of a partnership, one line each:
 * `{ path: '/cycles/:id', screen: () => import('../features/cycles/cycle-screen.tsx') },`
 * The first path that matches wins. The navigation shows only what has its line here.
 */
export const routes: readonly ScreenRoute[] = [
  { path: '/', screen: () => import('../features/my-work/my-work-screen.tsx') },
  { path: '/actions/:id', screen: () => import('../features/actions/action-screen.tsx') },
];

/** The places of the navigation, in order; `bar` are those of the phone's tab bar. */
export const places = [
  { key: 'my_work', path: '/', bar: true },
  { key: 'partnership', path: '/partnership', bar: true },
  { key: 'log', path: '/log', bar: true },
  { key: 'asks', path: '/asks', bar: true },
  { key: 'practices', path: '/practices', bar: false },
  { key: 'indicators', path: '/indicators', bar: false },
  { key: 'imports', path: '/imports', bar: false },
] as const;

/** The places whose screens are there. */
export const openPlaces = (): (typeof places)[number][] =>
  places.filter(({ path }) => routes.some((route) => route.path === path));
