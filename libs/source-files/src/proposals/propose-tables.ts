import type { ImportMapping } from '../mapping/mapping.ts';
import { looksLikeGroup } from '../mapping/profile.ts';
import { looksLikePeriod } from '../mapping/period-looks.ts';
import type { FileShape } from '../text/sniff.ts';
import type { Proposal } from './proposals.ts';
import type { TableBeside } from './tables-beside.ts';

const inQuotes = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(', ');

/** Tables or sheets that are read as one: what they are called is a column. */
function readTogether(mapping: ImportMapping, { together }: FileShape): Proposal[] {
  if (together === undefined) return [];
  const { column, tables } = together;
  const { place } = mapping;
  const isUsed = mapping.period.from === 'column' && mapping.period.column === column;
  if (place.labelColumn === undefined && place.codeColumn === undefined && !isUsed)
    mapping.place = { ...place, labelColumn: column };
  const names = tables.map(({ title }) => title);
  const message = `${tables.length} tables of alike columns are read as one: ${inQuotes(names.slice(0, 10))}. “${column}” holds what each is called.`;
  const params = { column, tables: tables.length, names: inQuotes(names.slice(0, 10)) };
  return [{ code: 'read_together', path: 'file.together', column, params, message, examples: names.slice(0, 5) }];
}

function tablesBelow({ tables: all, headerLine, together, alike = [] }: FileShape): Proposal[] {
  const tables = together === undefined ? all : all?.filter(({ title }, at) => at === 0 || !alike.includes(title));
  if (together !== undefined && (tables?.length ?? 0) < 2) return [];
  const read = tables?.find((table) => table.headerLine === headerLine);
  if (tables === undefined || read === undefined) return [];
  const others = tables
    .filter((table) => table !== read)
    .map(({ title, headerLine: line }) => `“${title}” (${line})`)
    .join(', ');
  const message = `The file holds ${tables.length} tables below each other. Only “${read.title}” is read. To read another, set the line of its header: ${others}.`;
  const params = { read: read.title, others, tables: tables.length };
  return [{ code: 'tables_below', path: 'file.headerLine', column: null, params, message, examples: [] }];
}

/** A table beside a longer one ends before it: the rows below have nothing of it. */
function tablesBeside(mapping: ImportMapping, tables: readonly TableBeside[], chosen: TableBeside): Proposal[] {
  const { labelColumn } = mapping.place;
  if (labelColumn !== undefined && mapping.sections === undefined && mapping.fillDown === undefined)
    mapping.skip = [...mapping.skip, [{ column: labelColumn, is: 'one_of', values: [''] }]];
  const others = inQuotes(tables.filter((table) => table !== chosen).map(({ title }) => title));
  const message = `The file holds ${tables.length} tables beside each other. Only “${chosen.title}” is read, not ${others}: import the file again for these.`;
  const params = { read: chosen.title, others, tables: tables.length };
  return [{ code: 'tables_beside', path: 'indicators', column: null, params, message, examples: [] }];
}

/** Sheets that carry data: notes and lists of codes stand beside them. */
const noData =
  /^(?:notes?|read ?me|about|cover|contents?|table of contents|index|definitions?|data dictionary|dictionary|glossary|metadata|sources?|method(?:s|ology)?|codebook|lookup)s?$/i;

/**
 * What a sheet's name says where its rows do not: a year, a group of people. The other sheets are not read, and a person
 * is told so.
 */
function sheets(mapping: ImportMapping, { workbook, together }: FileShape): Proposal[] {
  if (workbook === undefined) return [];
  const { sheet } = workbook;
  const joined = new Set(together?.tables.map((table) => table.sheet));
  const others = workbook.sheets.filter(
    ({ name, hidden }) => !hidden && name !== sheet && !joined.has(name) && !noData.test(name.trim()),
  );
  if (others.length === 0) return [];
  const gives = together === undefined ? givenBy(mapping, sheet) : 'nothing';
  const shown = inQuotes(others.slice(0, 10).map(({ name }) => name));
  const message = `Only the sheet “${sheet}” is read, not ${shown}. ${gives === 'nothing' ? '' : `Its name is read as the ${gives} of its rows. `}To read another, choose it where the file is described, and import it by itself.`;
  const params = { read: sheet, others: shown, gives };
  return [
    {
      code: 'other_sheets',
      path: 'file.sheet',
      column: null,
      params,
      message,
      examples: others.slice(0, 5).map(({ name }) => name),
    },
  ];
}

function givenBy(mapping: ImportMapping, sheet: string): 'period' | 'group' | 'place' | 'nothing' {
  const { period, place, population } = mapping;
  const isWide = (mapping.wide ?? []).some((column) => column.period !== undefined);
  const names = period.from === 'column' || isWide;
  if (!names && looksLikePeriod(sheet)) {
    mapping.period = { from: 'constant', label: sheet };
    return 'period';
  }
  if (population.columns.length === 0 && population.constant.length === 0 && looksLikeGroup(sheet)) {
    const isEverybody = /^(?:all|total)\b/i.test(sheet);
    if (!isEverybody) mapping.population = { ...population, constant: [sheet] };
    return 'group';
  }
  if (place.labelColumn === undefined && place.codeColumn === undefined && !looksLikePeriod(sheet)) {
    mapping.place = { ...place, constantLabel: sheet };
    return 'place';
  }
  return 'nothing';
}

/** What a file holds besides the table that is read: other tables and sheets, which nobody may miss without a word. */
export function proposeTables(
  mapping: ImportMapping,
  shape: FileShape,
  beside: readonly TableBeside[] | null,
  chosen: TableBeside | undefined,
): Proposal[] {
  return [
    ...readTogether(mapping, shape),
    ...tablesBelow(shape),
    ...(beside === null || chosen === undefined ? [] : tablesBeside(mapping, beside, chosen)),
    ...sheets(mapping, shape),
  ];
}
