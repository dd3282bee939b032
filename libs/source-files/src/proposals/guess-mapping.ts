import type { Cadence, MeasureType } from '@throughline/domain/vocabulary';
import { type ColumnGuess, Guesses } from './column-guesses.ts';
import { guessGroups, type Repeats } from './guess-groups.ts';
import {
  guessAcross,
  guessCounts,
  guessIntervals,
  guessLoneCounts,
  guessValue,
  guessVariables,
  variableOf,
} from './guess-numbers.ts';
import { canHoldNumbers, guessMarks } from './guess-marks.ts';
import { guessPeriod } from './guess-period.ts';
import { guessPlaces } from './guess-places.ts';
import type { ImportMapping, PlaceSource, RowFilter } from '../mapping/mapping.ts';
import { findPlaceAttributes } from './place-attributes.ts';
import { proposeTables } from './propose-tables.ts';
import { chosenTable, findTablesBeside } from './tables-beside.ts';
import { mappingVersion } from '../mapping/mapping.ts';
import type { Proposal } from './proposals.ts';
import type { KnownColumns } from './row-choice.ts';
import { chooseRows, isNamedLevel, profilesOf, rowsWhere, withoutRows } from './row-choice.ts';
import { proposeMore } from './propose.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import { withDecimalPoints } from '../text/decimal-sign.ts';
import type { FileRecord } from '../text/records.ts';
import type { FileShape } from '../text/sniff.ts';
import { readHeader } from './read-header.ts';
import { rowsSaid } from './row-kinds.ts';
import { withoutSums } from './sum-rows.ts';
import { guessWide } from './wide-headers.ts';

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
  const { profiles: all, sample: summedUp, skip: sumRows, proposals: sums } = withoutSums(shape, seen, records);
  const beside = findTablesBeside(shape, all);
  const chosen = beside === null ? undefined : chosenTable(beside, target.words ?? '');
  const profiles = chosen?.columns ?? all;
  const before: Sources = {
    shape,
    profiles,
    rows: withDecimalPoints(summedUp, shape.decimalSign),
    sample: summedUp,
    target,
    fileName,
  };
  const guesses = new Guesses();
  const { measure, cadence, words = '' } = target;
  const named = guessWide(profiles.filter(canHoldNumbers), { cadence, measure, words });
  for (const { column, part } of named?.columns ?? []) {
    guesses.take(column, part, 0.8, 'wide_name');
  }
  const { period, parts } = guessPeriod(before, guesses);
  const place = guessPlace(before, guesses);
  const attributes = findPlaceAttributes(
    shape,
    profiles.filter(({ column }) => !guesses.has(column)),
    summedUp,
    place,
  );
  for (const { column } of attributes) guesses.take(column, 'unused', 0.8, 'not_needed');
  const skip = [...sumRows, ...attributes.map((each) => each.skip)];
  const sample = withoutRows(
    shape,
    summedUp,
    attributes.map((each) => each.skip),
  );
  const sources: Sources = { ...before, sample, rows: withDecimalPoints(sample, shape.decimalSign) };
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
  const ownPeriod = wide === null && value !== undefined ? readHeader(value.column, cadence).period : null;
  if (ownPeriod !== null && period.from === 'constant' && period.label === '') period.label = ownPeriod;
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
      ...attributes.map(({ proposal }) => proposal),
      ...rowProposals,
      ...(unsure === undefined ? [] : [unsureValue(unsure)]),
      ...proposals,
    ],
  };
}
