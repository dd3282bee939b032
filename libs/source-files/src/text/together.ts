import { type Column, countFilled } from './header.ts';
import type { FileRecord } from './records.ts';

/** A table that is read together with others: its lines, and where each column of the first one stands in it. */
export interface JoinedTable {
  /** What tells its rows from those of the others: a period, a group, the name of its sheet. */
  title: string;
  sheet?: string;
  /** The first line of its rows, and the last one. */
  from: number;
  to: number;
  at: number[];
}

/** Several tables of alike columns that are read as one, with a column of their titles behind the others. */
export interface Together {
  column: string;
  tables: JoinedTable[];
}

/** Lines of the second sheet that is read follow on this number, and so on: no two rows have one line. */
export const linesOfSheet = 10_000_000;
/** As many sheets as have lines of their own. */
export const mostSheets = 200;

/** A line as people know it: its number in its sheet, and which sheet that is where several are read. */
export function lineText(line: number, together: Together | undefined): string {
  const at = Math.floor(line / linesOfSheet);
  const sheet = together?.tables.find(({ from }) => Math.floor(from / linesOfSheet) === at)?.sheet;
  return sheet === undefined ? String(line) : `${line % linesOfSheet} (${sheet})`;
}

const key = (column: Column): string => column.name.toLowerCase().replace(/[^\p{L}\p{N}%#]+/gu, '');

/** Where the columns of one table stand in another; null where it does not have all of them. */
export function columnsIn(first: readonly Column[], other: readonly Column[]): number[] | null {
  const known = new Map(other.map((column) => [key(column), column.index]));
  const at = first.map((column) => known.get(key(column)));
  return at.every((index) => index !== undefined) ? at : null;
}

/** Words that belong to the year beside them: "Fall 2021" is not 2021. */
const isOfPeriod =
  /^(?:fall|autumn|winter|spring|summer|otoño|primavera|[fs]?fy|[scapy]y|year|term|semester|q[1-4]|quarter|qtr|week|month|ending|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|\d)/i;

/** What each of several titles has that the others have not: "Enrollment, girls" and "Enrollment, boys" differ by who. */
export function titlesApart(titles: readonly string[]): string[] {
  const words = titles.map((title) => title.split(/\s+/));
  const [first = []] = words;
  const same = (at: (own: readonly string[]) => string | undefined): boolean =>
    !isOfPeriod.test(at(first) ?? '') &&
    words.every((own) => own.length > 0 && at(own)?.toLowerCase() === at(first)?.toLowerCase());
  let start = 0;
  while (start < first.length && same((own) => own[start])) start += 1;
  let end = 0;
  while (end < first.length - start && same((own) => own[own.length - 1 - end])) end += 1;
  const apart = words.map((own) =>
    own
      .slice(start, own.length - end)
      .join(' ')
      .replace(/^[\s,:;–—-]+|[\s,:;–—-]+$/g, ''),
  );
  const isApart = (all: readonly string[]): boolean =>
    all.every((title) => title !== '') && new Set(all).size === all.length;
  // The number of a table says nothing where the rest of its title tells it from the others.
  const unnumbered = apart.map((title) => title.replace(/^\d{1,2}[.:)]\s+/, ''));
  if (isApart(unnumbered)) return unnumbered;
  return isApart(apart) ? apart : [...titles];
}

/** Gives a record of any of the tables as one of the first, with its table's title behind; null for what is none of theirs. */
export function layTogether({ tables }: Together): (record: FileRecord) => FileRecord | null {
  return (record) => {
    const table = tables.find(({ from, to }) => record.line >= from && record.line <= to);
    const cells = table?.at.map((index) => record.cells[index] ?? '') ?? [];
    // A note or a blank line is no row, whatever its table is called.
    if (table === undefined || countFilled(record.cells) < 2 || countFilled(cells) < 2) return null;
    const moveRight = <Cell extends { column: number }>(all: readonly Cell[]): Cell[] =>
      all.flatMap((each) => {
        const column = table.at.indexOf(each.column);
        return column === -1 ? [] : [{ ...each, column }];
      });
    return {
      ...record,
      cells: [...cells, table.title],
      tidied: record.tidied === null ? null : moveRight(record.tidied),
      faults: record.faults === null ? null : moveRight(record.faults),
      ...(record.indents === undefined ? {} : { indents: moveRight(record.indents) }),
    };
  };
}

/** The columns of tables that are read together. */
export function columnsTogether(columns: readonly Column[], wanted: 'Sheet' | 'Table'): Column[] {
  const names = new Set(columns.map(({ name }) => name));
  let name: string = wanted;
  for (let number = 2; names.has(name); number += 1) name = `${wanted} (${number})`;
  // Behind the columns of the file, in the order in which records are laid.
  return [...columns.map((column, index) => ({ ...column, index })), { index: columns.length, name, raw: '' }];
}
