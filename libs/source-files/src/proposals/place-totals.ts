import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { PlaceSource } from '../mapping/mapping.ts';
import { cellOf, isOfParent, type Table } from './place-table.ts';
import { totalKind } from './place-words.ts';

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
  const labels = [...found.keys()];
  // A column of states has no total among them.
  const [kind] = found.values();
  const inState = [...found.values()].filter((each) => each === 'state');
  return kind === undefined || inState.length > 2 ? null : { labels, kind: inState.length > 0 ? 'state' : kind };
}

/** The place of all others: named as such, or the only one of the outermost level. */
export function addTotal(place: PlaceSource, table: Table, levelColumn: string | undefined): void {
  const { labelColumn, parent, kinds } = place;
  if (labelColumn === undefined) return;
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
    // Rows of the outermost level that name no place are called as their level is.
    if (name === '' && isOnly && level !== undefined)
      place.total = { labels: [level], name: level, kind: kinds[level] ?? 'state' };
    if (name && isOnly) place.total = { labels: [name], name, kind: kinds[outer[0] ?? ''] ?? 'state' };
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
  const labels = found.labels.filter((label) => totalKind(label) === found.kind);
  const name = labels.find((label) => !/total|all|^state/i.test(label)) ?? labels[0];
  if (isOther && name !== undefined) place.total = { labels, name, kind: found.kind };
}
