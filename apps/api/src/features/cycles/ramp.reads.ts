import { questionsOf } from './cycle.reads.ts';

/** The SQL of ramps; $1 is the partnership. */

/** What a rung and its fidelity need of the cycle `c`. */
const rung = `json_build_object('id', c.id, 'previousId', c.previous_id, 'rung', c.rung, 'title', c.title,
  'stage', c.stage, 'scale', c.scale, 'loggedAfterwards', c.logged_afterwards, 'buildsOn', c.builds_on,
  'conditions', c.conditions, 'measureDefinition', c.measure_definition, 'measureCollector', c.measure_collector,
  'measureSchedule', c.measure_schedule, 'balancingMeasure', c.balancing_measure, 'createdAt', c.created_at,
  'doStartedAt', c.do_started_at, 'doEndedAt', c.do_ended_at, 'studiedAt', c.studied_at, 'decidedAt', c.decided_at,
  'carriedOutAsPlanned', c.carried_out_as_planned, 'learned', c.learned, 'decision', c.decision,
  'decisionReason', c.decision_reason, 'whatHappened', c.what_happened,
  'hasSuccessor', EXISTS (SELECT 1 FROM cycle x WHERE x.partnership_id = c.partnership_id AND x.previous_id = c.id),
  'questions', ${questionsOf})`;

/** Ideas of the network $2 with their cycles, newest idea first, after ($3, $4). */
export const rampsPage = `
SELECT i.id, i.version, i.network_id AS "networkId", i.title, i.description, i.state, i.driver_id AS "driverId",
  n.parent_id AS "parentNetworkId",
  to_char(i.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdKey",
  (SELECT r.id FROM practice r WHERE r.partnership_id = i.partnership_id AND r.change_idea_id = i.id
   ORDER BY r.id LIMIT 1) AS "practiceId",
  COALESCE((SELECT json_agg(${rung} ORDER BY c.rung, c.id) FROM cycle c
    WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id), '[]') AS rungs,
  (SELECT count(o.value)::int FROM (
      SELECT c.indicator_id, min(c.created_at)::date AS begun FROM cycle c
      WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id AND c.indicator_id IS NOT NULL
      GROUP BY c.indicator_id ORDER BY max(c.rung) DESC LIMIT 1) m
    JOIN place p ON p.partnership_id = i.partnership_id AND p.is_home
    JOIN population u ON u.partnership_id = i.partnership_id AND u.dimension IS NULL
    JOIN released_observation o ON o.partnership_id = i.partnership_id AND o.indicator_id = m.indicator_id
      AND o.place_id = p.id AND o.population_id = u.id AND o.period_end >= m.begun) AS "observedPoints"
FROM change_idea i
JOIN network n ON n.partnership_id = i.partnership_id AND n.id = i.network_id
WHERE i.partnership_id = $1 AND i.network_id = $2
  AND ($3::timestamptz IS NULL OR (i.created_at, i.id) < ($3, $4::uuid))
ORDER BY i.created_at DESC, i.id DESC LIMIT $5`;

/** Every cycle of the network $2, as far as its fidelity asks. */
export const networkRungs = `
SELECT COALESCE(json_agg(${rung}), '[]') AS rungs FROM cycle c WHERE c.partnership_id = $1 AND c.network_id = $2`;
