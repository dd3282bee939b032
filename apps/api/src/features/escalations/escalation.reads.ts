import type { EscalationAnswerVerb } from '@throughline/domain/lifecycles/escalation';
import type { EscalationState } from '@throughline/domain/vocabulary';
import type { ListQuery } from '../../tenancy/page.ts';
import { escalationAskingVerbs, type EscalationMove } from '@throughline/domain/escalation-clock';
import { escalationAnswerVerbs } from '@throughline/domain/lifecycles/escalation';
import { isLateEscalation, isOverdueEscalation, isUnansweredEscalation } from '../../database/escalation-sql.ts';
import { is, isOneOf, quote } from '../../database/words-sql.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { dayInZone, todayIn } from '../../database/days.ts';
import type { EscalationRow } from './escalation.view.ts';

/** The name of the organization or table that a row names in two columns, `$1` the partnership. */
const nameOf = (organizationId: string, tableId: string): string =>
  `coalesce((SELECT x.name FROM organization x WHERE x.partnership_id = $1 AND x.id = ${organizationId}),
            (SELECT x.name FROM leadership_table x WHERE x.partnership_id = $1 AND x.id = ${tableId}))`;

/**
 * An ask as it is shown: with names, its wordings, its answers, and the moment for its clock. `e` is the escalation,
 * `$1` the partnership.
 */
const escalationColumns = `
e.id, e.version, e.network_id AS "networkId", e.kind, e.category, e.title, e.description, e.ask,
e.respond_by::text AS "respondBy", e.to_organization_id AS "toOrganizationId", e.to_table_id AS "toTableId", e.wording,
e.state, e.raised_by AS "raisedBy", e.raised_at AS "raisedAt", e.first_answered_at AS "firstAnsweredAt",
e.promised_by::text AS "promisedBy", e.action_id AS "actionId",
n.name AS "networkName", n.parent_id AS "parentNetworkId", m.name AS "raisedByName",
coalesce(o.name, t.name) AS "askedOfName", moment() AS "now", p.time_zone AS "timeZone",
(SELECT a.title FROM action a WHERE a.partnership_id = $1 AND a.id = e.action_id) AS "actionTitle",
coalesce((SELECT json_agg(json_build_object('id', w.id, 'verb', w.verb, 'text', w.text, 'memberId', w.member_id,
    'memberName', by.name, 'promisedBy', w.promised_by, 'createdAt', w.created_at, 'wording', w.wording,
    'askedOfName', ${nameOf('w.asked_organization_id', 'w.asked_table_id')},
    'redirectedToName', ${nameOf('w.redirected_to_organization_id', 'w.redirected_to_table_id')})
    ORDER BY w.created_at, w.id)
  FROM escalation_answer w JOIN member by ON by.partnership_id = $1 AND by.id = w.member_id
  WHERE w.partnership_id = $1 AND w.escalation_id = e.id), '[]') AS answers,
coalesce((SELECT json_agg(json_build_object('id', v.id, 'number', v.number, 'kind', v.kind, 'category', v.category,
    'title', v.title, 'description', v.description, 'ask', v.ask, 'respondBy', v.respond_by,
    'askedOfName', ${nameOf('v.to_organization_id', 'v.to_table_id')}, 'memberName', by.name, 'asksAnew', v.asks_anew,
    'createdAt', v.created_at) ORDER BY v.number)
  FROM escalation_wording v JOIN member by ON by.partnership_id = $1 AND by.id = v.member_id
  WHERE v.partnership_id = $1 AND v.escalation_id = e.id), '[]') AS wordings`;

const joins = `
JOIN partnership p ON p.id = $1
JOIN network n ON n.partnership_id = $1 AND n.id = e.network_id
JOIN member m ON m.partnership_id = $1 AND m.id = e.raised_by
LEFT JOIN organization o ON o.partnership_id = $1 AND o.id = e.to_organization_id
LEFT JOIN leadership_table t ON t.partnership_id = $1 AND t.id = e.to_table_id`;

/** One ask ($2). */
export const oneEscalation = `SELECT ${escalationColumns} FROM escalation e ${joins} WHERE e.partnership_id = $1 AND e.id = $2`;

/** The ask that a write answers. */
export const answerEscalation = (tx: WriteTransaction, id: string) =>
  tx.answer<EscalationRow>(oneEscalation, [tx.partnershipId, id]);

/** What the rules of an ask ($2) must know of its answers. */
export const answersOf = `
SELECT w.verb, w.wording, w.member_id AS "memberId", w.action_id AS "actionId" FROM escalation_answer w
WHERE w.partnership_id = $1 AND w.escalation_id = $2 ORDER BY w.created_at, w.id`;

/**
 * Asks by respond-by day. $2 states, $3 network, $4 organization and $5 tables that are asked (null and null: of
 * anybody), $6 only what is late.
 */
export const escalationsByDay: ListQuery = {
  columns: escalationColumns,
  from: `escalation e ${joins}`,
  countFrom: 'escalation e JOIN partnership p ON p.id = e.partnership_id',
  where: `e.partnership_id = $1 AND ($2::text[] IS NULL OR e.state = ANY ($2)) AND ($3::uuid IS NULL OR e.network_id = $3)
    AND (($4::uuid IS NULL AND $5::uuid[] IS NULL) OR e.to_organization_id = $4 OR e.to_table_id = ANY ($5))
    AND (NOT $6::boolean OR ${isLateEscalation(todayIn('p'))})`,
  order: [
    { by: 'e.respond_by', type: 'date' },
    { by: 'e.id', type: 'uuid' },
  ],
};

/** The board: of each state the first $2 by respond-by day, with how many there are and how many are late; $3 narrows it to a network. */
export const boardOfEscalations = `
WITH ranked AS (
  SELECT e.id, row_number() OVER (PARTITION BY e.state ORDER BY e.respond_by, e.id) AS place,
         count(*) OVER (PARTITION BY e.state) AS total,
         count(*) FILTER (WHERE ${isLateEscalation(todayIn('p'))}) OVER (PARTITION BY e.state) AS overdue
  FROM escalation e JOIN partnership p ON p.id = e.partnership_id
  WHERE e.partnership_id = $1 AND ($3::uuid IS NULL OR e.network_id = $3)
)
SELECT r.total, r.overdue, ${escalationColumns}
FROM ranked r JOIN escalation e ON e.partnership_id = $1 AND e.id = r.id ${joins}
WHERE r.place <= $2::int ORDER BY e.state, r.place`;

/** On the clock the first wording counts as every other one: somebody is asked. */
const revise: EscalationMove['verb'] = 'revise';

/**
 * Response times of everybody who was ever asked. A round begins when somebody is asked (raised, redirected, reopened,
 * asked in new words) and ends with their word of commitment, refusal or redirection; days are calendar days in the
 * partnership's zone. $2 is how many rows at most.
 */
export const responseTimesOfAll = `
WITH moves AS (
  SELECT w.id, w.escalation_id, w.verb, coalesce(w.asked_organization_id, w.asked_table_id) AS asked_of, w.created_at
  FROM escalation_answer w WHERE w.partnership_id = $1 AND NOT ${is<EscalationAnswerVerb>('w.verb', 'acknowledge')}
  UNION ALL
  SELECT v.id, v.escalation_id, ${quote(revise)},
         coalesce(v.to_organization_id, v.to_table_id), v.created_at
  FROM escalation_wording v WHERE v.partnership_id = $1 AND v.asks_anew
), steps AS (
  SELECT m.verb, m.asked_of, m.created_at, lag(m.verb) OVER earlier AS last_verb, lag(m.created_at) OVER earlier AS asked_at
  FROM moves m WINDOW earlier AS (PARTITION BY m.escalation_id ORDER BY m.created_at, m.id)
), rounds AS (
  SELECT s.asked_of AS id, ${dayInZone('s.created_at', 'p.time_zone')} - ${dayInZone('s.asked_at', 'p.time_zone')} AS days
  FROM steps s JOIN partnership p ON p.id = $1
  WHERE ${isOneOf('s.verb', escalationAnswerVerbs)} AND ${isOneOf('s.last_verb', escalationAskingVerbs)}
), answered AS (
  SELECT id, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median, count(*) AS answered FROM rounds GROUP BY id
), waiting AS (
  SELECT coalesce(e.to_organization_id, e.to_table_id) AS id, count(*) AS unanswered,
         count(*) FILTER (WHERE ${isOverdueEscalation(todayIn('p'))}) AS overdue
  FROM escalation e JOIN partnership p ON p.id = e.partnership_id
  WHERE e.partnership_id = $1 AND ${isUnansweredEscalation} GROUP BY 1
), asked AS (
  SELECT o.id, o.name, false AS is_table FROM organization o WHERE o.partnership_id = $1
  UNION ALL SELECT t.id, t.name, true FROM leadership_table t WHERE t.partnership_id = $1
)
SELECT k.id, k.name, k.is_table AS "isTable", a.median AS "medianDays", coalesce(a.answered, 0) AS answered,
       coalesce(w.unanswered, 0) AS unanswered, coalesce(w.overdue, 0) AS overdue
FROM asked k LEFT JOIN answered a ON a.id = k.id LEFT JOIN waiting w ON w.id = k.id
WHERE a.id IS NOT NULL OR w.id IS NOT NULL
ORDER BY coalesce(w.overdue, 0) DESC, coalesce(w.unanswered, 0) DESC, k.name, k.id LIMIT $2`;

/** Words of an ask without endings and fillers, as an array; both languages of the product. */
const wordsOf = (alias: string): string =>
  `tsvector_to_array(to_tsvector('english', ${alias}.title || ' ' || ${alias}.ask || ' ' || ${alias}.description)
                     || to_tsvector('spanish', ${alias}.title))`;

/**
 * Asks that are like one ($2): share of common words of the smaller of the two, over the latest $3 asks of the same
 * category or the same addressee that are not withdrawn; the $4 most alike above $5.
 */
export const escalationsAlike = `
WITH self AS (
  SELECT e.id, e.category, e.to_organization_id, e.to_table_id, ${wordsOf('e')} AS words
  FROM escalation e WHERE e.partnership_id = $1 AND e.id = $2
), latest AS MATERIALIZED (
  SELECT e.id, e.title, e.ask, e.description, s.words AS own
  FROM self s JOIN escalation e ON e.partnership_id = $1 AND e.id <> s.id AND NOT ${is<EscalationState>('e.state', 'withdrawn')}
   AND (e.category = s.category OR e.to_organization_id = s.to_organization_id OR e.to_table_id = s.to_table_id)
  ORDER BY e.raised_at DESC, e.id LIMIT $3
), words AS MATERIALIZED (
  SELECT l.id, l.own, ${wordsOf('l')} AS words FROM latest l
), compared AS (
  SELECT w.id, (SELECT count(*) FROM unnest(w.words) AS word WHERE word = ANY (w.own))::float8
               / greatest(1, least(cardinality(w.words), cardinality(w.own))) AS likeness
  FROM words w
)
SELECT c.likeness, ${escalationColumns} FROM compared c JOIN escalation e ON e.partnership_id = $1 AND e.id = c.id ${joins}
WHERE c.likeness >= $5 ORDER BY c.likeness DESC, e.respond_by, e.id LIMIT $4`;
