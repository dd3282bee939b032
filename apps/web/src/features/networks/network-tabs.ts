import type { ComponentType } from 'react';
import type { FirstQuery } from '../../shared/live/first-query.ts';
import { networkEscalationsFirst } from '../escalations/escalation-operations.ts';
import { testsFirst } from '../cycles/ramps-query.ts';
import { planFirst } from '../plans/plan-operations.ts';
import { threadFirst } from '../thread/thread-query.ts';

/** A tab of the network's page; each is loaded when it is opened. Its title is `networks:tab.<key>`. */
interface NetworkTab {
  key: 'thread' | 'charter' | 'plan' | 'tests' | 'data' | 'asks' | 'people';
  load: () => Promise<{ default: ComponentType<{ networkId: string }> }>;
  /** What it asks first, where that is asked ahead. */
  first?: (networkId: string) => FirstQuery[];
}

const thread: NetworkTab = { key: 'thread', load: () => import('../thread/thread-tab.tsx'), first: threadFirst };

/** In the order in which they stand; the first is open unless the address names another. */
export const networkTabs: readonly NetworkTab[] = [
  thread,
  { key: 'charter', load: () => import('../charters/charter-tab.tsx') },
  { key: 'plan', load: () => import('../plans/plan-tab.tsx'), first: planFirst },
  { key: 'tests', load: () => import('../cycles/tests-tab.tsx'), first: testsFirst },
  { key: 'data', load: () => import('../indicators/network-data-tab.tsx') },
  { key: 'asks', load: () => import('../escalations/network-escalations-tab.tsx'), first: networkEscalationsFirst },
  { key: 'people', load: () => import('../people/people-tab.tsx') },
];

/** The tab that the address names. */
export const openTab = (key: string | undefined): NetworkTab => networkTabs.find((tab) => tab.key === key) ?? thread;

/** The chart over the tabs, apart because charts and measurement are heavy. */
export const loadAimChart = () => import('../../shared/series/series-chart.tsx');
