import { dayIn, daysBetween } from './dates.ts';
import { escalationAnswerVerbs, type EscalationAnswerVerb } from './lifecycles/escalation.ts';

/** One dated move in an escalation's history, in the order of time. */
export interface EscalationMove {
  readonly verb: 'raise' | 'revise' | EscalationAnswerVerb;
  /** The instant, ISO 8601. */
  readonly at: string;
}

/** The moves that ask somebody: with them a round begins. */
export const escalationAskingVerbs = [
  'raise',
  'revise',
  'reopen',
  'redirect',
] as const satisfies EscalationMove['verb'][];

const isOneOf = (verbs: readonly EscalationMove['verb'][], verb: EscalationMove['verb']): boolean =>
  verbs.includes(verb);

/** From the moment somebody is asked to their answer. A redirect is an answer, and asks the next one. */
export interface EscalationRound {
  readonly askedAt: string;
  /** When they committed, declined or redirected; null while they have not, or if it was closed. */
  readonly answeredAt: string | null;
  readonly acknowledgedAt: string | null;
  /** When those who asked withdrew or accepted without an answer. */
  readonly closedAt: string | null;
}

/** The rounds of an escalation: one for each time that somebody was asked (raised, redirected, reopened, asked in new words). */
export function escalationRounds(moves: readonly EscalationMove[]): EscalationRound[] {
  const rounds: EscalationRound[] = [];
  for (const { verb, at } of moves) {
    const last = rounds.at(-1);
    const waiting = last !== undefined && last.answeredAt === null && last.closedAt === null;
    const change = (changes: Partial<EscalationRound>) => {
      if (last && waiting) rounds[rounds.length - 1] = { ...last, ...changes };
    };
    if (verb === 'acknowledge') change({ acknowledgedAt: at });
    if (isOneOf(escalationAnswerVerbs, verb)) change({ answeredAt: at });
    // Whoever closes the ask asks nobody any more.
    if (verb === 'withdraw' || verb === 'accept') change({ closedAt: at });
    if (isOneOf(escalationAskingVerbs, verb)) {
      rounds.push({ askedAt: at, answeredAt: null, acknowledgedAt: null, closedAt: null });
    }
  }
  return rounds;
}

export interface EscalationClock {
  /** Whole calendar days that the present round has waited for an answer; null when nobody owes one. */
  readonly daysWaiting: number | null;
  /** Days past the respond-by day without an answer; 0 when not overdue. */
  readonly daysOverdue: number;
  /** Days past the promised day of a commitment that is not fulfilled; 0 when none. */
  readonly daysPastPromise: number;
  /** Calendar days from being asked to the answer, one a completed round. */
  readonly responseDays: readonly number[];
}

/**
 * What the clock on an ask's card says. Days are calendar days in the partnership's time zone; the respond-by day
 * itself is still in time. A respond-by day binds the present round: whoever reopens or asks in new words sets a new one.
 */
export function escalationClock(
  escalation: {
    readonly moves: readonly EscalationMove[];
    readonly respondBy: string | null;
    readonly promisedOn: string | null;
  },
  now: Date | string,
  timeZone: string,
): EscalationClock {
  const today = dayIn(timeZone, now);
  const rounds = escalationRounds(escalation.moves);
  const last = rounds.at(-1);
  const waiting = last !== undefined && last.answeredAt === null && last.closedAt === null;
  const promised = escalation.moves.findLast((move) => move.verb !== 'acknowledge')?.verb === 'commit';
  return {
    daysWaiting: waiting ? Math.max(0, daysBetween(dayIn(timeZone, last.askedAt), today)) : null,
    daysOverdue: waiting && escalation.respondBy !== null ? Math.max(0, daysBetween(escalation.respondBy, today)) : 0,
    daysPastPromise:
      promised && escalation.promisedOn !== null ? Math.max(0, daysBetween(escalation.promisedOn, today)) : 0,
    responseDays: rounds.flatMap((round) =>
      round.answeredAt ? [daysBetween(dayIn(timeZone, round.askedAt), dayIn(timeZone, round.answeredAt))] : [],
    ),
  };
}

/**
 * The median of response times in days, half days possible; null when nobody has answered yet.
 * @oracle `responseTimesOfAll` counts the same in the database (test/api/generated-rules.test.ts)
 */
export function medianResponseDays(days: readonly number[]): number | null {
  if (days.length === 0) return null;
  const sorted = [...days].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
