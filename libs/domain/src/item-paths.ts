import type { ItemKind } from './vocabulary.ts';

/** What it takes to link to an item of the thread. */
export interface ItemRef {
  kind: ItemKind;
  id: string;
  networkId?: string | null | undefined;
}

type PathOf = (item: ItemRef) => string;

const page =
  (folder: string): PathOf =>
  ({ id }) =>
    `/${folder}/${id}`;
/** The item by itself: its state, its thread and its history. */
const alone = page('items');
/** A place on a tab of its network's page. */
const tab =
  (key: string): PathOf =>
  (item) =>
    item.networkId ? `/networks/${item.networkId}/${key}#${item.id}` : alone(item);

/** Where an item of each kind stands. What has no page of its own stands in an element with its id. */
const paths: Record<ItemKind, PathOf> = {
  indicator: page('indicators'),
  network: page('networks'),
  charter: tab('charter'),
  factor: tab('plan'),
  driver: tab('plan'),
  change_idea: tab('tests'),
  action_plan: tab('plan'),
  strategy: tab('plan'),
  action: page('actions'),
  cycle: page('cycles'),
  escalation: page('asks'),
  practice: page('practices'),
  site: ({ id }) => `/practices#${id}`,
  // It stands on the page of the practice that it came of, which only its thread tells.
  system_change: alone,
};

/**
 * The path of an item inside its partnership (`/p/<slug>` goes before it in a mail), for `<Link href>`; `<LinkTarget>` brings
 * the reader to the item itself.
 */
export const itemPath: PathOf = (item) => paths[item.kind](item);

/** The path of an item by itself, where it no longer stands on the page to which its link leads. */
export const itemAlonePath = (id: string): string => `/items/${id}`;
