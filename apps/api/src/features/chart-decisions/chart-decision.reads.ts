import { networksOf } from '../indicators/indicator.reads.ts';

/** SQL of decisions about charts; every text takes $1 = partnership. Only values that everybody sees are counted. */

/**
 * $2 indicator. The networks by whose seats its charts may be steered: they work on it, and they were formed for its
 * outcome. What a network watches, aims at or tests is chosen by those who sit in it; its outcome is not.
 */
export const findNetworks = `
SELECT n.id FROM network n
JOIN indicator i ON i.partnership_id = n.partnership_id AND i.id = $2 AND i.outcome_id = n.outcome_id
WHERE n.partnership_id = $1 AND n.state <> 'retired' AND n.id IN (${networksOf('$2::uuid')})`;

/** $2 indicator, $3 place, $4 population, $5 period, $6 kind. */
export const findDecisionFacts = `
SELECT coalesce(bool_or(r.period_start = $5 AND r.shown), false) AS "shownThere",
       count(*) FILTER (WHERE r.period_start < $5)::int AS "periodsBefore",
       count(*) FILTER (WHERE r.period_start >= $5 AND r.shown)::int AS "shownFrom",
       count(*) FILTER (WHERE r.period_start <= $5 AND r.shown)::int AS "shownThrough",
       EXISTS (SELECT FROM chart_decision d WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND d.place_id = $3 AND d.population_id = $4
               AND d.kind = $6 AND d.withdrawn_at IS NULL AND (d.kind = 'frozen_baseline' OR d.period_start = $5)) AS standing
FROM (SELECT o.period_start, NOT o.hidden AND o.value IS NOT NULL AS shown FROM released_observation o
      WHERE o.partnership_id = $1 AND o.indicator_id = $2 AND o.place_id = $3 AND o.population_id = $4) r`;

const filter = `d.partnership_id = $1 AND d.indicator_id = $2 AND d.place_id = $3 AND d.population_id = $4`;

const told = (columns: string): string => `
SELECT ${columns}, i.cadence, m.name AS "decidedByName", w.name AS "withdrawnByName"
FROM chart_decision d JOIN indicator i ON i.partnership_id = d.partnership_id AND i.id = d.indicator_id
LEFT JOIN member m ON m.partnership_id = d.partnership_id AND m.id = d.decided_by_member_id
LEFT JOIN member w ON w.partnership_id = d.partnership_id AND w.id = d.withdrawn_by_member_id`;

/** $2 indicator, $3 place, $4 population, $5 and $6 the last row's period and id, $7 rows. The newest period first. */
export const pageDecisions = (columns: string): string => `${told(columns)}
WHERE ${filter} AND ($5::date IS NULL OR (d.period_start, d.id) < ($5, $6::uuid))
ORDER BY d.period_start DESC, d.id DESC LIMIT $7`;

/** $2 decision. */
export const findDecision = (columns: string): string => `${told(columns)}
WHERE d.partnership_id = $1 AND d.id = $2`;

export const countDecisions = `SELECT count(*) AS count FROM chart_decision d WHERE ${filter}`;
