import { countFilled } from './header.ts';
import type { FileRecord } from './records.ts';

/** One of several tables that stand below each other. */
export interface TableBelow {
  headerLine: number;
  /** What stands above its header, or its first columns. */
  title: string;
}

/** A table with its title: where it begins and ends among the records. */
interface Part {
  from: number;
  header: number;
  to: number;
}

const numberLike = /^[-+(<>≤≥]?[\d,.\s]*\d[\d,.]*\)?%?\+?$/;
const yearLike = /^(?:(?:SY|FY) ?)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d|\d{4}))?$/i;

const filledOf = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== '');

const isTitle = (record: FileRecord | undefined): boolean => record !== undefined && countFilled(record.cells) === 1;

/** Words or years alone, no two alike: rows of data have numbers, or marks that repeat. */
function isNames(cells: readonly string[]): boolean {
  const filled = filledOf(cells);
  return (
    filled.length >= 2 &&
    new Set(filled).size === filled.length &&
    filled.every((cell) => yearLike.test(cell) || (/\p{L}{2}/u.test(cell) && !numberLike.test(cell)))
  );
}

const hasNumbers = ({ cells }: FileRecord): boolean =>
  cells.some((cell, at) => at > 0 && numberLike.test(cell) && !yearLike.test(cell));

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\(?cont(?:inued|['’.]?d)?\.?\)?/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The lines with one filled cell directly above a header, without blank ones. */
function titleAbove(records: readonly FileRecord[], header: number): string {
  const texts: string[] = [];
  for (let at = header - 1; at >= 0 && records[at] !== undefined; at -= 1) {
    const record = records[at];
    if (record === undefined || (countFilled(record.cells) > 1 && texts.length > 0)) break;
    if (isTitle(record)) texts.unshift(filledOf(record.cells)[0] ?? '');
    else if (countFilled(record.cells) > 1) break;
  }
  return texts.at(-1) ?? '';
}

/** Whether a record is the header of a further table, and no page's repetition of the one above. */
function isFurther(records: readonly FileRecord[], at: number, first: number): boolean {
  const [record, above, below] = [records[at], records[at - 1], records[at + 1]];
  const head = records[first];
  if (record === undefined || head === undefined || below === undefined || above === undefined) return false;
  const isApart = countFilled(above.cells) === 0 || isTitle(above);
  if (!isApart || !isNames(record.cells) || !hasNumbers(below)) return false;
  const alike = record.cells.filter((cell, index) => cell !== '' && cell === head.cells[index]).length;
  const isSame = alike === filledOf(record.cells).length && alike === filledOf(head.cells).length;
  if (isSame) {
    const [title, other] = [titleAbove(records, at), titleAbove(records, first)];
    return title !== '' && other !== '' && plain(title) !== plain(other);
  }
  return (
    record.cells[0] === head.cells[0] ||
    alike >= 2 ||
    (isTitle(above) && countFilled(records[at - 2]?.cells ?? []) === 0)
  );
}

/**
 * Finds tables that stand below each other in a sample, by their headers: each begins apart from the rows above it, and
 * is no page of the same table. Null where there is one alone.
 * @param header the index of the first header
 */
export function findTables(records: readonly FileRecord[], header: number): Part[] | null {
  const headers = [header];
  for (let at = header + 2; at < records.length; at += 1) if (isFurther(records, at, header)) headers.push(at);
  if (headers.length < 2) return null;
  const starts = headers.map((at, index) => {
    if (index === 0) return 0;
    let from = at;
    while (from > (headers[index - 1] ?? 0) + 1 && countFilled(records[from - 1]?.cells ?? []) <= 1) from -= 1;
    return from;
  });
  return headers.map((at, index) => ({
    from: starts[index] ?? 0,
    header: at,
    to: starts[index + 1] ?? records.length,
  }));
}

/** What a table is called, for a person to choose one. */
export const tableName = (records: readonly FileRecord[], { header }: Part): TableBelow => ({
  headerLine: records[header]?.line ?? 1,
  title:
    titleAbove(records, header) ||
    filledOf(records[header]?.cells ?? [])
      .slice(0, 3)
      .join(' · '),
});
