import { refusal } from '@throughline/domain/refusals/refusal';
import { Refused } from '../kernel/errors.ts';
import type { WriteTransaction } from '../writes/write-transaction.ts';
import { putReleased } from './disclosure.sql.ts';
import * as sql from './merged-places.sql.ts';
import { type EntryBody, restore, store, type StoredEntry } from './ledger.ts';

/**
 * What was released of one place, told of another one that it turned out to be, so that the decisions about that one
 * reckon with it. Numbers that the other place has already are known of it and are left out, and with them what was
 * said of them together: no number may count twice in a sum.
 * @param entries all that was released of both places in one period of an indicator, oldest first
 * @returns what is to be added, oldest first
 */
export function releasedOfMerged(entries: readonly StoredEntry[], from: string, into: string): StoredEntry[] {
  const bodies = entries.map((entry) => restore(entry));
  const known = new Set(bodies.flatMap(({ cells }) => cells.map(([key]) => key)).filter((key) => isOf(key, into)));
  const renameIn = (text: string): string => text.replaceAll(from, into);
  const isNew = (...ids: readonly string[]): boolean => {
    const cells = ids.flatMap((id) => id.split(/(?=[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:)/));
    const moved = ids.some((id) => id.includes(from));
    return moved && !cells.some((cell) => isOf(cell, from) && known.has(keyIn(renameIn(cell))));
  };
  return bodies.flatMap((body): StoredEntry[] => {
    const added: EntryBody = {
      cells: body.cells.filter(([key]) => isNew(key)),
      facts: body.facts.filter(([id]) => isNew(id)),
      sums: body.sums.filter(([total, parts]) => isNew(total, ...parts)),
      centres: body.centres.filter(([points]) => isNew(...points)),
      guarded: body.guarded.filter((id) => isNew(id)),
    };
    const isEmpty = Object.values(added).every((part: readonly unknown[]) => part.length === 0);
    return isEmpty ? [] : [store(JSON.parse(renameIn(JSON.stringify(added))) as EntryBody)];
  });
}

const isOf = (key: string, place: string): boolean => key.startsWith(`${place}:`);

/** The cell's key at the beginning of an id: two ids joined by a colon. */
const keyIn = (id: string): string => id.slice(0, 2 * 36 + 1);

interface Released {
  indicatorId: string;
  periodStart: string;
  entries: StoredEntry[];
}

/**
 * Gives the numbers of a place to the one that it turned out to be, with their history and what was released of them.
 * What they are shown by must have been stamped before: what is read here then stands until the write is over.
 * @throws Refused PLACE_NUMBERS_DIFFER where both have a number for one cell and they are not the same
 */
export async function moveNumbers(tx: WriteTransaction, from: string, into: string, reason: string): Promise<void> {
  const ids = [tx.partnershipId, from, into];
  const [differing, released] = await Promise.all([
    tx.one<{ count: number }>(sql.countDiffering, ids),
    tx.rows<Released>(sql.findReleasedOfBoth, ids),
  ]);
  const count = differing?.count ?? 0;
  if (count > 0) throw new Refused(refusal('PLACE_NUMBERS_DIFFER', { count }));
  tx.write(sql.keepCollapsed, [...ids, tx.viewer.memberId, reason]);
  tx.write(sql.removeCollapsed, ids);
  tx.write(sql.copyRevisions, ids);
  tx.write(sql.addSeries, ids);
  tx.write(sql.moveObservations, ids);
  for (const { indicatorId, periodStart, entries } of released) {
    const added = releasedOfMerged(entries, from, into);
    const rows = added.map((entry) => ({ period: periodStart, places: [into], entry }));
    if (rows.length > 0) tx.write(putReleased, [tx.partnershipId, indicatorId, JSON.stringify(rows)]);
  }
}
