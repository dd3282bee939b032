import type { PeriodLabelOptions } from '../period-labels.ts';
import { cadences, measureTypes, placeKinds } from '../vocabulary.ts';
import type { Cadence, MeasureType, PlaceKind } from '../vocabulary.ts';
import { encodings } from './decoding.ts';
import { decimalSigns, markStatuses } from './marks.ts';
import type { DecimalSign, MarkRule, MarkStatus } from './marks.ts';
import { delimiters } from './records.ts';
import type { ShapeOverrides } from './sniff.ts';

/** The version of the mapping's form; a stored mapping of another version is refused, never guessed at. */
export const mappingVersion = 1;

/** A condition on a row: the column's text is (or is none) of these. Case and leading zeros of numbers do not matter. */
export interface RowFilter {
  column: string;
  is: 'one_of' | 'none_of';
  values: string[];
}

/** Where a row's period comes from; labels are read at the indicator's cadence. */
export type PeriodSource = PeriodLabelOptions &
  (
    | {
        from: 'column';
        column: string;
        /** The period of rows whose cell is empty (a statewide row without its school year). */
        whenBlank?: string;
      }
    | { from: 'constant'; label: string }
    | {
        from: 'file_name' | 'title';
        /** A regular expression whose first group, or all of it, is the period. Default: the first school year or year. */
        pattern?: string;
      }
  );

export const unknownLabels = ['ask', 'leave_out', 'add'] as const;
/** A label nobody has mapped yet: an error of its row, a row left out and counted, or a place or population to add. */
export type UnknownLabels = (typeof unknownLabels)[number];

/** Where a row's place comes from. A file about one place names it. */
export interface PlaceSource {
  labelColumn?: string;
  codeColumn?: string;
  /** Codes that lost their leading zeros in a spreadsheet are filled up to this length. */
  codeLength?: number;
  constantLabel?: string;
  constantCode?: string;
  /** Published name → the partnership's name ("State of Connecticut" → "Connecticut"). */
  aliases?: Record<string, string>;
  /** What happens with names that the partnership does not know; default: each is asked about. */
  unknown?: UnknownLabels;
  /** The kind of places that are added. Default: district. */
  kind?: PlaceKind;
}

/** Where a row's population comes from: each column is one dimension; labels in `all` mean everybody. */
export interface PopulationSource {
  columns: string[];
  /** Labels of a population that does not vary in the file; empty for everybody. */
  constant: string[];
  /** Published labels that mean "all of this dimension" ("All students", "Total Cohort"). */
  all: string[];
  /** Published label → the partnership's label (footnote letters, other wording). */
  aliases: Record<string, string>;
  /** What happens with labels that the partnership does not know; default: each is asked about. */
  unknown?: UnknownLabels;
  /** The dimension of populations that are added ("race"). Default: the column's name. */
  dimension?: string;
}

/** A number of an observation: its column and, where one column mixes several variables, the rows that carry it. */
export interface NumberSource {
  column: string;
  when?: RowFilter[];
}

export const valueUnits = ['percent', 'fraction', 'number'] as const;
/** How values are published. A fraction is stored as percent, times 100. */
export type ValueUnit = (typeof valueUnits)[number];

/** One indicator in the file: which rows tell of it, and where its numbers stand. */
export interface IndicatorSource {
  indicatorKey: string;
  measure: MeasureType;
  cadence: Cadence;
  unit: ValueUnit;
  /** Rows of this indicator; empty for every row. */
  when: RowFilter[];
  value?: NumberSource;
  numerator?: NumberSource;
  denominator?: NumberSource;
}

/** How one publisher's file becomes observations. Plain JSON, kept with the import and offered for the next file. */
export interface ImportMapping {
  version: typeof mappingVersion;
  /** What a person corrected in what was seen in the file. */
  file: ShapeOverrides & { decimalSign?: DecimalSign };
  period: PeriodSource;
  place: PlaceSource;
  population: PopulationSource;
  indicators: IndicatorSource[];
  marks: MarkRule[];
  /** What an empty number cell means. */
  blank: MarkStatus | 'problem';
  /** Rows left out on purpose, and counted: those that meet all conditions of one of the lists. */
  skip: RowFilter[][];
  /** Rows that no indicator takes: left out and counted, or each reported. */
  otherRows: 'ignore' | 'report';
}

/** An error in a mapping, at the path of its field ("indicators.0.value.column"). */
export interface MappingError {
  path: string;
  message: string;
}

export type MappingResult = { ok: true; mapping: ImportMapping } | { ok: false; errors: MappingError[] };

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects errors while it walks; each check takes the path of the field. */
class Checker {
  readonly errors: MappingError[] = [];
  readonly #columns: ReadonlySet<string> | null;

  constructor(columns: readonly string[] | null) {
    this.#columns = columns === null ? null : new Set(columns);
  }

  fail(path: string, message: string): void {
    this.errors.push({ path, message });
  }

  fields(value: unknown, path: string): Fields | null {
    if (isFields(value)) return value;
    this.fail(path, 'Must be an object.');
    return null;
  }

  list(value: unknown, path: string): unknown[] {
    if (Array.isArray(value)) return value;
    this.fail(path, 'Must be a list.');
    return [];
  }

  oneOf(value: unknown, allowed: readonly unknown[], path: string, required = true): void {
    if (value === undefined && !required) return;
    if (!allowed.includes(value))
      this.fail(path, `Must be one of: ${allowed.map((word) => JSON.stringify(word)).join(', ')}.`);
  }

  text(value: unknown, path: string, required = true): void {
    if (value === undefined && !required) return;
    if (typeof value !== 'string') this.fail(path, 'Must be text.');
    else if (required && value.trim() === '') this.fail(path, 'Must not be empty.');
  }

  texts(value: unknown, path: string): void {
    this.list(value, path).forEach((item, index) => this.text(item, `${path}.${index}`, false));
  }

  names(value: unknown, path: string): void {
    if (value === undefined) return;
    const fields = this.fields(value, path);
    for (const [from, to] of Object.entries(fields ?? {})) this.text(to, `${path}.${from}`);
  }

  column(value: unknown, path: string, required = true): void {
    if (value === undefined && !required) return;
    if (typeof value !== 'string' || value === '') this.fail(path, 'Choose a column.');
    else if (this.#columns !== null && !this.#columns.has(value)) {
      this.fail(path, `The file has no column “${value}”. Choose one of its columns.`);
    }
  }

  filters(value: unknown, path: string, required = true): void {
    if (value === undefined && !required) return;
    this.list(value, path).forEach((item, index) => {
      const at = `${path}.${index}`;
      const filter = this.fields(item, at);
      if (filter === null) return;
      this.column(filter['column'], `${at}.column`);
      this.oneOf(filter['is'], ['one_of', 'none_of'], `${at}.is`);
      this.texts(filter['values'], `${at}.values`);
    });
  }

  number(value: unknown, path: string): void {
    if (value === undefined) return;
    const source = this.fields(value, path);
    if (source === null) return;
    this.column(source['column'], `${path}.column`);
    this.filters(source['when'], `${path}.when`, false);
  }
}

function checkPeriod(check: Checker, value: unknown): void {
  const period = check.fields(value, 'period');
  if (period === null) return;
  check.oneOf(period['from'], ['column', 'constant', 'file_name', 'title'], 'period.from');
  if (period['from'] === 'column') {
    check.column(period['column'], 'period.column');
    check.text(period['whenBlank'], 'period.whenBlank', false);
  }
  if (period['from'] === 'constant') check.text(period['label'], 'period.label');
  check.oneOf(period['dayFirst'], [true, false], 'period.dayFirst', false);
  check.oneOf(period['loneYear'], ['ends', 'starts'], 'period.loneYear', false);
  const { pattern } = period;
  if (pattern === undefined) return;
  check.text(pattern, 'period.pattern');
  if (String(pattern).length > 200) check.fail('period.pattern', 'Must not be longer than 200 characters.');
  try {
    if (typeof pattern === 'string') new RegExp(pattern, 'u').test('');
  } catch {
    check.fail('period.pattern', 'Is not a valid regular expression.');
  }
}

function checkPlace(check: Checker, value: unknown): void {
  const place = check.fields(value, 'place');
  if (place === null) return;
  check.column(place['labelColumn'], 'place.labelColumn', false);
  check.column(place['codeColumn'], 'place.codeColumn', false);
  check.text(place['constantLabel'], 'place.constantLabel', false);
  check.text(place['constantCode'], 'place.constantCode', false);
  check.names(place['aliases'], 'place.aliases');
  check.oneOf(place['unknown'], unknownLabels, 'place.unknown', false);
  check.oneOf(place['kind'], placeKinds, 'place.kind', false);
  const length = place['codeLength'];
  if (length !== undefined && !(Number.isInteger(length) && Number(length) >= 1 && Number(length) <= 20)) {
    check.fail('place.codeLength', 'Must be a whole number from 1 to 20.');
  }
  if (['labelColumn', 'codeColumn', 'constantLabel', 'constantCode'].every((key) => place[key] === undefined)) {
    check.fail('place', 'Choose the column that names the place, or name the one place that the file is about.');
  }
}

function checkPopulation(check: Checker, value: unknown): void {
  const population = check.fields(value, 'population');
  if (population === null) return;
  check
    .list(population['columns'], 'population.columns')
    .forEach((item, index) => check.column(item, `population.columns.${index}`));
  check.texts(population['constant'], 'population.constant');
  check.texts(population['all'], 'population.all');
  check.names(population['aliases'] ?? null, 'population.aliases');
  check.oneOf(population['unknown'], unknownLabels, 'population.unknown', false);
  check.text(population['dimension'], 'population.dimension', false);
}

function checkIndicator(check: Checker, value: unknown, path: string): void {
  const indicator = check.fields(value, path);
  if (indicator === null) return;
  check.text(indicator['indicatorKey'], `${path}.indicatorKey`);
  check.oneOf(indicator['measure'], measureTypes, `${path}.measure`);
  check.oneOf(indicator['cadence'], cadences, `${path}.cadence`);
  check.oneOf(indicator['unit'], valueUnits, `${path}.unit`);
  check.filters(indicator['when'], `${path}.when`);
  for (const part of ['value', 'numerator', 'denominator']) check.number(indicator[part], `${path}.${part}`);
  const counted = indicator['numerator'] !== undefined && indicator['denominator'] !== undefined;
  if (indicator['value'] === undefined && !counted) {
    check.fail(`${path}.value`, 'Choose the column of the value, or those of both numerator and denominator.');
  }
  if (indicator['measure'] === 'proportion' && indicator['unit'] === 'number') {
    check.fail(`${path}.unit`, 'A proportion is published as percent or as fraction.');
  }
}

function checkMarks(check: Checker, value: unknown): void {
  const seen = new Set<string>();
  check.list(value, 'marks').forEach((item, index) => {
    const mark = check.fields(item, `marks.${index}`);
    if (mark === null) return;
    check.text(mark['text'], `marks.${index}.text`);
    check.oneOf(mark['status'], markStatuses, `marks.${index}.status`);
    const text = String(mark['text']).trim().toLowerCase();
    if (seen.has(text)) check.fail(`marks.${index}.text`, 'This mark is listed twice.');
    seen.add(text);
  });
}

/**
 * Checks a mapping that came as JSON.
 * @param value the parsed JSON
 * @param columns the file's column names, to check references; null when no file is at hand
 */
export function checkMapping(value: unknown, columns: readonly string[] | null): MappingResult {
  const check = new Checker(columns);
  const mapping = check.fields(value, '');
  if (mapping === null) return { ok: false, errors: check.errors };
  check.oneOf(mapping['version'], [mappingVersion], 'version');
  const file = check.fields(mapping['file'], 'file');
  check.oneOf(file?.['encoding'], encodings, 'file.encoding', false);
  check.oneOf(file?.['delimiter'], delimiters, 'file.delimiter', false);
  check.oneOf(file?.['decimalSign'], decimalSigns, 'file.decimalSign', false);
  const line = file?.['headerLine'];
  if (line !== undefined && line !== null && !(Number.isInteger(line) && Number(line) >= 1)) {
    check.fail('file.headerLine', 'Must be a line of the file, from 1, or null.');
  }
  checkPeriod(check, mapping['period']);
  checkPlace(check, mapping['place']);
  checkPopulation(check, mapping['population']);
  const indicators = check.list(mapping['indicators'], 'indicators');
  if (indicators.length === 0) check.fail('indicators', 'Choose at least one indicator.');
  indicators.forEach((item, index) => checkIndicator(check, item, `indicators.${index}`));
  checkMarks(check, mapping['marks']);
  check.oneOf(mapping['blank'], [...markStatuses, 'problem'], 'blank');
  check.list(mapping['skip'], 'skip').forEach((filters, index) => check.filters(filters, `skip.${index}`));
  check.oneOf(mapping['otherRows'], ['ignore', 'report'], 'otherRows');
  // Every field has been looked at above, so the shape is the type's.
  return check.errors.length === 0
    ? { ok: true, mapping: value as ImportMapping }
    : { ok: false, errors: check.errors };
}
