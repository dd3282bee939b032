import type { ColumnProfile } from '../mapping/profile.ts';
import { isNumeric } from '../mapping/profile.ts';
import type { FileShape } from '../text/sniff.ts';
import { fitOf } from './name-words.ts';

/** The columns of one of several tables that stand beside each other. */
export interface TableBeside {
  columns: ColumnProfile[];
  /** What tells it from the others: the words above its columns, or these. */
  title: string;
}

/** Where tables begin: at each column called as the first one is, and behind a column without name and content. */
function startsOf(shape: FileShape, profiles: readonly ColumnProfile[]): number[] {
  const [first] = shape.columns;
  if (first === undefined) return [];
  const looksOf = (name: string) => profiles.find(({ column }) => column === name)?.looks ?? 'empty';
  const isGap = (at: number): boolean => {
    const column = shape.columns[at];
    return column !== undefined && column.raw === '' && looksOf(column.name) === 'empty';
  };
  return shape.columns.flatMap(({ raw, name }, at) => {
    if (at === 0) return [0];
    const isAgain = raw !== '' && raw.toLowerCase() === first.raw.toLowerCase();
    const isBehindGap = isGap(at - 1) && !isGap(at) && !isNumeric(looksOf(name));
    return isAgain || isBehindGap ? [at] : [];
  });
}

/** The tables beside each other in a sheet; null where there is one alone. */
export function findTablesBeside(shape: FileShape, profiles: readonly ColumnProfile[]): TableBeside[] | null {
  const starts = startsOf(shape, profiles).filter((start) => {
    const name = shape.columns[start]?.name;
    return !isNumeric(profiles.find(({ column }) => column === name)?.looks ?? 'text');
  });
  if (starts.length < 2) return null;
  const tables = starts.map((start, at): TableBeside => {
    const own = shape.columns.slice(start, starts[at + 1]);
    const names = new Set(own.map(({ name }) => name));
    const span = shape.spanningHeader?.cells.slice(start, starts[at + 1]).find((cell) => cell !== '');
    return {
      columns: profiles.filter(({ column }) => names.has(column)),
      title:
        span ??
        own
          .map(({ raw }) => raw)
          .filter((raw) => raw !== '')
          .slice(0, 3)
          .join(' · '),
    };
  });
  // A table has places and numbers of its own.
  return tables.every(({ columns }) => columns.some(({ looks }) => isNumeric(looks))) ? tables : null;
}

/** The table that the indicator's words mean; the first, where they mean none more than the others. */
export function chosenTable(tables: readonly TableBeside[], words: string): TableBeside | undefined {
  const fits = fitOf(
    tables.map(({ columns, title }) => `${title} ${columns.map(({ column }) => column).join(' ')}`),
    words,
  );
  return tables[Math.max(0, fits.indexOf(Math.max(...fits)))];
}
