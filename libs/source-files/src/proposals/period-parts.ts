import { parsePeriod } from '@throughline/domain/period-labels';
import type { Cadence } from '@throughline/domain/vocabulary';
import { joinPeriod } from '../mapping/period-source.ts';
import type { ColumnProfile } from '../mapping/profile.ts';

const months = /\b(?:months?|mon|mo|mes)\b/i;
/** What columns of months, quarters and weeks are called; their numbers alone ("1") could be anything. */
const partNames: Partial<Record<Cadence, readonly RegExp[]>> = {
  day: [months, /(?<!\p{L})(?:day|dy|día|dia)(?!\p{L})/iu],
  week: [/\b(?:week|wk|semana)\b/i],
  month: [months],
  quarter: [/\b(?:quarter|qtr|trimestre)\b/i],
  rolling_year: [months],
  term: [/\b(?:term|semester|season)\b/i],
};

/** What labels of weeks and quarters begin with, where their column is not called so ("Region 1" is neither). */
const partWords: Partial<Record<Cadence, RegExp>> = {
  week: /^(?:w|wk|week|semana)\b|^w\d/i,
  quarter: /^(?:q|qtr|quarter|trimestre)\b|^q\d|^[1-4](?:st|nd|rd|th)?[ -]?q/i,
};

/** Columns that say which part of a year a row is of. */
export interface PartsFound {
  /** The larger first: a month, or a month and a day. */
  columns: string[];
  /** Other columns that say the same ("Month Code" beside "Month"). */
  twins: string[];
  /** The labels of each column that name no part, such as those of sums over a year; an empty one for blank cells. */
  others: { column: string; labels: string[] }[];
}

interface Candidate {
  profile: ColumnProfile;
  read: string[];
  unread: string[];
}

/** Whether labels are parts of a year at a cadence; a day needs its month, any will do to see. */
function candidatesFor(profiles: readonly ColumnProfile[], at: number, year: string, cadence: Cadence): Candidate[] {
  const name = partNames[cadence]?.[at];
  const isPart = (text: string): boolean => {
    const isDay = cadence === 'day';
    const label = joinPeriod(year, isDay ? (at === 0 ? [text, '1'] : ['1', text]) : [text], cadence);
    return label !== null && parsePeriod(label, cadence).ok;
  };
  return profiles.flatMap((profile) => {
    const labels = profile.frequent.map(({ text }) => text);
    const read = labels.filter(isPart);
    const words = partWords[cadence] ?? /\p{L}/u;
    const isNumbers = !labels.some((text) => words.test(text));
    if (read.length === 0 || read.length < labels.length * 0.6) return [];
    if (name?.test(profile.column) !== true && (isNumbers || read.length < 2)) return [];
    return [{ profile, read, unread: labels.filter((text) => !isPart(text)) }];
  });
}

/**
 * Finds the columns that say the month, quarter, week or day of a year that stands elsewhere. Null where the indicator
 * is one of years, or where there are none.
 * @param year a label of the year column, to try the others with
 */
export function findPeriodParts(profiles: readonly ColumnProfile[], year: string, cadence: Cadence): PartsFound | null {
  const columns: Candidate[] = [];
  const twins: string[] = [];
  for (const at of (partNames[cadence] ?? []).keys()) {
    const free = profiles.filter(({ column }) => !columns.some(({ profile }) => profile.column === column));
    const [first, ...rest] = candidatesFor(free, at, year, cadence);
    if (first === undefined) return null;
    columns.push(first);
    twins.push(
      ...rest.flatMap(({ profile: { column, distinct } }) => (distinct === first.profile.distinct ? [column] : [])),
    );
  }
  if (columns.length === 0) return null;
  return {
    columns: columns.map(({ profile }) => profile.column),
    twins: twins.filter((twin) => !columns.some(({ profile }) => profile.column === twin)),
    others: columns.flatMap(({ profile, unread }) => {
      const labels = [...unread, ...(profile.blank > 0 ? [''] : [])];
      return labels.length === 0 ? [] : [{ column: profile.column, labels }];
    }),
  };
}
