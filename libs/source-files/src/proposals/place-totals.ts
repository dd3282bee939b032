import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { PlaceSource, PlaceTotal } from '../mapping/mapping.ts';
import { cellOf, isOfParent, type Table } from './place-table.ts';
import { isNation, kindOfWords, placeNamedIn, saysItsLevel, totalKind } from './place-words.ts';

/** Labels among the places, and among what they lie in, that mean the place of all others. */
function totalsIn(
  table: Table,
  columnsOf: (row: readonly string[]) => readonly string[],
): { labels: string[]; kind: PlaceKind } | null {
  const found = new Map<string, PlaceKind>();
  for (const row of table.rows)
    for (const column of columnsOf(row)) {
      const label = cellOf(table, row, column);
      const kind = label === '' ? undefined : totalKind(label);
      if (kind !== undefined) found.set(label, kind);
    }
  // In a column of states only the nation can be the total.
  const states = [...found].filter(([label, kind]) => kind === 'state' && !saysItsLevel(label));
  if (states.length > 1) for (const [label] of states) if (placeNamedIn(label) !== undefined) found.delete(label);
  const labels = [...found.keys()];
  const [kind] = found.values();
  const inState = [...found.values()].filter((each) => each === 'state');
  return kind === undefined || inState.length > 2 ? null : { labels, kind: inState.length > 0 ? 'state' : kind };
}

/** "Statewide" and "State Total" say at least that it is the state; of which county a "County Total" is, nothing says. */
function levelNamed(labels: readonly string[], kind: PlaceKind): string {
  const label = kind === 'state' || kind === 'nation' ? labels.find(saysItsLevel) : undefined;
  return label?.replace(/[ -]*totals?$/i, '') ?? '';
}

/**
 * What a total is the total of: the name among its labels, or the one in the titles that is of its level. Without any
 * it has no name: "Total" is no place, and its rows wait until somebody says which place they are of.
 */
function nameTotal(
  labels: string[],
  kind: PlaceKind,
  titles: readonly string[],
  places: ReadonlySet<string>,
): PlaceTotal {
  const isOfLevel = labels.some(saysItsLevel);
  const named = labels.map(placeNamedIn).find((each) => each !== undefined);
  const titled = titles
    .map(placeNamedIn)
    .find((each) => each !== undefined && !places.has(each.name) && (!isOfLevel || each.kind === kind));
  const found = named ?? titled;
  const own = labels.find((label) => placeNamedIn(label) !== undefined && !/total|state(?:wide)?\b/i.test(label));
  return { labels, name: own ?? found?.name ?? levelNamed(labels, kind), kind: found?.kind ?? kind };
}

/**
 * The place of all others: named as such, or the only one of the outermost level.
 * @param titles the lines above the header, which may name it
 */
export function addTotal(
  place: PlaceSource,
  table: Table,
  levelColumn: string | undefined,
  titles: readonly string[],
): void {
  const { labelColumn, parent, kinds } = place;
  if (labelColumn === undefined) return;
  const places = new Set(table.rows.map((row) => cellOf(table, row, labelColumn)));
  if (levelColumn !== undefined && kinds !== undefined) {
    const outer = Object.keys(kinds).filter((level) => kinds[level] === 'state' || kinds[level] === 'nation');
    const named = new Set(
      table.rows.flatMap((row) =>
        outer.includes(cellOf(table, row, levelColumn)) ? [cellOf(table, row, labelColumn)] : [],
      ),
    );
    const [name] = named;
    const isOnly = named.size === 1 && new Set(Object.values(kinds)).size > 1;
    const [level] = outer;
    // Rows of the outermost level may name no place.
    const isNamedAround = table.rows.some(
      (row) =>
        outer.includes(cellOf(table, row, levelColumn)) &&
        [parent, place.outer].some((each) => each?.labelColumn && cellOf(table, row, each.labelColumn) !== ''),
    );
    if (name === '' && isOnly && level !== undefined && !isNamedAround)
      place.total = nameTotal([level], kinds[level] ?? 'state', titles, places);
    if (name && isOnly) place.total = { labels: [name], name, kind: kinds[outer[0] ?? ''] ?? 'state' };
    return;
  }
  // England stands first among its areas, in a column that does not say which kind of place it holds.
  const [first = ''] = places;
  const isOfNation =
    isNation(first) && kindOfWords(labelColumn) === undefined && [...places].filter(isNation).length < 2;
  if (isOfNation && places.size > 1 && parent === undefined) {
    place.total = { labels: [first], name: first, kind: 'nation' };
    return;
  }
  const coded = [parent?.labelColumn, place.codeColumn, parent?.codeColumn].filter((column) => column !== undefined);
  const found = totalsIn(table, (row) => {
    const own = cellOf(table, row, labelColumn);
    const enclosing = parent?.labelColumn === undefined ? '' : cellOf(table, row, parent.labelColumn);
    if (own === '') return coded;
    // "All Schools" of a district is that district; without one it is the place of all.
    return enclosing !== '' && isOfParent(own) ? coded : [labelColumn];
  });
  if (found === null) return;
  const isOther = table.rows.some(
    (row) => !found.labels.includes(cellOf(table, row, labelColumn)) && cellOf(table, row, labelColumn) !== '',
  );
  // Where both stand in one file, the nation is a place of its own above the state.
  const ofOuter = new Set(place.outer?.whole);
  const labels = found.labels.filter((label) => totalKind(label) === found.kind && !ofOuter.has(label));
  if (isOther && labels.length > 0) place.total = nameTotal(labels, found.kind, titles, places);
}
