import { refusal } from '@throughline/domain/refusals/refusal';
import { Refused } from '../../../kernel/errors.ts';
import type { WriteTransaction } from '../../../writes/write-transaction.ts';
import type { KnownGroup } from '../checks/group-sorting.ts';
import { LabelBook } from '../checks/label-book.ts';
import { isSaidToBeAnother } from '../checks/label-tally.ts';
import { populationsToAdd } from '../checks/populations-to-add.ts';
import type { ImportLabel } from '../files/import-label.entity.ts';
import { findTakenLabels } from '../files/import-label.sql.ts';
import type { Import } from '../import.entity.ts';

/** A label whose rows wait to be committed, as the check resolved it. */
type CheckedLabel = Omit<
  ImportLabel,
  'partnershipId' | 'importId' | 'rows' | 'firstLine' | 'finder' | 'doubt' | 'likelyId'
>;

/**
 * What the partnership knows of places and populations, which stays as it is until the commit is over.
 * @throws Refused IMPORT_CHECK_AGAIN where a label of the file would be read otherwise now than when it was checked: a
 * place was merged, retired or moved since, a code or name means another one, a group was moved
 */
export async function bookAsChecked(tx: WriteTransaction, file: Import): Promise<LabelBook> {
  const [, , labels] = await Promise.all([
    tx.turn('places'),
    tx.turn('populations'),
    tx.rows<CheckedLabel>(findTakenLabels, [tx.partnershipId, file.id]),
  ]);
  const book = await LabelBook.load(tx);
  const isAsChecked =
    labels.length > 0 &&
    labels.every((label) => (label.subject === 'place' ? isSamePlace : isSamePopulation)(label, book, file)) &&
    areSameDimensions(labels, book.knownGroups(), file);
  if (!isAsChecked) throw new Refused(refusal('IMPORT_CHECK_AGAIN'));
  return book;
}

/** Whether a label still means what it did; a new one may have come meanwhile, with the file before it. */
const isSameTarget = (
  { standing, targetVersion }: CheckedLabel,
  before: string | null,
  now: string | null | undefined,
  book: LabelBook,
): boolean =>
  standing === 'found' ? now != null && now === before && book.versionOf(now) === targetVersion : before === null;

function isSamePlace(checked: CheckedLabel, book: LabelBook, { mapping }: Import): boolean {
  const { label: shown, code, kind, parentLabel, parentCode, placeId } = checked;
  // A row without a name is shown by its code.
  const label = shown === code ? null : shown;
  const wanted = { label, code, kind, parentLabel, parentCode };
  const source = mapping?.place ?? {};
  const now = isSaidToBeAnother(source, wanted) ? {} : book.place(wanted, source);
  return now.doubt === undefined && isSameTarget(checked, placeId, now.id, book);
}

function isSamePopulation(checked: CheckedLabel, book: LabelBook): boolean {
  return isSameTarget(checked, checked.populationId, book.populationOf(checked.label), book);
}

/** Whether the groups that are added are sorted as a person saw them. */
function areSameDimensions(labels: readonly CheckedLabel[], known: readonly KnownGroup[], file: Import): boolean {
  const shown = new Map(
    labels.flatMap(({ subject, standing, label, dimension }) =>
      subject === 'population' && standing === 'added' ? [[label, dimension] as const] : [],
    ),
  );
  const there = new Set(known.map(({ label }) => label));
  return populationsToAdd([...shown.keys()], known, file).every(
    ({ label, dimension, isClear }) => there.has(label.toLowerCase()) || (isClear && shown.get(label) === dimension),
  );
}
