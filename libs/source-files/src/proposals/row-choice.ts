import type { MeasureType } from '@throughline/domain/vocabulary';
import type { ImportMapping, RowFilter } from '../mapping/mapping.ts';
import { isNumeric, Profiler } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { anyRowTest, rowTest } from '../mapping/row-parts.ts';
import type { FileRecord } from '../text/records.ts';
import type { FileShape } from '../text/sniff.ts';
import { kindOfName } from './name-kinds.ts';
import { fitOf, withDigits } from './name-words.ts';
import type { Proposal } from './proposals.ts';

/** Rows that an indicator takes, where a column divides the rows by something that the indicator is one of. */
export interface RowChoice {
  when: RowFilter[];
  /** Those of them that choose a unit: other rows have numbers of another kind. */
  units: RowFilter[];
  proposals: Proposal[];
}

type Unit = 'share' | 'rate' | 'average' | 'count' | 'bound';

/** What labels of units begin with; the first that fits is meant ("Rate per 1,000" is no percent). */
const unitWords: readonly (readonly [Unit, RegExp])[] = [
  ['rate', /\bper \d[\d,]*\b|^(?:crude |age[- ]adjusted )?(?:rates?|tasas?)\b/i],
  ['share', /^(?:percent(?:age)?s?|pct|perc|%|share|proportion|por ?ciento|porcentajes?)(?!\p{L})|\bprevalence\b/iu],
  ['average', /^(?:average|avg|mean|median|dollars?|currency|\$|index|score|ratio|promedio|mediana)(?!\p{L})/iu],
  ['count', /^(?:numbers?|counts?|n|#|num|frequency|total number|números?|numeros?|conteo|cantidad)(?!\p{L})/iu],
];

/** Units that a measure is published in, the likeliest first. */
const unitsOf: Record<MeasureType, readonly Unit[]> = {
  proportion: ['share', 'rate'],
  rate: ['rate', 'share'],
  mean: ['average'],
  count: ['count'],
  time_between: ['average'],
};

/** The bounds of a number ("Low 95% confidence interval, percent") are of its unit, and are not the number. */
const unitOf = (label: string): Unit | undefined =>
  kindOfName(label) === 'bound' ? 'bound' : unitWords.find(([, words]) => words.test(label))?.[0];

/** Whether labels say in what unit each row's number is. */
export const isOfUnits = (labels: readonly string[]): boolean =>
  labels.length > 1 && labels.every((label) => unitOf(label) !== undefined);

const labelsOf = ({ frequent }: ColumnProfile): string[] => frequent.map(({ text }) => text);

const mostLabels = 30;
const mostUnits = 8;

/** The one label that has the most in common with the wanted words; undefined where none or several do. */
function namedBy(labels: readonly string[], words: string): string | undefined {
  const fits = fitOf(labels.map(withDigits), withDigits(words));
  const best = Math.max(...fits);
  const named = labels.filter((_label, at) => best > 0.02 && (fits[at] ?? 0) > best - 0.001);
  return named.length === 1 ? named[0] : undefined;
}

/** Whether a column holds grades or cohorts, of which the indicator's name says one: its rows are the indicator's, the others none. */
export function isNamedLevel(profile: ColumnProfile, words: string): boolean {
  if (!/\b(?:grades?|cohort)\b/i.test(profile.column)) return false;
  const value = namedBy(labelsOf(profile), words);
  const digits = value === undefined ? null : /\d+/.exec(withDigits(value));
  return digits !== null && new RegExp(`\\b${digits[0]}\\b`).test(withDigits(words));
}

const total = /^(?:all|total|overall|both|combined|todos|todas)\b/i;

const choiceProposal = (column: string, values: string[], others: string[]): Proposal => ({
  code: 'rows_chosen',
  path: 'indicators.0.when',
  column,
  params: { column, value: values.join(', '), others: others.join(', ') },
  message: `“${column}” divides the rows: those with “${values.join(', ')}” are read, those with ${others.join(', ')} are not.`,
  examples: others.slice(0, 5),
});

/** Some of the other labels of a column. */
function otherLabels(shape: FileShape, sample: readonly FileRecord[], column: string, values: readonly string[]) {
  const at = shape.columns.find(({ name }) => name === column)?.index ?? -1;
  const labels = new Set(
    sample.map(({ cells }) => cells[at] ?? '').filter((label) => label !== '' && !values.includes(label)),
  );
  return [...labels].slice(0, 10);
}

const openChoice = (column: string, labels: string[]): Proposal => ({
  code: 'rows_to_choose',
  path: 'indicators.0.when',
  column,
  params: { column, labels: labels.join(', ') },
  message: `“${column}” tells the same place, period and group several times: ${labels.join(', ')}. Say which rows are the indicator's.`,
  examples: labels.slice(0, 5),
});

/** The rows of the measure's own unit, where a column says in what each row's number is ("Data Format": Number, Percent). */
function rowsOfUnit(columns: readonly ColumnProfile[], measure: MeasureType, words: string): RowChoice | null {
  for (const profile of columns) {
    const labels = labelsOf(profile);
    const units = labels.map(unitOf);
    if (labels.length < 2 || labels.length > mostUnits || units.includes(undefined)) continue;
    if (new Set(units).size < 2) continue;
    for (const unit of unitsOf[measure]) {
      const own = labels.filter((_label, at) => units[at] === unit);
      const value = own.length === 1 ? own[0] : namedBy(own, words);
      if (value === undefined) continue;
      const { column } = profile;
      const others = labels.filter((label) => label !== value);
      const when: RowFilter[] = [{ column, is: 'one_of', values: [value] }];
      return { when, units: when, proposals: [choiceProposal(column, [value], others)] };
    }
  }
  return null;
}

/** What the rows are told apart by already. */
export type KnownColumns = Pick<ImportMapping, 'period' | 'place' | 'population'>;

const keysOf = ({ period, place, population }: KnownColumns): string[] => [
  ...(period.from === 'column' ? [period.column] : []),
  ...(period.parts ?? []),
  ...population.columns,
  ...[place.labelColumn, place.codeColumn, place.kindColumn, place.parent?.labelColumn].filter(
    (column) => column !== undefined,
  ),
];

interface Asked {
  measure: MeasureType;
  /** Words of the indicator's name. */
  words: string;
  /** The column whose rows make one observation together; units divide nothing then. */
  variable: string | undefined;
  /** Rows that the indicator's name says of columns of levels and topics. */
  byName: readonly RowFilter[];
}

/** How many rows say again what another row of the same key says. */
function repeatsOf(shape: FileShape, rows: readonly FileRecord[], keys: readonly string[]): number {
  const at = keys.map((key) => shape.columns.find(({ name }) => name === key)?.index ?? -1);
  const seen = new Set(rows.map(({ cells }) => JSON.stringify(at.map((index) => cells[index] ?? ''))));
  return rows.length - seen.size;
}

/** The rows that meet all conditions. */
export function rowsWhere(shape: FileShape, rows: readonly FileRecord[], when: readonly RowFilter[]): FileRecord[] {
  const test = rowTest(when, (name) => shape.columns.find((column) => column.name === name)?.index ?? -1);
  return rows.filter(({ cells }) => test(cells));
}

/** The rows that meet all conditions of none of the lists. */
export function withoutRows(
  shape: FileShape,
  rows: readonly FileRecord[],
  lists: readonly (readonly RowFilter[])[],
): readonly FileRecord[] {
  if (lists.length === 0) return rows;
  const test = anyRowTest(lists, (name) => shape.columns.find((column) => column.name === name)?.index ?? -1);
  return rows.filter(({ cells }) => !test(cells));
}

/**
 * Chooses among rows that tell one place, period and group several times: those in the measure's own unit, those that
 * the indicator's words name, else those of all together. Where nothing says which, a person is asked.
 * @param free the columns that have no meaning yet
 */
export function chooseRows(
  shape: FileShape,
  sample: readonly FileRecord[],
  free: readonly ColumnProfile[],
  known: KnownColumns,
  { measure, words, variable, byName }: Asked,
): RowChoice {
  const columns = free.filter(
    (profile) =>
      profile.column !== variable &&
      (profile.looks === 'text' || profile.looks === 'variable' || isNamedLevel(profile, words)),
  );
  const keys = [...keysOf(known), ...(variable === undefined ? [] : [variable])];
  const units = variable === undefined ? rowsOfUnit(columns, measure, words) : null;
  const when = [...byName, ...(units?.when ?? [])];
  const proposals = [
    ...byName.map(({ column, values }) => choiceProposal(column, values, otherLabels(shape, sample, column, values))),
    ...(units?.proposals ?? []),
  ];
  // Below merged cells, rows repeat each other only as they are written.
  const at = shape.columns.find(({ name }) => name === known.place.labelColumn)?.index ?? -1;
  const unnamed = sample.filter(({ cells }) => at >= 0 && cells[at] === '').length;
  if (unnamed > sample.length * 0.3) return { when, units: units?.when ?? [], proposals };
  for (const profile of columns) {
    const { column, distinct, cells, blank } = profile;
    if (when.some((filter) => filter.column === column)) continue;
    if (distinct < 2 || distinct > mostLabels || distinct > cells / 2 || blank > cells / 10) continue;
    const rows = rowsWhere(shape, sample, when);
    const repeats = repeatsOf(shape, rows, keys);
    if (repeats === 0 || repeatsOf(shape, rows, [...keys, column]) >= repeats) continue;
    const labels = labelsOf(profile);
    const value = namedBy(labels, words) ?? labels.find((label) => total.test(label));
    if (value === undefined) {
      proposals.push(openChoice(column, labels.slice(0, 10)));
      continue;
    }
    when.push({ column, is: 'one_of', values: [value] });
    proposals.push(choiceProposal(column, [value], labels.filter((label) => label !== value).slice(0, 10)));
  }
  return { when, units: units?.when ?? [], proposals };
}

/** The columns of numbers as they are on the rows that were chosen; their marks may also stand further down. */
export function profilesOf(shape: FileShape, rows: readonly FileRecord[], known: readonly ColumnProfile[]) {
  const profiler = new Profiler(shape.columns, shape.decimalSign);
  for (const { cells } of rows) profiler.add(cells);
  const here = profiler.result();
  return known.map((profile): ColumnProfile => {
    const own = here.find(({ column }) => column === profile.column);
    return own !== undefined && isNumeric(own.looks)
      ? { ...own, marks: isNumeric(profile.looks) ? profile.marks : own.marks }
      : profile;
  });
}
