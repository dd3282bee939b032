import { greatestLevel, leastLevel } from '@throughline/domain/published-interval';
import { refusal } from '@throughline/domain/refusals/refusal';
import { cadences, measureTypes, placeKinds } from '@throughline/domain/vocabulary';
import { decimalSigns } from '../text/decimal-sign.ts';
import { blankMeanings, markStatuses } from './marks.ts';
import {
  duplicatePolicies,
  type ImportMapping,
  intervalParts,
  mappingVersion,
  numberParts,
  sectionRows,
  unknownLabels,
  valueUnits,
} from './mapping.ts';
import { Checker } from './mapping-checker.ts';
import type { Fields, MappingError } from './mapping-checker.ts';
import { checkPeriod } from './period-source.ts';
import { encodings } from '../text/decoding.ts';
import { delimiters } from '../text/records.ts';

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
  check.oneOf(file['together'], [true, false], 'file.together', false);
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

/** What places lie in; its columns are none of theirs. */
function checkAround(check: Checker, value: unknown, path: string, within: Fields): Fields | null {
  const around = value === undefined ? null : check.fields(value, path);
  if (around === null) return null;
  check.column(around['labelColumn'], `${path}.labelColumn`, false);
  check.column(around['codeColumn'], `${path}.codeColumn`, false);
  check.oneOf(around['kind'], placeKinds, `${path}.kind`, false);
  check.texts(around['whole'], `${path}.whole`, false);
  for (const column of ['labelColumn', 'codeColumn'])
    if (around[column] !== undefined && around[column] === within[column])
      check.fail(`${path}.${column}`, refusal('MAPPING_PLACE_IN_ITSELF'));
  return around;
}

function checkEnclosing(check: Checker, place: Fields): void {
  const { total: whole } = place;
  const parent = checkAround(check, place['parent'], 'place.parent', place);
  checkAround(check, place['outer'], 'place.outer', parent ?? {});
  const repeats = place['codesWithinParent'];
  check.oneOf(repeats, [true, false], 'place.codesWithinParent', false);
  const isWithin = parent?.['labelColumn'] !== undefined || parent?.['codeColumn'] !== undefined;
  if (repeats === true && !(isWithin && place['codeColumn'] !== undefined))
    check.fail('place.codesWithinParent', refusal('MAPPING_CODES_WITHIN_NOTHING'));
  const total = whole === undefined ? null : check.fields(whole, 'place.total');
  if (total === null) return;
  check.texts(total['labels'], 'place.total.labels');
  if (check.list(total['labels'], 'place.total.labels', false).length === 0)
    check.fail('place.total.labels', refusal('MAPPING_TOTAL_LABELS_MISSING'));
  check.text(total['name'] === '' ? undefined : total['name'], 'place.total.name', total['name'] !== '');
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
  check.texts(population['overlapping'], 'population.overlapping', false);
}

/** A margin, or both bounds, and a level that can be one. */
function checkIntervals(check: Checker, indicator: Fields, path: string): void {
  const [margin, lower, upper] = intervalParts.map((part) => indicator[part] !== undefined);
  if (margin && (lower || upper)) check.fail(`${path}.margin`, refusal('MAPPING_INTERVAL_TWICE'));
  if (lower !== upper) check.fail(`${path}.${lower ? 'upperBound' : 'lowerBound'}`, refusal('MAPPING_INTERVAL_HALF'));
  const { confidence } = indicator;
  const isLevel = typeof confidence === 'number' && confidence >= leastLevel && confidence <= greatestLevel;
  if (confidence !== undefined && !isLevel)
    check.fail(`${path}.confidence`, refusal('MAPPING_LEVEL', { least: leastLevel, greatest: greatestLevel }));
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
  checkIntervals(check, indicator, path);
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
  check.texts(mapping['doubts'], 'doubts', false);
  check.oneOf(mapping['blank'], blankMeanings, 'blank');
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
