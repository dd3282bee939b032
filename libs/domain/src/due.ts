import { addDays, daysBetween } from './dates.ts';

/** How near a date is; `none` where nothing is due (no date, or the work is over). */
export type DueState = 'none' | 'late' | 'today' | 'soon' | 'later';

/** Days ahead that still count as soon: the usual distance between two check-ins. */
export const soonWithinDays = 7;

/**
 * How near a due day is. `today` is the day in the partnership's time zone (`dayIn`), because a thing that is due on
 * Friday is late from that zone's Saturday. Throws a RangeError for a text that is no day.
 */
export function dueState(dueOn: string | null, today: string, soonDays: number = soonWithinDays): DueState {
  if (dueOn === null) return 'none';
  const left = daysBetween(today, dueOn);
  if (left < 0) return 'late';
  if (left === 0) return 'today';
  return left <= soonDays ? 'soon' : 'later';
}

/** Whole days past the due day; 0 when it is not late or has no date. */
export function daysLate(dueOn: string | null, today: string): number {
  return dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today));
}

/** The last day that still counts as soon, for a query's bound. */
export function soonUntil(today: string, soonDays: number = soonWithinDays): string {
  return addDays(today, soonDays);
}
