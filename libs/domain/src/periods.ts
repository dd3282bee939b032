import { addDays, dayNumber, isDay, makeDay } from './dates.ts';
import { type Cadence, cadences } from './vocabulary.ts';

/**
 * The time that one observation covers; both days belong to it.
 * A school year runs from July 1 to June 30: the convention of most state education agencies' reporting years.
 */
export interface Period {
  /** First day, YYYY-MM-DD. */
  readonly start: string;
  /** Last day, YYYY-MM-DD. */
  readonly end: string;
  /** The canonical label, which `parsePeriod` reads back to the same period. */
  readonly label: string;
}

/** How many calendar years a period of several years covers. */
export const yearsTogether: Readonly<Partial<Record<Cadence, number>>> = {
  two_years: 2,
  three_years: 3,
  four_years: 4,
  five_years: 5,
  seven_years: 7,
  ten_years: 10,
};

/**
 * Whether neighbouring periods may share most of their time: five-year periods begin every year, twelve months end in
 * every month. What is in one of them is in the next one too, so their values are no separate observations.
 */
export const mayOverlap = (cadence: Cadence): boolean => cadence === 'rolling_year' || cadence in yearsTogether;

const pad = (value: number) => String(value).padStart(2, '0');

function split(day: string): { year: number; month: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

function startOf(day: string, cadence: Cadence): string {
  const { year, month } = split(day);
  switch (cadence) {
    case 'day':
      return day;
    case 'week':
      // Day 0 of the count, 1 January 1970, was a Thursday; ISO weeks begin on Monday.
      return addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7));
    case 'month':
    case 'rolling_year':
      return `${year}-${pad(month)}-01`;
    case 'quarter':
      return `${year}-${pad(month - ((month - 1) % 3))}-01`;
    case 'term':
      return `${year}-${month >= 7 ? '07' : '01'}-01`;
    case 'school_year':
      return `${month >= 7 ? year : year - 1}-07-01`;
    default:
      return `${year}-01-01`;
  }
}

/** How many months a period lasts. */
function monthsOf(cadence: Exclude<Cadence, 'day' | 'week'>): number {
  switch (cadence) {
    case 'month':
      return 1;
    case 'quarter':
      return 3;
    case 'term':
      return 6;
    default:
      return 12 * (yearsTogether[cadence] ?? 1);
  }
}

/** The first day after so many months. */
function monthsLater(start: string, count: number): string {
  const { year, month } = split(start);
  const months = month - 1 + count;
  return `${year + Math.floor(months / 12)}-${pad((months % 12) + 1)}-01`;
}

function startAfter(start: string, cadence: Cadence): string {
  if (cadence === 'day') return addDays(start, 1);
  return cadence === 'week' ? addDays(start, 7) : monthsLater(start, monthsOf(cadence));
}

/** Where the next period begins: before this one has ended, where they may overlap. */
function nextStart(start: string, cadence: Cadence): string {
  if (cadence === 'rolling_year') return monthsLater(start, 1);
  return cadence in yearsTogether ? monthsLater(start, 12) : startAfter(start, cadence);
}

/** The ISO 8601 week label; the week belongs to the year of its Thursday. */
function weekLabel(monday: string): string {
  const { year } = split(addDays(monday, 3));
  const firstMonday = startOf(`${year}-01-04`, 'week');
  return `${year}-W${pad((dayNumber(monday) - dayNumber(firstMonday)) / 7 + 1)}`;
}

/** The first day of the period that a day belongs to, for each cadence: for who asks before the cadence is known. */
export const startsByCadence = (day: string): Record<Cadence, string> =>
  Object.fromEntries(cadences.map((cadence) => [cadence, startOf(day, cadence)])) as Record<Cadence, string>;

/** The canonical label of the period that begins on `start`. Throws a RangeError when `start` is no day. */
export function formatPeriod(start: string, cadence: Cadence): string {
  if (!isDay(start)) throw new RangeError(`${start} is not a day of the form YYYY-MM-DD`);
  const { year, month } = split(start);
  switch (cadence) {
    case 'day':
      return start;
    case 'week':
      return weekLabel(start);
    case 'month':
      return `${year}-${pad(month)}`;
    case 'quarter':
      return `${year} Q${(month + 2) / 3}`;
    case 'school_year':
      return `${year}-${pad((year + 1) % 100)}`;
    case 'term':
      return `${month >= 7 ? 'Fall' : 'Spring'} ${year}`;
    case 'year':
      return String(year);
    case 'rolling_year':
      return `${year}-${pad(month)} to ${addDays(startAfter(start, cadence), -1).slice(0, 7)}`;
    default:
      return `${year}-${year + (yearsTogether[cadence] ?? 1) - 1}`;
  }
}

/**
 * The period of the cadence that a day falls into; of those that overlap, the one that begins in the day's year or month.
 * Throws a RangeError for what is no day. */
export function periodContaining(day: string, cadence: Cadence): Period {
  if (!isDay(day)) throw new RangeError(`${day} is not a day of the form YYYY-MM-DD`);
  const start = startOf(day, cadence);
  return { start, end: addDays(startAfter(start, cadence), -1), label: formatPeriod(start, cadence) };
}

/** The period right after; of those that overlap, the next one that begins. */
export function nextPeriod(period: Period, cadence: Cadence): Period {
  return periodContaining(nextStart(period.start, cadence), cadence);
}

/** The periods in the order of time; the input stays as it is. */
export function orderPeriods<P extends Pick<Period, 'start'>>(periods: readonly P[]): P[] {
  return [...periods].sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
}

/**
 * The periods between the first and the last that have no observation, so that a chart can break its line there.
 * They are named, never filled. Periods of several years are missed where the others follow each other from year to
 * year; where each begins after the one before has ended, none is.
 */
export function missingPeriods(periods: readonly Pick<Period, 'start'>[], cadence: Cadence): Period[] {
  const starts = new Set(periods.map((each) => startOf(each.start, cadence)));
  const ordered = [...starts].sort();
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return [];
  const isApart = ordered.every((start, at) => at === 0 || start >= startAfter(ordered[at - 1] ?? start, cadence));
  if (mayOverlap(cadence) && isApart) return [];
  const missing: Period[] = [];
  for (let each = periodContaining(first, cadence); each.start < last; each = nextPeriod(each, cadence)) {
    if (!starts.has(each.start)) missing.push(each);
  }
  return missing;
}

/** The period that contains the day of a year, month (1 to 12) and day, or null when there is no such day. */
export function periodOfDay(year: number, month: number, day: number, cadence: Cadence): Period | null {
  const found = makeDay(year, month, day);
  return found === null ? null : periodContaining(found, cadence);
}
