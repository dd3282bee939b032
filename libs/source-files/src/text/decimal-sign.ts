import type { Delimiter, FileRecord } from './records.ts';

/** How numbers are written: with a decimal point (1,059.5) or a decimal comma (1.059,5). */
export const decimalSigns = ['point', 'comma'] as const;
export type DecimalSign = (typeof decimalSigns)[number];

/** Numbers that only a decimal comma explains ("12,5", "1.234,0"), and those that only a point does ("12.5", "1,234.0"). */
const withComma = /^[-+]?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})\s?%?$/;
const withPoint = /^[-+]?(?:\d*\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})\s?%?$/;
/** "1.234" beside "980": thousands where semicolons divide the cells, as they do where the comma is the decimal sign. */
const thousands = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;

/**
 * Which sign divides the decimals of a file's numbers, told from the numbers that allow only one; a file in which none
 * does says nothing, unless it is divided by semicolons and every point in it may be one of thousands.
 */
export function sniffDecimalSign(rows: readonly FileRecord[], delimiter: Delimiter): DecimalSign | undefined {
  let commas = 0;
  let points = 0;
  let groups = 0;
  let otherPoints = 0;
  for (const { cells } of rows)
    for (const cell of cells) {
      if (withComma.test(cell)) commas += 1;
      else if (withPoint.test(cell)) points += 1;
      if (thousands.test(cell)) groups += 1;
      else if (/\d\.\d/.test(cell)) otherPoints += 1;
    }
  if (commas > 0 && commas > points * 10) return 'comma';
  return commas === 0 && points === 0 && delimiter === ';' && groups > 0 && otherPoints === 0 ? 'comma' : undefined;
}

const isCommaNumber = /^[-+]?[\d.]+(?:,\d+)?\s?%?$/;

/** The cells of rows, with numbers that have a decimal comma as those with a point are written. */
export function withDecimalPoints(rows: readonly FileRecord[], sign: DecimalSign = 'point'): (readonly string[])[] {
  if (sign === 'point') return rows.map(({ cells }) => cells);
  const withPoint = (cell: string): string =>
    isCommaNumber.test(cell) ? cell.replaceAll('.', '').replace(',', '.') : cell;
  return rows.map(({ cells }) => cells.map(withPoint));
}
