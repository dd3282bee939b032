import type { Cadence, MeasureType } from '@throughline/domain/vocabulary';
import { countsOfValue } from './count-owners.ts';
import { canDivide, denominatorRank, findCountPair, findProof } from './guess-counts.ts';
import { type ColumnGuess, Guesses } from './column-guesses.ts';
import { guessGroups, type Repeats } from './guess-groups.ts';
import { canHoldBounds, guessInterval, levelSaid } from './guess-intervals.ts';
import { chooseValue, isShare } from './guess-value.ts';
import { canHoldNumbers, guessMarks } from './guess-marks.ts';
import { guessPeriod } from './guess-period.ts';
import { guessPlaces } from './guess-places.ts';
import { groupsAcross } from './groups-across.ts';
import type {
  IndicatorSource,
  ImportMapping,
  IntervalPart,
  NumberSource,
  PlaceSource,
  RowFilter,
} from '../mapping/mapping.ts';
import { proposeTables } from './propose-tables.ts';
import { chosenTable, findTablesBeside } from './tables-beside.ts';
import { isIntervalPart, mappingVersion } from '../mapping/mapping.ts';
import { loneCounts } from './lone-counts.ts';
import { telling, wordsOf } from './name-words.ts';
import type { Proposal } from './proposals.ts';
import type { KnownColumns } from './row-choice.ts';
import { chooseRows, isNamedLevel, profilesOf, rowsWhere } from './row-choice.ts';
import { proposeMore } from './propose.ts';
import { isNumeric } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { withDecimalPoints } from '../text/decimal-sign.ts';
import type { FileRecord } from '../text/records.ts';
import type { FileShape } from '../text/sniff.ts';
import { readHeader } from './read-header.ts';
import { rowsSaid } from './row-kinds.ts';
import { withoutSums } from './sum-rows.ts';
import { guessWide, type WideGuess } from './wide-headers.ts';

/** What is known of the indicator that the file is imported for. */
export interface GuessedFor {
  indicatorKey: string;
  measure: MeasureType;
  cadence: Cadence;
  /** Words of the indicator's name, to choose among several value columns ("Level 3", "grade 3 reading"). */
  words?: string;
  /** Columns that hold the values of other indicators of the same file. */
  taken?: ReadonlySet<string>;
}

export interface MappingGuess {
  mapping: ImportMapping;
  columns: ColumnGuess[];
  /** What was recognised beyond the columns' roles and stands in the mapping already; each is for a person to see. */
  proposals: Proposal[];
}

/** What is known of the file while its columns are sought. */
export interface Sources {
  shape: FileShape;
  profiles: readonly ColumnProfile[];
  rows: readonly (readonly string[])[];
  sample: readonly FileRecord[];
  target: GuessedFor;
  fileName: string;
}

/** How many of the wanted words the text has. */
const wordScore = (text: string, wanted: readonly string[]): number => {
  const has = new Set(wordsOf(text));
  return wanted.filter((word) => has.has(word)).length;
};

const rateLabel = /\b(?:rate|percent|pct|share)\b|%/i;

function guessPlace(sources: Sources, guesses: Guesses): PlaceSource {
  const { place, columns } = guessPlaces(
    sources.shape,
    sources.profiles,
    sources.rows,
    (column) => !guesses.has(column),
  );
  for (const { column, role, confidence } of columns)
    guesses.take(column, role, confidence, role === 'place_code' ? 'place_codes' : 'place_words');
  return place;
}

/**
 * How many rows tell what another row has told already. Rows of several numbers in one column ("Variable") are told
 * apart by these; what only repeats another row word for word is no matter.
 */
function repeatsIn({ shape, profiles, rows }: Sources, guesses: Guesses): Repeats {
  const at = new Map(shape.columns.map(({ name, index }) => [name, index]));
  const known = [
    ...guesses.columnsOf('period'),
    ...guesses.columnsOf('place_label'),
    ...guesses.columnsOf('place_code'),
  ];
  if (guesses.columnsOf('place_label').length === 0) return () => 0;
  const variables = profiles.filter(({ looks }) => looks === 'variable').map(({ column }) => column);
  const different = [...new Map(rows.map((row) => [row.join('\u001f'), row])).values()];
  return (columns) => {
    const indices = [...known, ...variables, ...columns].map((column) => at.get(column) ?? -1);
    const keys = different.map((row) => indices.map((index) => row[index] ?? '').join('\u001f'));
    return keys.length - new Set(keys).size;
  };
}

function guessPopulation(sources: Sources, guesses: Guesses, place: PlaceSource): ImportMapping['population'] {
  const { shape, profiles, rows, target } = sources;
  const free = profiles.filter((profile) => !guesses.has(profile.column) && !isNamedLevel(profile, target.words ?? ''));
  const repeats = repeatsIn(sources, guesses);
  const { population, groups, dimensions } = guessGroups(shape, free, rows, repeats, place.labelColumn);
  for (const column of groups) guesses.take(column, 'population', 0.85, 'group_words');
  if (dimensions !== null)
    guesses.take(dimensions.column, 'dimension', 0.85, 'names_dimensions', { column: dimensions.groups });
  return population;
}

/** The value column among those that are free, with how sure that is. */
function guessValue({ shape, profiles, rows, target }: Sources, guesses: Guesses): ColumnProfile | undefined {
  const free = profiles.filter(
    ({ looks, column }) => isNumeric(looks) && !guesses.has(column) && !target.taken?.has(column),
  );
  const chosen = chooseValue(
    free,
    target,
    (value, counts) => findCountPair(value, counts, shape.columns, rows) !== null,
  );
  if (chosen === null) return undefined;
  const { profile, columns, isNamed, isProven } = chosen;
  const sure = columns === 1 ? 0.9 : isNamed ? 0.75 : isProven ? 0.7 : 0.4;
  if (columns === 1) guesses.take(profile.column, 'value', sure, 'only_value');
  else guesses.take(profile.column, 'value', sure, isNamed || isProven ? 'best_value' : 'one_of_values', { columns });
  return profile;
}

/** The denominator by what the rows allow and its name, when they do not show the pair. */
function likeliestDenominator({ shape, rows }: Sources, value: ColumnProfile, counts: readonly ColumnProfile[]) {
  const candidates = counts.map((profile) => ({
    profile,
    divides: isShare(value) ? canDivide(value, profile, shape.columns, rows) : null,
    rank: denominatorRank(profile.column),
  }));
  return candidates
    .filter(({ divides, rank }) => divides === true || (divides === null && rank < Infinity))
    .toSorted((a, b) => Number(b.divides ?? false) - Number(a.divides ?? false) || a.rank - b.rank)[0];
}

/** Whether a count is called as the share is, but for the word that says that this is one: "Suspended", "% suspended". */
function isNamedAs(count: ColumnProfile, share: ColumnProfile): boolean {
  const own = telling(share.column.replace(/%|\b(?:percent(?:age)?|pct|rate|share)\b/gi, ' '));
  const words = telling(count.column.replace(/#|\b(?:number|count|n)\b/gi, ' '));
  return own.length > 0 && own.length === words.length && own.every((word) => words.includes(word));
}

function guessCounts(sources: Sources, value: ColumnProfile, guesses: Guesses): Partial<IndicatorSource> {
  const { shape, profiles, rows } = sources;
  const numbers = profiles.filter(
    ({ looks, column }) => isNumeric(looks) && (column === value.column || !guesses.has(column)),
  );
  const whole = numbers.filter(
    (each) => (each.looks === 'count' || (each.looks === 'percent' && each.whole)) && (each.min ?? 0) >= 0,
  );
  const counts = countsOfValue(value, whole, numbers);
  const pair = isShare(value)
    ? (findCountPair(value, counts, shape.columns, rows) ?? findProof(value, whole, shape.columns, rows))
    : null;
  if (pair !== null) {
    const { numerator, denominator } = pair;
    const reason = pair.tied ? 'counts_like_others' : 'counts_give_value';
    const params = { percent: Math.round(pair.agreement * 100), numerator, denominator };
    const confidence = pair.tied ? 0.75 : pair.agreement;
    guesses.take(numerator, 'numerator', confidence, reason, params);
    guesses.take(denominator, 'denominator', confidence, reason, params);
    return { numerator: { column: numerator }, denominator: { column: denominator } };
  }
  const near = value.column.toLowerCase().replace(/[%\s]+$/, '');
  const divisor = likeliestDenominator(sources, value, counts);
  const denominator = divisor?.profile;
  const numerator = isShare(value)
    ? counts.find(
        (count) =>
          count !== denominator &&
          denominatorRank(count.column) === Infinity &&
          ((near !== '' && count.column.toLowerCase().startsWith(near)) || isNamedAs(count, value)),
      )
    : undefined;
  if (numerator !== undefined) guesses.take(numerator.column, 'numerator', 0.7, 'begins_as_value');
  if (denominator !== undefined)
    guesses.take(
      denominator.column,
      'denominator',
      divisor?.divides ? 0.85 : 0.6,
      divisor?.divides ? 'divides_wholly' : 'named_total',
    );
  return {
    ...(numerator === undefined ? {} : { numerator: { column: numerator.column } }),
    ...(denominator === undefined ? {} : { denominator: { column: denominator.column } }),
  };
}

/** The groups whose counts stand beside that of everybody. */
function guessAcross({ shape, profiles, rows, target }: Sources, value: ColumnProfile | undefined, guesses: Guesses) {
  if (value === undefined || target.measure !== 'count') return null;
  const free = profiles.filter(({ column }) => !guesses.has(column) && !target.taken?.has(column));
  const columns = groupsAcross(value, free, target.cadence, shape.columns, rows);
  if (columns === null) return null;
  for (const { column, part } of columns) guesses.take(column, part, 0.7, 'wide_name');
  return { columns, periods: [], populations: columns.flatMap(({ population }) => population?.join(', ') ?? []) };
}

/** The counts of a share that no column holds. */
function guessLoneCounts(sources: Sources, isWide: boolean, guesses: Guesses): Partial<IndicatorSource> {
  const { shape, profiles, rows, target } = sources;
  if (isWide || target.measure !== 'proportion') return {};
  const free = profiles.filter(({ column }) => !guesses.has(column) && !target.taken?.has(column));
  const pair = loneCounts(free, target.words ?? '', shape.columns, rows);
  if (pair === null) return {};
  guesses.take(pair.numerator, 'numerator', 0.6, 'only_counts');
  guesses.take(pair.denominator, 'denominator', 0.6, 'only_counts');
  return { numerator: { column: pair.numerator }, denominator: { column: pair.denominator } };
}

/** The column whose labels are numbers of one observation, such as a rate, its count and its total. */
const variableOf = ({ profiles, target }: Sources, guesses: Guesses): ColumnProfile | undefined =>
  profiles.find(
    ({ column, looks, distinct, frequent }) =>
      looks === 'variable' &&
      distinct > 2 &&
      target.measure !== 'count' &&
      !guesses.has(column) &&
      frequent.some(({ text }) => rateLabel.test(text)),
  );

/** Columns that say what a row tells of ("Variable"), when one value column mixes several numbers. */
function guessVariables(sources: Sources, value: ColumnProfile, guesses: Guesses): Partial<IndicatorSource> | null {
  const variable = variableOf(sources, guesses);
  if (variable === undefined) return null;
  const wanted = wordsOf(sources.target.words ?? '');
  const labels = variable.frequent.map(({ text }) => text);
  const best = (kind: RegExp, words: readonly string[]): string | undefined =>
    labels.filter((text) => kind.test(text)).toSorted((a, b) => wordScore(b, words) - wordScore(a, words))[0];
  const rate = best(rateLabel, wanted);
  const total = best(/\b(?:total|cohort|denominator|enrolled)\b/i, []);
  const others = /\b(?:count|number|n)\b/i;
  const numerator =
    rate === undefined
      ? undefined
      : labels
          .filter((text) => others.test(text) && text !== total)
          .toSorted((a, b) => wordScore(b, wordsOf(rate)) - wordScore(a, wordsOf(rate)))[0];
  guesses.take(variable.column, 'variable', 0.8, 'names_numbers');
  const source = (text: string): NumberSource => ({
    column: value.column,
    when: [{ column: variable.column, is: 'one_of', values: [text] }],
  });
  return {
    ...(rate === undefined ? {} : { value: source(rate) }),
    ...(numerator === undefined ? {} : { numerator: source(numerator) }),
    ...(total === undefined ? {} : { denominator: source(total) }),
  };
}

/** The interval of the one value column, or the level of those that stand in a wide file. */
function guessIntervals(sources: Sources, wide: WideGuess | null, value: ColumnProfile | undefined, guesses: Guesses) {
  if (value !== undefined && guesses.columnsOf('variable').length === 0) return takeInterval(sources, value, guesses);
  const names = (wide?.columns ?? []).filter(({ part }) => isIntervalPart(part)).map(({ column }) => column);
  const confidence = names.length === 0 ? null : levelSaid(names, textsOf(sources));
  return confidence === null ? null : { confidence };
}

/** Texts of a file that may say at what level its intervals are. */
const textsOf = ({ shape, fileName }: Sources): string[] => [
  ...[...shape.titleLines, ...shape.footerLines].map(({ text }) => text),
  fileName,
];

/** The margin or the bounds that stand beside a value, with their level where the file says it. */
function takeInterval(sources: Sources, value: ColumnProfile, guesses: Guesses): Partial<IndicatorSource> | null {
  const columns = sources.profiles.filter((each) => each.column === value.column || canHoldBounds(each));
  const own = columns.find(({ column }) => column === value.column) ?? value;
  const interval = guessInterval(own, columns, ({ column }) => !guesses.has(column));
  if (interval === null) return null;
  const names = Object.values(interval);
  for (const [part, column] of Object.entries(interval) as [IntervalPart, string][]) {
    const reason = part === 'margin' ? 'margin_of_value' : 'bound_of_value';
    guesses.take(column, part, 0.85, reason, { column: value.column });
  }
  const confidence = levelSaid(names, textsOf(sources));
  return {
    ...Object.fromEntries(Object.entries(interval).map(([part, column]) => [part, { column }])),
    ...(confidence === null ? {} : { confidence }),
  };
}

/** The rows of the indicator, where its name says one label of a column of levels or subjects. */
function guessRowsSaid({ profiles, target }: Sources, guesses: Guesses): RowFilter[] {
  const free = profiles.filter(({ column }) => !guesses.has(column));
  const found = rowsSaid(free, target.words ?? '');
  for (const { column } of found) guesses.take(column, 'row_kind', 0.7, 'divides_rows', { kinds: 1 });
  return found;
}

/** Columns that divide the rows by something the indicator must choose from (grade, subject). */
function guessRowKinds({ profiles }: Sources, guesses: Guesses): void {
  for (const { column, looks, distinct, cells } of profiles) {
    if (guesses.has(column) || distinct < 2 || distinct > 30 || distinct > cells / 2) continue;
    if (looks === 'text' || looks === 'variable') {
      guesses.take(column, 'row_kind', 0.6, 'divides_rows', { kinds: distinct });
    }
  }
}

/** The rows that the indicator takes, and the file as it is on these. */
function guessOwnRows(sources: Sources, known: KnownColumns, byName: readonly RowFilter[], guesses: Guesses) {
  const { shape, profiles, sample, target } = sources;
  const free = profiles.filter(({ column }) => !guesses.has(column));
  const { when, units, proposals } = chooseRows(shape, sample, free, known, {
    words: target.words ?? '',
    measure: target.measure,
    variable: variableOf(sources, guesses)?.column,
    byName,
  });
  if (when.length === 0) return { own: sources, when, proposals };
  const rows = rowsWhere(shape, sample, when);
  const own: Sources = {
    ...sources,
    // What counts say of a value, the rows of other subjects say as well; those of other units do not.
    rows: withDecimalPoints(rowsWhere(shape, sample, units), shape.decimalSign),
    profiles: profilesOf(shape, rows, profiles),
  };
  return { own, when, proposals };
}

/** A value that nothing in the names or numbers speaks for; a person is told to look. */
const unsureValue = ({ column, params: { columns = 0 } }: ColumnGuess): Proposal => ({
  code: 'value_unsure',
  path: 'indicators.0.value',
  column,
  params: { column, columns },
  message: `None of the ${columns} columns of numbers is named like the indicator. “${column}” was taken: choose the right one.`,
  examples: [],
});

/**
 * Guesses a mapping from what was seen in a file. It is a proposal for a person: what cannot be guessed (a period that
 * stands nowhere) is left empty, so that `checkMapping` asks for it.
 * @param records data rows from `sniff`; the profiles best come from the whole file, as marks may stand late in it
 */
export function guessMapping(
  shape: FileShape,
  seen: readonly ColumnProfile[],
  records: readonly FileRecord[],
  fileName: string,
  target: GuessedFor,
): MappingGuess {
  const { profiles: all, sample, skip, proposals: sums } = withoutSums(shape, seen, records);
  const beside = findTablesBeside(shape, all);
  const chosen = beside === null ? undefined : chosenTable(beside, target.words ?? '');
  const profiles = chosen?.columns ?? all;
  const sources: Sources = {
    shape,
    profiles,
    rows: withDecimalPoints(sample, shape.decimalSign),
    sample,
    target,
    fileName,
  };
  const guesses = new Guesses();
  const { measure, cadence, words = '' } = target;
  const named = guessWide(profiles.filter(canHoldNumbers), { cadence, measure, words });
  for (const { column, part } of named?.columns ?? []) {
    guesses.take(column, part, 0.8, 'wide_name');
  }
  const { period, parts } = guessPeriod(sources, guesses);
  const place = guessPlace(sources, guesses);
  const byName = guessRowsSaid(sources, guesses);
  const population = guessPopulation(sources, guesses, place);
  const { own, when, proposals: rowProposals } = guessOwnRows(sources, { period, place, population }, byName, guesses);
  const value = named === null ? guessValue(own, guesses) : undefined;
  const wide = named ?? guessAcross(own, value, guesses);
  const numbers =
    value === undefined || wide !== null
      ? guessLoneCounts(own, wide !== null, guesses)
      : (guessVariables(own, value, guesses) ?? {
          value: { column: value.column },
          ...guessCounts(own, value, guesses),
        });
  // "Rate - Class of 2022": where nothing else says it, the name of the value's column does.
  const said = wide === null && value !== undefined ? readHeader(value.column, cadence).period : null;
  if (said !== null && period.from === 'constant' && period.label === '') period.label = said;
  guessRowKinds(sources, guesses);
  const used = new Set([
    ...guesses.columnsOf('value'),
    ...guesses.columnsOf('numerator'),
    ...guesses.columnsOf('denominator'),
  ]);
  const interval = guessIntervals(sources, wide, value, guesses);
  const proportion = target.measure === 'proportion';
  const [shown] = own.profiles.filter(({ column }) => guesses.columnsOf('value').includes(column));
  const unit = proportion ? (shown?.looks === 'fraction' ? 'fraction' : 'percent') : 'number';
  const { indicatorKey } = target;
  const mapping: ImportMapping = {
    version: mappingVersion,
    file: shape.decimalSign === undefined ? {} : { decimalSign: shape.decimalSign },
    period,
    place,
    population,
    indicators: [{ indicatorKey, measure, cadence, unit, when, ...numbers, ...interval }],
    marks: guessMarks(own.profiles, used),
    blank: 'not_reported',
    skip,
    otherRows: 'ignore',
  };
  const unsure = guesses.guessesOf('value').find(({ reason }) => reason === 'one_of_values');
  const proposals = proposeMore(mapping, { shape, profiles: own.profiles, sample, fileName, wide, parts, used });
  return {
    mapping,
    columns: guesses.all(all),
    proposals: [
      ...proposeTables(mapping, shape, beside, chosen),
      ...sums,
      ...rowProposals,
      ...(unsure === undefined ? [] : [unsureValue(unsure)]),
      ...proposals,
    ],
  };
}
