import type { PeriodLabelOptions, ReadPeriod } from '@throughline/domain/period-labels';
import type { Cadence, PlaceKind } from '@throughline/domain/vocabulary';
import { longestSearched } from '../text/safe-pattern.ts';
import type { ImportMapping, PlaceSource, PopulationSource, RowFilter } from './mapping.ts';
import type { PeriodSource } from './period-source.ts';

/** Reads a period's label at a cadence, or says why it is none. */
export type ParsePeriod = (label: string, cadence: Cadence, options: PeriodLabelOptions) => ReadPeriod;

/** Where a mapped column stands in this file. */
export type ColumnIndex = (name: string) => number;

/** What a file says beside its rows. */
export interface FileContext {
  fileName: string;
  titles: readonly string[];
}

/** A condition on a row's cells. */
export type RowTest = (cells: readonly string[]) => boolean;

const filterKey = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d+$)/, '');

/** Turns filters into one test on a row's cells; all of them must hold. */
export function rowTest(filters: readonly RowFilter[], indexOf: ColumnIndex): RowTest {
  const tests = filters.map((filter) => {
    const index = indexOf(filter.column);
    const wanted = filter.is === 'one_of';
    const keys = new Set(filter.values.map(filterKey));
    // Files repeat their values: what was decided once for a cell is remembered.
    const decided = new Map<string, boolean>();
    return (cells: readonly string[]): boolean => {
      const cell = cells[index] ?? '';
      let holds = decided.get(cell);
      if (holds === undefined) {
        holds = keys.has(filterKey(cell)) === wanted;
        if (decided.size < 10_000) decided.set(cell, holds);
      }
      return holds;
    };
  });
  return (cells) => tests.every((test) => test(cells));
}

/** Whether a row meets all conditions of one of the lists. */
export function anyRowTest(lists: readonly (readonly RowFilter[])[], indexOf: ColumnIndex): RowTest {
  const tests = lists.map((filters) => rowTest(filters, indexOf));
  return (cells) => tests.some((test) => test(cells));
}

/** The first school year or year in a text. */
const anyPeriod = /(?:19|20)\d\d\s?[-–/_]\s?(?:(?:19|20)?\d\d)(?!\d)|(?:19|20)\d\d(?!\d)/;
const shortFiscalYear = /(?<![a-z])(?:[fs]?fy|sy|py)[ _-]?\d\d(?:[ _-]?\d\d)?(?!\d)/i;
const monthOrDay = String.raw`(?:\d{1,2}\/\d{1,2}\/\d{4}|[a-z]{3,9}\.? (?:\d{1,2}, ?)?(?:19|20)\d\d)`;
/** From a day or month to another: the year of one of them alone says too little. */
const fromTo = new RegExp(String.raw`(?<!\p{L})${monthOrDay}\s?(?:[-–—]|to|through|thru)\s?${monthOrDay}`, 'iu');

/** What says the period in a name or title: from when to when, else the first school year or year. */
function periodIn(text: string): string | null {
  const span = fromTo.exec(text);
  if (span !== null) return span[0];
  const found = anyPeriod.exec(text) ?? shortFiscalYear.exec(text);
  return found === null ? null : found[0].replace(/[_/]/g, '-').replace(/(?<=[a-z])-/i, ' ');
}

/** Whether a name or title says a period. */
export const saysPeriod = (text: string): boolean => periodIn(text) !== null;

/** The period named by the file's name or title, or null. */
function periodOfFile(source: PeriodSource & { from: 'file_name' | 'title' }, context: FileContext): string | null {
  const texts = (source.from === 'file_name' ? [context.fileName] : context.titles).map((text) =>
    text.slice(0, longestSearched),
  );
  if (source.pattern === undefined) return texts.map(periodIn).find((found) => found !== null) ?? null;
  const pattern = new RegExp(source.pattern, 'u');
  const match = texts.map((text) => pattern.exec(text)).find((found) => found !== null);
  return match == null ? null : (match[1] ?? match[0]).replace(/[_/]/g, '-');
}

/** A row's period, and the parts of it that further columns say. */
export interface RowPeriod {
  label: string | null;
  parts: readonly string[];
}

const noParts: readonly string[] = [];

/** Finds each row's period; its label is null when the row has none. */
export function periodOf({ period }: ImportMapping, indexOf: ColumnIndex, context: FileContext) {
  const parts = (period.parts ?? []).map(indexOf);
  const partsOf = (cells: readonly string[]): readonly string[] =>
    parts.length === 0 ? noParts : parts.map((index) => cells[index] ?? '');
  if (period.from === 'column') {
    const index = indexOf(period.column);
    return (cells: readonly string[]): RowPeriod => ({
      label: cells[index] || period.whenBlank || null,
      parts: partsOf(cells),
    });
  }
  const label = period.from === 'constant' ? period.label : periodOfFile(period, context);
  return (cells: readonly string[]): RowPeriod => ({ label, parts: partsOf(cells) });
}

/** Codes of rows that are of no single place, in files that give every row one. */
const noCode = /^0+$/;

export interface ReadPlace {
  label: string | null;
  code: string | null;
  /** Where the row says it; else null. */
  kind: PlaceKind | null;
  /** The place that it lies in, where the row names it. */
  parentLabel: string | null;
  parentCode: string | null;
  /** Whether it is a total of which nobody has said what place it is of. */
  isUnnamed?: true;
}

/** Names differ between years by doubled blanks alone. */
const squeezeBlanks = (label: string): string => (label.includes('  ') ? label.replace(/ {2,}/g, ' ') : label);

/** Gives published labels the partnership's names. */
function namer(aliases: Record<string, string> | undefined): (published: string) => string {
  const names = new Map(Object.entries(aliases ?? {}));
  return (published) => {
    const label = squeezeBlanks(published);
    return names.get(published) ?? names.get(label) ?? label;
  };
}

/** A code that says which place it is only together with that of what it lies in, or with its name. */
export const codeWithin = (around: string, code: string): string => `${around}/${code}`;

/** What the federal code of a county says where it is none: "00000" is the nation's, "01000" a state's. */
function aboveCounties(code: string): 'state' | 'nation' | undefined {
  if (!/^\d{2}000$/.test(code)) return undefined;
  return code === '00000' ? 'nation' : 'state';
}

/** Finds each row's place; both parts null when the row names none. */
export function placeOf(source: PlaceSource, indexOf: ColumnIndex): (cells: readonly string[]) => ReadPlace {
  const labelAt = source.labelColumn === undefined ? -1 : indexOf(source.labelColumn);
  const codeAt = source.codeColumn === undefined ? -1 : indexOf(source.codeColumn);
  const named = namer(source.aliases);
  const kindAt = source.kindColumn === undefined ? -1 : indexOf(source.kindColumn);
  const kinds = new Map(Object.entries(source.kinds ?? {}).map(([level, kind]) => [filterKey(level), kind]));
  const { parent = {}, outer = {}, total } = source;
  const parentAt = parent.labelColumn === undefined ? -1 : indexOf(parent.labelColumn);
  const parentCodeAt = parent.codeColumn === undefined ? -1 : indexOf(parent.codeColumn);
  const outerAt = outer.labelColumn === undefined ? -1 : indexOf(outer.labelColumn);
  const outerCodeAt = outer.codeColumn === undefined ? -1 : indexOf(outer.codeColumn);
  const totals = new Set(total?.labels.map(filterKey));
  const isTotal = (cell: string | undefined): boolean => !!cell && totals.has(filterKey(cell));
  const whole = new Set(parent.whole?.map(filterKey));
  const wholeOfOuter = new Set(outer.whole?.map(filterKey));
  /** Whether a row without a name says that it is of the level of what encloses places: its code is then that place's. */
  const isOfLevelAround = (cells: readonly string[]): boolean => {
    const kind = labelAt < 0 || cells[labelAt] ? undefined : kinds.get(filterKey(cells[kindAt] ?? ''));
    return kind !== undefined && (cells[parentAt] ? kind === parent.kind : kind === outer.kind);
  };
  /** Whether a row tells of what its place would lie in: it names no place of its own, or says "All Schools". */
  const isOfParent = (cells: readonly string[]): boolean => {
    const label = cells[labelAt];
    if (label) return whole.has(filterKey(label));
    if (source.constantLabel !== undefined) return false;
    const code = cells[codeAt];
    return !code || noCode.test(code) || code === cells[parentCodeAt] || isOfLevelAround(cells);
  };
  const ownCode = (code: string, around: string | null): string | null => {
    if (source.codesWithinParent !== true) return code;
    // Where the row does not say in what it lies, the code says nothing.
    return around === null ? null : codeWithin(named(around), code);
  };
  /** The enclosing place that a row names, and what that lies in itself. */
  const aroundOf = (cells: readonly string[]) => {
    const label = cells[parentAt] || null;
    const parentLabel = label !== null && wholeOfOuter.has(filterKey(label)) ? null : label;
    return { parentLabel, outerLabel: cells[outerAt] || null, outerCode: cells[outerCodeAt] || null };
  };
  /** A place of an enclosing level, of which the row tells; what the row's own column of kinds says comes first. */
  const enclosing = (cells: readonly string[], label: string, code: string | null, kind: PlaceKind) => ({
    label: named(label),
    code,
    kind: kinds.get(filterKey(cells[kindAt] ?? '')) ?? kind,
    parentLabel: null,
    parentCode: null,
  });
  const isCounties = source.codeSystem === 'fips' && parent.kind === 'state' && parentCodeAt >= 0;
  return (cells) => {
    const ofFips = isCounties ? aboveCounties(cells[codeAt] ?? '') : undefined;
    if (ofFips !== undefined && cells[labelAt])
      return { ...enclosing(cells, cells[labelAt], cells[parentCodeAt] || null, ofFips), kind: ofFips };
    const published = cells[labelAt] || source.constantLabel || null;
    const written = cells[codeAt] || source.constantCode || null;
    // Where names are missing as well, zeros say that the row is of no single place.
    const code = written !== null && labelAt >= 0 && !cells[labelAt] && noCode.test(written) ? null : written;
    const { parentLabel, outerLabel, outerCode } = aroundOf(cells);
    // Some publishers write it in the place of a code or of what encloses it, and leave the name empty.
    const isOwn = cells[labelAt] && !whole.has(filterKey(cells[labelAt]));
    const isNamed = cells[labelAt] || cells[parentAt] || outerLabel;
    const where = isOwn ? [labelAt] : [labelAt, parentAt, codeAt, parentCodeAt, ...(isNamed ? [] : [kindAt])];
    if (total !== undefined && where.some((at) => isTotal(cells[at]))) {
      const own = code === null || isTotal(code) ? null : code;
      const place = { label: named(total.name), code: own, kind: total.kind, parentLabel: null, parentCode: null };
      return total.name === '' ? { ...place, isUnnamed: true } : place;
    }
    const parentCode = cells[parentCodeAt] || null;
    const around = { parentLabel: outerLabel === null ? null : named(outerLabel), parentCode: outerCode };
    if (isOfParent(cells) && (parentLabel ?? outerLabel) !== null) {
      const own = isOfLevelAround(cells) && source.codesWithinParent !== true ? code : null;
      return parentLabel === null
        ? enclosing(cells, outerLabel ?? '', outerCode ?? own, outer.kind ?? 'region')
        : { ...enclosing(cells, parentLabel, parentCode ?? own, parent.kind ?? 'county'), ...around };
    }
    return {
      label: published === null ? null : named(published),
      code: code === null ? null : ownCode(code.padStart(source.codeLength ?? 0, '0'), parentCode ?? parentLabel),
      kind: kinds.get(filterKey(cells[kindAt] ?? '')) ?? null,
      parentLabel: parentLabel === null ? null : named(parentLabel),
      parentCode,
    };
  };
}

/** Gives labels of populations their names, and leaves out those that mean everybody. */
export function groupsOf(source: PopulationSource): (published: readonly string[]) => string[] {
  const everybody = new Set(source.all.map(filterKey));
  const named = namer(source.aliases);
  return (published) => {
    const labels: string[] = [];
    for (const label of published) {
      if (label === '' || everybody.has(filterKey(label))) continue;
      const name = named(label);
      if (name === label || !everybody.has(filterKey(name))) labels.push(name);
    }
    return labels;
  };
}

/** Labels that say something only with the name of their column: "Homeless: Yes". */
const isAnswer = /^(?:yes|no|y|n|true|false|sí)$/i;

/** Finds each row's population as labels, one for each dimension that is not "all"; none means everybody. */
export function populationOf(source: PopulationSource, indexOf: ColumnIndex): (cells: readonly string[]) => string[] {
  const columns = source.columns.map((name) => ({ name, index: indexOf(name) }));
  const groups = groupsOf(source);
  const textIn = ({ name, index }: { name: string; index: number }, cells: readonly string[]): string => {
    const label = cells[index] ?? '';
    return isAnswer.test(label) && source.aliases[label] === undefined ? `${name}: ${label}` : label;
  };
  // A file has few groups and many rows.
  const known = new Map<string, string[]>();
  return (cells) => {
    const key = columns.map(({ index }) => cells[index] ?? '').join('\u001f');
    let labels = known.get(key);
    if (labels === undefined) {
      labels = [...source.constant, ...groups(columns.map((column) => textIn(column, cells)))];
      if (known.size < 10_000) known.set(key, labels);
    }
    return labels;
  };
}
