import { addDays, makeDay } from './dates.ts';
import type { SourceCadence, SourceStanding } from './vocabulary.ts';

/** What decides when a source's next file is expected. */
export interface SourceFacts {
  /** The day on which its newest file was committed; where none was, the day from which it is remembered. */
  readonly cameOn: string;
  readonly cadence: SourceCadence;
}

/** From one file of a source to the next: so many months and days. */
export const cadenceSteps: Readonly<Record<SourceCadence, { months: number; days: number }>> = {
  week: { months: 0, days: 7 },
  month: { months: 1, days: 0 },
  quarter: { months: 3, days: 0 },
  year: { months: 12, days: 0 },
  two_years: { months: 24, days: 0 },
  five_years: { months: 60, days: 0 },
};

/** Days that a publisher may take beyond its usual day before anybody is troubled. */
export const daysOfGrace: Readonly<Record<SourceCadence, number>> = {
  week: 3,
  month: 10,
  quarter: 21,
  year: 45,
  two_years: 60,
  five_years: 90,
};

/** The same day of the month so many months later; the month's last day where it has no such day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const whole = month - 1 + months;
  const on = (last: number) => makeDay(year + Math.floor(whole / 12), (whole % 12) + 1, last);
  return on(date) ?? on(30) ?? on(29) ?? on(28) ?? day;
}

/** The day on which a source's next file is expected: one step of its cadence after the last one came. */
export function expectedOn({ cameOn, cadence }: SourceFacts): string {
  const { months, days } = cadenceSteps[cadence];
  return addDays(addMonths(cameOn, months), days);
}

/** The last day on which the next file of a source is not late. */
export const lateAfter = (facts: SourceFacts): string => addDays(expectedOn(facts), daysOfGrace[facts.cadence]);

/** Where a source stands on the day `today`; one that nobody expects anew (null) is never late. */
export function standingOfSource(facts: SourceFacts | null, today: string): SourceStanding {
  if (facts === null || today < expectedOn(facts)) return 'upcoming';
  return today > lateAfter(facts) ? 'late' : 'due';
}
