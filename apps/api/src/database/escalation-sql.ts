import { escalationAskingVerbs } from '@throughline/domain/escalation-clock';
import { escalationStatesWaitingFor, openEscalationStates } from '@throughline/domain/lifecycles/escalation';
import { isOneOf } from './words-sql.ts';

/**
 * What the domain says of asks, for every read that lists or counts them. In all of it `e` is the escalation and `$1`
 * the partnership.
 */

/** Somebody owes something. */
export const isOpenAsk = isOneOf('e.state', openEscalationStates);
/** Those who are asked owe the answer. */
export const isUnansweredAsk = isOneOf('e.state', escalationStatesWaitingFor('answer'));
/** They promised, and owe the deed. */
export const isPromisedAsk = isOneOf('e.state', escalationStatesWaitingFor('deed'));
/** They answered, and those who asked owe the last word. */
export const isAnsweredAsk = isOneOf('e.state', escalationStatesWaitingFor('verdict'));

/** The answer is owed past the respond-by day on the day `today`. */
export const isOverdueAsk = (today: string): string => `(${isUnansweredAsk} AND e.respond_by < ${today})`;

/** Late on the day `today`: unanswered past the respond-by day, or undone past the promised day. */
export const isLateAsk = (today: string): string =>
  `(${isOverdueAsk(today)} OR (${isPromisedAsk} AND e.promised_by < ${today}))`;

/** The moment since which whoever is asked now has been asked: raised, reopened, redirected or put in new words. */
export const askedSince = `greatest(e.raised_at,
  (SELECT max(w.created_at) FROM escalation_answer w
   WHERE w.partnership_id = $1 AND w.escalation_id = e.id AND ${isOneOf('w.verb', escalationAskingVerbs)}),
  (SELECT max(v.created_at) FROM escalation_wording v
   WHERE v.partnership_id = $1 AND v.escalation_id = e.id AND v.asks_anew))`;
