import { completeInterval, type IntervalField, type PublishedInterval } from '@throughline/domain/published-interval';
import { englishText } from '@throughline/domain/refusals/text';
import type { IndicatorSource } from '../mapping/mapping.ts';
import { knownMark } from '../mapping/marks.ts';
import type { NumberCell, NumberCells } from './numbers.ts';
import type { ProblemCode, RowProblem } from './problems.ts';

type Report = (problem: RowProblem) => void;

/** What a publisher writes before a margin. */
const plusMinus = /^(?:±|\+ ?\/ ?[-\u2212]|\+[-\u2212])\s*/;

/** The number of a margin, without the sign that says that it goes both ways. */
export const withoutPlusMinus = (text: string): string => text.replace(plusMinus, '');

/** Annotations of the American Community Survey in place of a margin: none could be computed, or none is needed. */
const annotation = /^(?:\*+|\(X\)|N|-(\d)\1{8}(?:\.0+)?)$/i;

const codeOf: Partial<Record<string, ProblemCode>> = {
  INTERVAL_MARGIN_NEGATIVE: 'interval_negative_margin',
  INTERVAL_HALF: 'interval_half',
  INTERVAL_EXCHANGED: 'interval_exchanged',
  INTERVAL_OUT_OF_RANGE: 'interval_out_of_range',
  INTERVAL_WITHOUT_VALUE: 'interval_without_value',
};

/** Whether a cell says nothing of the interval: it is empty, or has a mark. */
function isNothing({ text, reading }: NumberCell): boolean {
  return text === '' || reading.kind === 'mark' || annotation.test(text) || knownMark(text) !== undefined;
}

/**
 * The interval of a value, in the unit that it is stored in; null where its cells say none. Undefined when an error of
 * theirs was reported.
 * @param toStored brings a cell's number to that unit
 * @param rounding half a unit of a cell's last published place, in that unit
 */
export function readInterval(
  { margin, lowerBound, upperBound, value: valueCell }: NumberCells,
  { measure, confidence }: IndicatorSource,
  value: number,
  { toStored, rounding }: { toStored(cell: NumberCell): number; rounding(cell: NumberCell): number },
  report: Report,
): PublishedInterval | null | undefined {
  const cells: Partial<Record<IntervalField, NumberCell | undefined>> = {
    margin,
    lower: lowerBound,
    upper: upperBound,
  };
  const tell = (cell: NumberCell, code: ProblemCode, severity: RowProblem['severity'], message: string): void => {
    const { line, column, text } = cell;
    report({ line, column, code, severity, message, params: { cell: text }, cell: text });
  };
  const numbers: Record<'margin' | 'lower' | 'upper', number | null> = { margin: null, lower: null, upper: null };
  let room = valueCell === undefined ? 1e-9 : rounding(valueCell);
  for (const field of ['margin', 'lower', 'upper'] as const) {
    const cell = cells[field];
    if (cell === undefined || isNothing(cell)) continue;
    if (cell.reading.kind !== 'number') {
      const message = `“${cell.text}” is neither a number nor a mark, in a column of margins or bounds. Add it in the marks step, or correct the cell.`;
      tell(cell, 'interval_unreadable', 'error', message);
      return undefined;
    }
    numbers[field] = toStored(cell);
    room = Math.max(room, rounding(cell));
  }
  const completed = completeInterval({ ...numbers, level: confidence ?? null }, value, measure, room);
  if (completed.ok) return completed.interval;
  const cell = cells[completed.field] ?? margin ?? lowerBound ?? upperBound;
  const code = codeOf[completed.why.code];
  if (cell === undefined || code === undefined) return null;
  const isHalf = code === 'interval_half';
  tell(cell, code, isHalf ? 'warning' : 'error', englishText(completed.why));
  return isHalf ? null : undefined;
}
