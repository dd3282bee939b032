import type { ObservationStatus } from '@throughline/domain/vocabulary';
import type { DecimalSign } from '../text/decimal-sign.ts';
import type { RowFilter } from './mapping.ts';

/** What a mark can say: every status but the two that carry a number. */
export const markStatuses = ['suppressed_by_source', 'not_reported', 'not_applicable'] as const;
export type MarkStatus = (typeof markStatuses)[number] & ObservationStatus;

/** What an empty cell can mean: what a mark can, that there was none to count, or nothing that is known. */
export const blankMeanings = [...markStatuses, 'zero', 'problem'] as const;
export type BlankMeaning = (typeof blankMeanings)[number];

/** One published mark and how it is read. */
export interface MarkRule {
  /** The cell as published; compared without case, and a number also by its value ("-9999" covers "-9999.0"). */
  text: string;
  status: MarkStatus;
  /** The rows on which it is a mark: a 0.00 of the whole city means "no school that day", one of a school may be true. */
  when?: RowFilter[];
}

/**
 * What one cell says. A bound is closed on both ends as a set of possible values: for "<5" it is 0 to 5; an end that
 * the publisher leaves open is null.
 */
export type CellReading =
  | { kind: 'number'; value: number; decimals: number; percent?: true }
  | { kind: 'mark'; status: MarkStatus }
  | { kind: 'bounded'; lower: number | null; upper: number | null; percent?: true }
  | { kind: 'problem'; message: string };

/** Marks that publishers are known to use, for guesses; a mapping names its own. Sources: EDFacts, EdSight, England’s education statistics, NCES, NYC, and the annotations of the American Community Survey. */
export const knownMarks: readonly MarkRule[] = [
  { text: '*', status: 'suppressed_by_source' },
  { text: '**', status: 'suppressed_by_source' },
  { text: '***', status: 'suppressed_by_source' },
  { text: 's', status: 'suppressed_by_source' },
  { text: 'c', status: 'suppressed_by_source' },
  { text: 'PS', status: 'suppressed_by_source' },
  { text: 'DS', status: 'suppressed_by_source' },
  { text: 'n<', status: 'suppressed_by_source' },
  { text: 'suppressed', status: 'suppressed_by_source' },
  { text: '-9999', status: 'suppressed_by_source' },
  { text: '-6666', status: 'not_reported' },
  { text: '-222222222', status: 'not_reported' },
  { text: '-333333333', status: 'not_reported' },
  { text: '-666666666', status: 'not_reported' },
  { text: '-888888888', status: 'not_applicable' },
  { text: '-999999999', status: 'not_reported' },
  { text: 'NA', status: 'not_reported' },
  { text: 'N/A', status: 'not_reported' },
  { text: 'NR', status: 'not_reported' },
  { text: 'NS', status: 'not_reported' },
  { text: 'ND', status: 'not_reported' },
  { text: 'NULL', status: 'not_reported' },
  { text: 'missing', status: 'not_reported' },
  { text: 'not available', status: 'not_reported' },
  { text: '.', status: 'not_reported' },
  { text: '..', status: 'not_reported' },
  { text: '-', status: 'not_reported' },
  { text: '--', status: 'not_reported' },
  { text: '—', status: 'not_reported' },
  { text: '–', status: 'not_reported' },
  { text: '#N/A', status: 'not_reported' },
  { text: '#DIV/0!', status: 'not_applicable' },
  { text: 'z', status: 'not_applicable' },
  { text: '†', status: 'not_applicable' },
  { text: 'not applicable', status: 'not_applicable' },
];

const knownByText = new Map(knownMarks.map((mark) => [mark.text.toLowerCase(), mark]));

/** What publishers write where there are too few people to tell: "n<10", "<", "too few students". */
const tooFew =
  /^(?:\(?n ?(?:<|≤|=?<=?) ?\d*\)?|[<≤] ?n?|too few(?: [a-z ]+)?|small (?:n|group|cell|number)s?|redacted|masked|withheld|confidential|\(s\)|[‡§])$/i;

/** Phrases in place of a number: "Suppressed: N<10", "Cross Student Group Suppressed", "fewer than 10 students". */
const suppressedPhrase =
  /^(?=.{1,80}$)(?:.*(?<!\p{L})(?:suppress(?:ed|ion)|redacted|withheld|not disclosed|insufficient (?:n|size|data|sample)|too few)(?!\p{L}).*|(?:fewer|less) than \d+ (?:students?|children|people|persons|cases|births|tests?|events))$/iu;
const nothingToReport =
  /^(?:no (?:data|report|value|information|test(?:s|ing)?)(?: (?:available|reported|collected))?|not (?:reported|collected|provided|calculated)|data (?:not available|unavailable|pending)|unavailable)$/i;
const nobodyThere = /^(?:no|zero) (?:students?|children|people|pupils|enrollment|enrolment|cases|births)$/i;

/** The mark that publishers are known to mean by a cell, or undefined. */
export function knownMark(text: string): MarkRule | undefined {
  const known = knownByText.get(text.toLowerCase());
  if (known !== undefined) return known;
  if (tooFew.test(text) || suppressedPhrase.test(text)) return { text, status: 'suppressed_by_source' };
  if (nothingToReport.test(text)) return { text, status: 'not_reported' };
  return nobodyThere.test(text) ? { text, status: 'not_applicable' } : undefined;
}

const pointNumber = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?(?:e([-+]?\d{1,2}))?$/i;
const commaNumber = /^([-+]?)(\d{1,3}(?:[. ]\d{3})+|\d*)(?:,(\d*))?$/;

/** A number as published; `percent` when it carries a percent sign. */
export interface ReadNumber {
  value: number;
  decimals: number;
  percent?: true;
}

const footnote = /^([-+\u2212]?[\d.,]*\d%?)\s*(?:\((?:[a-z]|\*+|†|‡)\)|\[(?:[a-z]|\d)\]|[*†‡§¹²³]+)$/i;

/** A number without the sign of a footnote behind it: "45.1 (a)", "30.2*", "12 [1]". */
export const withoutFootnote = (text: string): string => footnote.exec(text)?.[1] ?? text;

/**
 * Reads a published number: thousands separators, a trailing percent sign, a true minus sign and the sign of a
 * footnote behind it are understood.
 * Returns null when the text is no number. `decimals` is how many decimal places were published.
 */
export function readNumber(published: string, sign: DecimalSign = 'point'): ReadNumber | null {
  const text = withoutFootnote(published);
  const isPercent = text.endsWith('%');
  const plain = (isPercent ? text.slice(0, -1).trimEnd() : text).replace(/^\u2212/, '-');
  const match = (sign === 'point' ? pointNumber : commaNumber).exec(plain);
  if (match === null) return null;
  const [, minus = '', whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return null;
  const digits = `${whole.replace(/[.,\s]/g, '') || '0'}.${fraction || '0'}${exponent === undefined ? '' : `e${exponent}`}`;
  // Spreadsheets leave noise such as 12.600000000000001: those are not fifteen published places.
  const value = fraction.length > 12 ? Number(Number(digits).toPrecision(15)) : Number(digits);
  const decimals = fraction.length > 12 ? decimalsOf(value) : Math.max(0, fraction.length - Number(exponent ?? 0));
  const signed = minus === '-' && value !== 0 ? -value : value;
  return isPercent ? { value: signed, decimals, percent: true } : { value: signed, decimals };
}

function decimalsOf(value: number): number {
  const short = String(Number(value.toPrecision(12)));
  const point = short.indexOf('.');
  return point === -1 ? 0 : short.length - point - 1;
}

const lowerBound = /^(?:GE|GT|≥|>=|>)\s*(.+)$/i;
const upperBound = /^(?:LE|LT|≤|<=|<)\s*(.+)$/i;
const orMore = /^(.+?)\s*(?:\+|or (?:more|higher|above))$/i;
/** "2,500-" is how the Census Bureau writes a median in its lowest interval. */
const orFewer = /^(?:(.+?)\s*or (?:less|fewer|lower|below)|(\d[\d.,]*)-)$/i;
const range = /^(\d[\d.,]*)\s*%?\s*(?:-|–|—|to)\s*(\d[\d.,]*)\s*%?$/i;

/** Reads a published bound or range (`GE95`, `<5`, `60-79`, `95 or more`), or null when the text is none. */
export function readBound(
  text: string,
  sign: DecimalSign = 'point',
): { lower: number | null; upper: number | null } | null {
  const between = range.exec(text);
  if (between !== null) {
    const lower = readNumber(between[1] ?? '', sign);
    const upper = readNumber(between[2] ?? '', sign);
    return lower === null || upper === null || lower.value > upper.value
      ? null
      : { lower: lower.value, upper: upper.value };
  }
  const above = (lowerBound.exec(text) ?? orMore.exec(text))?.[1];
  const lower = above === undefined ? null : readNumber(above, sign);
  if (lower !== null) return { lower: lower.value, upper: null };
  const [, written, signed] = orFewer.exec(text) ?? [];
  const below = upperBound.exec(text)?.[1] ?? written ?? signed;
  const upper = below === undefined ? null : readNumber(below, sign);
  return upper === null ? null : { lower: 0, upper: upper.value };
}

/** A condition on a row's cells. */
type RowTest = (cells: readonly string[]) => boolean;

/** A mark on the rows that meet its conditions. */
interface ConditionalMark {
  test: RowTest;
  status: MarkStatus;
}

export interface CellReaderOptions {
  marks: readonly MarkRule[];
  blank: BlankMeaning;
  decimalSign?: DecimalSign;
  /** Numbers that a person must say something of before they are read as such. */
  doubts?: readonly string[];
  /** Makes a test of a mark's conditions; needed for marks that have some. */
  testOf?: (filters: readonly RowFilter[]) => RowTest;
}

/** Reads cells by one mapping's marks; what was read once is remembered, as files repeat their values. */
export class CellReader {
  readonly #marks = new Map<string, MarkStatus>();
  readonly #conditional = new Map<string, ConditionalMark[]>();
  readonly #conditionalOf = new Map<string, readonly ConditionalMark[]>();
  readonly #blank: BlankMeaning;
  readonly #sign: DecimalSign;
  readonly #doubts: ReadonlySet<string>;
  readonly #known = new Map<string, CellReading>();

  constructor({ marks, blank, decimalSign = 'point', doubts = [], testOf }: CellReaderOptions) {
    this.#sign = decimalSign;
    this.#doubts = new Set(doubts.map((text) => this.#markKey(text)));
    this.#blank = blank;
    for (const { text, status, when = [] } of marks) {
      const key = this.#markKey(text);
      const test = when.length === 0 ? undefined : testOf?.(when);
      if (test === undefined) this.#marks.set(key, status);
      else this.#conditional.set(key, [...(this.#conditional.get(key) ?? []), { test, status }]);
    }
  }

  /**
   * Reads one tidied cell.
   * @param row all cells of its row, for marks with conditions
   */
  read(text: string, row: readonly string[] = []): CellReading {
    if (this.#conditional.size > 0) {
      const rule = this.#conditionsOf(text).find(({ test }) => test(row));
      if (rule !== undefined) return { kind: 'mark', status: rule.status };
    }
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const reading = this.#readAnew(text);
    if (this.#known.size < 10_000) this.#known.set(text, reading);
    return reading;
  }

  #conditionsOf(text: string): readonly ConditionalMark[] {
    const known = this.#conditionalOf.get(text);
    if (known !== undefined) return known;
    const marks = this.#conditional.get(this.#markKey(text)) ?? [];
    if (this.#conditionalOf.size < 10_000) this.#conditionalOf.set(text, marks);
    return marks;
  }

  #readAnew(text: string): CellReading {
    const status = this.#marks.get(this.#markKey(text));
    if (status !== undefined) return { kind: 'mark', status };
    if (text === '') {
      if (this.#blank === 'zero') return { kind: 'number', value: 0, decimals: 0 };
      return this.#blank === 'problem'
        ? { kind: 'problem', message: 'The cell is empty. Say in the marks step what an empty cell means.' }
        : { kind: 'mark', status: this.#blank };
    }
    if (this.#doubts.has(this.#markKey(text))) {
      const message = `${text} is far from every other number of its column. Add it in the marks step, or say that it is a number.`;
      return { kind: 'problem', message };
    }
    const number = readNumber(text, this.#sign);
    if (number !== null) return { kind: 'number', ...number };
    const bound = readBound(text, this.#sign);
    if (bound !== null) return { kind: 'bounded', ...bound, ...(text.includes('%') ? { percent: true } : {}) };
    return {
      kind: 'problem',
      message: `“${text}” is neither a number nor a mark that this mapping knows. Add it in the marks step, or correct the cell.`,
    };
  }

  /** Numbers are compared as numbers, everything else without case. */
  #markKey(text: string): string {
    const number = readNumber(text, this.#sign);
    return number === null ? text.trim().toLowerCase() : `#${number.value}`;
  }
}
