/**
 * An ask as it is shown: with names, its answers and the verbs' dates for the clock. `e` is the escalation, `$1` the
 * partnership.
 */
const shown = `
e.id, e.version, e.network_id AS "networkId", e.kind, e.category, e.title, e.description, e.ask,
e.respond_by::text AS "respondBy", e.to_organization_id AS "toOrganizationId", e.to_table_id AS "toTableId", e.state,
e.raised_by AS "raisedBy", e.raised_at AS "raisedAt", e.first_answered_at AS "firstAnsweredAt",
e.promised_by::text AS "promisedBy", e.action_id AS "actionId",
n.name AS "networkName", n.parent_id AS "parentNetworkId", m.name AS "raisedByName",
coalesce(o.name, t.name) AS "askedOfName",
(SELECT a.title FROM action a WHERE a.partnership_id = $1 AND a.id = e.action_id) AS "actionTitle",
coalesce((SELECT json_agg(json_build_object('id', w.id, 'verb', w.verb, 'text', w.text, 'memberId', w.member_id,
    'memberName', by.name, 'promisedBy', w.promised_by, 'createdAt', w.created_at,
    'askedOfName', coalesce((SELECT x.name FROM organization x WHERE x.partnership_id = $1 AND x.id = w.asked_organization_id),
                            (SELECT x.name FROM leadership_table x WHERE x.partnership_id = $1 AND x.id = w.asked_table_id)),
    'redirectedToName', coalesce((SELECT x.name FROM organization x WHERE x.partnership_id = $1 AND x.id = w.redirected_to_organization_id),
                                 (SELECT x.name FROM leadership_table x WHERE x.partnership_id = $1 AND x.id = w.redirected_to_table_id)))
    ORDER BY w.created_at, w.id)
  FROM escalation_answer w JOIN member by ON by.partnership_id = $1 AND by.id = w.member_id
  WHERE w.partnership_id = $1 AND w.escalation_id = e.id), '[]') AS answers`;

const joins = `
JOIN network n ON n.partnership_id = $1 AND n.id = e.network_id
JOIN member m ON m.partnership_id = $1 AND m.id = e.raised_by
LEFT JOIN organization o ON o.partnership_id = $1 AND o.id = e.to_organization_id
LEFT JOIN leadership_table t ON t.partnership_id = $1 AND t.id = e.to_table_id`;

/** Who owes an answer or a deed that is late on the day `today`. */
const late = (today: string): string => `
((e.state IN ('raised', 'acknowledged', 'redirected') AND e.respond_by < ${today}::date)
 OR (e.state = 'committed' AND e.promised_by < ${today}::date))`;

/** One ask ($2). */
export const oneEscalation = `SELECT ${shown} FROM escalation e ${joins} WHERE e.partnership_id = $1 AND e.id = $2`;

/**
 * $2 states, $3 network, $4 organization and $5 tables that are asked (null and null: of anybody), $6 the day on which
 * it is overdue (null: whether or not).
 */
const chosen = `
e.partnership_id = $1 AND ($2::text[] IS NULL OR e.state = ANY ($2)) AND ($3::uuid IS NULL OR e.network_id = $3)
AND (($4::uuid IS NULL AND $5::uuid[] IS NULL) OR e.to_organization_id = $4 OR e.to_table_id = ANY ($5))
AND ($6::date IS NULL OR ${late('$6')})`;

/** A page of asks by respond-by day, after ($7, $8). */
export const escalationPage = `
SELECT ${shown} FROM (
  SELECT e.* FROM escalation e WHERE ${chosen} AND ($7::date IS NULL OR (e.respond_by, e.id) > ($7::date, $8::uuid))
  ORDER BY e.respond_by, e.id LIMIT $9
) AS e ${joins} ORDER BY e.respond_by, e.id`;

export const escalationCount = `SELECT count(*) AS count FROM escalation e WHERE ${chosen}`;

/** The board: of each state the first $2 by respond-by day, with how many there are and how many are late on $3; $4 narrows it to a network. */
export const boardOfAsks = `
WITH ranked AS (
  SELECT e.id, row_number() OVER (PARTITION BY e.state ORDER BY e.respond_by, e.id) AS place,
         count(*) OVER (PARTITION BY e.state) AS total,
         count(*) FILTER (WHERE ${late('$3')}) OVER (PARTITION BY e.state) AS overdue
  FROM escalation e WHERE e.partnership_id = $1 AND ($4::uuid IS NULL OR e.network_id = $4)
)
SELECT r.total, r.overdue, ${shown}
FROM ranked r JOIN escalation e ON e.partnership_id = $1 AND e.id = r.id ${joins}
WHERE r.place <= $2::int ORDER BY e.state, r.place`;

/**
 * Response times of everybody who was ever asked. A round begins when somebody is asked (raised, redirected, reopened)
 * and ends with their word of commitment, refusal or redirection; days are calendar days in the partnership's zone.
 * $2 is today, $3 how many rows at most.
 */
export const responseTimesOfAll = `
WITH zone AS (SELECT time_zone FROM partnership WHERE id = $1),
steps AS (
  SELECT w.verb, w.asked_organization_id, w.asked_table_id, w.created_at,
         coalesce(max(w.created_at) FILTER (WHERE w.verb IN ('redirect', 'reopen'))
                    OVER (PARTITION BY w.escalation_id ORDER BY w.created_at, w.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                  e.raised_at) AS asked_at,
         lag(w.verb) OVER (PARTITION BY w.escalation_id, (w.verb = 'acknowledge') ORDER BY w.created_at, w.id) AS last_verb
  FROM escalation_answer w JOIN escalation e ON e.partnership_id = $1 AND e.id = w.escalation_id
  WHERE w.partnership_id = $1
), rounds AS (
  SELECT coalesce(asked_organization_id, asked_table_id) AS id,
         (created_at AT TIME ZONE zone.time_zone)::date - (asked_at AT TIME ZONE zone.time_zone)::date AS days
  FROM steps, zone
  WHERE verb IN ('commit', 'decline', 'redirect') AND (last_verb IS NULL OR last_verb IN ('redirect', 'reopen'))
), answered AS (
  SELECT id, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median, count(*) AS answered FROM rounds GROUP BY id
), waiting AS (
  SELECT coalesce(e.to_organization_id, e.to_table_id) AS id, count(*) AS unanswered,
         count(*) FILTER (WHERE e.respond_by < $2::date) AS overdue
  FROM escalation e WHERE e.partnership_id = $1 AND e.state IN ('raised', 'acknowledged', 'redirected') GROUP BY 1
), asked AS (
  SELECT o.id, o.name, false AS is_table FROM organization o WHERE o.partnership_id = $1
  UNION ALL SELECT t.id, t.name, true FROM leadership_table t WHERE t.partnership_id = $1
)
SELECT k.id, k.name, k.is_table AS "isTable", a.median AS "medianDays", coalesce(a.answered, 0) AS answered,
       coalesce(w.unanswered, 0) AS unanswered, coalesce(w.overdue, 0) AS overdue
FROM asked k LEFT JOIN answered a ON a.id = k.id LEFT JOIN waiting w ON w.id = k.id
WHERE a.id IS NOT NULL OR w.id IS NOT NULL
ORDER BY coalesce(w.overdue, 0) DESC, coalesce(w.unanswered, 0) DESC, k.name, k.id LIMIT $3`;

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
  FROM self s JOIN escalation e ON e.partnership_id = $1 AND e.id <> s.id AND e.state <> 'withdrawn'
   AND (e.category = s.category OR e.to_organization_id = s.to_organization_id OR e.to_table_id = s.to_table_id)
  ORDER BY e.raised_at DESC, e.id LIMIT $3
), words AS MATERIALIZED (
  SELECT l.id, l.own, ${wordsOf('l')} AS words FROM latest l
), compared AS (
  SELECT w.id, (SELECT count(*) FROM unnest(w.words) AS word WHERE word = ANY (w.own))::float8
               / greatest(1, least(cardinality(w.words), cardinality(w.own))) AS likeness
  FROM words w
)
SELECT c.likeness, ${shown} FROM compared c JOIN escalation e ON e.partnership_id = $1 AND e.id = c.id ${joins}
WHERE c.likeness >= $5 ORDER BY c.likeness DESC, e.respond_by, e.id LIMIT $4`;
