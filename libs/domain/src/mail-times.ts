import { addDays, dayNumber } from './dates.ts';
import type { QuietHours } from './mail-choices.ts';
import type { MailCadence } from './vocabulary.ts';

/** Digests are made from this hour on. */
export const digestHour = 7;
/** Day of the week of weekly digests, 1 for Monday. */
const digestWeekday = 1;

/** Whether nobody is mailed in an hour. No quiet hours begin when they end. */
export function isQuiet(hour: number, quiet: QuietHours | null): boolean {
  if (!quiet || quiet.from === quiet.until) return false;
  const { from, until } = quiet;
  return from < until ? hour >= from && hour < until : hour >= from || hour < until;
}

/** An instant as the clocks of a zone show it: the day and the whole hour. */
export interface WallTime {
  readonly day: string;
  readonly hour: number;
}

/** 1 for Monday to 7 for Sunday; 1 January 1970 was a Thursday. */
const weekdayOf = (day: string): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** The day whose digest was the last that could be made by now. */
function lastDigestDay(cadence: 'daily' | 'weekly', now: WallTime): string {
  const day = now.hour >= digestHour ? now.day : addDays(now.day, -1);
  return cadence === 'daily' ? day : addDays(day, -((weekdayOf(day) - digestWeekday + 7) % 7));
}

/**
 * Whether a member is to be mailed now about a notification: never in quiet hours; at once, or with the first digest
 * whose hour came after it. It follows from the clock alone, so that a digest that could not be made in its hour is made
 * later, once.
 */
export function isMailDue(
  cadence: MailCadence,
  quiet: QuietHours | null,
  notifiedAt: WallTime,
  now: WallTime,
): boolean {
  if (cadence === 'nothing' || isQuiet(now.hour, quiet)) return false;
  if (cadence === 'at_once') return true;
  const digestDay = lastDigestDay(cadence, now);
  return notifiedAt.day < digestDay || (notifiedAt.day === digestDay && notifiedAt.hour < digestHour);
}
