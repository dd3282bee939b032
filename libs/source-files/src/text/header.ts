import type { FileRecord } from './records.ts';

/** One column of a file. */
export interface Column {
  /** Zero-based position in the file. */
  index: number;
  /** Unique in the file, readable (run-together words are split), and stable from one year's file to the next. */
  name: string;
  /** The header cell as published, cleaned of blanks. */
  raw: string;
}

/** Splits words that were run together ("Total NumberTested" → "Total Number Tested") and squeezes blanks. */
export function splitWords(text: string): string {
  return text
    .replace(/([a-z])of(?=\s|$)/g, (whole: string, letter: string, at: number, all: string) =>
      /(?:number|percent|total|count|rate)of/i.test(all.slice(Math.max(0, at - 8), at + 3)) ? `${letter} of` : whole,
    )
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\d)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[\s_]+/g, ' ')
    .trim();
}

const simplify = (text: string): string =>
  splitWords(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, '');

/**
 * Which spanning title stands over each column. A span reaches to the next one; the last (or only) one reaches as far
 * as the one before it, or to the last named column.
 */
export function spreadSpans(spanning: readonly string[], header: readonly string[]): string[] {
  const starts = spanning.flatMap((cell, index) => (cell === '' ? [] : [index]));
  const widths = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  const lastWidth = widths.at(-1) ?? header.length;
  return header.map((_cell, index) => {
    const start = starts.findLast((candidate) => candidate <= index);
    if (start === undefined) return '';
    if (start === starts.at(-1) && index >= start + lastWidth) return '';
    return spanning[start] ?? '';
  });
}

/** Columns of which a percentage or a number is never the percentage or the number: periods, margins and bounds. */
const aside = /(?<!\p{L})(?:years?|period|date|moe|margin|error|s\.?e\.?|c\.?i\.?|lower|upper)(?!\p{L})|±|\+\/-/iu;

const countWords = /\s*\b(?:count|number|no\.?|n|#)\s*$/i;

/** The readable, not yet unique name of one column: its own words, after those of its span and neighbour where needed. */
function composeLabel(raw: string, span: string, previous: string, position: number, starts: boolean): string {
  const own = splitWords(raw);
  const above = splitWords(span);
  // A label that is merged over both lines of a header stands in the upper one.
  if (own === '' && above !== '') return starts ? above : `${above} column ${position + 1}`;
  if (own === '') return `Column ${position + 1}`;
  if (above !== '') return simplify(own).startsWith(simplify(above)) ? own : `${above} ${own}`;
  const neighbour = splitWords(previous).replace(countWords, '');
  const isOfNeighbour = neighbour !== '' && !aside.test(neighbour);
  return /^[%#]$|^(?:percent|pct|n|count)$/i.test(own) && isOfNeighbour ? `${neighbour} ${own}` : own;
}

/**
 * Names every column: five columns that are all called `%` become "Level 1 Not Met %" and so on, from the spanning
 * header above or the column before; what is still double gets a number. Empty trailing columns are not named.
 * @param upper a second line of topics, above the spanning header
 */
export function nameColumns(
  header: readonly string[],
  spanning: readonly string[],
  used: number,
  upper: readonly string[] = [],
): Column[] {
  const spans = spreadSpans(spanning, header);
  const topics = spreadSpans(upper, header);
  const seen = new Map<string, number>();
  return header.slice(0, used).map((raw, index) => {
    const starts = (spanning[index] ?? '') !== '';
    const own = composeLabel(raw, spans[index] ?? '', header[index - 1] ?? '', index, starts);
    const above = splitWords(topics[index] ?? '');
    const label = simplify(own).startsWith(simplify(above)) ? own : `${above} ${own}`;
    const times = (seen.get(label.toLowerCase()) ?? 0) + 1;
    seen.set(label.toLowerCase(), times);
    const unique = times === 1 ? label : `${label} (${times})`;
    return { index, name: unique, raw };
  });
}

const numberLike = /^[-+(]?[\d,.\s]*\d[\d,.]*\)?%?$/;
const yearLike = /^(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d|\d{4}))?$/;

/** How many cells of a record say something. */
export const countFilled = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell === '' ? 0 : 1), 0);

/** Whether a row could be a header: words, not numbers; years may be column names. */
function isWords(cells: readonly string[]): boolean {
  const filledCells = cells.filter((cell) => cell !== '');
  const numbers = filledCells.filter((cell) => numberLike.test(cell) && !yearLike.test(cell));
  return (
    filledCells.length > 0 && numbers.length * 2 < filledCells.length && filledCells.every((cell) => cell.length <= 300)
  );
}

/** The middle of the filled cells of the sample's rows that are not nearly empty. */
export function usualWidth(records: readonly FileRecord[]): number {
  const widths = records.map((record) => countFilled(record.cells)).filter((width) => width > 1);
  widths.sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

const searchedRows = 40;

const partName = /^(?:n|#|no\.?|%|count|number|percent|pct|rate)$/i;

/**
 * Whether the row above spans several columns of the row below: that one names more columns, without any number or year,
 * or names nothing but the kinds of numbers ("N", "%").
 */
function isSpanOf(cells: readonly string[], below: readonly string[] | undefined): boolean {
  if (below === undefined) return false;
  const filledCells = below.filter((cell) => cell !== '');
  if (filledCells.length > 1 && filledCells.every((cell) => partName.test(cell))) return true;
  return (
    filledCells.length > countFilled(cells) && !filledCells.some((cell) => numberLike.test(cell) || yearLike.test(cell))
  );
}

const codeLike = /^[A-Za-z][\w.-]*$/;

/**
 * Whether a row holds the codes of the columns ("S1701_C01_002E", "v001_rawvalue") whose names another row holds: each
 * of its cells is one word, each name is another, and where the row after both has numbers, both have none.
 */
export function isCodesOf(
  cells: readonly string[],
  names: readonly string[] | undefined,
  data: readonly string[] | undefined,
): boolean {
  if (names === undefined || data === undefined) return false;
  const codes = cells.filter((cell) => cell !== '');
  const labels = names.filter((cell) => cell !== '');
  if (codes.length < 3 || labels.length < codes.length || new Set(labels).size < labels.length) return false;
  const isCode =
    codes.every((cell) => codeLike.test(cell)) &&
    (codes.some((cell) => /[\d_]/.test(cell)) || codes.every((cell) => /^[A-Z][A-Z0-9_.-]*$/.test(cell)));
  const isNames = labels.every((cell) => /\p{L}{2}/u.test(cell) && !numberLike.test(cell));
  const isWordier = labels.filter((cell) => /\s|!!/.test(cell)).length * 2 > labels.length;
  const numbers = data.flatMap((cell, index) => (numberLike.test(cell) ? [index] : []));
  return isCode && isNames && isWordier && numbers.length > 0 && numbers.every((index) => (names[index] ?? '') !== '');
}

const unit =
  /^(?:text|string|years?|percent|pct|%|numbers?|#|n|counts?|rates?|integer|decimal|dollars?|usd|\$|units?|dates?|codes?|ids?|names?|per 1,?000(?:,?000)?|people|persons|students)$/i;

/** Whether a row below the names says in what unit each column is ("text", "year", "percent", "number"). */
export const isUnits = (cells: readonly string[], below: readonly string[] | undefined): boolean =>
  countFilled(cells) > 1 &&
  cells.every((cell) => cell === '' || unit.test(cell)) &&
  (below?.some((cell) => numberLike.test(cell)) ?? false);

/**
 * The index of the header among the sample's records: the first row of words that is about as wide as the data;
 * -1 when the data begins without one. Of two lines of which one holds codes it is the other.
 */
export function findHeader(records: readonly FileRecord[]): number {
  const width = usualWidth(records);
  for (let index = 0; index < Math.min(records.length, searchedRows); index += 1) {
    const cells = records[index]?.cells ?? [];
    if (countFilled(cells) < Math.max(2, Math.ceil(width * 0.6))) continue;
    if (!isWords(cells)) return -1;
    const below = records[index + 1]?.cells;
    if (isCodesOf(cells, below, records[index + 2]?.cells)) return index + 1;
    return isSpanOf(cells, below) ? index + 1 : index;
  }
  return -1;
}
