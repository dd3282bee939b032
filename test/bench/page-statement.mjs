// The network page's data by hand: what somebody would write who has this one page to serve and nothing else.

/**
 * One row of JSON columns; `$1` partnership, `$2` network. Asks for just what the page shows.
 * Small tables are joined once; each series is one walk of the covering index.
 */
export const pageStatement = `
WITH h AS MATERIALIZED (
  SELECT (now() AT TIME ZONE time_zone)::date AS today FROM partnership WHERE id = $1
), n AS MATERIALIZED (
  SELECT * FROM network WHERE partnership_id = $1 AND id = $2
), c AS MATERIALIZED (
  SELECT c.* FROM charter c WHERE c.partnership_id = $1 AND c.network_id = $2 AND c.state IN ('adopted', 'in_review', 'draft')
  ORDER BY c.state = 'adopted' DESC, c.number DESC LIMIT 1
), w AS MATERIALIZED (
  SELECT n.outcome_id, coalesce(c.aim_indicator_id, n.indicator_id) AS indicator_id, c.aim_population_id AS population_id,
         coalesce(c.aim_place_id, (SELECT l.id FROM place l WHERE l.partnership_id = $1 AND l.is_home ORDER BY l.name LIMIT 1)) AS place_id
  FROM n LEFT JOIN c ON true
)
SELECT
  (SELECT json_build_object('id', n.id, 'version', n.version, 'name', n.name, 'purpose', n.purpose, 'state', n.state,
     'outcomeName', (SELECT name FROM outcome WHERE partnership_id = $1 AND id = n.outcome_id), 'parentId', n.parent_id,
     'parentName', (SELECT name FROM network u WHERE u.partnership_id = $1 AND u.id = n.parent_id)) FROM n) AS network,
  (SELECT json_build_object('charterId', c.id, 'state', c.state, 'indicatorId', i.id, 'indicatorName', i.name,
     'measureType', i.measure_type, 'direction', i.direction, 'unit', i.unit, 'populationId', q.id, 'populationName', q.name,
     'isEverybody', q.dimension IS NULL, 'placeName', l.name, 'from', c.aim_from, 'to', c.aim_to, 'by', c.aim_by,
     'priorityPopulations', (SELECT coalesce(json_agg(k.name ORDER BY k.position, k.name), '[]') FROM population k
                             WHERE k.partnership_id = $1 AND k.id = ANY (c.priority_population_ids)))
   FROM c LEFT JOIN indicator i ON i.partnership_id = $1 AND i.id = c.aim_indicator_id
   LEFT JOIN population q ON q.partnership_id = $1 AND q.id = c.aim_population_id
   LEFT JOIN place l ON l.partnership_id = $1 AND l.id = c.aim_place_id) AS aim,
  (SELECT coalesce(json_agg(s), '[]') FROM (
     SELECT k.name AS "indicatorName", k.measure_type AS "measureType", k.direction, k.cadence, k.unit, k.aim AS "isAim",
            json_build_object('placeId', k.place_id, 'placeName', k.place_name, 'populationId', k.population_id, 'populationName', k.population, 'dimension', k.dimension,
              'cadence', k.cadence, 'totalPeriods', v.n, 'firstStart', v.first, 'starts', v.starts, 'ends', v.ends, 'values', v.values, 'numerators', v.numerators,
              'denominators', v.denominators, 'lowers', v.lowers, 'uppers', v.uppers, 'statuses', v.statuses, 'hidden', v.hidden,
              'decisions', (SELECT coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'periodStart', d.period_start, 'reason', d.reason, 'signal', d.signal,
                 'by', m.name, 'at', d.created_at) ORDER BY d.period_start, d.id), '[]')
               FROM chart_decision d LEFT JOIN member m ON m.partnership_id = $1 AND m.id = d.decided_by_member_id
               WHERE d.partnership_id = $1 AND d.indicator_id = k.id AND d.place_id = k.place_id AND d.population_id = k.population_id AND d.withdrawn_at IS NULL),
              'breaks', (SELECT coalesce(json_agg(json_build_object('on', f.breaks_on, 'number', f.number) ORDER BY f.breaks_on, f.number), '[]')
               FROM indicator_definition f WHERE f.partnership_id = $1 AND f.indicator_id = k.id AND f.breaks_on IS NOT NULL)) AS series
     FROM (SELECT i.*, w.place_id, (SELECT l.name FROM place l WHERE l.partnership_id = $1 AND l.id = w.place_id) AS place_name,
                  q.id AS population_id, q.name AS population, q.dimension, q.dimension IS NULL AS everybody, q.position, q.is_key,
                  i.id = w.indicator_id AS aims, q.id = w.population_id AS aimed,
                  i.id = w.indicator_id AND (q.id = w.population_id OR (w.population_id IS NULL AND q.dimension IS NULL)) AS aim
           FROM w JOIN indicator i ON i.partnership_id = $1 AND i.retired_at IS NULL AND (i.outcome_id = w.outcome_id OR i.id = w.indicator_id)
           JOIN population q ON q.partnership_id = $1) k
     CROSS JOIN LATERAL (
       SELECT count(*) AS n, min(r.period_start) AS first, json_agg(r.period_start) AS starts, json_agg(r.period_end) AS ends, json_agg(r.value) AS values,
              json_agg(r.numerator) AS numerators, json_agg(r.denominator) AS denominators, json_agg(r.lower) AS lowers, json_agg(r.upper) AS uppers,
              json_agg(r.status) AS statuses, json_agg(r.hidden) AS hidden
       FROM (SELECT * FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = k.id AND r.place_id = k.place_id
             AND r.population_id = k.population_id ORDER BY r.period_start DESC LIMIT 120) r) v
     WHERE v.n > 0
     ORDER BY k.aims DESC, k.aimed DESC, k.everybody DESC, k.is_key DESC, k.level = 'core' DESC, k.name, k.id, k.position, k.population LIMIT 24) s) AS series,
  (SELECT json_build_object('open', count(*) FILTER (WHERE a.state NOT IN ('done', 'abandoned')),
     'late', count(*) FILTER (WHERE a.state NOT IN ('done', 'abandoned') AND a.due_on < h.today), 'blocked', count(*) FILTER (WHERE a.state = 'blocked'))
   FROM h JOIN action a ON a.partnership_id = $1 AND a.network_id = $2) AS "actionCounts",
  (SELECT json_build_object('open', count(*), 'withoutPredictions', count(*) FILTER (WHERE NOT EXISTS (
     SELECT 1 FROM cycle_question q WHERE q.partnership_id = $1 AND q.cycle_id = y.id AND q.prediction <> '')))
   FROM cycle y WHERE y.partnership_id = $1 AND y.network_id = $2 AND y.retired_at IS NULL AND y.stage <> 'closed') AS "cycleCounts",
  (SELECT json_build_object('open', count(*) FILTER (WHERE e.state NOT IN ('confirmed', 'accepted', 'withdrawn')),
     'overdue', count(*) FILTER (WHERE e.state IN ('raised', 'acknowledged', 'redirected') AND e.respond_by < h.today))
   FROM h JOIN escalation e ON e.partnership_id = $1 AND e.network_id = $2) AS "escalationCounts"`;
