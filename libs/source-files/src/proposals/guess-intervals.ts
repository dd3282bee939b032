import type { IntervalPart } from '../mapping/mapping.ts';
import { readNumber } from '../mapping/marks.ts';
import { type ColumnProfile, isNumeric } from '../mapping/profile.ts';
import { withoutPlusMinus } from '../rows/intervals.ts';
import { kindOfName } from './name-kinds.ts';
import { fitOf, telling } from './name-words.ts';

/** Columns of one value's interval; a margin, or both bounds. */
export type IntervalColumns = { margin: string } | { lowerBound: string; upperBound: string };

const margin = /\bmargins? of error\b|\berror margin\b|\bmoe\b|±|\+ ?\/ ?-/i;
const lower = /\b(?:lower|low|lcl|lci|lb|min)\b/i;
const upper = /\b(?:upper|high|ucl|uci|ub|max)\b/i;
const noInterval = /\b(?:std|standard|variance|cv|coefficient)\b/i;
/** Words that say that a number is a margin or a bound, and not of what. */
const boundWords =
  /\d\d(?:\.\d)? ?%?(?= ?(?:CI|C\.I\.|CL|confidence|margin|moe|lower|upper|low|high))|\b\d\d ?CI\b|\b(?:CI|C\.I\.|CL|confidence|credible|intervals?|limits?|bounds?|bd|margins? of error|error margin|moe|margins?|lower|upper|low|high|lcl|ucl|lci|uci|lb|ub|min|max|end|est|estimates?|value)\b|±|\+ ?\/ ?-/gi;

/** Which end of an interval a column's name says it holds; null for none, or for an error of another kind. */
export function intervalPartOf(column: string): IntervalPart | null {
  const name = column.replaceAll('_', ' ');
  if (kindOfName(column) !== 'bound' || noInterval.test(name)) return null;
  if (margin.test(name)) return 'margin';
  const [isLower, isUpper] = [lower.test(name), upper.test(name)];
  if (isLower === isUpper) return null;
  return isLower ? 'lowerBound' : 'upperBound';
}

/** The words of what a margin or bound is of; columns of one name have a number behind it. */
export const wordsOfBound = (column: string): string[] =>
  telling(column.replaceAll('_', ' ').replace(boundWords, ' ')).filter((word) => !/^\d$/.test(word));

/** Whether a column has numbers, also with a sign that says that they go both ways. */
export const canHoldBounds = ({ looks, frequent }: ColumnProfile): boolean =>
  isNumeric(looks) || frequent.some(({ text }) => readNumber(withoutPlusMinus(text)) !== null);

/**
 * The number that a margin or bound belongs to: the one whose name has most of its words; of equals the one before it,
 * which is no count unless the value is one.
 */
function ownerOf(
  bound: ColumnProfile,
  value: ColumnProfile,
  values: readonly ColumnProfile[],
  all: readonly ColumnProfile[],
) {
  const words = wordsOfBound(bound.column).join(' ');
  const fits = fitOf(
    values.map(({ column }) => column),
    words,
  );
  const best = Math.max(...fits);
  const isCount = (each: ColumnProfile): boolean => each !== value && kindOfName(each.column) === 'count';
  const alike =
    best === 0 ? values.filter((each) => !isCount(each)) : values.filter((_value, at) => (fits[at] ?? 0) > best - 0.06);
  const at = all.indexOf(bound);
  return alike.findLast((value) => all.indexOf(value) < at) ?? alike[0];
}

/**
 * The margin or the bounds of a value column, by the names of all columns of numbers in the file's order; null where the
 * file has none of it.
 */
export function guessInterval(
  value: ColumnProfile,
  all: readonly ColumnProfile[],
  isFree: (bound: ColumnProfile) => boolean,
): IntervalColumns | null {
  const values = all.filter((each) => {
    const kind = kindOfName(each.column);
    return each === value || (kind !== 'bound' && kind !== 'comparison');
  });
  const found = new Map<IntervalPart, string>();
  for (const bound of all) {
    const part = bound === value || !isFree(bound) ? null : intervalPartOf(bound.column);
    if (part === null || found.has(part) || ownerOf(bound, value, values, all) !== value) continue;
    found.set(part, bound.column);
  }
  const [ofMargin, lowerBound, upperBound] = [found.get('margin'), found.get('lowerBound'), found.get('upperBound')];
  if (lowerBound !== undefined && upperBound !== undefined) return { lowerBound, upperBound };
  return ofMargin === undefined ? null : { margin: ofMargin };
}

const levelBefore = /(?<![\d.])(\d\d(?:\.\d)?) ?(?:%|percent|per cent)?[- ]*(?:CI|C\.I\.|CL|confidence|margin|moe)\b/i;
const levelBehind =
  /\b(?:CI|C\.I\.|confidence|margins? of error|moe)\b[^.;\d]{0,40}(?<![\d.])(\d\d(?:\.\d)?) ?(?:%|percent|per cent)/i;
const usual: ReadonlySet<number> = new Set([80, 90, 95, 98, 99, 99.8]);
/** The Census Bureau publishes the margins of this survey at 90 percent (Understanding and Using ACS Data, 2020). */
const ofSurvey = /\bamerican community survey\b|\bacs(?:\b|[ds][tp]\d)/i;

/**
 * The level that names of columns, titles or notes say, in percent; null where none does. It is left unsaid rather than
 * supposed.
 */
export function levelSaid(columns: readonly string[], texts: readonly string[]): number | null {
  for (const text of [...columns, ...texts].map((each) => each.replaceAll('_', ' '))) {
    const level = Number((levelBefore.exec(text) ?? levelBehind.exec(text))?.[1]);
    if (usual.has(level)) return level;
  }
  return texts.some((text) => ofSurvey.test(text.replaceAll(/[_-]/g, ' '))) ? 90 : null;
}
