import type { ImportMapping, IndicatorSource, NumberSource, RowFilter } from './mapping.ts';

/** A stored mapping brought to another file's columns. */
export interface AdaptedMapping {
  mapping: ImportMapping;
  /** Share of the mapping's columns that the file has, from 0 to 1; 1 when it names none. */
  fit: number;
  /** Columns under another spelling in this file: stored name → the file's name. */
  renamed: Record<string, string>;
  /** Columns that the file does not have under any spelling. */
  missing: string[];
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}%&]+/gu, '');

const filterColumns = (filters: readonly RowFilter[]): string[] => filters.map(({ column }) => column);

const numberColumns = (source: NumberSource | undefined): string[] =>
  source === undefined ? [] : [source.column, ...filterColumns(source.when ?? [])];

const indicatorColumns = ({ when, value, numerator, denominator }: IndicatorSource): string[] => [
  ...filterColumns(when),
  ...[value, numerator, denominator].flatMap(numberColumns),
];

/** Every column that a mapping names, each once. */
export function columnsOf({ period, place, population, indicators, skip }: ImportMapping): string[] {
  const named = [
    ...(period.from === 'column' ? [period.column] : []),
    ...[place.labelColumn, place.codeColumn].filter((name) => name !== undefined),
    ...population.columns,
    ...indicators.flatMap(indicatorColumns),
    ...skip.flatMap(filterColumns),
  ];
  return [...new Set(named)];
}

/**
 * Brings a stored mapping to the columns of another year's file: columns that are only spelled otherwise (case, blanks,
 * signs) are renamed; what is not there at all is listed and left for a person.
 */
export function adaptMapping(stored: ImportMapping, columns: readonly string[]): AdaptedMapping {
  const has = new Set(columns);
  const bySpelling = new Map(columns.map((name) => [plain(name), name]));
  const renamed: Record<string, string> = {};
  const missing: string[] = [];
  const named = columnsOf(stored);
  for (const name of named) {
    if (has.has(name)) continue;
    const found = bySpelling.get(plain(name));
    if (found === undefined) missing.push(name);
    else renamed[name] = found;
  }
  const fit = named.length === 0 ? 1 : (named.length - missing.length) / named.length;
  return { mapping: rename(stored, new Map(Object.entries(renamed))), fit, renamed, missing };
}

function rename(mapping: ImportMapping, names: ReadonlyMap<string, string>): ImportMapping {
  const now = (name: string): string => names.get(name) ?? name;
  const filters = (list: readonly RowFilter[]): RowFilter[] =>
    list.map((filter) => ({ ...filter, column: now(filter.column) }));
  const number = (source: NumberSource): NumberSource => ({
    ...source,
    column: now(source.column),
    ...(source.when === undefined ? {} : { when: filters(source.when) }),
  });
  const { period, place, population, indicators, skip } = mapping;
  return {
    ...mapping,
    period: period.from === 'column' ? { ...period, column: now(period.column) } : period,
    place: {
      ...place,
      ...(place.labelColumn === undefined ? {} : { labelColumn: now(place.labelColumn) }),
      ...(place.codeColumn === undefined ? {} : { codeColumn: now(place.codeColumn) }),
    },
    population: { ...population, columns: population.columns.map(now) },
    indicators: indicators.map((source) => ({
      ...source,
      when: filters(source.when),
      ...(source.value === undefined ? {} : { value: number(source.value) }),
      ...(source.numerator === undefined ? {} : { numerator: number(source.numerator) }),
      ...(source.denominator === undefined ? {} : { denominator: number(source.denominator) }),
    })),
    skip: skip.map(filters),
  };
}
