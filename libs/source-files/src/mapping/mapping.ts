import { refusal } from '@throughline/domain/refusals/refusal';
import { cadences, measureTypes, placeKinds } from '@throughline/domain/vocabulary';
import type { Cadence, MeasureType, PlaceKind } from '@throughline/domain/vocabulary';
import { encodings } from '../text/decoding.ts';
import { Checker } from './mapping-checker.ts';
import type { Fields, MappingError } from './mapping-checker.ts';
import { decimalSigns, markStatuses } from './marks.ts';
import type { DecimalSign, MarkRule, MarkStatus } from './marks.ts';
import { checkPeriod } from './period-source.ts';
import type { PeriodSource } from './period-source.ts';
import { delimiters } from '../text/records.ts';
import type { ShapeOverrides } from '../text/sniff.ts';

/** The version of the mapping's form; a stored mapping of another version is refused, never guessed at. */
export const mappingVersion = 1;

/** A condition on a row: the column's text is (or is none) of these. Case and leading zeros of numbers do not matter. */
export interface RowFilter {
  column: string;
  is: 'one_of' | 'none_of';
  values: string[];
}

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
  /** Whose codes they are: one that many use, or the publisher's name. Default: the state's, of that kind. */
  codeSystem?: string;
  /** The column that says of what level a row's place is ("School District"), and which kind each level is. */
  kindColumn?: string;
  kinds?: Record<string, PlaceKind>;
  /** The place that a row's place lies in: it tells places of one name apart, and is added with them. */
  parent?: PlaceParent;
  /** Rows that tell of the place that all others lie in ("State Total"). */
  total?: PlaceTotal;
  /** Published names of places that are not the one of ours that they look like: they are added. */
  separate?: string[];
}

/** Where the enclosing place of a row's place stands. */
export interface PlaceParent {
  labelColumn?: string;
  codeColumn?: string;
  /** Its kind where it is added. Default: county. */
  kind?: PlaceKind;
}

/** What names the place that all others lie in, and what it is. */
export interface PlaceTotal {
  /** What stands in the column of the place or of the enclosing one on such rows. */
  labels: string[];
  name: string;
  kind: PlaceKind;
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
  /** What a label is a group of, where one column mixes several dimensions: published label → dimension. */
  dimensions?: Record<string, string>;
}

/** A number of an observation: its column and, where one column mixes several variables, the rows that carry it. */
export interface NumberSource {
  column: string;
  when?: RowFilter[];
}

export const valueUnits = ['percent', 'fraction', 'percent_or_fraction', 'number'] as const;
/**
 * How values are published. A fraction is stored as percent, times 100. `percent_or_fraction` is for columns that mix
 * both: a cell with a percent sign ("45.2%") is a percent, one without (0.452) a fraction.
 */
export type ValueUnit = (typeof valueUnits)[number];

/** One indicator in the file: which rows tell of it, and where its numbers stand. */
export interface IndicatorSource {
  indicatorKey: string;
  measure: MeasureType;
  cadence: Cadence;
  unit: ValueUnit;
  /** Rows of this indicator; empty for every row. */
  when: RowFilter[];
  /** Absent, as the counts can be, when the mapping's `wide` columns carry it. */
  value?: NumberSource;
  numerator?: NumberSource;
  denominator?: NumberSource;
}

export const numberParts = ['value', 'numerator', 'denominator'] as const;
/** Which of an observation's numbers a column holds. */
export type NumberPart = (typeof numberParts)[number];

/**
 * One column of a wide file, whose name says the period or the population of its numbers ("% Black 2018"). The columns
 * with the same indicator, period and population make one observation of each row; parts that none of them holds (a
 * denominator for all of them) come from the indicator's own columns.
 */
export interface WideColumn {
  column: string;
  part: NumberPart;
  /** One of the mapping's indicators. Default: the first. */
  indicatorKey?: string;
  /** The period's label. Default: the row's period. */
  period?: string;
  /** The part of that period which the numbers are of: a month or quarter of its year ("Jan", "Q1"). */
  periodPart?: string;
  /** Labels of the population, after those of the row. Default: the row's population. */
  population?: string[];
}

export const sectionRows = ['alone', 'without_numbers', 'outdented', 'listed'] as const;
/**
 * How rows that head others are told apart: nothing else is filled; no mapped number is filled; less indented than the
 * rows below (with numbers of its own, which are those of the section); or its label is one of the list.
 */
export type SectionRows = (typeof sectionRows)[number];

/**
 * Rows that head other rows ("Bridgeport", then its groups). Each adds a column to the file that the period, the place,
 * the population and filters may name as any other: on every row it holds the label of the section above. Several stand
 * in order from the outside in; a new outer section ends the inner ones.
 */
export interface SectionSource {
  /** The added column's name; the file must not have it. */
  as: string;
  /** Where the section's label stands. */
  column: string;
  rows: SectionRows;
  /** For `outdented`: with how many blanks before its label a row still is one. Default 0. */
  indent?: number;
  /** The labels that make a section; needed for `listed`, and narrows the others. */
  labels?: string[];
}

export const duplicatePolicies = ['report', 'leave_out', 'first', 'last'] as const;
/**
 * What becomes of lines that tell the same observation with different numbers: each is an error (the default), all of
 * them are left out, or the first or last of them is kept. What is left out is told line by line and counted.
 * The reader sees labels; where two labels turn out to be one place, whoever resolves them must do the same.
 */
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

/** How one publisher's file becomes observations. Plain JSON, kept with the import and offered for the next file. */
export interface ImportMapping {
  version: typeof mappingVersion;
  /** What a person corrected in what was seen in the file. */
  file: ShapeOverrides & { decimalSign?: DecimalSign };
  period: PeriodSource;
  place: PlaceSource;
  population: PopulationSource;
  indicators: IndicatorSource[];
  /** Columns of a wide file, whose names say period or population. */
  wide?: WideColumn[];
  /** Label columns whose empty cells mean the label above (merged cells); one further left that changes ends it. */
  fillDown?: string[];
  /** Rows that head other rows, from the outside in. */
  sections?: SectionSource[];
  marks: MarkRule[];
  /** What an empty number cell means. */
  blank: MarkStatus | 'problem';
  /** Rows left out on purpose, and counted: those that meet all conditions of one of the lists. */
  skip: RowFilter[][];
  /** Rows that no indicator takes: left out and counted, or each reported. */
  otherRows: 'ignore' | 'report';
  /** Default: report. */
  duplicates?: DuplicatePolicy;
  /** Numbers that the publisher may still change: the whole file, or the rows that meet all conditions of a list. */
  provisional?: 'all' | RowFilter[][];
}

export type MappingResult = { ok: true; mapping: ImportMapping } | { ok: false; errors: MappingError[] };

function checkNumber(check: Checker, value: unknown, path: string): void {
  if (value === undefined) return;
  const source = check.fields(value, path);
  if (source === null) return;
  check.column(source['column'], `${path}.column`);
  check.filters(source['when'], `${path}.when`, false);
}

function checkFile(check: Checker, value: unknown): void {
  const file = check.fields(value, 'file');
  if (file === null) return;
  check.oneOf(file['encoding'], encodings, 'file.encoding', false);
  check.oneOf(file['delimiter'], delimiters, 'file.delimiter', false);
  check.oneOf(file['decimalSign'], decimalSigns, 'file.decimalSign', false);
  check.text(file['sheet'], 'file.sheet', false);
  if (file['headerLine'] !== null) {
    check.whole(file['headerLine'], 1, 1_000_000_000, 'file.headerLine');
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
  check.whole(place['codeLength'], 1, 20, 'place.codeLength');
  check.text(place['codeSystem'], 'place.codeSystem', false);
  check.column(place['kindColumn'], 'place.kindColumn', false);
  check.texts(place['separate'], 'place.separate', false);
  checkKinds(check, place['kinds']);
  checkEnclosing(check, place);
  if (['labelColumn', 'codeColumn', 'constantLabel', 'constantCode'].every((key) => place[key] === undefined)) {
    check.fail('place', refusal('MAPPING_PLACE_MISSING'));
  }
}

function checkKinds(check: Checker, value: unknown): void {
  if (value === undefined) return;
  const kinds = check.fields(value, 'place.kinds');
  for (const [level, kind] of Object.entries(kinds ?? {})) check.oneOf(kind, placeKinds, `place.kinds.${level}`);
}

function checkEnclosing(check: Checker, { parent: enclosing, total: whole }: Fields): void {
  const parent = enclosing === undefined ? null : check.fields(enclosing, 'place.parent');
  if (parent !== null) {
    check.column(parent['labelColumn'], 'place.parent.labelColumn', false);
    check.column(parent['codeColumn'], 'place.parent.codeColumn', false);
    check.oneOf(parent['kind'], placeKinds, 'place.parent.kind', false);
  }
  const total = whole === undefined ? null : check.fields(whole, 'place.total');
  if (total === null) return;
  check.texts(total['labels'], 'place.total.labels');
  check.text(total['name'], 'place.total.name');
  check.oneOf(total['kind'], placeKinds, 'place.total.kind');
}

function checkPopulation(check: Checker, value: unknown): void {
  const population = check.fields(value, 'population');
  if (population === null) return;
  check.columns(population['columns'], 'population.columns');
  check.texts(population['constant'], 'population.constant');
  check.texts(population['all'], 'population.all');
  check.names(population['aliases'] ?? null, 'population.aliases');
  check.oneOf(population['unknown'], unknownLabels, 'population.unknown', false);
  check.text(population['dimension'], 'population.dimension', false);
  check.names(population['dimensions'], 'population.dimensions');
}

/**
 * @param isWide whether wide columns carry the indicator's numbers
 * @returns whether several rows make one observation of it
 */
function checkIndicator(check: Checker, indicator: Fields, path: string, isWide: boolean): boolean {
  let hasOwnRows = false;
  check.text(indicator['indicatorKey'], `${path}.indicatorKey`);
  check.oneOf(indicator['measure'], measureTypes, `${path}.measure`);
  check.oneOf(indicator['cadence'], cadences, `${path}.cadence`);
  check.oneOf(indicator['unit'], valueUnits, `${path}.unit`);
  check.filters(indicator['when'], `${path}.when`);
  for (const part of numberParts) {
    const source = indicator[part];
    checkNumber(check, source, `${path}.${part}`);
    const ownRows = typeof source === 'object' && source !== null && 'when' in source ? source.when : undefined;
    if (!Array.isArray(ownRows) || ownRows.length === 0) continue;
    hasOwnRows = true;
    if (isWide) {
      check.fail(`${path}.${part}.when`, refusal('MAPPING_WIDE_NOT_BY_ROWS'));
    }
  }
  const counted = indicator['numerator'] !== undefined && indicator['denominator'] !== undefined;
  if (indicator['value'] === undefined && !counted && !isWide) {
    check.fail(`${path}.value`, refusal('MAPPING_VALUE_MISSING'));
  }
  if (indicator['measure'] === 'proportion' && indicator['unit'] === 'number') {
    check.fail(`${path}.unit`, refusal('MAPPING_UNIT_OF_PROPORTION'));
  }
  return hasOwnRows;
}

/** Checks the indicators with the wide columns that belong to them. */
function checkIndicators(check: Checker, { indicators: value, wide, duplicates }: Fields): void {
  const indicators = check.list(value, 'indicators');
  if (indicators.length === 0) check.fail('indicators', refusal('MAPPING_INDICATORS_MISSING'));
  const fields = indicators.map((item, index) => check.fields(item, `indicators.${index}`));
  const keys = fields.map((indicator) => indicator?.['indicatorKey']);
  const wideKeys = new Set<unknown>();
  const taken = new Set<unknown>();
  check.list(wide, 'wide', false).forEach((item, index) => {
    const path = `wide.${index}`;
    const column = check.fields(item, path);
    if (column === null) return;
    check.column(column['column'], `${path}.column`);
    check.oneOf(column['part'], numberParts, `${path}.part`);
    check.text(column['indicatorKey'], `${path}.indicatorKey`, false);
    check.text(column['period'], `${path}.period`, false);
    check.text(column['periodPart'], `${path}.periodPart`, false);
    check.texts(column['population'], `${path}.population`, false);
    const key = column['indicatorKey'] ?? keys[0];
    wideKeys.add(key);
    if (!keys.includes(key)) {
      check.fail(`${path}.indicatorKey`, refusal('MAPPING_INDICATOR_UNKNOWN', { indicator: String(key) }));
    }
    const place = JSON.stringify([
      key,
      ...['part', 'period', 'periodPart', 'population'].map((field) => column[field]),
    ]);
    if (taken.has(place)) {
      const name = String(column['column']);
      check.fail(`${path}.column`, refusal('MAPPING_COLUMN_TWICE', { column: name }));
    }
    taken.add(place);
  });
  fields.forEach((indicator, index) => {
    if (indicator === null) return;
    const isWide = wideKeys.has(indicator['indicatorKey']);
    if (!checkIndicator(check, indicator, `indicators.${index}`, isWide) || duplicates !== 'last') return;
    check.fail('duplicates', refusal('MAPPING_LAST_NOT_BY_ROWS'));
  });
}

/** Sections come before everything that may name the columns they add. */
function checkSections(check: Checker, value: unknown): void {
  const sections = check.list(value, 'sections', false);
  sections.forEach((item, index) => {
    const path = `sections.${index}`;
    const section = check.fields(item, path);
    if (section === null) return;
    check.text(section['as'], `${path}.as`);
    check.column(section['column'], `${path}.column`);
    check.oneOf(section['rows'], sectionRows, `${path}.rows`);
    check.whole(section['indent'], 0, 100, `${path}.indent`);
    check.texts(section['labels'], `${path}.labels`, false);
    if (section['rows'] === 'listed' && !(Array.isArray(section['labels']) && section['labels'].length > 0)) {
      check.fail(`${path}.labels`, refusal('MAPPING_LABELS_MISSING'));
    }
  });
  sections.forEach((item, index) => {
    const name = typeof item === 'object' && item !== null && 'as' in item ? item.as : undefined;
    if (typeof name !== 'string' || check.addColumn(name)) return;
    check.fail(`sections.${index}.as`, refusal('MAPPING_NAME_TAKEN', { column: name }));
  });
}

function checkMarks(check: Checker, value: unknown): void {
  const seen = new Set<string>();
  check.list(value, 'marks').forEach((item, index) => {
    const mark = check.fields(item, `marks.${index}`);
    if (mark === null) return;
    check.text(mark['text'], `marks.${index}.text`);
    check.oneOf(mark['status'], markStatuses, `marks.${index}.status`);
    check.filters(mark['when'], `marks.${index}.when`, false);
    const text = String(mark['text']).trim().toLowerCase();
    const key = JSON.stringify([text, mark['when'] ?? []]);
    if (seen.has(key)) {
      check.fail(`marks.${index}.text`, refusal('MAPPING_MARK_TWICE', { mark: String(mark['text']) }));
    }
    seen.add(key);
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
  checkFile(check, mapping['file']);
  checkSections(check, mapping['sections']);
  check.columns(mapping['fillDown'], 'fillDown', false);
  checkPeriod(check, mapping['period']);
  checkPlace(check, mapping['place']);
  checkPopulation(check, mapping['population']);
  checkIndicators(check, mapping);
  checkMarks(check, mapping['marks']);
  check.oneOf(mapping['blank'], [...markStatuses, 'problem'], 'blank');
  check.filterLists(mapping['skip'], 'skip');
  check.oneOf(mapping['otherRows'], ['ignore', 'report'], 'otherRows');
  check.oneOf(mapping['duplicates'], duplicatePolicies, 'duplicates', false);
  const { provisional } = mapping;
  if (provisional !== undefined && provisional !== 'all') check.filterLists(provisional, 'provisional');
  // Every field has been looked at above, so the shape is the type's.
  return check.errors.length === 0
    ? { ok: true, mapping: value as ImportMapping }
    : { ok: false, errors: check.errors };
}
