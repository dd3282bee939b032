import { parsePeriod } from '../period-labels.ts';
import type { ReadPeriod } from '../period-labels.ts';
import type { Period } from '../periods.ts';
import type { ObservationStatus } from '../vocabulary.ts';
import { HashedKeys } from './duplicates.ts';
import type { DuplicateFinder } from './duplicates.ts';
import { filled } from './header.ts';
import type { Column } from './header.ts';
import type { ImportMapping, IndicatorSource, NumberSource } from './mapping.ts';
import { CellReader } from './marks.ts';
import { readNumbers } from './numbers.ts';
import type { NumberCell, NumberCells } from './numbers.ts';
import { emptySummary } from './problems.ts';
import type { ProblemCode, ReadSummary, RowProblem } from './problems.ts';
import type { FileRecord, RecordFault } from './records.ts';
import { periodOf, placeOf, populationOf, rowTest } from './row-parts.ts';
import type { FileContext, ParsePeriod, ReadPlace } from './row-parts.ts';
import { isNote, repeatsHeader } from './sniff.ts';

/** An observation as a file tells it, before its place and population are found in the partnership. */
export interface DraftObservation {
  line: number;
  /** Which of the line's observations it is, from 0; a line of a wide file has many, also of one indicator. */
  part: number;
  indicatorKey: string;
  period: Period;
  placeLabel: string | null;
  placeCode: string | null;
  /** One label for each dimension that is not "all"; none means everybody. */
  populationLabels: string[];
  numerator: number | null;
  denominator: number | null;
  /** In percent units for a proportion, as published. */
  value: number | null;
  lower: number | null;
  upper: number | null;
  status: ObservationStatus;
  /** Whether the publisher may still change it, by the mapping. */
  provisional: boolean;
}

/** Where what is read goes; called in the order of the file. */
export interface RowSink {
  observation(draft: DraftObservation): void;
  /**
   * An observation given before is void, because a later line tells it otherwise and the mapping's policy for
   * duplicates is `leave_out` or `last`. Needed for these two policies alone.
   */
  retract?(earlier: Pick<DraftObservation, 'line' | 'part'>): void;
  problem(problem: RowProblem): void;
}

export interface RowReaderOptions {
  mapping: ImportMapping;
  columns: readonly Column[];
  file: FileContext;
  /** Reads a period's label at the indicator's cadence; default: the partnership-wide reader. */
  parsePeriod?: ParsePeriod;
  sink: RowSink;
  /** Lines before this one are titles and header. */
  firstDataLine: number;
  duplicates?: DuplicateFinder;
  /** How many observations may wait for rows of theirs, when several rows make one. Default 250,000. */
  maxOpenGroups?: number;
}

const parts = ['value', 'numerator', 'denominator'] as const;
type Part = (typeof parts)[number];

interface PartPlan {
  part: Part;
  column: string;
  index: number;
  /** Null when the number stands on every row. */
  test: ((cells: readonly string[]) => boolean) | null;
}

interface IndicatorPlan {
  source: IndicatorSource;
  test: (cells: readonly string[]) => boolean;
  parts: PartPlan[];
  /** How many parts stand on rows of their own; above 0, several rows make one observation. */
  ownRows: number;
}

interface RowKey {
  key: string;
  period: Period;
  place: ReadPlace;
  populationLabels: string[];
}

interface OpenGroup {
  plan: IndicatorPlan;
  row: RowKey;
  line: number;
  cells: NumberCells;
  missing: number;
}

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
const separator = '\u001f';

/**
 * Turns a file's records into draft observations and problems by one mapping. It holds no rows, except the parts of an
 * observation whose other rows have not come yet. The mapping must have passed `checkMapping` with these columns.
 */
export class RowReader {
  readonly summary: ReadSummary = emptySummary();
  readonly #options: RowReaderOptions;
  readonly #sink: RowSink;
  readonly #cells: CellReader;
  readonly #duplicates: DuplicateFinder;
  readonly #plans: IndicatorPlan[];
  readonly #mapped: Set<number> = new Set();
  readonly #skip: ((cells: readonly string[]) => boolean)[];
  readonly #period: (cells: readonly string[]) => string | null;
  readonly #place: (cells: readonly string[]) => ReadPlace;
  readonly #population: (cells: readonly string[]) => string[];
  readonly #periods = new Map<string, ReadPeriod>();
  readonly #open = new Map<string, OpenGroup>();
  #openReported = false;

  constructor(options: RowReaderOptions) {
    this.#options = options;
    this.#sink = options.sink;
    this.#duplicates = options.duplicates ?? new HashedKeys();
    const { mapping, file } = options;
    this.#cells = new CellReader({
      marks: mapping.marks,
      blank: mapping.blank,
      decimalSign: mapping.file.decimalSign,
    });
    const indexOf = (name: string): number => this.#indexOf(name);
    this.#plans = mapping.indicators.map((source) => this.#plan(source));
    this.#skip = mapping.skip.map((filters) => rowTest(filters, indexOf));
    this.#period = periodOf(mapping, indexOf, file);
    this.#place = placeOf(mapping.place, indexOf);
    this.#population = populationOf(mapping.population, indexOf);
  }

  /** Reads one record of the file. Records must come in the file's order. */
  read(record: FileRecord): void {
    const { cells, line } = record;
    if (line < this.#options.firstDataLine) return;
    if (record.tidied !== null) this.#countTidied(record);
    const faulty = record.faults !== null && this.#reportFaults(record);
    if (faulty || this.#isNoData(cells, line) || this.#hasWrongWidth(record)) return;
    this.summary.rows += 1;
    if (this.#skip.some((test) => test(cells))) {
      this.summary.skippedRows += 1;
      return;
    }
    let taken = false;
    for (const plan of this.#plans) {
      if (plan.test(cells) && this.#readIndicator(plan, cells, line)) taken = true;
    }
    if (!taken) this.#reportOther(line);
  }

  /** Says that the file has ended: observations that wait for rows are made from what is there, or reported. */
  end(): ReadSummary {
    for (const group of this.#open.values()) {
      if (group.cells.value !== undefined) this.#emit(group.plan, group.row, group.cells, group.line);
      else this.#reportIncomplete(group);
    }
    this.#open.clear();
    return this.summary;
  }

  #indexOf(name: string): number {
    const column = this.#options.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new Error(`The file has no column “${name}”.`);
    this.#mapped.add(column.index);
    return column.index;
  }

  #plan(source: IndicatorSource): IndicatorPlan {
    const indexOf = (name: string): number => this.#indexOf(name);
    const plans: PartPlan[] = [];
    for (const part of parts) {
      const number: NumberSource | undefined = source[part];
      if (number === undefined) continue;
      const test = number.when === undefined || number.when.length === 0 ? null : rowTest(number.when, indexOf);
      plans.push({ part, column: number.column, index: indexOf(number.column), test });
    }
    const ownRows = plans.filter(({ test }) => test !== null).length;
    return { source, test: rowTest(source.when, indexOf), parts: plans, ownRows };
  }

  #report(
    line: number,
    code: ProblemCode,
    severity: RowProblem['severity'],
    message: string,
    params: RowProblem['params'] = {},
  ): void {
    this.#sink.problem({ line, column: null, code, severity, message, params, cell: null });
  }

  #countTidied({ tidied, line }: FileRecord): void {
    for (const { tidying } of tidied ?? []) {
      const count = this.summary.tidied[tidying];
      count.cells += 1;
      count.firstLine ??= line;
    }
  }

  /** Reports faults of writing; true when the row cannot be read. */
  #reportFaults({ faults, line, cells }: FileRecord): boolean {
    let fatal = false;
    for (const { column, fault } of faults ?? []) {
      const garbled = fault === 'unreadable_character' && this.#mapped.has(column);
      const severity = fatalFaults.has(fault) || garbled ? 'error' : 'warning';
      fatal ||= fatalFaults.has(fault);
      const name = this.#options.columns.find(({ index }) => index === column)?.name ?? null;
      const cell = cells[column]?.slice(0, 200) ?? null;
      this.#sink.problem({
        line,
        column: name,
        code: fault,
        severity,
        message: faultMessages[fault],
        params: {},
        cell,
      });
    }
    return fatal;
  }

  #isNoData(cells: readonly string[], line: number): boolean {
    const { columns } = this.#options;
    const count = filled(cells);
    if (count === 0) {
      this.summary.blankRows += 1;
      return true;
    }
    if (count === 1 && isNote(cells, columns.length)) {
      this.summary.noteRows += 1;
      const text = cells.find((cell) => cell !== '') ?? '';
      if (this.summary.notes.length < maxListedNotes) this.summary.notes.push({ line, text });
      return true;
    }
    if (cells[0] !== columns[0]?.raw || !repeatsHeader(cells, columns)) return false;
    this.summary.repeatedHeaders += 1;
    return true;
  }

  #hasWrongWidth({ cells, line }: FileRecord): boolean {
    const expected = this.#options.columns.length;
    if (cells.length < expected) {
      const message = `The row has ${cells.length} cells, the header ${expected}. Values may stand in the wrong columns; correct the row. It was not read.`;
      this.#report(line, 'too_few_cells', 'error', message, { cells: cells.length, header: expected });
      return true;
    }
    if (cells.length === expected || cells.findLastIndex((cell) => cell !== '') < expected) return false;
    const message = `The row has ${cells.length} cells, the header ${expected}. Text with a separator in it needs quotation marks; correct the row. It was not read.`;
    this.#report(line, 'too_many_cells', 'error', message, { cells: cells.length, header: expected });
    return true;
  }

  #reportOther(line: number): void {
    this.summary.otherRows += 1;
    if (this.#options.mapping.otherRows === 'ignore') return;
    const message = 'The row fits none of the mapped indicators. Map it, or leave rows of its kind out.';
    this.#report(line, 'no_indicator', 'warning', message);
  }

  /** Reads one row for one indicator; false when the row carries none of its numbers. */
  #readIndicator(plan: IndicatorPlan, cells: readonly string[], line: number): boolean {
    const here = plan.ownRows === 0 ? plan.parts : plan.parts.filter(({ test }) => test?.(cells) ?? false);
    if (here.length === 0) return false;
    const row = this.#rowKey(plan, cells, line);
    if (row === null) return true;
    if (plan.ownRows === 0) {
      this.#emit(plan, row, this.#numberCells(here, cells, line), line);
      return true;
    }
    this.#gather(plan, row, here, cells, line);
    return true;
  }

  #numberCells(plans: readonly PartPlan[], cells: readonly string[], line: number): NumberCells {
    const read: NumberCells = {};
    for (const { part, column, index } of plans) {
      const text = cells[index] ?? '';
      read[part] = { column, text, line, reading: this.#cells.read(text) } satisfies NumberCell;
    }
    return read;
  }

  #rowKey(plan: IndicatorPlan, cells: readonly string[], line: number): RowKey | null {
    const label = this.#period(cells);
    const place = this.#place(cells);
    if (label === null) {
      const message = 'The row has no period. Name the period of such rows in the mapping, or correct the row.';
      this.#report(line, 'period_missing', 'error', message);
      return null;
    }
    if (place.label === null && place.code === null) {
      this.#report(
        line,
        'place_missing',
        'error',
        'The row names no place. Fill in the place, or leave such rows out.',
      );
      return null;
    }
    const period = this.#readPeriod(label, plan, line);
    if (period === null) return null;
    const populationLabels = this.#population(cells);
    const key = [
      plan.source.indicatorKey,
      period.start,
      place.code ?? '',
      place.label?.toLowerCase() ?? '',
      ...populationLabels.map((population) => population.toLowerCase()),
    ].join(separator);
    return { key, period, place, populationLabels };
  }

  #readPeriod(label: string, plan: IndicatorPlan, line: number): Period | null {
    const { cadence } = plan.source;
    const { period: source } = this.#options.mapping;
    const key = `${cadence}${separator}${label}`;
    let read = this.#periods.get(key);
    if (read === undefined) {
      const parse = this.#options.parsePeriod ?? parsePeriod;
      read = parse(label, cadence, { dayFirst: source.dayFirst, loneYear: source.loneYear });
      if (this.#periods.size < 10_000) this.#periods.set(key, read);
    }
    if (read.ok) return read.period;
    const column = source.from === 'column' ? source.column : null;
    const message = `${read.message} Correct the cell, choose another column for the period, or leave such rows out.`;
    const params = { label, reason: read.code };
    this.#sink.problem({ line, column, code: 'period_unreadable', severity: 'error', message, params, cell: label });
    return null;
  }

  /** Adds a row's numbers to the observation that they belong to, and makes it when all its rows have come. */
  #gather(plan: IndicatorPlan, row: RowKey, here: PartPlan[], cells: readonly string[], line: number): void {
    const numbers = this.#numberCells(here, cells, line);
    for (const { part } of here) {
      const text = numbers[part]?.text ?? '';
      if (this.#isDuplicate(`${row.key}${separator}${part}`, line, text)) delete numbers[part];
    }
    if (Object.keys(numbers).length === 0) return;
    let group = this.#open.get(row.key);
    if (group === undefined) {
      if (this.#open.size >= (this.#options.maxOpenGroups ?? 250_000)) {
        this.#reportTooManyOpen(line);
        return;
      }
      group = { plan, row, line, cells: {}, missing: plan.ownRows };
      this.#open.set(row.key, group);
      const shared = plan.parts.filter(({ test }) => test === null);
      Object.assign(group.cells, this.#numberCells(shared, cells, line));
    }
    group.missing -= Object.keys(numbers).length;
    Object.assign(group.cells, numbers);
    if (group.missing > 0) return;
    this.#open.delete(row.key);
    this.#emit(plan, row, group.cells, group.line);
  }

  #reportTooManyOpen(line: number): void {
    if (this.#openReported) return;
    this.#openReported = true;
    const message =
      'Too many observations wait for rows further down. Sort the file by place, period and population, and import it again.';
    this.#report(line, 'too_many_open_groups', 'error', message);
  }

  #reportIncomplete({ plan, line, cells }: OpenGroup): void {
    const missing = plan.parts.filter(({ part }) => cells[part] === undefined).map(({ part }) => part);
    const message = `The rows of this observation are not complete: no ${missing.join(' and no ')} was found. Check the row conditions of the mapping, or complete the file.`;
    this.#report(line, 'incomplete_row_group', 'error', message, { missing: missing.join(', ') });
  }

  #isDuplicate(key: string, line: number, content: string): boolean {
    const seen = this.#duplicates.see(key, line, content);
    if (seen === null) return false;
    if (seen.identical) {
      const message = `The row says the same as line ${seen.line}. It is read once.`;
      this.#report(line, 'duplicate_same', 'warning', message, { line: seen.line });
    } else {
      const message = `Line ${seen.line} has another value for the same indicator, period, place and population. Keep one of the two lines; perhaps one is mislabelled.`;
      this.#report(line, 'duplicate_different', 'error', message, { line: seen.line });
    }
    return true;
  }

  #emit(plan: IndicatorPlan, row: RowKey, cells: NumberCells, line: number): void {
    if (plan.ownRows === 0) {
      const content = parts.map((part) => cells[part]?.text ?? '').join(separator);
      if (this.#isDuplicate(row.key, line, content)) return;
    }
    const numbers = readNumbers(cells, plan.source, (problem) => this.#sink.problem(problem));
    if (numbers === null) return;
    const { numeratorDropped, ...rest } = numbers;
    if (numeratorDropped) this.summary.numeratorsDropped += 1;
    this.summary.observations += 1;
    this.#sink.observation({
      line,
      part: this.#plans.indexOf(plan),
      provisional: false,
      indicatorKey: plan.source.indicatorKey,
      period: row.period,
      placeLabel: row.place.label,
      placeCode: row.place.code,
      populationLabels: row.populationLabels,
      ...rest,
    });
  }
}
