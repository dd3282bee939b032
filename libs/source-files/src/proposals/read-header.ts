import { familyOfGroup, groupWordsIn } from '@throughline/domain/group-families';
import { parsePeriod } from '@throughline/domain/period-labels';
import type { Cadence } from '@throughline/domain/vocabulary';
import { spellOut } from '../mapping/abbreviations.ts';
import { kindOfName } from './name-kinds.ts';
import type { NumberKind } from './name-kinds.ts';
import { isSameWord, telling } from './name-words.ts';

/** What a column's name says of its numbers. */
export interface ReadHeader {
  column: string;
  period: string | null;
  /** A month or quarter whose year the name does not say. */
  periodPart: string | null;
  kind: NumberKind | null;
  /** Groups of people, as the name writes them. */
  groups: string[];
  /** The words of what the number is of: a subject, or nothing. */
  topic: string;
  /** The grade that an abbreviated name says; "00" is all of them. */
  grade?: string | null;
}

const prefix = String.raw`(?:\b(?:SY|FY|CY|AY|School Year|Fiscal Year|Academic Year|Calendar Year) ?)?`;
/** "Ages 10-11" and "Grades 11-12" are no years. */
const noBand = String.raw`(?<!(?:grades?|ages?|aged|gr\.?|levels?|items?|q|question) ?)`;
const periodForms = [
  /\b(?:SFY|FFY) ?'?(?:\d{4}|\d\d)[ -]?Q[1-4]\b/i,
  /\b(?:(?:graduating )?class|cohort) of (?:19|20)\d\d(?!\d)/i,
  /\b(?:fall|autumn|winter|spring|summer|otoño|primavera) \d{4}\b/i,
  /(?<!\p{L})[a-z]{3,4}(?:-| ?')\d\d(?!\d)/iu,
  /\b(?:19|20)\d\d ?q[1-4]\b/i,
  /\bq[1-4] ?(?:19|20)\d\d\b/i,
  /\b[a-z]{3,9}\.? (?:19|20)\d\d\b/i,
  /(?<!\d)(?:19|20)\d\d-(?:0\d|1[0-2])(?!\d)/,
  new RegExp(String.raw`${prefix}(?<!\d)(?:19|20)\d\d ?[-–/] ?(?:(?:19|20)\d\d|\d\d)(?!\d)`, 'i'),
  /(?<!\d)\d{1,2}\/(?:19|20)\d\d(?!\d)/,
  new RegExp(String.raw`${prefix}(?<!\d)(?:19|20)\d\d(?!\d)`, 'i'),
  /\b(?:SY|FY|CY|AY) ?'?\d\d(?: ?[-–/]? ?\d\d)?(?!\d)/i,
  new RegExp(String.raw`${noBand}(?<![\d.])'?\d\d ?[-–/]? ?'?\d\d(?![\d.%]|\s?(?:years?|yrs?|months?|percent))`, 'i'),
  /(?<!\d)'\d\d(?!\d)/,
];
/** A month or quarter alone; the cadence says which of them counts. */
const partForms: Partial<Record<Cadence, RegExp>> = {
  month:
    /(?<![\p{L}\d])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|set(?:iembre)?|septiembre|octubre|noviembre|dic(?:iembre)?)\.?(?![\p{L}\d])/giu,
  quarter: /\b(?:q ?[1-4]|(?:qtr|quarter|trimestre) ?[1-4]|[1-4](?:st|nd|rd|th) (?:qtr|quarter))\b/gi,
};

/** Words that say what kind of number it is, and nothing of what. */
const kindWords =
  /%|#|\$|\b(?:percent|pct|percentage|rate|share|n|count|number|num|no\.|estimate|value|total number)(?=\s|$|[^\p{L}\p{N}])/giu;

/** What takes the place of words that were understood: nothing is read across it. */
const cut = '\ue000';
const joining = /^[\s/&,-]*(?:(?:or|and|of|with|the|other|non-hispanic|not|alone|students|children|\/)[\s/&,-]+)*$/i;
const before =
  /(?:\b(?:not|non|without|with|other|only|students|student|children|pupils|people|persons|residents|youth|who are|all other|some other|are|an|experiencing|receiving|identified as)[\s-]+)+$/i;
const after =
  /^[\s]+(?:(?:students?|children|people|persons|residents|population|youth|adults|pupils|alone|only|races|status|learners|non-hispanic)\b\s*)+|^,\s*non-hispanic\b/i;
const everybody =
  /(?<=^|[(,;:|\ue000]|[-–—] )\s*((?:all|total|overall)(?: (?:students|pupils|children|people|persons|races|groups|grades|ages|genders|residents|youth|population|student groups|races\/ethnicities))?)\s*(?=$|[(),;:|\ue000]| [-–—])/i;

interface Span {
  start: number;
  end: number;
}

/** Where a text names groups, with the words that belong to them; words that are wanted are what the number is of. */
function groupSpans(text: string, wanted: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const { start, end } of groupWordsIn(text)) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (last !== undefined && joining.test(text.slice(last.end, start))) last.end = end;
    else spans.push({ start, end });
  }
  const named = spans
    .map(({ start, end }) => ({
      start: start - (before.exec(text.slice(0, start))?.[0].length ?? 0),
      end: end + (after.exec(text.slice(end))?.[0].trimEnd().length ?? 0),
    }))
    .filter(({ start, end }) => {
      const own = telling(text.slice(start, end));
      // "EL" is a group here, and elsewhere a word that says nothing.
      return own.length === 0 || !own.every((word) => wanted.some((each) => isSameWord(each, word)));
    });
  if (named.length > 0) return named;
  const all = everybody.exec(text);
  const [whole = '', label = ''] = all ?? [];
  if (all === null || familyOfGroup(label) !== 'everybody') return [];
  const start = all.index + whole.indexOf(label);
  return [{ start, end: start + label.length }];
}

function periodIn(text: string, cadence: Cadence): string | null {
  for (const form of periodForms) {
    const found = form.exec(text)?.[0].trim();
    if (found !== undefined && parsePeriod(found, cadence).ok) return found;
  }
  return null;
}

/** The words of a text in which nothing was read across what was cut out of it. */
const topicOf = (text: string): string => telling(text.replace(kindWords, ' ')).join(' ');

/**
 * Takes one column's name apart.
 * @param wanted words of the indicator: they are what the number is of, and name no group
 */
export function readHeader(column: string, cadence: Cadence, wanted: readonly string[] = []): ReadHeader {
  const spelled = spellOut(column);
  if (spelled !== null) {
    const { group, ...others } = spelled;
    return { column, ...others, periodPart: null, groups: group === null ? [] : [group.label] };
  }
  let rest = column.replaceAll('_', ' ');
  const period = periodIn(rest, cadence);
  if (period !== null) rest = rest.replace(period, cut);
  const parts = period === null ? (rest.match(partForms[cadence] ?? /(?!)/) ?? []) : [];
  const [periodPart = null] = parts.length === 1 ? parts : [];
  if (periodPart !== null) rest = rest.replace(periodPart, cut);
  const named = rest.replaceAll(cut, ' ');
  rest = rest.replace(kindWords, cut);
  const spans = groupSpans(rest, wanted);
  const groups = spans.map(({ start, end }) => rest.slice(start, end).trim());
  // "All students" is a group, and no number of students.
  const kind = kindOfName(groups.reduce((name, group) => name.replace(group, ' '), named));
  for (const { start, end } of spans.toReversed()) rest = `${rest.slice(0, start)}${cut}${rest.slice(end)}`;
  return { column, period, periodPart, kind, groups, topic: topicOf(rest.replaceAll(cut, ' ')) };
}
