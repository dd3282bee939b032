import type { ColumnProfile } from '../mapping/profile.ts';
import { cellOf, isOfParent, type Table } from './place-table.ts';

const wordsIn = (name: string): Set<string> =>
  new Set(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word && !/^(?:name|code|id|number|no|num|of|the)$/.test(word)),
  );

export const sharedWords = (a: string, b: string): number =>
  [...wordsIn(a)].filter((word) => wordsIn(b).has(word)).length;

/** Share of the codes that stand with several labels, and are then counts or something else, not codes of them. */
const mostShared = 0.2;

/** Whether a column's codes are each of one label; a name may change with the years. */
export function isOfOneLabel(table: Table, code: string, label: string): boolean {
  const labels = new Map<string, Set<string>>();
  for (const row of table.rows) {
    const [own, name] = [cellOf(table, row, code), cellOf(table, row, label)];
    if (own === '' || isOfParent(name)) continue;
    labels.set(own, (labels.get(own) ?? new Set()).add(name.toLowerCase()));
  }
  const shared = [...labels.values()].filter(({ size }) => size > 1).length;
  return shared <= labels.size * mostShared;
}

/** About as many codes as names, none missing on many rows; of several, the one that is called as the names are. */
export function codeFor(label: ColumnProfile | undefined, codes: readonly ColumnProfile[]): ColumnProfile | undefined {
  const isPlaces = (code: ColumnProfile): boolean =>
    code.blank <= code.cells * 0.3 &&
    (label === undefined
      ? code.distinct < code.cells * 0.9
      : (code.distinct <= label.distinct * 1.2 || sharedWords(label.column, code.column) > 0 || codes.length === 1) &&
        code.distinct >= label.distinct * 0.8);
  const likenessOf = (code: ColumnProfile): number =>
    label === undefined ? 0 : sharedWords(label.column, code.column);
  return codes
    .filter(isPlaces)
    .toSorted((a, b) => likenessOf(b) - likenessOf(a) || Number(a.blank > 0) - Number(b.blank > 0))[0];
}
