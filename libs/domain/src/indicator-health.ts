import { addDays } from './dates.ts';
import { expectedOn, lateAfter, type SourceFacts } from './data-sources.ts';
import { nextPeriod, periodContaining } from './periods.ts';
import type { Cadence, ObservationStatus } from './vocabulary.ts';

/** What may be wrong with an indicator, in the order in which it is told. */
export const healthCodes = [
  'no_data',
  'overdue',
  'source_late',
  'provisional',
  'few_people',
  'mostly_unclear',
  'owner_missing',
  'owner_gone',
  'definition_changing',
  'definition_new',
  'too_few_points',
] as const;
export type HealthCode = (typeof healthCodes)[number];

/** One thing to know before relying on an indicator. */
export interface IndicatorHealth {
  code: HealthCode;
  /**
   * overdue: the day by which the next period was to be there; source_late: the day on which the longest awaited file
   * was expected; definition_changing: the day of the break;
   * definition_new: the day on which the version in force was written; provisional: the newest period's first day.
   */
  on: string | null;
  /** source_late: how many sources are; too_few_points: how many there are; few_people: how many the newest value is about; mostly_unclear: of how many periods. */
  count: number | null;
}

/** Whether somebody answers for an indicator: nobody was named, the one who was has left, or is here. */
export type OwnerPresence = 'none' | 'gone' | 'present';

/** What an observation may say instead of a number: it counts as unclear. */
export const unclearStatuses = ['suppressed_by_source', 'bounded'] as const satisfies readonly ObservationStatus[];

/** What health is judged by: released numbers alone, of the series that stands for the indicator. */
export interface HealthFacts {
  cadence: Cadence;
  /** YYYY-MM-DD in the partnership's time zone. */
  today: string;
  /** First day of the newest period with any observation. */
  newest: string | null;
  /** Whether that period's number may still change at its source. */
  provisional: boolean;
  /** Periods with a value that is open to everybody. */
  points: number;
  /** People whom the newest open value is about; null where that is not published, or the measure counts nobody. */
  people: number | null;
  /** Periods looked at, and those of them whose number is hidden or only a range. */
  periods: number;
  unclear: number;
  owner: OwnerPresence;
  /** Break of the newest definition. */
  breaksOn: string | null;
  /** Day on which the newest definition was written where it follows an earlier one. */
  revisedOn: string | null;
  /** The sources of its numbers that are expected to have new files. */
  sources: readonly SourceFacts[];
  retired: boolean;
}

/**
 * Days after a period's end until its numbers are due. Yearly numbers of a state come in the course of the next year.
 */
export const daysUntilDue: Readonly<Record<Cadence, number>> = {
  day: 3,
  week: 14,
  month: 45,
  quarter: 90,
  term: 120,
  school_year: 270,
  year: 270,
  rolling_year: 120,
  two_years: 400,
  three_years: 400,
  four_years: 400,
  five_years: 400,
  seven_years: 400,
  ten_years: 400,
};

/** Fewest points before a chart may show a signal (Anhøj & Olesen 2014). */
const pointsForSignals = 10;

/**
 * Fewest people behind a proportion or mean that is shown without a warning: below 30 chance alone moves it by ten
 * points and more (NCHS, Data Presentation Standards for Proportions, 2017, which withholds such proportions).
 */
export const peopleForPrecision = 30;

/** For how long a new definition is news: the next yearly value comes within it. */
const daysOfNewDefinition = 365;

/** What to know before relying on an indicator; empty when nothing is wrong. A retired indicator is not judged. */
export function healthOf(facts: HealthFacts): IndicatorHealth[] {
  if (facts.retired) return [];
  const { cadence, today, newest, points, people, periods, unclear, owner, breaksOn, revisedOn, sources } = facts;
  const found: IndicatorHealth[] = [];
  const tell = (code: HealthCode, on: string | null = null, count: number | null = null) =>
    found.push({ code, on, count });
  if (newest === null) tell('no_data');
  else {
    const dueOn = addDays(nextPeriod(periodContaining(newest, cadence), cadence).end, daysUntilDue[cadence]);
    if (dueOn < today) tell('overdue', dueOn);
  }
  const late = sources.map(expectedOn).filter((_on, at) => lateAfter(sources[at] as SourceFacts) < today);
  if (late.length > 0) tell('source_late', late.toSorted()[0] ?? null, late.length);
  if (newest !== null && facts.provisional) tell('provisional', newest);
  if (people !== null && people < peopleForPrecision) tell('few_people', null, people);
  if (periods > 0 && 2 * unclear >= periods) tell('mostly_unclear', null, periods);
  if (owner === 'none') tell('owner_missing');
  if (owner === 'gone') tell('owner_gone');
  // A break that the newest period has reached is drawn on the chart; one that lies ahead, or in it, is still changing.
  if (breaksOn !== null && (newest === null || breaksOn >= newest)) tell('definition_changing', breaksOn);
  else if (revisedOn !== null && addDays(revisedOn, daysOfNewDefinition) >= today) tell('definition_new', revisedOn);
  if (newest !== null && points < pointsForSignals) tell('too_few_points', null, points);
  return found;
}
