import type { Cadence } from '@throughline/domain/vocabulary';
import type { WideColumn } from '../mapping/mapping.ts';
import { readNumber } from '../mapping/marks.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { Column } from '../text/header.ts';
import { telling } from './name-words.ts';
import { readHeader } from './read-header.ts';

const fewestGroups = 2;

/** Whether a column is nowhere above another on the rows. */
function isPartOf(part: string, whole: string, columns: readonly Column[], rows: readonly (readonly string[])[]) {
  const at = (wanted: string): number => columns.find(({ name }) => name === wanted)?.index ?? -1;
  const [partAt, wholeAt] = [at(part), at(whole)];
  return rows.every((row) => {
    const [x, n] = [readNumber(row[partAt] ?? ''), readNumber(row[wholeAt] ?? '')];
    return x === null || n === null || x.value <= n.value;
  });
}

/**
 * Columns of counts beside the value that are called after groups of people and nothing else ("Age 3", "Hispanic or
 * Latino"): they count the same, of fewer people. Null where there are none, or where one of them is above the value.
 */
export function groupsAcross(
  value: ColumnProfile,
  free: readonly ColumnProfile[],
  cadence: Cadence,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): WideColumn[] | null {
  const own = telling(readHeader(value.column, cadence).topic);
  const groups = free.flatMap(({ column, looks }) => {
    if (looks !== 'count' || column === value.column) return [];
    const header = readHeader(column, cadence);
    const isBare = telling(header.topic).every((word) => own.includes(word));
    const isOther = header.period !== null || (header.kind !== null && header.kind !== 'count');
    return header.groups.length === 0 || !isBare || isOther ? [] : [{ column, population: header.groups }];
  });
  if (groups.length < fewestGroups || !groups.every(({ column }) => isPartOf(column, value.column, columns, rows)))
    return null;
  return [{ column: value.column, part: 'value' }, ...groups.map((group) => ({ ...group, part: 'value' as const }))];
}
