import { daysBetween } from './dates.ts';

/** Whole days past the due day; 0 when it is not late or has no date. */
export function daysLate(dueOn: string | null, today: string): number {
  return dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today));
}
