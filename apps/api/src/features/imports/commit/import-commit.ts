import { refusal } from '@throughline/domain/refusals/refusal';
import type { WriteTransaction } from '../../../writes/write-transaction.ts';
import { Refused } from '../../../kernel/errors.ts';
import { isDuplicate } from '../../../writes/database-errors.ts';
import { keepDimensions, loosenDimensions } from '../../populations/population-dimension.service.ts';
import type { Import } from '../import.entity.ts';
import { hasObservations } from '../checks/import-check.sql.ts';
import { noteWritten, type TellProgress } from './commit-progress.ts';
import * as sql from './import-commit.sql.ts';
import type { ImportReport } from '@throughline/source-files/report/import-report';
import { putBackGone, takeOutGone } from '../renewal/gone.sql.ts';
import { addPlaces } from './new-places.ts';
import type { LabelBook } from '../checks/label-book.ts';
import { populationsToAdd } from '../checks/populations-to-add.ts';
import { bookAsChecked } from './stale-check.ts';

/** Adds the places and populations that the mapping asked to add, and gives their ids to the staged rows. */
async function addLabels(tx: WriteTransaction, file: Import, book: LabelBook): Promise<void> {
  const { id } = file;
  const ids = [tx.partnershipId, id];
  await addPlaces(tx, file, book);
  const populations = await tx.rows<{ label: string }>(sql.findPopulationsToAdd, ids);
  if (populations.length === 0) return;
  const labels = populations.map(({ label }) => label);
  // Another import may have added some of them since the check.
  const there = labels.flatMap((label) => {
    const id = book.populationOf(label);
    return id == null ? [] : [{ label, id }];
  });
  const missing = labels.filter((label) => !there.some((each) => each.label === label));
  const rows = populationsToAdd(missing, book.knownGroups(), file);
  const added = await tx.rows<{ id: string; name: string }>(sql.addPopulations, [
    tx.partnershipId,
    JSON.stringify(rows),
  ]);
  keepDimensions(tx);
  await loosenDimensions(tx, file.mapping?.population.overlapping ?? []);
  const targets = [...there, ...rows.map(({ label, name }) => ({ label, name }))];
  await tx.rows(sql.populateStaged, [...ids, JSON.stringify(targets)]);
  for (const population of added) {
    tx.record('population', { ...population, version: 1 }, { verb: 'create' }, {}, { name: population.name });
  }
}

const indicatorsOf = (file: Import): string[] => [
  ...new Set(file.mapping?.indicators.map(({ indicatorKey }) => indicatorKey)),
];

interface Counts {
  added: number;
  changed: number;
}

interface Staged {
  staged: number;
  first: number;
  last: number;
  hasNewLabels: boolean;
}

/** Observations that are written at once; how many are, is told after each such slice. */
const rowsPerSlice = 20_000;

/** The lines of a file in slices that have about as many observations each. */
export function slicesOf({ staged, first, last }: Omit<Staged, 'hasNewLabels'>): [from: number, to: number][] {
  const count = Math.max(1, Math.ceil(staged / rowsPerSlice));
  const lines = Math.ceil((last - first + 1) / count);
  return Array.from({ length: count }, (_, at) => [first + at * lines, first + (at + 1) * lines - 1]);
}

/** One try at writing the file; the numbers before are kept for the undo. */
async function put(
  tx: WriteTransaction,
  file: Import,
  found: Staged,
  how: Pick<CommitChoices, 'keepsPublished'> & { tell?: TellProgress | undefined },
): Promise<Counts> {
  const known = await tx.one<{ isThere: boolean }>(hasObservations, [tx.partnershipId, indicatorsOf(file)]);
  const counts = { added: 0, changed: 0 };
  const slices = slicesOf(found);
  await tx.rows(noteWritten, [file.id, 0]);
  for (const [at, slice] of slices.entries()) {
    const values = [tx.partnershipId, file.id, ...slice];
    // The first file of an indicator replaces nothing: that is not looked for.
    const [changed, added] = await Promise.all([
      known?.isThere ? replace(tx, values, how.keepsPublished) : null,
      tx.one<{ added: number }>(known?.isThere ? sql.addMissing : sql.addAll, values),
    ]);
    counts.changed += changed?.changed ?? 0;
    counts.added += added?.added ?? 0;
    const done = Math.min(found.staged, (at + 1) * Math.ceil(found.staged / slices.length));
    void tx.rows(noteWritten, [file.id, done]);
    how.tell?.({ step: 'write', done, total: found.staged });
  }
  return counts;
}

async function replace(
  tx: WriteTransaction,
  slice: (string | number)[],
  keepsPublished: boolean,
): Promise<{ changed: number } | null> {
  const [, changed] = await Promise.all([
    tx.rows(sql.keepReplaced, slice),
    tx.one<{ changed: number }>(keepsPublished ? sql.changeKeepingFirst : sql.changeObservations, slice),
  ]);
  return changed;
}

/** What the person who commits says of it. */
export interface CommitChoices {
  /** Why what the file of a source does not have any more is taken out; null where it stays. */
  readonly goneReason: string | null;
  /** Whether readers go on seeing what was first published of a revision that must be hidden. */
  readonly keepsPublished: boolean;
}

/** Puts the staged rows where they are read; answers what that did. */
export async function commitStaged(
  tx: WriteTransaction,
  file: Import,
  { goneReason, keepsPublished }: CommitChoices,
  tell?: TellProgress,
): Promise<ImportReport['overlap']> {
  const ids = [tx.partnershipId, file.id];
  const found = await tx.one<Staged>(sql.countStaged, ids);
  if (!found || found.staged !== file.rowsAccepted) throw new Refused(refusal('IMPORT_NOT_STAGED'));
  const book = await bookAsChecked(tx, file);
  if (found.hasNewLabels) await addLabels(tx, file, book);
  await Promise.all([
    tx.rows(sql.keepPlaces, ids),
    tx.rows(sql.wholeFile),
    tx.rows(sql.addSeries, ids),
    tx.rows(sql.beginPut),
  ]);
  const { added, changed } = await put(tx, file, found, { keepsPublished, tell }).catch(async (error: unknown) => {
    if (!isDuplicate(error)) throw error;
    await tx.rows(sql.beginPutAgain);
    return put(tx, file, found, { keepsPublished, tell });
  });
  const taken = goneReason === null ? null : await tx.one<{ gone: number }>(takeOutGone, [...ids, goneReason]);
  // What was confirmed is what was seen: nothing more and nothing else goes.
  if (taken !== null && taken.gone !== (file.report?.overlap.gone ?? 0))
    throw new Refused(refusal('IMPORT_CHECK_AGAIN'));
  await Promise.all([tx.rows(sql.asUsual), tx.rows(sql.clearStaged, ids)]);
  return { added, changed, same: found.staged - added - changed, ...taken };
}

/** Takes back what a commit did. */
export async function takeBack(tx: WriteTransaction, file: Import): Promise<{ removed: number; restored: number }> {
  const ids = [tx.partnershipId, file.id];
  const [removed, restored, putBack] = await Promise.all([
    tx.one<{ removed: number }>(sql.removeAdded, ids),
    tx.one<{ restored: number }>(sql.restoreReplaced, ids),
    tx.one<{ restored: number }>(putBackGone, ids),
  ]);
  return { removed: removed?.removed ?? 0, restored: (restored?.restored ?? 0) + (putBack?.restored ?? 0) };
}

/** Tells the history of each indicator that its numbers changed, and whoever has it open. */
export async function tellIndicators(tx: WriteTransaction, file: Import, verb: string): Promise<string[]> {
  const keys = indicatorsOf(file);
  const indicators = await tx.rows<{ id: string; version: number }>(sql.findIndicators, [tx.partnershipId, keys]);
  for (const indicator of indicators)
    tx.record('indicator', indicator, { verb }, {}, { importId: file.id, fileName: file.fileName });
  return keys;
}
