import type { ItemKind } from '@throughline/domain/vocabulary';

/** What it takes to link to an item of the thread. */
export interface ItemRef {
  kind: ItemKind;
  id: string;
  networkId?: string | null | undefined;
}

/** The tab of the network's page on which each kind without a page of its own stands. */
const tabs: Partial<Record<ItemKind, string>> = {
  charter: 'charter',
  factor: 'thread',
  driver: 'plan',
  change_idea: 'tests',
  action_plan: 'plan',
  strategy: 'plan',
};

const pages: Partial<Record<ItemKind, string>> = {
  indicator: 'indicators',
  network: 'networks',
  action: 'actions',
  cycle: 'cycles',
  escalation: 'asks',
  practice: 'practices',
};

/**
 * The path of an item inside its partnership, for `<Link href>`.
 * A kind without its own page leads to its network's tab, with the item's id as the fragment.
 */
export function itemPath({ kind, id, networkId }: ItemRef): string {
  const page = pages[kind];
  if (page) return `/${page}/${id}`;
  const tab = tabs[kind];
  if (networkId && tab) return `/networks/${networkId}/${tab}#${id}`;
  return networkId ? `/networks/${networkId}#${id}` : `/practices#${id}`;
}
