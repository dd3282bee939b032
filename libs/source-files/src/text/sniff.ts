import { type Refusal, refusal } from '@throughline/domain/refusals/refusal';
import { type DecimalSign, sniffDecimalSign } from './decimal-sign.ts';
import { decoderFor } from './decoding.ts';
import type { Encoding } from './decoding.ts';
import { type FileFault, fileKind, type LineEnds, markupKind, sniffEncoding, sniffLineEnds } from './file-kind.ts';
import { countFilled, findHeader, isCodesOf, isUnits, nameColumns } from './header.ts';
import type { Column } from './header.ts';
import { RecordReader, delimiters } from './records.ts';
import type { Delimiter, FileRecord } from './records.ts';
import { findTables, tableName } from './tables.ts';
import type { TableBelow } from './tables.ts';
import { columnsIn, columnsTogether, layTogether, linesOfSheet, titlesApart } from './together.ts';
import type { JoinedTable, Together } from './together.ts';

/** How much of a file's beginning is looked at, in bytes. */
export const sniffedBytes = 262_144;

/** A sheet of a workbook. */
export interface Sheet {
  name: string;
  hidden: boolean;
}

export interface TextLine {
  line: number;
  text: string;
}

/**
 * What is seen in a file before anything is asked of anybody. Lines are physical lines, from 1; in a workbook they are
 * the sheet's rows.
 */
export interface FileShape {
  /** The sheet that was read and all that there are; absent for text. A workbook has no encoding or delimiter to choose. */
  workbook?: { sheet: string; sheets: Sheet[] };
  encoding: Encoding;
  lineEnds: LineEnds;
  delimiter: Delimiter;
  /** The comma, where the file's numbers allow only it as the decimal sign. */
  decimalSign?: DecimalSign;
  /** Lines above the header that say what the file is. */
  titleLines: TextLine[];
  /** Header row above the header; its cells stand over several columns. */
  spanningHeader: { line: number; cells: string[] } | null;
  /** A line of topics above the spanning header. */
  upperHeader?: { line: number; cells: string[] };
  /** A line beside the header that holds the codes of its names. */
  codesLine?: { line: number; cells: string[] };
  /** A line below both that holds their units. */
  unitsLine?: { line: number; cells: string[] };
  /** Null when the file has no header; columns are then named by position. */
  headerLine: number | null;
  /** Where the data begins. */
  firstDataLine: number;
  /** The tables that stand below each other, and where the one that is read ends; absent where there is one alone. */
  tables?: TableBelow[];
  lastLine?: number;
  /** Titles of the tables or sheets whose columns are alike, where there are several. */
  alike?: string[];
  /** How they are read as one, where a person wants it. */
  together?: Together;
  columns: Column[];
  /** How many columns without name and content end each line. */
  emptyTrailingColumns: number;
  /** Blank lines, repeated headers and notes under the table, as far as the sample goes. */
  blankLines: number[];
  repeatedHeaderLines: number[];
  footerLines: TextLine[];
  /** Data rows in the sample, and whether the sample is the whole file. */
  sampledRows: number;
  complete: boolean;
}

export type SniffResult = { ok: true; shape: FileShape; sample: FileRecord[] } | { ok: false; refusal: Refusal };

/** What a person can correct in what was seen. */
export interface ShapeOverrides {
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** The line of the header; null when the file has none. */
  headerLine?: number | null;
  /** The sheet of a workbook. Default: the visible one with the most filled rows among the first ones. */
  sheet?: string;
  decimalSign?: DecimalSign;
  /** All tables or sheets whose columns are alike are read as one. */
  together?: boolean;
}

const refuse = (code: FileFault): SniffResult => ({ ok: false, refusal: refusal(code) });

function readSample(bytes: Uint8Array, encoding: Encoding, delimiter: Delimiter, complete: boolean): FileRecord[] {
  const reader = new RecordReader({ encoding, delimiter });
  const records = reader.push(bytes);
  return complete ? [...records, ...reader.end()] : records;
}

/** How well a delimiter divides the sample: the share of rows with the usual number of cells, and that number. */
function delimiterScore(records: readonly FileRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) {
    if (countFilled(cells) > 0) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  let best = 0;
  let rows = 0;
  for (const times of counts.values()) rows += times;
  for (const [width, times] of counts) if (width > 1) best = Math.max(best, (times / rows) * (1 - 1 / (width + 1)));
  return best;
}

function bestDelimiter(bytes: Uint8Array, encoding: Encoding, complete: boolean) {
  let best: { delimiter: Delimiter; records: FileRecord[]; score: number } | null = null;
  for (const delimiter of delimiters) {
    const records = readSample(bytes, encoding, delimiter, complete);
    const score = delimiterScore(records);
    if (score > 0 && (best === null || score > best.score)) best = { delimiter, records, score };
  }
  return best;
}

const cellsText = (cells: readonly string[]): string => cells.filter((cell) => cell !== '').join(' · ');

const noteLike = /^(?:(?:notes?|sources?|footnotes?)\b|\*+|†|‡)[:.\s]/i;

/**
 * A row under the table that is a note: one filled cell, in a table of three columns or more, or a shorter row that begins
 * as a note does and was divided at its commas.
 */
export const isNote = (cells: readonly string[], columns: number): boolean =>
  columns >= 3 && (countFilled(cells) === 1 || (cells.length < columns && noteLike.test(cells[0] ?? '')));

/** Whether the cells repeat the header. */
export const repeatsHeader = (cells: readonly string[], columns: readonly Column[]): boolean =>
  columns.length > 0 && columns.every(({ index, raw }) => (cells[index] ?? '') === raw);

/** Whether the cells repeat the line that spans the header. */
export const repeatsSpan = (cells: readonly string[], spanning: readonly string[]): boolean =>
  cells[0] === spanning[0] && spanning.every((cell, index) => (cells[index] ?? '') === cell);

/** A record with its line, without what was cleaned off it. */
const lineOf = ({ line, cells }: FileRecord) => ({ line, cells });

/** A line that spans others, of topics: it has several, or leaves the first column free. */
const isSpanning = ({ cells }: FileRecord): boolean => countFilled(cells) > 1;

/** The codes of the columns, above or below their names. */
function readCodes(records: readonly FileRecord[], header: number): FileRecord | undefined {
  const [above, names, below, after] = [-1, 0, 1, 2].map((step) => records[header + step]);
  if (names === undefined) return undefined;
  if (above !== undefined && isCodesOf(above.cells, names.cells, below?.cells)) return above;
  return below !== undefined && isCodesOf(below.cells, names.cells, after?.cells) ? below : undefined;
}

/** Lines between the start and the header: titles, and the spanning header if the last of them is one. */
function readTop(
  records: readonly FileRecord[],
  header: number,
): Pick<FileShape, 'titleLines' | 'spanningHeader' | 'upperHeader'> {
  const top = records.slice(0, Math.max(0, header)).filter(({ cells }) => countFilled(cells) > 0);
  const last = top.at(-1);
  const adjacent = last !== undefined && last === records[header - 1];
  const spans = adjacent && (last.cells[0] === '' || isSpanning(last));
  const upper = spans && top.at(-2) === records[header - 2] ? top.at(-2) : undefined;
  const isUpper = upper !== undefined && upper.cells[0] === '' && isSpanning(upper);
  const titles = top.slice(0, top.length - Number(spans) - Number(isUpper));
  return {
    titleLines: titles.map(({ line, cells }) => ({ line, text: cellsText(cells) })),
    spanningHeader: spans ? lineOf(last) : null,
    ...(isUpper ? { upperHeader: lineOf(upper) } : {}),
  };
}

/** Of tables below each other the chosen one, else the first, with its title; all records where there is one table. */
function readTables(records: FileRecord[], headerLine: number | null | undefined) {
  const all = findTables(records, findHeader(records));
  const wanted = all?.find(({ header }) => records[header]?.line === headerLine);
  const part = headerLine === undefined ? all?.[0] : wanted;
  if (!all || part === undefined) return { own: records, more: {}, all: undefined };
  const lastLine = records[part.to - 1]?.line ?? Infinity;
  const tables = all.map((each) => tableName(records, each));
  const more = { tables, ...(part === all.at(-1) ? {} : { lastLine }) };
  return { own: records.slice(part.from, part.to), more, all: all.map(({ from, to }) => records.slice(from, to)) };
}

/** The columns of a table among its records, and where its rows begin and end. */
function columnsOf(records: readonly FileRecord[]) {
  const header = findHeader(records);
  const top = readTop(records, header);
  const cells = records[header]?.cells ?? [];
  const used = cells.findLastIndex((cell) => cell !== '') + 1;
  const columns = nameColumns(cells, top.spanningHeader?.cells ?? [], used, top.upperHeader?.cells);
  return { columns, from: records[header + 1]?.line ?? 0, to: records.at(-1)?.line ?? 0 };
}

/** The tables below each other whose columns are those of the first, read as one where that is wanted. */
function withTablesBelow(
  { shape, data }: { shape: FileShape; data: FileRecord[] },
  all: readonly FileRecord[][] | undefined,
  isWanted: boolean,
) {
  const titles = shape.tables?.map(({ title }) => title) ?? [];
  const found = (all ?? []).flatMap((records, at) => {
    const { columns, from, to } = columnsOf(records);
    const where = columnsIn(shape.columns, columns);
    return where === null ? [] : [{ title: titles[at] ?? '', from, to, at: where }];
  });
  if (found.length < 2) return { shape, data };
  const alike = found.map(({ title }) => title);
  if (!isWanted) return { shape: { ...shape, alike }, data };
  const apart = titlesApart(alike);
  const isOpen = all?.at(-1)?.at(-1)?.line === found.at(-1)?.to && !shape.complete;
  const tables = found.map((table, at) => ({ ...table, title: apart[at] ?? table.title }));
  // What is not in the sample belongs to the last table.
  const last = tables.at(-1);
  if (isOpen && last !== undefined) last.to = linesOfSheet - 1;
  return readTogether(shape, tables, 'Table', (all ?? []).flat(), alike);
}

/** A file's shape and rows where its tables are read as one. */
export function readTogether(
  { lastLine: _lastLine, ...shape }: FileShape,
  tables: JoinedTable[],
  wanted: 'Sheet' | 'Table',
  records: readonly FileRecord[],
  alike: string[],
): { shape: FileShape; data: FileRecord[] } {
  const columns = columnsTogether(shape.columns, wanted);
  const together: Together = { column: columns.at(-1)?.name ?? wanted, tables };
  const lay = layTogether(together);
  const data = records.flatMap((record) => lay(record) ?? []);
  // A line above one of the tables says nothing of the others.
  const own = new Set(alike);
  const titleLines = shape.titleLines.filter(({ text }) => !own.has(text));
  const firstDataLine = tables[0]?.from ?? shape.firstDataLine;
  return { shape: { ...shape, titleLines, columns, firstDataLine, together, alike, sampledRows: data.length }, data };
}

/** The line of units below the first lines of names, where a file has one: each of its columns has a name of its own. */
const unitsIn = (records: readonly FileRecord[]): FileRecord | undefined =>
  records.slice(1, 10).find(({ cells }, at) => {
    const names = cells.map((cell, index) => (cell === '' ? null : (records[at]?.cells[index] ?? '')));
    const own = names.filter((name) => name !== null);
    const isNamed = own.every((name) => /\p{L}/u.test(name)) && new Set(own).size === own.length;
    return isNamed && isUnits(cells, records[at + 2]?.cells);
  });

function describe(
  everything: FileRecord[],
  parts: Pick<FileShape, 'encoding' | 'lineEnds' | 'delimiter' | 'complete' | 'workbook'>,
  { headerLine, decimalSign: sign, together = false }: ShapeOverrides,
) {
  const { own, more, all } = readTables(everything, headerLine);
  const units = unitsIn(own);
  const records = own.filter((record) => record !== units);
  const header = headerLine === undefined ? findHeader(records) : records.findIndex(({ line }) => line === headerLine);
  const body = records.slice(header + 1);
  const width = body.reduce((widest, { cells }) => Math.max(widest, cells.findLastIndex((cell) => cell !== '') + 1), 0);
  const headerCells = records[header]?.cells ?? Array.from({ length: width }, () => '');
  const used = Math.max(
    headerCells.findLastIndex((cell) => cell !== '') + 1,
    Math.min(width, Math.max(headerCells.length, header === -1 ? width : 0)),
  );
  const codes = readCodes(records, header);
  const isAbove = codes !== undefined && codes === records[header - 1];
  const top = readTop(isAbove ? records.filter((record) => record !== codes) : records, header - Number(isAbove));
  const spans = [top.upperHeader, top.spanningHeader].flatMap((span) => (span ? [span.cells] : []));
  const columns = nameColumns(headerCells, top.spanningHeader?.cells ?? [], used, top.upperHeader?.cells);
  const rows = body.filter((record) => countFilled(record.cells) > 0 && record !== codes);
  const repeats = (cells: readonly string[]): boolean =>
    repeatsHeader(cells, columns) || spans.some((span) => repeatsSpan(cells, span));
  const repeated = header === -1 ? [] : rows.filter(({ cells }) => repeats(cells));
  const notes = rows.filter(({ cells }) => isNote(cells, columns.length));
  const data = rows.filter((record) => !repeated.includes(record) && !notes.includes(record));
  // The cells of a workbook are numbers already.
  const seenSign = parts.workbook === undefined ? sniffDecimalSign(data, parts.delimiter) : undefined;
  const decimalSign = sign ?? seenSign;
  const shape: FileShape = {
    ...parts,
    ...top,
    ...(decimalSign === undefined ? {} : { decimalSign }),
    ...more,
    ...(codes === undefined ? {} : { codesLine: lineOf(codes) }),
    ...(units === undefined ? {} : { unitsLine: lineOf(units) }),
    headerLine: records[header]?.line ?? null,
    firstDataLine: data[0]?.line ?? 1,
    columns,
    emptyTrailingColumns: Math.max(0, headerCells.length - used),
    blankLines: records.filter(({ cells }) => countFilled(cells) === 0).map(({ line }) => line),
    repeatedHeaderLines: repeated.map(({ line }) => line),
    footerLines: notes.map(({ line, cells }) => ({ line, text: cellsText(cells) })),
    sampledRows: data.length,
  };
  return withTablesBelow({ shape, data }, all, together);
}

/**
 * Looks at the first bytes of a file and says what is in it, or why it is no table.
 * @param bytes the beginning of the file; more than 256 KB is not looked at
 * @param whole whether `bytes` is all of the file
 * @param overrides what a person knows better; a stored mapping's `file` can be given as it is
 */
export function sniff(bytes: Uint8Array, whole: boolean, overrides: ShapeOverrides = {}): SniffResult {
  const sample = bytes.subarray(0, sniffedBytes);
  const complete = whole && sample.length === bytes.length;
  const kind = fileKind(sample);
  if (kind !== null) return refuse(kind);
  const encoding = overrides.encoding ?? sniffEncoding(sample);
  if (encoding === null) return refuse('FILE_BINARY');
  const text = decoderFor(encoding).decode(sample, { stream: true });
  if (text.trim() === '') return refuse('FILE_EMPTY');
  const markup = markupKind(text);
  if (markup !== null) return refuse(markup);
  const chosen =
    overrides.delimiter === undefined
      ? bestDelimiter(sample, encoding, complete)
      : { delimiter: overrides.delimiter, records: readSample(sample, encoding, overrides.delimiter, complete) };
  if (chosen === null) return refuse('FILE_NO_COLUMNS');
  const lineEnds = sniffLineEnds(text);
  const { delimiter, records } = chosen;
  const { shape, data } = describe(records, { encoding, lineEnds, delimiter, complete }, overrides);
  if (data.length === 0) return refuse('FILE_NO_ROWS');
  return { ok: true, shape, sample: data };
}

/**
 * The same for the first rows of a sheet of a workbook, which are records already.
 * @param complete whether the records are all of the sheet
 */
export function sniffSheet(
  records: readonly FileRecord[],
  complete: boolean,
  workbook: NonNullable<FileShape['workbook']>,
  overrides: ShapeOverrides = {},
): SniffResult {
  if (records.length === 0) return refuse('FILE_EMPTY');
  const width = Math.max(...records.map(({ cells }) => cells.length));
  if (width < 2) return refuse('FILE_NO_COLUMNS');
  const padded = records.map((record) => widen(record, width));
  const parts = { encoding: 'utf-8', lineEnds: 'none', delimiter: ',', complete, workbook } as const;
  const { shape, data } = describe(padded, parts, overrides);
  return data.length === 0 ? refuse('FILE_NO_ROWS') : { ok: true, shape, sample: data };
}

/** A record with empty cells added up to a width: the rows of a sheet end with their last filled cell. */
export function widen(record: FileRecord, width: number): FileRecord {
  if (record.cells.length >= width) return record;
  return { ...record, cells: [...record.cells, ...Array.from({ length: width - record.cells.length }, () => '')] };
}

/**
 * The sheets of a workbook whose columns are those of the one that is read, as one where that is wanted.
 * @param sheets the sheets in their order with their first records, the one that is read among them
 */
export function withSheets(
  seen: SniffResult,
  sheets: readonly { name: string; records: readonly FileRecord[] }[],
  isWanted: boolean,
): SniffResult {
  if (!seen.ok) return seen;
  const found = sheets.flatMap(({ name, records }) => {
    const { columns, from } = columnsOf(records);
    const at = columnsIn(seen.shape.columns, columns);
    return at === null ? [] : [{ title: name, sheet: name, from, to: linesOfSheet - 1, at, records }];
  });
  const alike = found.map(({ title }) => title);
  if (found.length < 2) return seen;
  if (!isWanted) return { ...seen, shape: { ...seen.shape, alike } };
  const apart = titlesApart(alike);
  const tables = found.map(({ records: _records, from, to, ...table }, at): JoinedTable => {
    const before = at * linesOfSheet;
    return { ...table, title: apart[at] ?? table.title, from: before + from, to: before + to };
  });
  const records = found.flatMap((each, at) =>
    each.records.map((record) => ({ ...record, line: record.line + at * linesOfSheet })),
  );
  const { shape, data } = readTogether(seen.shape, tables, 'Sheet', records, alike);
  return { ok: true, shape, sample: data };
}
