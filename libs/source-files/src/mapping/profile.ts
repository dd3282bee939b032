import type { Column } from '../text/header.ts';
import { isCalledPeriod, isShortPeriod, looksLikePeriod } from './period-looks.ts';
import { ZeroWatch } from './lone-zero.ts';
import type { LoneZero } from './lone-zero.ts';
import { knownMark, readBound, readNumber } from './marks.ts';
import type { DecimalSign } from '../text/decimal-sign.ts';
import type { MarkRule, ReadNumber } from './marks.ts';

/** What a column's cells look like, told from its name and its values. */
export type Look =
  | 'empty'
  | 'period'
  | 'place'
  | 'code'
  | 'population'
  | 'variable'
  | 'percent'
  | 'fraction'
  | 'count'
  | 'number'
  | 'text';

/** A cell that is no number of its column, how often it stands there, and how it is probably read. */
export interface MarkSeen {
  text: string;
  count: number;
  /** Null when it is not a known mark: a person must say. */
  status: MarkRule['status'] | null;
}

/** What one column holds, over the rows given to the profiler. */
export interface ColumnProfile {
  column: string;
  cells: number;
  blank: number;
  /** Cells that are numbers, without those that are marks (-9999). */
  numbers: number;
  /** Cells such as `GE95` or `60-79`. */
  bounded: number;
  marks: MarkSeen[];
  /** Smallest and largest number, null without numbers; marks do not count. */
  min: number | null;
  max: number | null;
  whole: boolean;
  /** Different values; at `distinctCap` counting stops. */
  distinct: number;
  /** The most frequent values with their counts. */
  frequent: { text: string; count: number }[];
  /** Lengths of the cells, for codes that lost their leading zeros. */
  shortest: number;
  longest: number;
  looks: Look;
  /** Cells written with a percent sign, and numbers from 0 to 1 without one: both in one column are mixed units. */
  percentSigns?: number;
  bareFractions?: number;
  /** Numbers far from every other of the column, or below 0 where no other is. */
  far?: string[];
  /** An exact 0 that stands far below every other share. */
  loneZero?: LoneZero;
}

/** Different values counted per column; with the columns, it bounds the profiler's memory. */
export const distinctCap = 2_000;
const lateMarks = 200;
const frequentShown = 50;

const populationValue =
  /\b(?:white|black|hispanic|latin[oax]|asian|native|male|female|multiracial|two or more races|english learner|english language|special education|general education|disabilit|economically|low.income|free.*lunch|homeless)/i;
const names = {
  code: /\b(?:code|id|fips|dbn|leaid|number|nces\w*|irn|rcdts|cds|cds code|geo ?id|dguid|geocode|cd|código|codigo|clave|urn|ukprn)\b|\b(?:school|district|dist|campus|building|bldg|site|agency|cent(?:er|re)) ?(?:#|no\.?$)/i,
  place:
    /(?<!\p{L})(?:districts?|dist|schools?|sch|campus|building|bldg|county|counties|country|local authority|la(?=[ _]name)|cnty|parish|town|city|borough|village|state|agency|lea|isd|division|jurisdiction|municipality|place|area|location|tract|neighbou?rhood|ward|region|zip(?: ?code)?|zcta|co ?c|continuum of care|facility|hospital|clinic|college|university|shelter|library|geograph(?:y|ic)|municipio|condado|distrito|escuela|estado|ciudad|clínica|clinica|región|comunas?|provincias?|comunidad(?:es)?)(?!\p{L})/iu,
  population:
    /\b(?:race|ethnicity|gender|sex|demographic|subgroup|student group|population|status|income|disability)\b/i,
  variable: /\b(?:variable|measure|indicator|metric|statistic)\b/i,
  percent: /%|\b(?:percent|pct|percentage|rate|share|proportion)\b/i,
};

/** A column that is called a place and holds long numbers alone holds its codes. */
const onlyPlace =
  /^(?:census )?(?:tract|block group|place|county|district|school|campus|city|town|state|area|location)s?$/i;

/** Whether a label is one of groups of people. */
export const looksLikeGroup = (text: string): boolean =>
  populationValue.test(text) || /^(?:all|total)\b|\b(?:boys|girls|women|men)\b/i.test(text);

/** Whether a label is the name of a dimension, such as sex or race. */
export const looksLikeDimension = (text: string): boolean => names.population.test(text);

class OneColumn {
  readonly #name: string;
  readonly #sign: DecimalSign;
  readonly #counts = new Map<string, number>();
  #cells = 0;
  #blank = 0;
  readonly #late = { count: 0, min: Infinity, max: -Infinity, whole: true, percents: 0, fractions: 0 };
  #shortest = Infinity;
  #longest = 0;

  constructor(name: string, sign: DecimalSign) {
    this.#name = name;
    this.#sign = sign;
  }

  add(text: string): void {
    this.#cells += 1;
    if (text === '') {
      this.#blank += 1;
      return;
    }
    this.#shortest = Math.min(this.#shortest, text.length);
    this.#longest = Math.max(this.#longest, text.length);
    const seen = this.#counts.get(text);
    if (seen !== undefined || this.#counts.size < distinctCap) this.#counts.set(text, (seen ?? 0) + 1);
    else this.#addRare(text);
  }

  /** Past the cap, plain numbers only move the range; marks, which may first come late in a sorted file, still count. */
  #addRare(text: string): void {
    const number = readNumber(text, this.#sign);
    if (number === null || number.value < 0) {
      if (this.#counts.size < distinctCap + lateMarks) this.#counts.set(text, 1);
      return;
    }
    this.#late.count += 1;
    this.#late.min = Math.min(this.#late.min, number.value);
    this.#late.max = Math.max(this.#late.max, number.value);
    if (number.decimals > 0) this.#late.whole = false;
    if (number.percent === true) this.#late.percents += 1;
    else if (isBareFraction(number)) this.#late.fractions += 1;
  }

  result(): ColumnProfile {
    const late = this.#late;
    const frequent = [...this.#counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
    const numbers = frequent.flatMap(({ text, count }) => {
      const number = readNumber(text, this.#sign);
      return number === null ? [] : [{ ...number, text, count, whole: number.decimals === 0 }];
    });
    const sentinels = sentinelsOf(numbers);
    const real = numbers.filter(({ text }) => !sentinels.has(text));
    const words = frequent.filter(({ text }) => readNumber(text, this.#sign) === null);
    const bounded = words.filter(({ text }) => readBound(text, this.#sign) !== null);
    const values = [...real.map(({ value }) => value), ...(late.count === 0 ? [] : [late.min, late.max])];
    const profile: ColumnProfile = {
      column: this.#name,
      cells: this.#cells,
      blank: this.#blank,
      numbers: sum(real) + late.count,
      bounded: sum(bounded),
      marks: [],
      min: values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b)),
      max: values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b)),
      whole: late.whole && real.every(({ whole }) => whole),
      distinct: this.#counts.size,
      frequent: frequent.slice(0, frequentShown),
      shortest: this.#longest === 0 ? 0 : this.#shortest,
      longest: this.#longest,
      looks: 'text',
      percentSigns: sum(real.filter(({ percent }) => percent === true)) + late.percents,
      bareFractions: sum(real.filter(isBareFraction)) + late.fractions,
    };
    const far = late.count === 0 ? farFrom(real) : [];
    if (far.length > 0) profile.far = far;
    const otherWords = words.filter((word) => !bounded.includes(word));
    const strange = otherWords.filter(({ text }) => knownMark(text) === undefined);
    const numeric = profile.numbers + profile.bounded;
    // What the column is made of is told without the numbers that can hardly belong to it.
    const near = real.filter(({ text }) => !far.includes(text)).map(({ value }) => value);
    const range = far.length === 0 ? profile : { ...profile, min: Math.min(...near), max: Math.max(...near) };
    profile.looks = lookOf(range, numeric > 0 && numeric >= leastNumeric(strange) * (numeric + sum(strange)));
    if (isNumeric(profile.looks))
      profile.marks = marksOf([...otherWords, ...numbers.filter(({ text }) => sentinels.has(text))]);
    return profile;
  }
}

/** How many times the largest of all others a number must be, to be far from them by itself. */
const farTimes = 100;
/** A number of nines or eights alone, as files write it where there is none: it needs less to be far. */
const fillerTimes = 3;
const filler = /^(?:9{3,}|8{3,}|7{3,}|9{2,}\.9+)$/;
const fewestBeside = 3;
/** What some files write where a share was withheld, among percents that are all far above it. */
const tiny = /^0?\.0+1$/;

/** Numbers that can hardly be of the same kind as all others of a column. */
function farFrom(numbers: readonly { text: string; value: number }[]): string[] {
  const [least, ...above] = numbers.toSorted((a, b) => a.value - b.value);
  const isTiny = least !== undefined && tiny.test(least.text) && least.value * farTimes <= (above[0]?.value ?? 0);
  return isTiny && above.length >= fewestBeside ? [...farAbove(above), least.text] : farAbove(numbers);
}

/** Those far above all others, or below 0 where no other is: at most two, once or repeated. */
function farAbove(numbers: readonly { text: string; value: number }[]): string[] {
  const sorted = numbers.toSorted((a, b) => b.value - a.value);
  const negative = sorted.filter(({ value }) => value < 0);
  if (negative.length > 0 && negative.length <= 2 && sorted.length - negative.length >= fewestBeside * 2)
    return negative.map(({ text }) => text);
  for (const most of [1, 2]) {
    const [far, others] = [sorted.slice(0, most), sorted.slice(most)];
    const [next] = others;
    const isFar = ({ text, value }: { text: string; value: number }): boolean =>
      value > Math.abs(next?.value ?? value) * (filler.test(text.replaceAll(',', '')) ? fillerTimes : farTimes);
    if (next !== undefined && next.value > 0 && others.length >= fewestBeside && far.every(isFar))
      return far.map(({ text }) => text);
  }
  return [];
}

/** Words that divide rows, and are no marks among numbers. */
const divides = /^(?:all|tot|total|k|pk|hs|pre-?k|yes|no|male|female|m|f)$/i;

/**
 * Which share of a column must be numbers for it to be one of numbers. Where all else is one or two short signs ("X",
 * "DNA"), half is enough: they are marks that nobody told us of.
 */
function leastNumeric(strange: readonly { text: string }[]): number {
  const isMarks = strange.length <= 2 && strange.every(({ text }) => text.length <= 4 && !divides.test(text));
  return isMarks ? 0.5 : 0.9;
}

/** A number from 0 to 1 that is written without a percent sign. */
const isBareFraction = ({ value, decimals, percent }: ReadNumber): boolean =>
  percent !== true && value > 0 && value <= 1 && decimals > 0;

const sum = (items: readonly { count: number }[]): number => items.reduce((total, { count }) => total + count, 0);

/** Whether a look is one of a column of numbers to be measured with. */
export const isNumeric = (look: Look): boolean =>
  look === 'percent' || look === 'fraction' || look === 'count' || look === 'number';

/** Negative numbers that stand for a mark: few different, well below 0, in a column of numbers that are not negative. */
function sentinelsOf(numbers: readonly { text: string; value: number; count: number }[]): Set<string> {
  const negative = numbers.filter(({ value }) => value < 0);
  const marks = negative.filter(
    ({ text, value, count }) => knownMark(text) !== undefined || (count > 1 && /^-(\d)\1*$/.test(String(value))),
  );
  return new Set(negative.length === marks.length && marks.length <= 5 ? marks.map(({ text }) => text) : []);
}

const marksOf = (seen: readonly { text: string; count: number }[]): MarkSeen[] =>
  seen
    .map(({ text, count }) => ({ text, count, status: knownMark(text)?.status ?? null }))
    .sort((a, b) => b.count - a.count);

/** Share of the filled cells among the frequent ones for which the test holds. */
function shareOf(profile: ColumnProfile, holds: (text: string) => boolean): number {
  const all = sum(profile.frequent);
  return all === 0 ? 0 : sum(profile.frequent.filter(({ text }) => holds(text))) / all;
}

function numericLook(profile: ColumnProfile): Look {
  const { min, max, whole, column } = profile;
  if (min === null || max === null) return 'number';
  const named = names.percent.test(column) || (profile.percentSigns ?? 0) * 2 > profile.numbers;
  if (min >= 0 && max <= 1 && !whole && profile.numbers > 1) return 'fraction';
  if (min >= 0 && max <= 100 && (named || !whole)) return 'percent';
  return whole && min >= 0 ? 'count' : 'number';
}

/** Numbers under it say which grade a row is of; "Grade 3 Tested", "Grade N" and "Graduates" hold counts. */
const divisionName = /^grade(?!.*(?:\d|\b(?:n|counts?|numbers?|percents?|pct|rates?)\b|[#%]))/i;

function lookOf(profile: ColumnProfile, numeric: boolean): Look {
  const { column } = profile;
  if (profile.blank === profile.cells) return 'empty';
  const isCalled = isCalledPeriod(column);
  const periods = shareOf(profile, (text) => looksLikePeriod(text) || (isCalled && isShortPeriod(text)));
  if (periods >= 0.9 && (isCalled || !numeric || profile.frequent.every(({ text }) => text.length >= 4)))
    return 'period';
  // A row of all places has a word in the place of its code.
  const isTotal = (text: string): boolean => /^(?:(?:grand )?totals?|statewide|all)$/i.test(text);
  const coded =
    profile.distinct > 2
      ? shareOf(profile, (text) => (/^[\w.-]+$/.test(text) && /\d/.test(text)) || isTotal(text))
      : shareOf(profile, (text) => /^[\w.-]+$/.test(text) && /\d/.test(text));
  // "School Number" is a code, "Number Proficient" a count.
  const counted = /\b(?:count|total|tested|scored)\b|\b(?:number|num|no)\b\.?[ _-]+(?!code\b|id\b)\p{L}/iu.test(column);
  if (coded >= 0.8 && names.code.test(column) && !counted) return 'code';
  // ZIP codes, of which some rows are of no single one.
  if (
    /^(?:zip(?: ?codes?)?|zcta5?|postal codes?)$/i.test(column) &&
    shareOf(profile, (text) => /^\d{5}(?:-\d{4})?$/.test(text)) >= 0.6
  )
    return 'code';
  if (onlyPlace.test(column) && profile.distinct > 1 && shareOf(profile, (text) => /^\d{5,}$/.test(text)) === 1)
    return 'code';
  if (numeric && shareOf(profile, (text) => /^0\d/.test(text)) < 0.3 && !divisionName.test(column))
    return numericLook(profile);
  if (names.variable.test(column)) return 'variable';
  if (shareOf(profile, (text) => populationValue.test(text)) >= 0.3) return 'population';
  if (names.population.test(column)) return 'population';
  if (names.place.test(column)) return coded >= 0.8 ? 'code' : 'place';
  return 'text';
}

/** Profiles every column over the rows it is given, a sample or all of them, in bounded memory. */
export class Profiler {
  readonly #columns: readonly Column[];
  readonly #watched: { index: number; profile: OneColumn; zeros: ZeroWatch }[];

  constructor(columns: readonly Column[], decimalSign: DecimalSign = 'point') {
    this.#columns = columns;
    this.#watched = columns.map(({ index, name }) => ({
      index,
      profile: new OneColumn(name, decimalSign),
      zeros: new ZeroWatch(index, decimalSign),
    }));
  }

  /** Takes one data row. */
  add(cells: readonly string[]): void {
    for (const { index, profile, zeros } of this.#watched) {
      profile.add(cells[index] ?? '');
      zeros.see(cells);
    }
  }

  result(): ColumnProfile[] {
    return this.#watched.map(({ profile: column, zeros }) => {
      const profile = column.result();
      if (profile.looks !== 'percent' && profile.looks !== 'fraction') return profile;
      const loneZero = zeros.result(this.#columns, profile.looks === 'fraction');
      return loneZero === undefined ? profile : { ...profile, loneZero };
    });
  }
}
