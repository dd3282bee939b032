import { parsePeriod } from '@throughline/domain/period-labels';
import type { Cadence } from '@throughline/domain/vocabulary';
import { footnotesIn } from './footnotes.ts';
import type { NumberPart, WideColumn } from '../mapping/mapping.ts';

/** What a column's name says of its numbers. */
export interface ReadHeader {
  column: string;
  period: string | null;
  /** A month or quarter whose year the name does not say. */
  periodPart: string | null;
  kind: 'share' | 'count' | null;
  /** What is left: a group, a subject, or nothing. */
  rest: string;
}

const periodForms = [
  /\b(?:fall|autumn|winter|spring|summer) \d{4}\b/i,
  /\b(?:19|20)\d\d ?q[1-4]\b/i,
  /\bq[1-4] ?(?:19|20)\d\d\b/i,
  /\b[a-z]{3,9}\.? (?:19|20)\d\d\b/i,
  /(?<!\d)(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)\d\d|\d\d)(?!\d)/,
  /(?<!\d)\d{1,2}\/(?:19|20)\d\d(?!\d)/,
  /(?<!\d)(?:19|20)\d\d(?!\d)/,
];
/** A month or quarter alone; the cadence says which of them counts. */
const partForms: Partial<Record<Cadence, RegExp>> = {
  month:
    /(?<![\p{L}\d])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?![\p{L}\d])/giu,
  quarter: /\b(?:q ?[1-4]|(?:qtr|quarter) ?[1-4]|[1-4](?:st|nd|rd|th) (?:qtr|quarter))\b/gi,
};
/** Fewer different months or quarters than this may be anything ("May be absent", "Q1" of a questionnaire). */
const fewestParts = 3;
const shareWord = /%|\b(?:percent|pct|percentage|rate|share)\b/i;
const countWord = /#|\b(?:n|count|number|num|no\.)(?=\s|$)/i;
const denominatorWord = /\b(?:tested|enrolled|enrollment|cohort|total|denominator|scored|valid|eligible)\b/i;
const numeratorWord =
  /\b(?:met|proficient|ready|graduates?|graduated|grads|absent|numerator|above|passed|passing|benchmark)\b/i;
const groupWord =
  /\b(?:all(?: students)?|white|black|hispanic|latin[oax]|asian|native|pacific|male|female|boys|girls|multiracial|two or more races|english learners?|ell?|english language|special education|general education|disabilit|swd|economically|low.income|frl|free|homeless|foster)/i;

/** Takes one column's name apart. */
export function readHeader(column: string, cadence: Cadence): ReadHeader {
  let rest = column.replaceAll('_', ' ');
  let period: string | null = null;
  for (const form of periodForms) {
    const text = form.exec(rest)?.[0];
    if (text === undefined || !parsePeriod(text, cadence).ok) continue;
    period = text;
    rest = rest.replace(text, ' ').replace(/\b(?:SY|FY|CY)\b/, ' ');
    break;
  }
  const parts = period === null ? (rest.match(partForms[cadence] ?? /(?!)/) ?? []) : [];
  const [periodPart = null] = parts.length === 1 ? parts : [];
  if (periodPart !== null) rest = rest.replace(periodPart, ' ');
  const kind = shareWord.test(rest) ? 'share' : countWord.test(rest) ? 'count' : null;
  rest = rest
    .replace(shareWord, ' ')
    .replace(countWord, ' ')
    .replace(/\(\s*\)|[_|:;,–—]|(?:^|\s)-(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s-]+|[\s-]+$/g, '');
  return { column, period, periodPart, kind, rest };
}

export interface WideGuess {
  columns: WideColumn[];
  /** Periods, or the parts of one, that the names say. */
  periods: string[];
  populations: string[];
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}&]+/gu) ?? []);

/** The words that tell the columns of one indicator, where a file has several: those that fit the wanted words best. */
function chosenTopic(headers: readonly ReadHeader[], wanted: string): string | null {
  const topics = [...new Set(headers.map(({ rest }) => rest))].filter((rest) => !groupWord.test(rest));
  const has = wordsOf(wanted);
  const score = (topic: string): number => [...wordsOf(topic)].filter((word) => has.has(word)).length;
  return topics.toSorted((a, b) => score(b) - score(a))[0] ?? null;
}

function partOf({ kind, rest, column }: ReadHeader, hasShare: boolean): NumberPart {
  if (kind !== 'count' || !hasShare) return 'value';
  // Beside a percent, publishers call the number of those who were counted N, and name the others by what they did.
  return numeratorWord.test(column) && !denominatorWord.test(rest) ? 'numerator' : 'denominator';
}

/**
 * Finds the columns of a wide file among those of numbers: at least two whose names differ in their period or in their
 * group of people. Null when there are none.
 * @param wanted words of the indicator, to choose among columns of several
 */
export function guessWide(columns: readonly string[], cadence: Cadence, wanted: string): WideGuess | null {
  const headers = columns.map((column) => readHeader(column, cadence));
  const dated = headers.filter(({ period }) => period !== null);
  const hasPeriods = new Set(dated.map(({ period }) => period)).size > 1;
  const parted = headers.filter(({ periodPart }) => periodPart !== null);
  const hasParts = !hasPeriods && new Set(parted.map(({ periodPart }) => periodPart)).size >= fewestParts;
  const candidates = hasPeriods ? dated : hasParts ? parted : headers;
  const groups = new Set(candidates.filter(({ rest }) => groupWord.test(rest)).map(({ rest }) => rest));
  if (!hasPeriods && !hasParts && groups.size < 2) return null;
  const isGroups = groups.size > 1 || (groups.size === 1 && new Set(candidates.map(({ rest }) => rest)).size === 1);
  const topic = isGroups ? null : chosenTopic(candidates, wanted);
  const mine = candidates.filter(({ rest }) => (isGroups ? groups.has(rest) : rest === topic));
  const footnotes = footnotesIn([...groups]);
  const key = ({ period, periodPart, rest }: ReadHeader): string => JSON.stringify([period, periodPart, rest]);
  const shares = new Set(mine.filter(({ kind }) => kind !== 'count').map(key));
  const found = mine.map((header): WideColumn & { group: string } => ({
    column: header.column,
    part: partOf(header, shares.has(key(header))),
    ...(header.period === null ? {} : { period: header.period }),
    ...(!hasParts || header.periodPart === null ? {} : { periodPart: header.periodPart }),
    ...(isGroups ? { population: [footnotes.get(header.rest) ?? header.rest] } : {}),
    group: key(header),
  }));
  const taken = new Set<string>();
  const unique = found.filter(({ group, part }) => {
    const place = `${group} ${part}`;
    return taken.has(place) ? false : taken.add(place);
  });
  if (unique.length < 2) return null;
  return {
    columns: unique.map(({ group: _group, ...column }) => column),
    periods: [...new Set(unique.flatMap(({ period, periodPart }) => period ?? periodPart ?? []))],
    populations: [...new Set(unique.flatMap(({ population }) => population ?? []))],
  };
}
