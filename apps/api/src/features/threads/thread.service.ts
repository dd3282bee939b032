import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import { columnOf, layoutThread, type ThreadLink } from '@throughline/domain/thread';
import type { Viewer } from '@throughline/domain/viewer';
import type { ItemKind, LinkRelation } from '@throughline/domain/vocabulary';
import { Invalid, NotFound } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { fromCursor } from '../../kernel/cursor.ts';
import { type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { type ItemRow, toChanges, toThreadItem } from './thread.facts.ts';
import { historyCount, historyOfItem, itemsByTitle, mapOfNetwork, threadOfItem } from './thread.reads.ts';
import type { HistoryEntryType, NetworkThreadType, SearchHitType, ThreadType } from './thread.type.ts';

/** How many links a walk may go; the longest way from a gap to a system change has about ten. */
const deepest = 12;
/** How many items a direction of an item's thread holds. */
const mostAWay = 60;
/** How many items of a kind the map shows. */
const mostAKind = 24;
const longestSearch = 200;

interface StepRow extends ItemRow {
  direction: 'back' | 'forward';
  depth: number;
  relation: LinkRelation | null;
  nearId: string | null;
  isCut: boolean;
}

interface MapRow {
  networkId: string;
  items: ItemRow[];
  links: ThreadLink[];
  totals: { kind: ItemKind; total: number }[];
}

interface AuditRow extends Omit<HistoryEntryType, 'changes'> {
  atKey: string;
  changes: Record<string, unknown>;
}

/** Walks the thread: where a thing came from, what came of it, a network's map, search and history. */
@Injectable()
export class ThreadService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** An item's thread, up to `depth` links (1 to 12) both ways; 2 statements sent together. */
  async thread(viewer: Viewer, itemId: string, depth: number): Promise<ThreadType> {
    demand(viewer, 'canReadPartnership');
    if (!Number.isInteger(depth) || depth < 1 || depth > deepest) {
      throw new Invalid({ depth: refusal('AMOUNT_OUT_OF_RANGE', { least: 1, most: deepest }) });
    }
    if (!isUuid(itemId)) throw new NotFound();
    return this.tenancy.read(viewer, async (tx) => {
      const [{ today }, rows] = await Promise.all([
        tx.moment(),
        tx.rows<StepRow>(threadOfItem, [viewer.partnershipId, itemId, depth, mostAWay]),
      ]);
      const start = rows.find((row) => row.depth === 0);
      if (!start) throw new NotFound();
      const steps = (direction: StepRow['direction']) =>
        rows.flatMap((row) =>
          row.direction === direction && row.relation && row.nearId
            ? [{ depth: row.depth, relation: row.relation, nearId: row.nearId, item: toThreadItem(row, today) }]
            : [],
        );
      return {
        item: toThreadItem(start, today),
        from: steps('back'),
        to: steps('forward'),
        isCut: rows.some((row) => row.isCut),
      };
    });
  }

  /** The map of a network; 2 statements sent together. */
  async network(viewer: Viewer, networkId: string): Promise<NetworkThreadType> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(networkId)) throw new NotFound();
    return this.tenancy.read(viewer, async (tx) => {
      const [{ today }, map] = await Promise.all([
        tx.moment(),
        tx.one<MapRow>(mapOfNetwork, [viewer.partnershipId, networkId, mostAKind]),
      ]);
      if (!map) throw new NotFound();
      const items = new Map(map.items.map((row) => [row.id, toThreadItem(row, today)]));
      const layout = layoutThread(map.items, map.links);
      return {
        networkId: map.networkId,
        columns: layout.columns.map(({ column, itemIds }) => ({
          column,
          total: map.totals.reduce((sum, { kind, total }) => (columnOf(kind) === column ? sum + total : sum), 0),
          items: itemIds.flatMap((id) => items.get(id) ?? []),
        })),
        links: [...layout.links],
      };
    });
  }

  /** Items whose title holds every word of the text; none for an empty text; 1 statement. */
  async search(viewer: Viewer, text: string, first: number): Promise<SearchHitType[]> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const words = plain(text.slice(0, longestSearch)).split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const patterns = words.map((word) => `%${literally(word)}%`);
    return this.tenancy.read(viewer, (tx) =>
      tx.rows<SearchHitType>(itemsByTitle, [
        viewer.partnershipId,
        patterns,
        `${words.map(literally).join(' ')}%`,
        size,
      ]),
    );
  }

  /** Who did what to an item, the latest first; 2 statements. */
  async history(viewer: Viewer, itemId: string, first: number, after: string | null): Promise<Page<HistoryEntryType>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [at, id] = after === null ? [null, null] : fromCursor(after, ['timestamptz', 'uuid']);
    if (!isUuid(itemId)) throw new NotFound();
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<AuditRow>(historyOfItem, [viewer.partnershipId, itemId, at, id, size + 1]),
        tx.one<{ count: number }>(historyCount, [viewer.partnershipId, itemId]),
      ]);
      if (!total) throw new NotFound();
      const page = toPage(rows, size, total.count, (row) => [row.atKey, row.id]);
      return { ...page, nodes: page.nodes.map((row) => ({ ...row, changes: toChanges(row.changes) })) };
    });
  }
}

/** As the titles are compared: small letters, without accents. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The characters that mean something in a pattern, meant as themselves. */
const literally = (word: string): string => word.replaceAll(/[\\%_]/g, String.raw`\$&`);
