import { addDays } from './dates.ts';
import { daysLate } from './due.ts';
import { nextPeriod, type Period, periodContaining } from './periods.ts';
import type { Cadence, DataAnswerState, ImportState, RequestStanding } from './vocabulary.ts';

/** Which periods a data request is about. */
export interface RequestedPeriods {
  /** First day of the first period that is requested. */
  readonly from: string;
  readonly cadence: Cadence;
}

/** What decides until which day the numbers of a period are due. */
export interface DueRule {
  /** Days to send the numbers in. */
  readonly graceDays: number;
  /** The day from which what is over already is owed. */
  readonly requestedOn: string;
}

/**
 * The day until which a period's numbers can be sent without being late. The days to send begin with the period's end,
 * and for a period that was over by then with the day of the request: nobody is late with what was not requested.
 */
export const dueOnOf = ({ end }: Pick<Period, 'end'>, { graceDays, requestedOn }: DueRule): string =>
  addDays(end < requestedOn ? requestedOn : end, graceDays);

/** The first requested period that no standing answer is there for; `answered` has the first days of those that have one. */
export function firstOpenPeriod({ from, cadence }: RequestedPeriods, answered: ReadonlySet<string>): Period {
  let period = periodContaining(from, cadence);
  while (answered.has(period.start)) period = nextPeriod(period, cadence);
  return period;
}

/** The requested periods that are over on the day `today`, the newest `most` of them, the newest first. */
export function requestedPeriods({ from, cadence }: RequestedPeriods, today: string, most: number): Period[] {
  const periods: Period[] = [];
  const first = periodContaining(from, cadence).start;
  let period = periodContaining(today, cadence);
  while (period.start >= first && periods.length < most) {
    // Periods of some cadences begin before the one before them is over.
    if (period.end < today) periods.push(period);
    period = periodContaining(addDays(period.start, -1), cadence);
  }
  return periods;
}

/** Where a request stands on the day `today`. A period's last day still belongs to it, and its due day is not late. */
export function standingOf(open: { end: string; dueOn: string }, today: string): RequestStanding {
  if (today <= open.end) return 'upcoming';
  return daysLate(open.dueOn, today) > 0 ? 'late' : 'due';
}

/** What became of an answer: one whose import was undone is to be reviewed again. One that has no numbers has no import. */
export const answerStateNow = (state: DataAnswerState, importState: ImportState | null): DataAnswerState =>
  state === 'accepted' && importState !== null && importState !== 'committed' ? 'sent' : state;

/** What nobody can guess of a link: 32 random bytes as base64url. */
export const linkSecretPattern = /^[\w-]{43}$/;

/** A link's token: the partnership, in which alone it is looked for, then the secret. */
export const linkToken = (partnershipId: string, secret: string): string =>
  `${partnershipId.replaceAll('-', '')}${secret}`;

/** Takes a token apart; null for what is none. */
export function readLinkToken(token: string): { partnershipId: string; secret: string } | null {
  const [, ...parts] =
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{43})$/.exec(token) ?? [];
  const secret = parts.pop();
  return secret === undefined ? null : { partnershipId: parts.join('-'), secret };
}

/** How long a link lasts at most, in days: two years. */
export const longestLinkDays = 731;

/** Whether an answer says that there are no numbers, and why in its note: nothing of it is imported. */
export const hasNoNumbers = ({ cells }: { cells: readonly unknown[] }): boolean => cells.length === 0;
