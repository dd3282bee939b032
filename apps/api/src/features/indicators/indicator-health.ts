import { addDays } from '@throughline/domain/dates';
import { nextPeriod, periodContaining } from '@throughline/domain/periods';
import type { Cadence } from '@throughline/domain/vocabulary';

/** What may be wrong with an indicator, in the order in which it is told. */
export const healthCodes = [
  'no_data',
  'overdue',
  'owner_missing',
  'owner_gone',
  'definition_changing',
  'too_few_points',
] as const;
export type HealthCode = (typeof healthCodes)[number];

/** One thing to know before relying on an indicator. */
export interface IndicatorHealth {
  code: HealthCode;
  /** overdue: the day by which the next period was to be there; definition_changing: the day of the break. */
  on: string | null;
  /** too_few_points: how many there are. */
  count: number | null;
}

/** What health is judged by. */
export interface HealthFacts {
  cadence: Cadence;
  /** YYYY-MM-DD in the partnership's time zone. */
  today: string;
  /** First day of the newest period with any observation. */
  newest: string | null;
  /** Released values of the series that stands for the indicator. */
  points: number;
  owner: 'none' | 'gone' | 'present';
  /** Break of the newest definition. */
  breaksOn: string | null;
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
  school_year: 270,
  year: 270,
};

/** Fewest points before a chart may show a signal (Anhøj & Olesen 2014). */
const pointsForSignals = 10;

/** What to know before relying on an indicator; empty when nothing is wrong. A retired indicator is not judged. */
export function healthOf(facts: HealthFacts): IndicatorHealth[] {
  if (facts.retired) return [];
  const { cadence, today, newest, points, owner, breaksOn } = facts;
  const found: IndicatorHealth[] = [];
  const tell = (code: HealthCode, on: string | null = null, count: number | null = null) =>
    found.push({ code, on, count });
  if (newest === null) tell('no_data');
  else {
    const dueOn = addDays(nextPeriod(periodContaining(newest, cadence), cadence).end, daysUntilDue[cadence]);
    if (dueOn < today) tell('overdue', dueOn);
  }
  if (owner === 'none') tell('owner_missing');
  if (owner === 'gone') tell('owner_gone');
  // A break that the newest period has reached is drawn on the chart; one that lies ahead, or in it, is still changing.
  if (breaksOn !== null && (newest === null || breaksOn >= newest)) tell('definition_changing', breaksOn);
  if (newest !== null && points < pointsForSignals) tell('too_few_points', null, points);
  return found;
}
