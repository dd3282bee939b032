import { countsOfValue } from './count-owners.ts';
import { canDivide, denominatorRank, findCountPair, findProof } from './guess-counts.ts';
import type { Guesses } from './column-guesses.ts';
import { canHoldBounds, guessInterval, levelSaid } from './guess-intervals.ts';
import { chooseValue, isShare } from './guess-value.ts';
import { groupsAcross } from './groups-across.ts';
import type { IndicatorSource, IntervalPart, NumberSource } from '../mapping/mapping.ts';
import { isIntervalPart } from '../mapping/mapping.ts';
import { loneCounts } from './lone-counts.ts';
import { telling, wordsOf } from './name-words.ts';
import { isNumeric } from '../mapping/profile.ts';
import type { ColumnProfile } from '../mapping/profile.ts';
import type { WideGuess } from './wide-headers.ts';
import type { Sources } from './guess-mapping.ts';

/** How many of the wanted words the text has. */
const wordScore = (text: string, wanted: readonly string[]): number => {
  const has = new Set(wordsOf(text));
  return wanted.filter((word) => has.has(word)).length;
};

const rateLabel = /\b(?:rate|percent|pct|share)\b|%/i;

/** The value column among those that are free, with how sure that is. */
export function guessValue({ shape, profiles, rows, target }: Sources, guesses: Guesses): ColumnProfile | undefined {
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

/** The counts that a value is made of, by the rows themselves, else by their names. */
export function guessCounts(sources: Sources, value: ColumnProfile, guesses: Guesses): Partial<IndicatorSource> {
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
export function guessAcross(
  { shape, profiles, rows, target }: Sources,
  value: ColumnProfile | undefined,
  guesses: Guesses,
) {
  if (value === undefined || target.measure !== 'count') return null;
  const free = profiles.filter(({ column }) => !guesses.has(column) && !target.taken?.has(column));
  const columns = groupsAcross(value, free, target.cadence, shape.columns, rows);
  if (columns === null) return null;
  for (const { column, part } of columns) guesses.take(column, part, 0.7, 'wide_name');
  return { columns, periods: [], populations: columns.flatMap(({ population }) => population?.join(', ') ?? []) };
}

/** The counts of a share that no column holds. */
export function guessLoneCounts(sources: Sources, isWide: boolean, guesses: Guesses): Partial<IndicatorSource> {
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
export const variableOf = ({ profiles, target }: Sources, guesses: Guesses): ColumnProfile | undefined =>
  profiles.find(
    ({ column, looks, distinct, frequent }) =>
      looks === 'variable' &&
      distinct > 2 &&
      target.measure !== 'count' &&
      !guesses.has(column) &&
      frequent.some(({ text }) => rateLabel.test(text)),
  );

/** Columns that say what a row tells of ("Variable"), when one value column mixes several numbers. */
export function guessVariables(
  sources: Sources,
  value: ColumnProfile,
  guesses: Guesses,
): Partial<IndicatorSource> | null {
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
export function guessIntervals(
  sources: Sources,
  wide: WideGuess | null,
  value: ColumnProfile | undefined,
  guesses: Guesses,
) {
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
