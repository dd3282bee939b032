import type { ComponentType } from 'react';

/** A tab of the network's page; each is loaded when it is opened. Its title is `networks:tab.<key>`. */
export interface NetworkTab {
  key: string;
  load: () => Promise<{ default: ComponentType<{ networkId: string }> }>;
}

/** In the order of UX.md: thread, charter, plan, tests, data, asks, people. */
export const networkTabs: NetworkTab[] = [
  { key: 'data', load: () => import('../indicators/network-data-tab.tsx') },
  { key: 'thread', load: () => import('../thread/thread-tab.tsx') },
  { key: 'charter', load: () => import('../charters/charter-tab.tsx') },
  { key: 'plan', load: () => import('../plans/plan-tab.tsx') },
  { key: 'tests', load: () => import('../cycles/tests-tab.tsx') },
  { key: 'asks', load: () => import('../asks/network-asks-tab.tsx') },
  { key: 'people', load: () => import('../people/people-tab.tsx') },
];
