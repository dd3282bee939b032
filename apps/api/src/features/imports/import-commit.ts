import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { v7 as uuidv7 } from 'uuid';
import type { Import } from './import.entity.ts';
import * as sql from './import-commit.sql.ts';
import type { ImportReport } from './import-report.ts';
import { crossingSign } from './label-book.ts';
import { type KnownGroup, populationsToAdd } from './populations-to-add.ts';

/** Adds the places and populations that the mapping asked to add, and gives their ids to the staged rows. */
async function addLabels(tx: WriteTransaction, file: Import): Promise<void> {
  const { id, mapping } = file;
  const ids = [tx.partnershipId, id];
  const places = await tx.rows<{ label: string; code: string | null }>(sql.findPlacesToAdd, ids);
  if (places.length > 0) {
    const kind = mapping?.place.kind ?? 'district';
    const rows = JSON.stringify(places.map((place) => ({ ...place, id: uuidv7(), kind })));
    const added = await tx.rows<{ id: string; name: string }>(sql.addPlaces, [tx.partnershipId, rows]);
    await tx.rows(sql.placeStaged, [...ids, rows]);
    for (const place of added)
      tx.record('place', { ...place, version: 1 }, { verb: 'create' }, {}, { name: place.name, kind });
  }
  const populations = await tx.rows<{ label: string }>(sql.findPopulationsToAdd, ids);
  if (populations.length === 0) return;
  const labels = populations.map(({ label }) => label);
  const sides = [...new Set(labels.flatMap((label) => label.split(crossingSign)))].map((side) => side.toLowerCase());
  const known = await tx.rows<KnownGroup>(sql.findGroups, [tx.partnershipId, sides]);
  const rows = JSON.stringify(populationsToAdd(labels, known, file));
  const added = await tx.rows<{ id: string; name: string }>(sql.addPopulations, [tx.partnershipId, rows]);
  await tx.rows(sql.populateStaged, [...ids, rows]);
  for (const population of added) {
    tx.record('population', { ...population, version: 1 }, { verb: 'create' }, {}, { name: population.name });
  }
}

/** Puts the staged rows where they are read; answers what that did. The numbers before are kept for the undo. */
export async function commitStaged(tx: WriteTransaction, file: Import): Promise<ImportReport['overlap']> {
  const ids = [tx.partnershipId, file.id];
  await addLabels(tx, file);
  await Promise.all([tx.rows(sql.keepReplaced, ids), tx.rows(sql.keepPlaces, ids)]);
  const [put, staged, replaced] = await Promise.all([
    tx.one<{ put: number }>(sql.putObservations, ids),
    tx.one<{ staged: number }>(sql.countStaged, ids),
    tx.one<{ replaced: number }>(sql.countReplaced, ids),
    tx.rows(sql.clearStaged, ids),
  ]);
  const changed = replaced?.replaced ?? 0;
  const all = put?.put ?? 0;
  return { added: all - changed, changed, same: (staged?.staged ?? 0) - all };
}

/** Takes back what a commit did. */
export async function takeBack(tx: WriteTransaction, file: Import): Promise<{ removed: number; restored: number }> {
  const ids = [tx.partnershipId, file.id];
  const [removed, restored] = await Promise.all([
    tx.one<{ removed: number }>(sql.removeAdded, ids),
    tx.one<{ restored: number }>(sql.restoreReplaced, ids),
  ]);
  return { removed: removed?.removed ?? 0, restored: restored?.restored ?? 0 };
}

/** Tells the history of each indicator that its numbers changed, and whoever has it open. */
export async function tellIndicators(tx: WriteTransaction, file: Import, verb: string): Promise<string[]> {
  const keys = [...new Set(file.mapping?.indicators.map(({ indicatorKey }) => indicatorKey))];
  const indicators = await tx.rows<{ id: string; version: number }>(sql.findIndicators, [tx.partnershipId, keys]);
  for (const indicator of indicators)
    tx.record('indicator', indicator, { verb }, {}, { importId: file.id, fileName: file.fileName });
  return keys;
}
