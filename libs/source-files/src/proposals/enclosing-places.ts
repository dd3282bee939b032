import type { PlaceParent, PlaceSource } from '../mapping/mapping.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { PlaceColumn } from './guess-places.ts';
import { codeFor, isOfOneLabel, sharedWords } from './place-codes.ts';
import { cellOf, isOfParent, type Table } from './place-table.ts';
import { kindOfWords, rankOfWords } from './place-words.ts';

/** Whether each label of `inner` stands with one label of `outer` only. */
function liesIn(table: Table, inner: string, outer: string): boolean {
  const found = new Map<string, string>();
  for (const row of table.rows) {
    const [label, around] = [cellOf(table, row, inner), cellOf(table, row, outer)];
    if (isOfParent(label) || around === '') continue;
    if ((found.get(label) ?? around) !== around) return false;
    found.set(label, around);
  }
  return found.size > 0;
}

export interface Enclosing {
  table: Table;
  label: ColumnProfile;
  labels: readonly ColumnProfile[];
  codes: readonly ColumnProfile[];
  columns: PlaceColumn[];
  /** The column without which rows would be told twice. */
  apart?: ColumnProfile;
}

/** The nearest of the other columns of places, within which each place stands. */
export function addEnclosing(
  place: PlaceSource,
  { table, label, labels, codes, columns, apart: needed }: Enclosing,
): void {
  // Places of one name stand in several others: their codes are what lies in one of them.
  const inner = place.codeColumn ?? label.column;
  const candidates = labels
    .filter(
      ({ column, distinct }) =>
        column !== label.column &&
        (distinct < label.distinct ||
          (rankOfWords(column) > rankOfWords(label.column) && hasRowsOfItsOwn(table, label.column, column))) &&
        (liesIn(table, inner, column) || liesIn(table, label.column, column)),
    )
    .toSorted((a, b) => b.distinct - a.distinct || rankOfWords(a.column) - rankOfWords(b.column));
  // A wider place with numbers of its own says more than a nearer one without any.
  const withRows = (column: string): boolean => hasRowsOfItsOwn(table, label.column, column);
  const [nearest] = candidates;
  const widest =
    nearest === undefined || withRows(nearest.column)
      ? nearest
      : (candidates.find(({ column }) => withRows(column)) ?? nearest);
  // Without codes, places of one name are told apart by where they lie.
  const apart = (): ColumnProfile | undefined =>
    needed ??
    labels.find(
      ({ column }) => rankOfWords(column) > rankOfWords(label.column) && tellsApart(table, label.column, column),
    );
  const parent = (place.codeColumn === undefined ? apart() : undefined) ?? widest ?? apart();
  if (parent === undefined) return;
  place.parent = around(parent, label, { table, codes, columns });
  const outer = labels
    .filter(
      ({ column }) =>
        column !== label.column &&
        rankOfWords(column) > rankOfWords(parent.column) &&
        hasRowsOfItsOwn(table, parent.column, column) &&
        liesIn(table, parent.column, column),
    )
    .toSorted((a, b) => rankOfWords(a.column) - rankOfWords(b.column));
  const [beyond] = outer;
  if (beyond !== undefined) place.outer = around(beyond, parent, { table, codes, columns });
}

/** The column of enclosing places with their codes, and what their rows have in the column of the places in them. */
function around(
  parent: ColumnProfile,
  inner: ColumnProfile,
  { table, codes, columns }: Pick<Enclosing, 'table' | 'codes' | 'columns'>,
): PlaceParent {
  const code = codeFor(
    parent,
    codes.filter(({ column }) => sharedWords(parent.column, column) > 0),
  );
  const kind = kindOfWords(parent.column);
  columns.push({ column: parent.column, role: 'place_label', confidence: 0.8 });
  if (code !== undefined) columns.push({ column: code.column, role: 'place_code', confidence: 0.8 });
  return {
    labelColumn: parent.column,
    ...(code === undefined ? {} : { codeColumn: code.column }),
    ...(kind === undefined ? {} : { kind }),
    ...wholeLabels(table, inner.column, parent.column),
  };
}

/** Whether some labels stand in several enclosing places, as schools of one name do, and most in one alone. */
function tellsApart(table: Table, column: string, parent: string): boolean {
  const around = new Map<string, Set<string>>();
  for (const row of table.rows) {
    const [label, outer] = [cellOf(table, row, column), cellOf(table, row, parent)];
    if (!isOfParent(label) && outer !== '') around.set(label, (around.get(label) ?? new Set()).add(outer));
  }
  const several = [...around.values()].filter(({ size }) => size > 1).length;
  return several > 0 && several * 2 <= around.size;
}

/** Whether each code is one place's in each enclosing place, and stands in several of these for different places. */
function isGivenAnew(table: Table, code: string, label: string, parent: string): boolean {
  const names = new Map<string, Map<string, string>>();
  for (const row of table.rows) {
    const [own, name, around] = [cellOf(table, row, code), cellOf(table, row, label), cellOf(table, row, parent)];
    if (own === '' || around === '' || isOfParent(name)) continue;
    const inEach = names.get(own) ?? new Map<string, string>();
    if ((inEach.get(around) ?? name) !== name) return false;
    names.set(own, inEach.set(around, name));
  }
  const repeated = [...names.values()].filter((inEach) => inEach.size > 1);
  const isOfSeveral = repeated.some((inEach) => new Set(inEach.values()).size > 1);
  return isOfSeveral && repeated.length * 2 > names.size;
}

/** Codes that are given anew in each enclosing place, with the column of these; false where there are none. */
export function addRepeatedCodes(place: PlaceSource, { table, label, labels, codes, columns }: Enclosing): boolean {
  const around = labels.filter(
    ({ column }) => column !== label.column && rankOfWords(column) > rankOfWords(label.column),
  );
  for (const parent of around.toSorted((a, b) => rankOfWords(a.column) - rankOfWords(b.column))) {
    const code = codes.find(({ column }) => isGivenAnew(table, column, label.column, parent.column));
    if (code === undefined) continue;
    const parentCode = codes.find(
      ({ column }) =>
        column !== code.column &&
        sharedWords(parent.column, column) > 0 &&
        isOfOneLabel(table, column, parent.column) &&
        isOfOneLabel(table, parent.column, column),
    );
    const kind = kindOfWords(parent.column);
    place.codeColumn = code.column;
    place.codesWithinParent = true;
    if (code.frequent.every(({ text }) => /^\d+$/.test(text)) && code.longest > 1) place.codeLength = code.longest;
    place.parent = {
      labelColumn: parent.column,
      ...(parentCode === undefined ? {} : { codeColumn: parentCode.column }),
      ...(kind === undefined ? {} : { kind }),
      ...wholeLabels(table, label.column, parent.column),
    };
    columns.push({ column: code.column, role: 'place_code', confidence: 0.8 });
    columns.push({ column: parent.column, role: 'place_label', confidence: 0.8 });
    if (parentCode !== undefined) columns.push({ column: parentCode.column, role: 'place_code', confidence: 0.8 });
    return true;
  }
  return false;
}

/** Whether rows tell of what encloses places: without such rows it is a name beside a name. */
const hasRowsOfItsOwn = (table: Table, column: string, parent: string): boolean =>
  table.rows.some((row) => cellOf(table, row, parent) !== '' && isOfParent(cellOf(table, row, column)));

/** Whether a label of the column of places also stands within another enclosing place than the one of that name. */
const isNamedWithin = (table: Table, column: string, label: string, parent: string): boolean =>
  table.rows.some((row) => cellOf(table, row, column) === label && cellOf(table, row, parent) !== label);

/** What the column of places says on rows that tell of the enclosing place, where the file has such rows. */
function wholeLabels(table: Table, column: string, parent: string): { whole?: string[] } {
  const found = new Set(
    table.rows
      .filter((row) => cellOf(table, row, parent) !== '')
      .flatMap((row) => {
        const label = cellOf(table, row, column);
        // Some write the name of the enclosing place there once more.
        const isItself = label === cellOf(table, row, parent) && !isNamedWithin(table, column, label, parent);
        return label !== '' && (isOfParent(label) || isItself) ? [label] : [];
      }),
  );
  return found.size === 0 ? {} : { whole: [...found] };
}
