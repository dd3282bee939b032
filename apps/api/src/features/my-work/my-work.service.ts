import { Inject, Injectable } from '@nestjs/common';
import { hasRole, type Viewer } from '@throughline/domain/viewer';
import { fromCursor } from '../../kernel/cursor.ts';
import { type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { type ActionRow, presentAction } from '../plans/action.reads.ts';
import { changesPage, countChanges, firstChanges, firstDue, myWorkStatement } from './my-work.reads.ts';
import type { ChangeType, MyWorkType, OpenTestType, WaitingItemType } from './my-work.type.ts';

interface ChangeRow extends ChangeType {
  /** With microseconds, which a Date would lose. */
  exactly: string;
}

interface MyWorkRow {
  due?: ActionRow[];
  dueCount?: number;
  waiting?: WaitingItemType[];
  tests?: OpenTestType[];
  changes?: ChangeRow[];
  changeCount?: number;
}

const networksOf = (viewer: Viewer): string[] =>
  viewer.seats.flatMap(({ networkId }) => (networkId === null ? [] : [networkId]));

const tablesOf = (viewer: Viewer): string[] =>
  viewer.seats.flatMap(({ tableId }) => (tableId === null ? [] : [tableId]));

/** The organization in whose name the viewer answers asks, if any: its leader does, and the backbone's director. */
const answersFor = (viewer: Viewer): string | null =>
  hasRole(viewer, 'partner_leader', 'director') ? viewer.organizationId : null;

const changeCursor = (row: ChangeRow): (string | number | null)[] => [row.exactly, row.id];

/** The page that everybody opens first. */
@Injectable()
export class MyWorkService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** The parts of My work that are asked for (`due`, `waiting`, `tests`, `changes`); 1 statement. */
  async page(viewer: Viewer, wanted: ReadonlySet<string>): Promise<MyWorkType> {
    const row = await this.tenancy.read(viewer, (tx) =>
      tx.one<MyWorkRow>(myWorkStatement(tx, wanted), [
        viewer.partnershipId,
        viewer.memberId,
        answersFor(viewer),
        networksOf(viewer),
        tablesOf(viewer),
      ]),
    );
    const { due = [], dueCount = 0, waiting = [], tests = [], changes = [], changeCount = 0 } = row ?? {};
    const actions = toPage(due, firstDue, dueCount, ({ dueOn, id }) => [dueOn, id]);
    return {
      id: viewer.memberId,
      due: { ...actions, nodes: actions.nodes.map((action) => presentAction(viewer, action)) },
      waiting,
      tests,
      changes: toPage(changes, firstChanges, changeCount, changeCursor),
    };
  }

  /** What others did in the viewer's networks in the last 14 days, newest first; 2 statements. */
  async changes(viewer: Viewer, first: number, after: string | null): Promise<Page<ChangeType>> {
    const size = pageSize(first);
    const [at, id] = after === null ? [null, null] : fromCursor(after, ['timestamptz', 'uuid']);
    const keys = [viewer.partnershipId, viewer.memberId, networksOf(viewer)];
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<ChangeRow>(changesPage, [...keys, at, id, size + 1]),
        tx.one<{ count: number }>(countChanges, keys),
      ]);
      return toPage(rows, size, total?.count ?? 0, changeCursor);
    });
  }
}
