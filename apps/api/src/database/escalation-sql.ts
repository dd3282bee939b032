import { escalationAskingVerbs } from '@throughline/domain/escalation-clock';
import { escalationStatesWaitingFor, openEscalationStates } from '@throughline/domain/lifecycles/escalation';
import { isOneOf } from './words-sql.ts';

/**
 * What the domain says of asks, for every read that lists or counts them. In all of it `e` is the escalation and `$1`
 * the partnership.
 */

/** Somebody owes something. */
export const isOpenEscalation = isOneOf('e.state', openEscalationStates);
/** Those who are asked owe the answer. */
export const isUnansweredEscalation = isOneOf('e.state', escalationStatesWaitingFor('answer'));
/** They promised, and owe the deed. */
export const isPromisedEscalation = isOneOf('e.state', escalationStatesWaitingFor('deed'));
/** They answered, and those who asked owe the last word. */
export const isAnsweredEscalation = isOneOf('e.state', escalationStatesWaitingFor('verdict'));

/** The answer is owed past the respond-by day on the day `today`. */
export const isOverdueEscalation = (today: string): string => `(${isUnansweredEscalation} AND e.respond_by < ${today})`;

/** Late on the day `today`: unanswered past the respond-by day, or undone past the promised day. */
export const isLateEscalation = (today: string): string =>
  `(${isOverdueEscalation(today)} OR (${isPromisedEscalation} AND e.promised_by < ${today}))`;

/** The moment since which whoever is asked now has been asked: raised, reopened, redirected or put in new words. */
export const askedSince = `greatest(e.raised_at,
  (SELECT max(w.created_at) FROM escalation_answer w
   WHERE w.partnership_id = $1 AND w.escalation_id = e.id AND ${isOneOf('w.verb', escalationAskingVerbs)}),
  (SELECT max(v.created_at) FROM escalation_wording v
   WHERE v.partnership_id = $1 AND v.escalation_id = e.id AND v.asks_anew))`;
