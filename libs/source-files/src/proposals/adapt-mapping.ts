import { parsePeriod } from '@throughline/domain/period-labels';
import { findColumn } from '../text/column-names.ts';
import {
  type ImportMapping,
  type IndicatorSource,
  intervalParts,
  type NumberSource,
  numberParts,
  type PlaceParent,
  type RowFilter,
  type WideColumn,
} from '../mapping/mapping.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { saysPeriod } from '../mapping/row-parts.ts';
import type { MessageParams } from '../rows/problems.ts';
import type { FileShape } from '../text/sniff.ts';

/** What was changed in a stored mapping to fit another file; screens translate by code and parameters. */
export const mappingChangeCodes = [
  'column_renamed',
  'code_dropped',
  'period_from_file',
  'blank_period',
  'layout_dropped',
  'interval_dropped',
  'wide_added',
  'wide_dropped',
] as const;
export type MappingChangeCode = (typeof mappingChangeCodes)[number];

/**
 * One change, for a person to see. Parameters: `column_renamed` {from, to}; `code_dropped` {column}; `period_from_file`
 * {was, from: title or file_name}; `blank_period` {was, is}; `layout_dropped` {field, was}; `interval_dropped` {columns}; `wide_added` and
 * `wide_dropped` {column}.
 */
export interface MappingChange {
  code: MappingChangeCode;
  params: MessageParams;
}

/** A stored mapping brought to another file. */
export interface AdaptedMapping {
  mapping: ImportMapping;
  /** Share of the mapping's columns that the file has or does without, from 0 to 1; 1 when it names none. */
  fit: number;
  /** Columns under another name in this file: stored name → the file's name. */
  renamed: Record<string, string>;
  /** Columns that the file does not have under any name, and that are needed. */
  missing: string[];
  changes: MappingChange[];
}

/** The other file, as it was seen; without it only columns are looked at. */
export interface OtherFile {
  fileName: string;
  shape: FileShape;
  profiles: readonly ColumnProfile[];
}

const filterColumns = (filters: readonly RowFilter[]): string[] => filters.map(({ column }) => column);

const numberColumns = (source: NumberSource | undefined): string[] =>
  source === undefined ? [] : [source.column, ...filterColumns(source.when ?? [])];

const indicatorColumns = (source: IndicatorSource): string[] => [
  ...filterColumns(source.when),
  ...numberParts.flatMap((part) => numberColumns(source[part])),
];

/** Every column of the file that a mapping names, each once; not those that its sections add. */
export function columnsOf(mapping: ImportMapping): string[] {
  const { period, place, population, indicators, skip, marks, wide, fillDown, sections, provisional } = mapping;
  const named = [
    ...(period.from === 'column' ? [period.column] : []),
    ...(period.parts ?? []),
    ...[
      place.labelColumn,
      place.codeColumn,
      place.kindColumn,
      place.parent?.labelColumn,
      place.parent?.codeColumn,
      place.outer?.labelColumn,
      place.outer?.codeColumn,
    ].filter((name) => name !== undefined),
    ...population.columns,
    ...indicators.flatMap(indicatorColumns),
    ...(wide ?? []).map(({ column }) => column),
    ...(fillDown ?? []),
    ...(sections ?? []).map(({ column }) => column),
    ...marks.flatMap(({ when }) => filterColumns(when ?? [])),
    ...skip.flatMap(filterColumns),
    ...(Array.isArray(provisional) ? provisional.flatMap(filterColumns) : []),
  ];
  const added = new Set((sections ?? []).map(({ as }) => as));
  return [...new Set(named)].filter((name) => !added.has(name));
}

/**
 * Brings a stored mapping to another file of its series. Columns under another name are renamed; a code that the file
 * does not have is left out where names are there; a period that stood in a column or was typed in is taken from the
 * file's title or name; what a person said of the layout of the old file goes where the new one is laid out otherwise;
 * columns of new periods join a wide mapping. All of it is told; what is not there at all is left for a person.
 */
export function adaptMapping(stored: ImportMapping, columns: readonly string[], file?: OtherFile): AdaptedMapping {
  const changes: MappingChange[] = [];
  const shifted = shiftWide(stored, columns, changes);
  const { renamed, missing } = match(shifted, columns);
  for (const [from, to] of Object.entries(renamed)) changes.push({ code: 'column_renamed', params: { from, to } });
  let mapping = rename(shifted, new Map(Object.entries(renamed)));
  const named = columnsOf(mapping);
  mapping = dropCode(mapping, missing, changes);
  mapping = dropIntervals(mapping, missing, changes);
  if (file !== undefined) {
    mapping = takePeriod(mapping, missing, file, changes);
    mapping = layOut(mapping, file.shape, changes);
  }
  const needed = new Set(columnsOf(mapping));
  const still = missing.filter((name) => needed.has(name));
  const fit = named.length === 0 ? 1 : (named.length - still.length) / named.length;
  return { mapping, fit, renamed, missing: still, changes };
}

function match(mapping: ImportMapping, columns: readonly string[]) {
  const renamed: Record<string, string> = {};
  const missing: string[] = [];
  const named = columnsOf(mapping);
  const taken = new Set(named.filter((name) => columns.includes(name)));
  for (const name of named) {
    const found = findColumn(name, columns, taken);
    if (found === undefined) missing.push(name);
    else if (found !== name) renamed[name] = found;
    if (found !== undefined) taken.add(found);
  }
  return { renamed, missing };
}

function dropCode(mapping: ImportMapping, missing: readonly string[], changes: MappingChange[]): ImportMapping {
  const { codeColumn, ...place } = mapping.place;
  if (codeColumn === undefined || !missing.includes(codeColumn) || place.labelColumn === undefined) return mapping;
  if (missing.includes(place.labelColumn)) return mapping;
  changes.push({ code: 'code_dropped', params: { column: codeColumn } });
  return { ...mapping, place };
}

/** A file without margins or bounds has values all the same. */
function dropIntervals(mapping: ImportMapping, missing: readonly string[], changes: MappingChange[]): ImportMapping {
  const dropped = new Set<string>();
  const indicators = mapping.indicators.map(({ margin, lowerBound, upperBound, confidence, ...source }) => {
    const parts = { margin, lowerBound, upperBound };
    const columns = intervalParts.flatMap((part) => numberColumns(parts[part]));
    const gone = columns.filter((column) => missing.includes(column));
    for (const column of gone) dropped.add(column);
    if (gone.length > 0) return source;
    return {
      ...source,
      ...(margin === undefined ? {} : { margin }),
      ...(lowerBound === undefined ? {} : { lowerBound }),
      ...(upperBound === undefined ? {} : { upperBound }),
      ...(confidence === undefined ? {} : { confidence }),
    };
  });
  if (dropped.size === 0) return mapping;
  changes.push({ code: 'interval_dropped', params: { columns: [...dropped].join(', ') } });
  return { ...mapping, indicators };
}

/** Where the file itself says its period. */
function periodSource({ fileName, shape }: OtherFile): 'title' | 'file_name' | null {
  if (shape.titleLines.some(({ text }) => saysPeriod(text))) return 'title';
  return saysPeriod(fileName) ? 'file_name' : null;
}

function takePeriod(
  mapping: ImportMapping,
  missing: readonly string[],
  file: OtherFile,
  changes: MappingChange[],
): ImportMapping {
  const { period } = mapping;
  const { dayFirst, loneYear, parts } = period;
  const options = {
    ...(dayFirst === undefined ? {} : { dayFirst }),
    ...(loneYear === undefined ? {} : { loneYear }),
    ...(parts === undefined ? {} : { parts }),
  };
  const from = periodSource(file);
  const takePeriodFromFile = (was: string): ImportMapping => {
    if (from === null) return mapping;
    changes.push({ code: 'period_from_file', params: { was, from } });
    return { ...mapping, period: { ...options, from } };
  };
  const says = (where: string): boolean =>
    where === 'title' ? file.shape.titleLines.some(({ text }) => saysPeriod(text)) : saysPeriod(file.fileName);
  if (period.from === 'column') {
    return missing.includes(period.column)
      ? takePeriodFromFile(period.column)
      : blankPeriod(mapping, period, file, changes);
  }
  // Every column of a wide file names its period; one that was typed in for another file would be wrong for this one.
  if (mapping.wide?.every((column) => column.period !== undefined)) return mapping;
  if (period.from === 'constant') return takePeriodFromFile(period.label);
  return period.pattern !== undefined || says(period.from) ? mapping : takePeriodFromFile(period.from);
}

/** An empty period means the file's only year, where it has one: in another file that is another. */
function blankPeriod(
  mapping: ImportMapping,
  period: ImportMapping['period'] & { from: 'column' },
  { profiles }: OtherFile,
  changes: MappingChange[],
): ImportMapping {
  const { whenBlank: was, ...rest } = period;
  const profile = profiles.find(({ column }) => column === period.column);
  if (profile === undefined || (was === undefined && profile.blank === 0)) return mapping;
  const only = profile.distinct === 1 ? profile.frequent[0]?.text : undefined;
  if (only === was) return mapping;
  changes.push({ code: 'blank_period', params: { was: was ?? '', is: only ?? '' } });
  return { ...mapping, period: only === undefined ? rest : { ...rest, whenBlank: only } };
}

/** What a person said of the old file's layout, and how this file is laid out. */
function layOut(mapping: ImportMapping, shape: FileShape, changes: MappingChange[]): ImportMapping {
  const { encoding, delimiter, headerLine, sheet, ...others } = mapping.file;
  const file: ImportMapping['file'] = { ...others };
  const keep = <Key extends 'encoding' | 'delimiter' | 'headerLine' | 'sheet'>(
    field: Key,
    was: ImportMapping['file'][Key],
    isSame: boolean,
  ): void => {
    if (was === undefined) return;
    if (isSame) file[field] = was;
    else changes.push({ code: 'layout_dropped', params: { field, was: String(was) } });
  };
  keep('encoding', encoding, encoding === shape.encoding);
  keep('delimiter', delimiter, delimiter === shape.delimiter);
  keep('headerLine', headerLine, headerLine === shape.headerLine);
  keep('sheet', sheet, shape.workbook?.sheets.some(({ name }) => name === sheet) ?? false);
  return { ...mapping, file };
}

/** How a period is written: "1112" is written as "1213" is, and not as "2012". */
const styleOf = (text: string): string => text.replace(/\d/g, '9');

/** Brings a wide mapping to a file of other periods: columns named as the old ones but for the period. */
function shiftWide(mapping: ImportMapping, columns: readonly string[], changes: MappingChange[]): ImportMapping {
  const { wide, indicators } = mapping;
  if (wide === undefined) return mapping;
  const here = wide.filter(({ column }) => columns.includes(column));
  const named = new Set(columnsOf(mapping));
  const added: WideColumn[] = [];
  const replaced = new Set<string>();
  for (const source of wide) {
    const { column, period, indicatorKey } = source;
    const at = period === undefined ? -1 : column.indexOf(period);
    if (period === undefined || at === -1) continue;
    const cadence = (indicators.find((each) => each.indicatorKey === indicatorKey) ?? indicators[0])?.cadence ?? 'year';
    const [before, after] = [column.slice(0, at), column.slice(at + period.length)];
    for (const name of columns) {
      if (!name.startsWith(before) || !name.endsWith(after) || name.length < before.length + after.length) continue;
      const middle = name.slice(before.length, name.length - after.length);
      if (styleOf(middle) !== styleOf(period) || !parsePeriod(middle, cadence).ok) continue;
      replaced.add(column);
      if (named.has(name)) continue;
      named.add(name);
      added.push({ ...source, column: name, period: middle });
      changes.push({ code: 'wide_added', params: { column: name } });
    }
  }
  const gone = wide.filter(({ column }) => !columns.includes(column));
  const dropped = gone.filter(({ column }) => replaced.has(column));
  for (const { column } of dropped) changes.push({ code: 'wide_dropped', params: { column } });
  return { ...mapping, wide: [...here, ...added, ...gone.filter((column) => !dropped.includes(column))] };
}

function rename(mapping: ImportMapping, names: ReadonlyMap<string, string>): ImportMapping {
  const now = (name: string): string => names.get(name) ?? name;
  const around = (source: PlaceParent): PlaceParent => ({
    ...source,
    ...(source.labelColumn === undefined ? {} : { labelColumn: now(source.labelColumn) }),
    ...(source.codeColumn === undefined ? {} : { codeColumn: now(source.codeColumn) }),
  });
  const filters = (list: readonly RowFilter[]): RowFilter[] =>
    list.map((filter) => ({ ...filter, column: now(filter.column) }));
  const number = (source: NumberSource): NumberSource => ({
    ...source,
    column: now(source.column),
    ...(source.when === undefined ? {} : { when: filters(source.when) }),
  });
  const { period, place, population, indicators, skip, marks, wide, fillDown, sections, provisional } = mapping;
  return {
    ...mapping,
    period: {
      ...period,
      ...(period.from === 'column' ? { column: now(period.column) } : {}),
      ...(period.parts === undefined ? {} : { parts: period.parts.map(now) }),
    },
    place: {
      ...place,
      ...(place.labelColumn === undefined ? {} : { labelColumn: now(place.labelColumn) }),
      ...(place.codeColumn === undefined ? {} : { codeColumn: now(place.codeColumn) }),
      ...(place.kindColumn === undefined ? {} : { kindColumn: now(place.kindColumn) }),
      ...(place.parent === undefined ? {} : { parent: around(place.parent) }),
      ...(place.outer === undefined ? {} : { outer: around(place.outer) }),
    },
    population: { ...population, columns: population.columns.map(now) },
    indicators: indicators.map((source) => ({
      ...source,
      when: filters(source.when),
      ...Object.fromEntries(
        numberParts.flatMap((part) => (source[part] === undefined ? [] : [[part, number(source[part])]])),
      ),
    })),
    ...(wide === undefined ? {} : { wide: wide.map((source) => ({ ...source, column: now(source.column) })) }),
    ...(fillDown === undefined ? {} : { fillDown: fillDown.map(now) }),
    ...(sections === undefined
      ? {}
      : { sections: sections.map((source) => ({ ...source, column: now(source.column) })) }),
    marks: marks.map((mark) => (mark.when === undefined ? mark : { ...mark, when: filters(mark.when) })),
    skip: skip.map(filters),
    ...(Array.isArray(provisional) ? { provisional: provisional.map(filters) } : {}),
  };
}
