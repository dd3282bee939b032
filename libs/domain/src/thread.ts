import { itemKinds, type ItemKind, type LinkRelation } from './vocabulary.ts';

/** One thing on the thread. */
export interface ThreadItem {
  readonly id: string;
  readonly kind: ItemKind;
  /** The day it stands for (YYYY-MM-DD), which orders items of a column; null comes last. */
  readonly on: string | null;
}

/** `to` came of `from`. */
export interface ThreadLink {
  readonly fromId: string;
  readonly toId: string;
  readonly relation: LinkRelation;
}

/** The columns of the map, left to right. A decision is the end of its cycle and stands in its column. */
export const threadColumns = [
  'gap',
  'factors',
  'strategies',
  'actions',
  'cycles',
  'escalations',
  'practices',
  'system_changes',
] as const;
export type ThreadColumn = (typeof threadColumns)[number];

const columnByKind: Readonly<Record<ItemKind, ThreadColumn>> = {
  indicator: 'gap',
  network: 'gap',
  charter: 'gap',
  factor: 'factors',
  driver: 'factors',
  change_idea: 'strategies',
  action_plan: 'strategies',
  strategy: 'strategies',
  action: 'actions',
  cycle: 'cycles',
  escalation: 'escalations',
  practice: 'practices',
  site: 'practices',
  system_change: 'system_changes',
};

/** The map's column for a kind of item. */
export function columnOf(kind: ItemKind): ThreadColumn {
  return columnByKind[kind];
}

export interface ThreadStep {
  readonly id: string;
  /** Links between it and the start; 1 is a neighbour. */
  readonly depth: number;
  /** The link by which it was first reached. */
  readonly link: ThreadLink;
}

/**
 * Everything that can be reached from an item, nearest first, each once, without the item itself: `forward` is what
 * came of it, `back` is what it came of. Ends on circular links too. `maxDepth` counts links (default: no limit).
 * @oracle `threadOfItem` walks the same in the database (test/api/generated-rules.test.ts)
 */
export function walkThread(
  startId: string,
  links: readonly ThreadLink[],
  direction: 'forward' | 'back',
  maxDepth: number = Number.POSITIVE_INFINITY,
): ThreadStep[] {
  const near = (link: ThreadLink) => (direction === 'forward' ? link.fromId : link.toId);
  const far = (link: ThreadLink) => (direction === 'forward' ? link.toId : link.fromId);
  const byNear = Map.groupBy(links, near);
  const seen = new Set([startId]);
  const steps: ThreadStep[] = [];
  let frontier = [startId];
  for (let depth = 1; frontier.length > 0 && depth <= maxDepth; depth += 1) {
    const reached: string[] = [];
    for (const link of frontier.flatMap((id) => byNear.get(id) ?? [])) {
      const id = far(link);
      if (seen.has(id)) continue;
      seen.add(id);
      reached.push(id);
      steps.push({ id, depth, link });
    }
    frontier = reached;
  }
  return steps;
}

export interface PlacedItem {
  readonly id: string;
  readonly column: ThreadColumn;
  /** Position in the column from 0. */
  readonly row: number;
}

export interface ThreadLayout {
  /** Every column of the map in order, empty ones too: an empty column shows where the work has not come yet. */
  readonly columns: readonly { readonly column: ThreadColumn; readonly itemIds: readonly string[] }[];
  readonly placed: ReadonlyMap<string, PlacedItem>;
  /** The links of which both ends are on the map. */
  readonly links: readonly ThreadLink[];
}

function byKindAndDay(a: ThreadItem, b: ThreadItem): number {
  const kind = itemKinds.indexOf(a.kind) - itemKinds.indexOf(b.kind);
  if (kind !== 0) return kind;
  const [dayA, dayB] = [a.on ?? '9999-12-31', b.on ?? '9999-12-31'];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function neighbours(links: readonly ThreadLink[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { fromId, toId } of links) {
    found.set(fromId, [...(found.get(fromId) ?? []), toId]);
    found.set(toId, [...(found.get(toId) ?? []), fromId]);
  }
  return found;
}

/**
 * Places items in columns, and orders each column so that lines cross less: one sweep to the right that sorts by the
 * mean row of what is linked to the left (the barycentre method, Sugiyama, Tagawa and Toda 1981). An item without
 * such a link keeps its place by kind and day. The same input always gives the same map.
 */
export function layoutThread(items: readonly ThreadItem[], links: readonly ThreadLink[]): ThreadLayout {
  const known = new Set(items.map((item) => item.id));
  const drawn = links.filter((link) => known.has(link.fromId) && known.has(link.toId));
  const linked = neighbours(drawn);
  const placed = new Map<string, PlacedItem>();
  const columns = threadColumns.map((column) => {
    const inColumn = items.filter((item) => columnOf(item.kind) === column).sort(byKindAndDay);
    const wanted = inColumn.map((item, row) => {
      const rows = (linked.get(item.id) ?? []).flatMap((id) => placed.get(id)?.row ?? []);
      return { id: item.id, row: rows.length > 0 ? rows.reduce((sum, each) => sum + each, 0) / rows.length : row };
    });
    const itemIds = wanted.sort((a, b) => a.row - b.row).map((each) => each.id);
    itemIds.forEach((id, row) => placed.set(id, { id, column, row }));
    return { column, itemIds };
  });
  return { columns, placed, links: drawn };
}
