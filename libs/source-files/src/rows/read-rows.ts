import { parsePeriod } from '@throughline/domain/period-labels';
import type { ReadPeriod } from '@throughline/domain/period-labels';
import type { Period } from '@throughline/domain/periods';
import type { PublishedInterval } from '@throughline/domain/published-interval';
import { englishText } from '@throughline/domain/refusals/text';
import type { ObservationStatus, PlaceKind } from '@throughline/domain/vocabulary';
import { HashedKeys } from './duplicates.ts';
import type { DuplicateFinder } from './duplicates.ts';
import type { Column } from '../text/header.ts';
import type { ImportMapping } from '../mapping/mapping.ts';
import { numberParts } from '../mapping/mapping.ts';
import { CellReader } from '../mapping/marks.ts';
import { joinPeriod } from '../mapping/period-source.ts';
import { withoutPlusMinus } from './intervals.ts';
import { readNumbers } from './numbers.ts';
import type { NumberCell, NumberCells } from './numbers.ts';
import { plansOf } from './plans.ts';
import type { NumberPlan, ObservationPlan } from './plans.ts';
import { emptySummary } from './problems.ts';
import type { ProblemCode, ReadSummary, RowProblem } from './problems.ts';
import type { FileRecord } from '../text/records.ts';
import { Repeats } from './repeats.ts';
import { RowGate } from './row-gate.ts';
import { RowLayout } from '../mapping/row-layout.ts';
import { anyRowTest, groupsOf, periodOf, placeOf, populationOf, rowTest } from '../mapping/row-parts.ts';
import type { FileContext, ParsePeriod, ReadPlace, RowPeriod, RowTest } from '../mapping/row-parts.ts';
import { UnitWatch } from './unit-watch.ts';

/** An observation as a file tells it, before its place and population are found in the partnership. */
export interface DraftObservation {
  line: number;
  /** Which of the line's observations it is, from 0; a line of a wide file has many, also of one indicator. */
  part: number;
  indicatorKey: string;
  period: Period;
  placeLabel: string | null;
  placeCode: string | null;
  /** What the row says of its place; null where it says nothing. */
  placeKind: PlaceKind | null;
  parentLabel: string | null;
  parentCode: string | null;
  /** One label for each dimension that is not "all"; none means everybody. */
  populationLabels: string[];
  numerator: number | null;
  denominator: number | null;
  /** In percent units for a proportion, as published. */
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** Bounds that the source published with the value, in its unit. */
  interval: PublishedInterval | null;
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
  /** The lines above the header that span it. */
  spanningHeaders?: readonly (readonly string[])[];
  /** Reads a period's label at the indicator's cadence; default: the partnership-wide reader. */
  parsePeriod?: ParsePeriod;
  sink: RowSink;
  /** Lines before this one are titles and header. */
  firstDataLine: number;
  duplicates?: DuplicateFinder;
  /** How many observations may wait for rows of theirs, when several rows make one. Default 250,000. */
  maxOpenGroups?: number;
}

/** One row as its observations share it; place and population are found when the first of them needs them. */
interface Row {
  line: number;
  cells: readonly string[];
  place: ReadPlace | null;
  population: string[] | null;
  provisional: boolean;
}

interface RowKey {
  key: string;
  period: Period;
  place: ReadPlace;
  populationLabels: string[];
  provisional: boolean;
}

interface OpenGroup {
  plan: ObservationPlan;
  row: RowKey;
  line: number;
  cells: NumberCells;
  missing: number;
}

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
  readonly #gate: RowGate;
  readonly #layout: RowLayout | null;
  readonly #repeats: Repeats;
  readonly #units: UnitWatch;
  readonly #plans: ObservationPlan[];
  readonly #mapped: Set<number> = new Set();
  readonly #skip: RowTest;
  readonly #provisional: RowTest | boolean;
  readonly #period: (cells: readonly string[]) => RowPeriod;
  readonly #place: (cells: readonly string[]) => ReadPlace;
  readonly #population: (cells: readonly string[]) => string[];
  readonly #wideGroups = new Map<ObservationPlan, readonly string[]>();
  readonly #periods = new Map<string, ReadPeriod>();
  readonly #open = new Map<string, OpenGroup>();
  /** Observations of several rows that are left out because their rows disagree. */
  readonly #dead = new Set<string>();
  #openReported = false;

  constructor(options: RowReaderOptions) {
    this.#options = options;
    this.#sink = options.sink;
    const { mapping, file, columns } = options;
    const policy = mapping.duplicates ?? 'report';
    if ((policy === 'leave_out' || policy === 'last') && options.sink.retract === undefined) {
      throw new Error(`duplicates: '${policy}' needs a sink that can take observations back`);
    }
    const tell = (problem: RowProblem): void => this.#sink.problem(problem);
    const indexOf = (name: string): number => this.#indexOf(name);
    this.#repeats = new Repeats(options.duplicates ?? new HashedKeys(), policy, this.summary, tell);
    this.#units = new UnitWatch(tell);
    this.#cells = new CellReader({
      marks: mapping.marks,
      blank: mapping.blank,
      doubts: mapping.doubts,
      decimalSign: mapping.file.decimalSign,
      testOf: (filters) => rowTest(filters, indexOf),
    });
    this.#plans = plansOf(mapping, indexOf);
    const groups = groupsOf(mapping.population);
    for (const plan of this.#plans) if (plan.population !== null) this.#wideGroups.set(plan, groups(plan.population));
    const numbers = new Set(this.#plans.flatMap((plan) => plan.numbers.map(({ index }) => index)));
    const layout = new RowLayout(mapping, columns.length, indexOf, [...numbers]);
    this.#layout = layout.isNeeded ? layout : null;
    this.#skip = anyRowTest(mapping.skip, indexOf);
    const { provisional = [] } = mapping;
    this.#provisional = provisional === 'all' || (provisional.length > 0 && anyRowTest(provisional, indexOf));
    this.#period = periodOf(mapping, indexOf, file);
    this.#place = placeOf(mapping.place, indexOf);
    this.#population = populationOf(mapping.population, indexOf);
    this.#gate = new RowGate(columns, options.spanningHeaders ?? [], this.#mapped, this.summary, tell);
  }

  /** Reads one record of the file. Records must come in the file's order. */
  read(record: FileRecord): void {
    const { line } = record;
    if (line < this.#options.firstDataLine) return;
    if (record.tidied !== null) this.#gate.countTidied(record);
    if (record.faults !== null && this.#gate.hasFatalFault(record)) return;
    if (this.#gate.isBlankOrHeader(record)) return;
    let { cells }: { cells: readonly string[] } = record;
    if (this.#layout !== null) {
      const row = this.#layout.lay(record);
      if (row.kind === 'section') {
        this.summary.sectionRows += 1;
        return;
      }
      ({ cells } = row);
    }
    if (this.#gate.isNote(record) || this.#gate.hasWrongWidth(record)) return;
    this.summary.rows += 1;
    if (this.#skip(cells)) {
      this.summary.skippedRows += 1;
      return;
    }
    const place = this.#options.mapping.place.total?.name === '' ? this.#place(cells) : null;
    if (place?.isUnnamed === true) {
      this.summary.skippedRows += 1;
      return;
    }
    const provisional = typeof this.#provisional === 'boolean' ? this.#provisional : this.#provisional(cells);
    const row: Row = { line, cells, place, population: null, provisional };
    let taken = false;
    for (const plan of this.#plans) {
      if (plan.test(cells) && this.#readObservation(plan, row)) taken = true;
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
    this.#units.end();
    return this.summary;
  }

  /** Where a column stands; a section's column comes behind the file's own. */
  #indexOf(name: string): number {
    const { columns, mapping } = this.#options;
    const column = columns.find((candidate) => candidate.name === name);
    const section = mapping.sections?.findIndex(({ as }) => as === name) ?? -1;
    if (column === undefined && section === -1) throw new Error(`The file has no column “${name}”.`);
    const index = column?.index ?? columns.length + section;
    this.#mapped.add(index);
    return index;
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

  #reportOther(line: number): void {
    this.summary.otherRows += 1;
    if (this.#options.mapping.otherRows === 'ignore') return;
    const message = 'The row fits none of the mapped indicators. Map it, or leave rows of its kind out.';
    this.#report(line, 'no_indicator', 'warning', message);
  }

  /** Reads one row for one plan; false when the row carries none of its numbers. */
  #readObservation(plan: ObservationPlan, row: Row): boolean {
    const { cells, line } = row;
    const here = plan.ownRows === 0 ? plan.numbers : plan.numbers.filter(({ test }) => test?.(cells) ?? false);
    if (here.length === 0) return false;
    const key = this.#rowKey(plan, row);
    if (key === null) return true;
    if (plan.ownRows === 0) this.#emit(plan, key, this.#numberCells(here, cells, line), line);
    else this.#gather(plan, key, here, cells, line);
    return true;
  }

  #numberCells(plans: readonly NumberPlan[], cells: readonly string[], line: number): NumberCells {
    const read: NumberCells = {};
    for (const { part, column, index } of plans) {
      const text = cells[index] ?? '';
      const number = part === 'margin' ? withoutPlusMinus(text) : text;
      read[part] = { column, text, line, reading: this.#cells.read(number, cells) } satisfies NumberCell;
    }
    return read;
  }

  #rowKey(plan: ObservationPlan, row: Row): RowKey | null {
    const { cells, line, provisional } = row;
    const label = this.#periodLabel(plan, cells);
    const place = (row.place ??= this.#place(cells));
    if (label === null) {
      const message = 'The row has no period. Name the period of such rows in the mapping, or correct the row.';
      this.#report(line, 'period_missing', 'error', message);
      return null;
    }
    if (place.label === null && place.code === null) {
      const message = 'The row names no place. Fill in the place, or leave such rows out.';
      this.#report(line, 'place_missing', 'error', message);
      return null;
    }
    const period = this.#readPeriod(label, plan, line);
    if (period === null) return null;
    const own = (row.population ??= this.#population(cells));
    const wide = this.#wideGroups.get(plan);
    const populationLabels = wide === undefined ? own : [...own, ...wide];
    const groups = populationLabels.join(separator).toLowerCase();
    // Places of one name are told apart by where they lie; of one code too, until a person says that they are one.
    const within = `${separator}${place.parentCode ?? place.parentLabel?.toLowerCase() ?? ''}`;
    const name = `${place.label?.toLowerCase() ?? ''}${within}`;
    const key = `${plan.source.indicatorKey}${separator}${period.start}${separator}${place.code ?? ''}${separator}${name}${separator}${groups}`;
    return { key, period, place, populationLabels, provisional };
  }

  #periodLabel(plan: ObservationPlan, cells: readonly string[]): string | null {
    const own = this.#period(cells);
    const label = plan.period ?? own.label;
    const parts = plan.periodPart !== null ? [plan.periodPart] : plan.period === null ? own.parts : [];
    return label === null || parts.length === 0 ? label : joinPeriod(label, parts, plan.source.cadence);
  }

  #readPeriod(label: string, plan: ObservationPlan, line: number): Period | null {
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
    const column =
      plan.period === null && plan.periodPart === null
        ? source.from === 'column'
          ? source.column
          : null
        : plan.column;
    const message = `${englishText(read)} Correct the cell, choose another column for the period, or leave such rows out.`;
    const params = { label, reason: read.code };
    this.#sink.problem({ line, column, code: 'period_unreadable', severity: 'error', message, params, cell: label });
    return null;
  }

  /** Adds a row's numbers to the observation that they belong to, and makes it when all its rows have come. */
  #gather(plan: ObservationPlan, row: RowKey, here: NumberPlan[], cells: readonly string[], line: number): void {
    const numbers = this.#numberCells(here, cells, line);
    let group = this.#open.get(row.key);
    for (const { part } of here) {
      const seen = { key: `${row.key}${separator}${part}`, line, owner: group?.line ?? line, column: null };
      const retract = (_line: number, owner: number): void => this.#kill(row.key, owner, plan.at);
      if (this.#repeats.isRepeated({ ...seen, content: numbers[part]?.text ?? '' }, retract)) delete numbers[part];
    }
    if (Object.keys(numbers).length === 0 || this.#dead.has(row.key)) return;
    if (group === undefined) {
      if (this.#open.size >= (this.#options.maxOpenGroups ?? 250_000)) {
        this.#reportTooManyOpen(line);
        return;
      }
      group = { plan, row, line, cells: {}, missing: plan.ownRows };
      this.#open.set(row.key, group);
      const shared = plan.numbers.filter(({ test }) => test === null);
      Object.assign(group.cells, this.#numberCells(shared, cells, line));
    }
    group.missing -= Object.keys(numbers).length;
    Object.assign(group.cells, numbers);
    if (group.missing > 0) return;
    this.#open.delete(row.key);
    this.#emit(plan, row, group.cells, group.line);
  }

  /** Leaves out an observation of several rows, whether it was made already or waits for rows. */
  #kill(key: string, line: number, part: number): void {
    if (this.#dead.has(key)) return;
    this.#dead.add(key);
    if (!this.#open.delete(key)) this.#retract(line, part);
  }

  #retract(line: number, part: number): void {
    this.summary.observations -= 1;
    this.#sink.retract?.({ line, part });
  }

  #reportTooManyOpen(line: number): void {
    if (this.#openReported) return;
    this.#openReported = true;
    const message =
      'Too many observations wait for rows further down. Sort the file by place, period and population, and import it again.';
    this.#report(line, 'too_many_open_groups', 'error', message);
  }

  #reportIncomplete({ plan, line, cells }: OpenGroup): void {
    const missing = plan.numbers.filter(({ part }) => cells[part] === undefined).map(({ part }) => part);
    const message = `The rows of this observation are not complete: no ${missing.join(' and no ')} was found. Check the row conditions of the mapping, or complete the file.`;
    this.#report(line, 'incomplete_row_group', 'error', message, { missing: missing.join(', ') });
  }

  #emit(plan: ObservationPlan, row: RowKey, cells: NumberCells, line: number): void {
    if (plan.ownRows === 0) {
      const content = numberParts.map((part) => cells[part]?.text ?? '').join(separator);
      const seen = { key: row.key, line, owner: plan.at, content, column: plan.column };
      if (this.#repeats.isRepeated(seen, (earlier, part) => this.#retract(earlier, part))) return;
    }
    this.#units.see(cells, plan.source);
    const numbers = readNumbers(cells, plan.source, (problem) => this.#sink.problem(problem));
    if (numbers === null) return;
    const { numeratorDropped, ...rest } = numbers;
    if (numeratorDropped) this.summary.numeratorsDropped += 1;
    this.summary.observations += 1;
    this.#sink.observation({
      line,
      part: plan.at,
      indicatorKey: plan.source.indicatorKey,
      period: row.period,
      placeLabel: row.place.label,
      placeCode: row.place.code,
      placeKind: row.place.kind,
      parentLabel: row.place.parentLabel,
      parentCode: row.place.parentCode,
      populationLabels: row.populationLabels,
      ...rest,
      provisional: row.provisional,
    });
  }
}
