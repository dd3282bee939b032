import type { ImportMapping, SectionSource } from './mapping.ts';
import type { ColumnIndex } from './row-parts.ts';
import type { FileRecord } from '../text/records.ts';

/** What a row is, once the rows above are taken into account. */
export type LaidOutRow = { kind: 'section' } | { kind: 'data'; cells: readonly string[] };

interface SectionPlan {
  source: SectionSource;
  index: number;
  labels: ReadonlySet<string> | null;
  /** The label of the section that is open now; empty before the first one. */
  label: string;
}

const key = (label: string): string => label.trim().toLowerCase();
const noteLike = /^(?:notes?|sources?|footnotes?|data|\*+|†|‡|\(?[\da-z]\))[:.\s]/i;
const longestLabel = 120;

/** Whether the one filled cell of a row is more like a heading of rows than a note about the table. */
export const isHeadingText = (text: string): boolean => text.length <= longestLabel && !noteLike.test(text);

/**
 * Gives each row what the rows above say for it: the sections that it stands under, as added columns behind the file's
 * own, and the labels of merged cells. It remembers the open labels and no rows.
 */
export class RowLayout {
  readonly #sections: SectionPlan[];
  readonly #fill: { index: number; label: string }[];
  readonly #width: number;
  readonly #numbers: readonly number[];

  /** @param numbers the columns of mapped numbers; a row in which all of them are empty carries none */
  constructor(mapping: ImportMapping, width: number, indexOf: ColumnIndex, numbers: readonly number[]) {
    this.#width = width;
    this.#numbers = numbers;
    this.#sections = (mapping.sections ?? []).map((source) => ({
      source,
      index: indexOf(source.column),
      labels: source.labels === undefined || source.labels.length === 0 ? null : new Set(source.labels.map(key)),
      label: '',
    }));
    this.#fill = (mapping.fillDown ?? [])
      .map((column) => ({ index: indexOf(column), label: '' }))
      .sort((a, b) => a.index - b.index);
  }

  /** Whether anything is to be done at all; files without sections or merged cells need not be laid out. */
  get isNeeded(): boolean {
    return this.#sections.length > 0 || this.#fill.length > 0;
  }

  /** Takes the file's next row that is not blank. */
  lay(record: FileRecord): LaidOutRow {
    const at = this.#sections.findIndex((section) => this.#isSection(section, record));
    const opened = this.#sections[at];
    if (opened !== undefined) {
      opened.label = record.cells[opened.index] ?? '';
      for (const inner of this.#sections.slice(at + 1)) inner.label = '';
      for (const column of this.#fill) column.label = '';
      if (!this.#hasNumbers(record.cells)) return { kind: 'section' };
    }
    const cells = Array.from({ length: this.#width }, (_cell, index) => record.cells[index] ?? '');
    this.#fillDown(cells);
    // The section's own numbers are those of all its rows: its label is no group of people.
    if (opened !== undefined) cells[opened.index] = '';
    for (const { label } of this.#sections) cells.push(label);
    return { kind: 'data', cells };
  }

  #hasNumbers(cells: readonly string[]): boolean {
    return this.#numbers.some((index) => (cells[index] ?? '') !== '');
  }

  #isSection({ source, index, labels }: SectionPlan, { cells, indents }: FileRecord): boolean {
    const label = cells[index] ?? '';
    if (label === '' || (labels !== null && !labels.has(key(label)))) return false;
    switch (source.rows) {
      case 'listed':
        return true;
      case 'alone':
        return isHeadingText(label) && cells.every((cell, at) => cell === '' || at === index);
      case 'without_numbers':
        return isHeadingText(label) && !this.#hasNumbers(cells);
      case 'outdented':
        return (indents?.find(({ column }) => column === index)?.width ?? 0) <= (source.indent ?? 0);
    }
  }

  #fillDown(cells: string[]): void {
    let isEnded = false;
    for (const column of this.#fill) {
      const own = cells[column.index] ?? '';
      if (own !== '') {
        isEnded ||= own !== column.label;
        column.label = own;
      } else if (isEnded) column.label = '';
      else cells[column.index] = column.label;
    }
  }
}
