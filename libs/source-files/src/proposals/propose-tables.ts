import type { ImportMapping } from '../mapping/mapping.ts';
import { looksLikeGroup } from '../mapping/profile.ts';
import { looksLikePeriod } from '../mapping/period-looks.ts';
import type { FileShape } from '../text/sniff.ts';
import type { Proposal } from './proposals.ts';
import type { TableBeside } from './tables-beside.ts';

const inQuotes = (texts: readonly string[]): string => texts.map((text) => `“${text}”`).join(', ');

function tablesBelow({ tables, headerLine }: FileShape): Proposal[] {
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
function sheets(mapping: ImportMapping, { workbook }: FileShape): Proposal[] {
  if (workbook === undefined) return [];
  const { sheet } = workbook;
  const others = workbook.sheets.filter(({ name, hidden }) => !hidden && name !== sheet && !noData.test(name.trim()));
  if (others.length === 0) return [];
  const gives = givenBy(mapping, sheet);
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
    ...tablesBelow(shape),
    ...(beside === null || chosen === undefined ? [] : tablesBeside(mapping, beside, chosen)),
    ...sheets(mapping, shape),
  ];
}
