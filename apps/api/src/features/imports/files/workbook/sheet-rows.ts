import { refusal } from '@throughline/domain/refusals/refusal';
import type { DecimalSign } from '@throughline/source-files/text/decimal-sign';
import type { FileRecord } from '@throughline/source-files/text/records';
import { indentOf, tidyCell } from '@throughline/source-files/text/tidy';
import { type NumberFormat, numberText } from './number-formats.ts';
import { limits, type PartHandler, WorkbookRefused } from './parts.ts';

/** How a cell looks: what its number means, and how far its text is indented. */
export interface CellStyle {
  format: NumberFormat;
  indent: number;
}

/** What all sheets of a workbook share. */
export interface SharedParts {
  texts: readonly string[];
  styles: readonly CellStyle[];
  is1904: boolean;
}

/** The rows of one merged column: those below the first repeat its cell. Numbers from 0. */
export interface MergedRows {
  column: number;
  first: number;
  last: number;
}

/** Blanks that one step of Excel's indentation stands for. */
const blanksPerIndent = 2;
const widestSheet = 16_384;

/** Column and row of a reference such as `AB12`, both from 0; null when it is none. */
export function readReference(reference: string): { column: number; row: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (match === null) return null;
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return { column: column - 1, row: Number(match[2]) - 1 };
}

/** The merged columns of `A2:C5`: only the first one carries a label, and only when it spans rows. */
export function readMerge(reference: string): MergedRows | null {
  const [from, to] = reference.split(':').map(readReference);
  if (!from || !to || to.row <= from.row) return null;
  return { column: from.column, first: from.row, last: to.row };
}

/** Makes the records of a sheet out of its tags. Cells are what they show, cleaned as those of a text file. */
export class SheetRows implements PartHandler {
  #records: FileRecord[] = [];
  #record: FileRecord | null = null;
  #row = -1;
  #column = -1;
  #cells = 0;
  #type = 'n';
  #style = 0;
  #text = '';
  #stored: string | null = null;
  #isFormula = false;
  #inValue = false;
  #phonetic = 0;
  readonly #shared: SharedParts;
  readonly #merged: ReadonlyMap<number, { column: number; last: number }[]>;
  readonly #sign: DecimalSign;
  #open: { column: number; last: number; text: string }[] = [];

  constructor(shared: SharedParts, merges: readonly MergedRows[], sign: DecimalSign) {
    this.#shared = shared;
    this.#sign = sign;
    this.#merged = Map.groupBy(merges, ({ first }) => first);
  }

  /** The rows that are complete by now; each is given once. */
  take(): FileRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  open(name: string, attributes: Record<string, string>): void {
    switch (name) {
      case 'row':
        this.#row = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']) - 1;
        this.#column = -1;
        this.#record = { line: this.#row + 1, cells: [], tidied: null, faults: null };
        break;
      case 'c': {
        const place = attributes['r'] === undefined ? null : readReference(attributes['r']);
        this.#column = place?.column ?? this.#column + 1;
        this.#type = attributes['t'] ?? 'n';
        this.#style = Number(attributes['s'] ?? 0);
        this.#stored = null;
        this.#isFormula = false;
        break;
      }
      case 'f':
        this.#isFormula = true;
        break;
      case 'v':
      case 't':
        this.#inValue = true;
        this.#text = '';
        break;
      case 'rPh':
        this.#phonetic += 1;
        break;
    }
  }

  text(text: string): void {
    if (this.#inValue && this.#phonetic === 0) this.#text += text;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#inValue = false;
        // Rich text comes in several runs.
        if (this.#phonetic === 0) this.#stored = (this.#stored ?? '') + this.#text;
        break;
      case 'rPh':
        this.#phonetic -= 1;
        break;
      case 'c':
        this.#keep();
        break;
      case 'row':
        this.#endRow();
        break;
    }
  }

  /** What the cell shows; a formula that no program has computed yet shows nothing, and says so. */
  #shownText(): string {
    const stored = this.#stored;
    if (stored === null) return this.#isFormula ? '#NOT CALCULATED' : '';
    switch (this.#type) {
      case 's':
        return this.#shared.texts[Number(stored)] ?? '';
      case 'b':
        return stored === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return numberText(
          stored,
          this.#shared.styles[this.#style]?.format ?? { kind: 'plain' },
          this.#shared.is1904,
          this.#sign,
        );
      default:
        return stored;
    }
  }

  #keep(): void {
    const raw = this.#shownText();
    if (raw !== '') this.#put(this.#column, raw);
  }

  #put(column: number, raw: string): void {
    const record = this.#record;
    if (record === null || column < 0 || column >= widestSheet) return;
    const { cells } = record;
    this.#cells += Math.max(0, column + 1 - cells.length);
    if (this.#cells > limits.cells) throw new WorkbookRefused(refusal('FILE_CELLS', { most: limits.cells }));
    while (cells.length < column) cells.push('');
    const { text, tidying } = tidyCell(raw);
    cells[column] = text;
    if (tidying !== null) (record.tidied ??= []).push({ column, tidying });
    const style = this.#shared.styles[this.#style]?.indent ?? 0;
    const width = text === '' ? 0 : indentOf(raw) + style * blanksPerIndent;
    if (width > 0) (record.indents ??= []).push({ column, width });
  }

  #endRow(): void {
    const record = this.#record;
    if (record === null) return;
    this.#style = 0;
    this.#open = this.#open.filter(({ last }) => last >= this.#row);
    for (const { column, text } of this.#open) if (!record.cells[column] && text !== '') this.#put(column, text);
    for (const { column, last } of this.#merged.get(this.#row) ?? []) {
      this.#open.push({ column, last, text: record.cells[column] ?? '' });
    }
    this.#records.push(record);
    this.#record = null;
  }
}
