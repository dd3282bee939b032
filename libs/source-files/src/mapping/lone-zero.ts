import type { RowFilter } from './mapping.ts';
import { readNumber } from './marks.ts';
import type { DecimalSign } from '../text/decimal-sign.ts';
import type { Column } from '../text/header.ts';

/** An exact 0 far below every other share: "no school that day" rather than 0 %. */
export interface LoneZero {
  /** The zero as published. */
  text: string;
  count: number;
  /** The smallest number above it on the same rows. */
  next: number;
  /** The rows on which every zero stands; empty for all rows. */
  when: RowFilter[];
}

/** Zeros below this, in percent or as many hundredths of a fraction, are not far from their series. */
const farPercent = 20;
const fewestOthers = 20;
const zero = /^0(?:[.,]0+)?%?$/;
const everyRow = -1;

/**
 * Watches one column for zeros that stand alone, and finds what the rows of these zeros have in common. A candidate is
 * a cell that all rows with a zero share; it goes when a number near to zero stands beside it.
 */
export class ZeroWatch {
  readonly #index: number;
  readonly #sign: DecimalSign;
  readonly #candidates = new Map<number, { text: string; next: number; others: number }>();
  #text = '';
  #count = 0;

  constructor(index: number, sign: DecimalSign) {
    this.#index = index;
    this.#sign = sign;
  }

  /** Takes one row. */
  see(cells: readonly string[]): void {
    const text = cells[this.#index] ?? '';
    if (text.charCodeAt(0) === 48 && zero.test(text)) this.#seeZero(text, cells);
    else if (this.#candidates.size > 0) this.#seeOther(text, cells);
  }

  #seeZero(text: string, cells: readonly string[]): void {
    this.#count += 1;
    if (this.#count > 1) {
      for (const [index, { text: shared }] of this.#candidates) {
        if (index !== everyRow && cells[index] !== shared) this.#candidates.delete(index);
      }
      return;
    }
    this.#text = text;
    this.#candidates.set(everyRow, { text: '', next: Infinity, others: 0 });
    cells.forEach((shared, index) => {
      if (index !== this.#index && shared !== '')
        this.#candidates.set(index, { text: shared, next: Infinity, others: 0 });
    });
  }

  #seeOther(text: string, cells: readonly string[]): void {
    const number = readNumber(text, this.#sign);
    if (number === null || number.value < 0) return;
    for (const [index, candidate] of this.#candidates) {
      if (index !== everyRow && cells[index] !== candidate.text) continue;
      candidate.others += 1;
      candidate.next = Math.min(candidate.next, number.value);
      // 0.2 is a fifth as a fraction and next to nothing as a percent; which it is, the column's look says at the end.
      if (candidate.next < farPercent / 100) this.#candidates.delete(index);
    }
  }

  /** What was found, in a column of percents or of fractions. */
  result(columns: readonly Column[], isFraction: boolean): LoneZero | undefined {
    const far = isFraction ? farPercent / 100 : farPercent;
    const found = [...this.#candidates]
      .filter(([, { next, others }]) => next >= far && others >= Math.max(fewestOthers, this.#count))
      .sort(([a], [b]) => a - b)[0];
    if (found === undefined || this.#count < 2) return undefined;
    const [index, { text, next }] = found;
    const column = columns.find((candidate) => candidate.index === index)?.name;
    const when: RowFilter[] = column === undefined ? [] : [{ column, is: 'one_of', values: [text] }];
    return { text: this.#text, count: this.#count, next, when };
  }
}
