import { countFilled } from '../text/header.ts';
import type { Column } from '../text/header.ts';
import type { ReadSummary, RowProblem } from './problems.ts';
import type { FileRecord, RecordFault } from '../text/records.ts';
import { isNote, repeatsHeader, repeatsSpan } from '../text/sniff.ts';

const faultMessages: Record<RecordFault, string> = {
  quote_never_closed:
    'A quotation mark opens this cell and is never closed. Correct the row in the file; it was not read.',
  text_after_quote: 'There is text behind the closing quotation mark. Check that the cell was read as meant.',
  unreadable_character:
    'A character cannot be read. The file is probably in another encoding: choose Windows-1252 in the first step.',
  line_too_long: 'This line is too long to be a row of a table. Check the file there; the line was not read.',
};

const fatalFaults: ReadonlySet<RecordFault> = new Set(['quote_never_closed', 'line_too_long']);
const maxListedNotes = 100;

/** Looks at how rows are written, counts what is no data, and tells what is wrong before anybody reads the cells. */
export class RowGate {
  readonly #columns: readonly Column[];
  readonly #mapped: ReadonlySet<number>;
  readonly #summary: ReadSummary;
  readonly #tell: (problem: RowProblem) => void;
  readonly #spans: readonly (readonly string[])[];

  /**
   * @param spans the lines above the header, which pages of a printed table repeat as well
   * @param mapped the columns that the mapping reads: a garbled cell elsewhere does not matter
   */
  constructor(
    columns: readonly Column[],
    spans: readonly (readonly string[])[],
    mapped: ReadonlySet<number>,
    summary: ReadSummary,
    tell: (problem: RowProblem) => void,
  ) {
    this.#columns = columns;
    this.#spans = spans;
    this.#mapped = mapped;
    this.#summary = summary;
    this.#tell = tell;
  }

  countTidied({ tidied, line }: FileRecord): void {
    for (const { tidying } of tidied ?? []) {
      const count = this.#summary.tidied[tidying];
      count.cells += 1;
      count.firstLine ??= line;
    }
  }

  /** Reports faults of writing; true when the row cannot be read. */
  hasFatalFault({ faults, line, cells }: FileRecord): boolean {
    let fatal = false;
    for (const { column, fault } of faults ?? []) {
      const garbled = fault === 'unreadable_character' && this.#mapped.has(column);
      const severity = fatalFaults.has(fault) || garbled ? 'error' : 'warning';
      fatal ||= fatalFaults.has(fault);
      const name = this.#columns.find(({ index }) => index === column)?.name ?? null;
      const cell = cells[column]?.slice(0, 200) ?? null;
      const message = faultMessages[fault];
      this.#tell({ line, column: name, code: fault, severity, message, params: {}, cell });
    }
    return fatal;
  }

  /** Whether the row is blank or repeats the header; counted. */
  isBlankOrHeader({ cells }: FileRecord): boolean {
    if (countFilled(cells) === 0) {
      this.#summary.blankRows += 1;
      return true;
    }
    const isHeader = cells[0] === this.#columns[0]?.raw && repeatsHeader(cells, this.#columns);
    if (!isHeader && !this.#spans.some((span) => repeatsSpan(cells, span))) return false;
    this.#summary.repeatedHeaders += 1;
    return true;
  }

  /** Whether the row is a note: one filled cell under or between the rows; counted, and the first ones kept. */
  isNote({ cells, line }: FileRecord): boolean {
    if (!isNote(cells, this.#columns.length)) return false;
    this.#summary.noteRows += 1;
    const text = cells.filter((cell) => cell !== '').join(', ');
    if (this.#summary.notes.length < maxListedNotes) this.#summary.notes.push({ line, text });
    return true;
  }

  /** Reports a row with too few or too many cells; its values may stand in the wrong columns. */
  hasWrongWidth({ cells, line }: FileRecord): boolean {
    const header = this.#columns.length;
    const tell = (code: 'too_few_cells' | 'too_many_cells', advice: string): true => {
      const message = `The row has ${cells.length} cells, the header ${header}. ${advice} It was not read.`;
      const params = { cells: cells.length, header };
      this.#tell({ line, column: null, code, severity: 'error', message, params, cell: null });
      return true;
    };
    if (cells.length < header) {
      return tell('too_few_cells', 'Values may stand in the wrong columns; correct the row.');
    }
    if (cells.length === header || cells.findLastIndex((cell) => cell !== '') < header) return false;
    return tell('too_many_cells', 'Text with a separator in it needs quotation marks; correct the row.');
  }
}
