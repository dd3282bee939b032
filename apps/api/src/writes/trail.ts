import { type News, newsOf } from '@throughline/domain/notifications';
import type { LinkRelation } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import type { ThreadItem } from '../database/on-thread.ts';
import { changesBetween } from './changes.ts';

/** What the history says of a write. */
export interface Because {
  /** The domain's verb: `raise`, `adopt`; by default `create` or `edit`. */
  verb?: string;
  reason?: string;
}

/** Who writes: a member, or whoever has a link. */
export interface Author {
  memberId: string | null;
  linkId: string | null;
}

/** A statement that adds rows: the table, and the rows with the same properties each. */
export interface Batch {
  table: string;
  rows: Record<string, unknown>[];
  onConflict?: string;
}

/** What a transaction leaves behind besides its rows: items on the thread, links, history, notices, and who hears of it. */
export class Trail {
  readonly #items = new Map<string, ThreadItem & { isNew: boolean }>();
  readonly #links: Record<string, unknown>[] = [];
  readonly #history: Record<string, unknown>[] = [];
  readonly #notices: { kind: string; itemId: string; version: number }[] = [];
  readonly #news: News[] = [];

  /** Puts an item on the thread as it is now; within a transaction the last call counts. `isNew` for a row that was added. */
  item(item: ThreadItem, isNew: boolean): void {
    this.#items.set(item.id, { ...item, isNew: isNew || (this.#items.get(item.id)?.isNew ?? false) });
  }

  /** `to` came of `from`. */
  link(fromId: string, toId: string, relation: LinkRelation): void {
    this.#links.push({ id: uuidv7(), fromId, toId, relation });
  }

  /** Adds a line to a row's history, with the notice of its change. */
  record(
    author: Author,
    kind: string,
    row: { id: string; version: number },
    because: Because,
    before: object,
    after: object,
  ): void {
    this.#history.push({
      id: uuidv7(),
      ...author,
      verb: because.verb ?? 'edit',
      kind,
      itemId: row.id,
      reason: because.reason ?? '',
      changes: changesBetween(before, after),
    });
    this.#notices.push({ kind, itemId: row.id, version: row.version });
    const { verb = 'edit', reason = '' } = because;
    this.#news.push(...newsOf({ table: kind, id: row.id, verb, reason, before: { ...before }, after: { ...after } }));
  }

  /** True when something was written. */
  get isThere(): boolean {
    return this.#history.length > 0;
  }

  /** The rows to be added, referred ones before those that refer to them. */
  batches(): Batch[] {
    const items = [...this.#items.values()];
    return [
      // A new row never replaces another one, of whatever kind: an id that is taken fails here.
      { table: 'item', rows: items.filter(({ isNew }) => isNew).map(rowOf) },
      { table: 'item', rows: items.filter(({ isNew }) => !isNew).map(rowOf), onConflict: keepItems },
      {
        table: 'link',
        rows: this.#links,
        onConflict: 'ON CONFLICT (partnership_id, from_id, to_id, relation) DO NOTHING',
      },
      { table: 'audit', rows: this.#history },
    ].filter(({ rows }) => rows.length > 0);
  }

  /** Who is to hear of what was recorded. */
  get news(): readonly News[] {
    return this.#news;
  }

  /** The notices for the event stream. */
  get notices(): readonly object[] {
    return this.#notices;
  }
}

const rowOf = (item: ThreadItem): Record<string, unknown> => ({
  id: item.id,
  kind: item.kind,
  networkId: item.networkId,
  title: item.title,
  state: item.state,
  dueOn: item.dueOn ?? null,
  isOver: item.isOver ?? false,
  isStuck: item.isStuck ?? false,
  isVoid: item.isVoid ?? false,
  on: item.on,
});

const keepItems = `ON CONFLICT (partnership_id, id) DO UPDATE SET network_id = excluded.network_id, title = excluded.title,
  state = excluded.state, due_on = excluded.due_on, is_over = excluded.is_over, is_stuck = excluded.is_stuck,
  is_void = excluded.is_void,  "on" = excluded."on"`;
