import type { PublishedInterval } from '@throughline/domain/published-interval';
import { isShareOfNobody } from '@throughline/domain/shares';
import type { ObservationStatus } from '@throughline/domain/vocabulary';
import type { IndicatorSource } from '../mapping/mapping.ts';
import type { CellReading } from '../mapping/marks.ts';
import { readInterval } from './intervals.ts';
import type { ProblemCode, RowProblem } from './problems.ts';

/** The cells of one observation's numbers, as read; a part that is not mapped is absent. */
export interface NumberCells {
  value?: NumberCell;
  numerator?: NumberCell;
  denominator?: NumberCell;
  margin?: NumberCell;
  lowerBound?: NumberCell;
  upperBound?: NumberCell;
}

export interface NumberCell {
  column: string;
  text: string;
  line: number;
  reading: CellReading;
}

/** What an observation's numbers come to. Percent values are in percent units, 0 to 100. */
export interface ReadNumbers {
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** What the source published with the value. */
  interval: PublishedInterval | null;
  status: ObservationStatus;
  numeratorDropped: boolean;
}

type Report = (problem: RowProblem) => void;

const problem = (
  cell: NumberCell,
  code: ProblemCode,
  severity: RowProblem['severity'],
  message: string,
  params: RowProblem['params'] = {},
): RowProblem => ({ line: cell.line, column: cell.column, code, severity, message, params, cell: cell.text });

const plainNumber = (cell: NumberCell | undefined): number | null =>
  cell?.reading.kind === 'number' ? cell.reading.value : null;

/** Percent from a fraction without the noise of binary multiplication. */
const percentOf = (fraction: number): number => Number((fraction * 100).toPrecision(12));

/**
 * Whether a cell's number is a fraction, by the mapping and, in a column that mixes both units, by its own percent sign.
 * A bound above 1 in such a column (`GE95`) can only be a percent.
 */
function isFraction({ unit }: IndicatorSource, reading: CellReading): boolean {
  if (unit !== 'percent_or_fraction') return unit === 'fraction';
  if (reading.kind === 'bounded')
    return reading.percent !== true && Math.max(reading.lower ?? 0, reading.upper ?? 0) <= 1;
  return reading.kind === 'number' && reading.percent !== true;
}

const inStoredUnit = (source: IndicatorSource, reading: CellReading, value: number): number =>
  isFraction(source, reading) ? percentOf(value) : value;

const isPercent = (source: IndicatorSource): boolean => source.unit !== 'number';

/** Counts: whole and not negative. Returns false when one of them cannot be used. */
function checkCounts(cells: NumberCells, source: IndicatorSource, report: Report): boolean {
  let usable = true;
  for (const cell of [cells.numerator, cells.denominator]) {
    const number = plainNumber(cell);
    if (cell === undefined || number === null) continue;
    if (number < 0) {
      usable = false;
      report(
        problem(
          cell,
          'negative',
          'error',
          `A count cannot be negative. If ${cell.text} is a mark, add it in the marks step; if not, correct the cell.`,
          { cell: cell.text },
        ),
      );
    } else if (source.measure === 'proportion' && !Number.isInteger(number)) {
      report(
        problem(
          cell,
          'not_whole',
          'warning',
          'A count of people should be a whole number. Check the column that was chosen.',
        ),
      );
    }
  }
  return usable;
}

function checkRange(cell: NumberCell, source: IndicatorSource, value: number, report: Report): boolean {
  if (value < 0 && source.measure !== 'mean') {
    const message = `A ${source.measure} cannot be negative. If ${cell.text} is a mark, add it in the marks step; if not, correct the cell.`;
    report(problem(cell, 'negative', 'error', message, { cell: cell.text }));
    return false;
  }
  if (isPercent(source) && source.measure === 'proportion' && value > 100) {
    const message = isFraction(source, cell.reading)
      ? 'A fraction lies between 0 and 1. If the file publishes percents, choose percent as the unit; if not, correct the cell.'
      : 'A percent lies between 0 and 100. Correct the cell, or choose another column for the value.';
    report(problem(cell, 'out_of_range', 'error', message, { unit: source.unit }));
    return false;
  }
  return true;
}

/** A percent sign in a column of fractions: read as a fraction, it would be a hundred times too large. */
function checkSign({ value: cell }: NumberCells, source: IndicatorSource, report: Report): boolean {
  if (cell?.reading.kind !== 'number' || cell.reading.percent !== true || source.unit !== 'fraction') return true;
  const message = `“${cell.text}” is a percent in a column of fractions. Choose “percent or fraction” as the unit, or correct the cell.`;
  report(problem(cell, 'mixed_units', 'error', message, { percents: 1, fractions: 0 }));
  return false;
}

/** Half a unit of the last published place, in stored units; a hair more for binary rounding. */
const roundingOf = (source: IndicatorSource, reading: CellReading & { kind: 'number' }): number =>
  0.5 * 10 ** -(isFraction(source, reading) ? reading.decimals - 2 : reading.decimals) + 1e-9;

/** A margin or bound has the unit of its value, unless it has a percent sign of its own. */
function intervalReading(cell: NumberCell, { value }: NumberCells): CellReading {
  const { reading } = cell;
  const isPercentOf = value?.reading.kind === 'number' && value.reading.percent === true;
  return reading.kind === 'number' && isPercentOf ? { ...reading, percent: true } : reading;
}

function checkAgreement(cell: NumberCell, source: IndicatorSource, value: number, from: number, report: Report): void {
  if (cell.reading.kind !== 'number' || !isPercent(source)) return;
  if (Math.abs(value - from) <= roundingOf(source, cell.reading)) return;
  const message = `The published value and its counts disagree: the counts give ${from.toFixed(2)} %. Check which of the columns is meant, or ask the publisher.`;
  report(problem(cell, 'value_disagrees', 'warning', message, { fromCounts: from.toFixed(2) }));
}

function checkPair(cells: NumberCells, source: IndicatorSource, report: Report): boolean {
  const numerator = plainNumber(cells.numerator);
  const denominator = plainNumber(cells.denominator);
  if (cells.numerator === undefined || numerator === null || denominator === null) return true;
  if (source.measure !== 'proportion' || numerator <= denominator) return true;
  const message = `The numerator ${numerator} is larger than the denominator ${denominator}. Check that the two columns are not exchanged, or correct the row.`;
  report(problem(cells.numerator, 'numerator_above_denominator', 'error', message, { numerator, denominator }));
  return false;
}

/** The first cell that is no number, when the value has to be computed from both counts. */
function deciding(cells: NumberCells): NumberCell | undefined {
  if (cells.value !== undefined) return cells.value;
  return [cells.numerator, cells.denominator].find((cell) => cell?.reading.kind !== 'number') ?? cells.numerator;
}

/** The value that the counts give, in stored units, or null. */
function valueFromCounts(cells: NumberCells, source: IndicatorSource): number | null {
  const numerator = plainNumber(cells.numerator);
  const denominator = plainNumber(cells.denominator);
  if (numerator === null || denominator === null || denominator === 0) return null;
  return (numerator / denominator) * (isPercent(source) ? 100 : 1);
}

/** A published range in stored units; a percent's open end is 0 or 100. */
function boundsOf(reading: CellReading & { kind: 'bounded' }, source: IndicatorSource) {
  const storedEnd = (end: number | null): number | null => (end === null ? null : inStoredUnit(source, reading, end));
  const open = isPercent(source) && source.measure === 'proportion' ? 100 : null;
  return { lower: storedEnd(reading.lower) ?? 0, upper: storedEnd(reading.upper) ?? open };
}

/**
 * Makes one observation's numbers out of its cells, and reports what does not hold together. Returns null when an error
 * leaves nothing to store. A value that the publisher withheld keeps its published denominator but no numerator.
 */
export function readNumbers(cells: NumberCells, source: IndicatorSource, report: Report): ReadNumbers | null {
  const parts = [cells.value, cells.numerator, cells.denominator];
  let usable = true;
  for (const cell of parts) {
    if (cell?.reading.kind !== 'problem') continue;
    usable = false;
    report(problem(cell, 'unknown_mark', 'error', cell.reading.message, { cell: cell.text }));
  }
  if (!checkCounts(cells, source, report) || !usable || !checkSign(cells, source, report)) return null;
  const main = deciding(cells);
  if (main === undefined || main.reading.kind === 'problem') return null;
  const denominator = plainNumber(cells.denominator);
  const numerator = plainNumber(cells.numerator);
  const nothing = { numerator: null, denominator, value: null, lower: null, upper: null, interval: null };
  if (main.reading.kind === 'mark') {
    return { ...nothing, status: main.reading.status, numeratorDropped: numerator !== null };
  }
  if (isShareOfNobody(source.measure, denominator)) {
    if (!checkPair(cells, source, report)) return null;
    const message = 'The denominator is 0, so there is no value. The row is kept as “not applicable”.';
    report(problem(cells.denominator ?? main, 'zero_denominator', 'warning', message));
    return { ...nothing, status: 'not_applicable', numeratorDropped: false };
  }
  if (main.reading.kind === 'bounded') {
    // A bounded count gives no bounds of the share by itself; the share is then unknown, not invented.
    if (cells.value === undefined) return { ...nothing, status: 'suppressed_by_source', numeratorDropped: false };
    const bounds = boundsOf(main.reading, source);
    if (!checkRange(main, source, bounds.lower, report)) return null;
    return { ...nothing, ...bounds, status: 'bounded', numeratorDropped: numerator !== null };
  }
  return readReported(cells, main, source, report);
}

function readReported(
  cells: NumberCells,
  main: NumberCell,
  source: IndicatorSource,
  report: Report,
): ReadNumbers | null {
  const numerator = plainNumber(cells.numerator);
  const denominator = plainNumber(cells.denominator);
  const fromCounts = valueFromCounts(cells, source);
  const published = plainNumber(cells.value);
  const value = published === null ? fromCounts : inStoredUnit(source, main.reading, published);
  if (value === null || !checkPair(cells, source, report)) return null;
  const rest = { numerator, denominator, lower: null, upper: null, numeratorDropped: false };
  if (!checkRange(main, source, value, report)) return null;
  if (published !== null && fromCounts !== null) checkAgreement(main, source, value, fromCounts, report);
  const numberOf = (cell: NumberCell): (CellReading & { kind: 'number' }) | null => {
    const reading = cell === cells.value ? cell.reading : intervalReading(cell, cells);
    return reading.kind === 'number' ? reading : null;
  };
  const units = {
    toStored: (cell: NumberCell): number => {
      const reading = numberOf(cell);
      return reading === null ? 0 : inStoredUnit(source, reading, reading.value);
    },
    rounding: (cell: NumberCell): number => {
      const reading = numberOf(cell);
      return reading === null ? 0 : roundingOf(source, reading);
    },
  };
  const interval = readInterval(cells, source, value, units, report);
  return interval === undefined ? null : { ...rest, value, interval, status: 'reported' };
}
