/** The SQL of change ideas; $1 is the partnership. The ramp's summary comes with each idea in the same statement. */

const idea = `
SELECT i.id, i.version, i.network_id AS "networkId", n.name AS "networkName", n.parent_id AS "parentNetworkId",
  i.driver_id AS "driverId", d.title AS "driverTitle", i.strategy_id AS "strategyId", s.title AS "strategyTitle",
  i.title, i.description, i.state, i.created_at AS "createdAt",
  to_char(i.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdKey",
  r."cycleCount", r."openCycleCount",
  (SELECT json_build_object('id', c.id, 'rung', c.rung, 'title', c.title, 'stage', c.stage, 'scale', c.scale,
      'decision', c.decision, 'learned', c.learned)
   FROM cycle c WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id
   ORDER BY c.rung DESC, c.id DESC LIMIT 1) AS "latestCycle"
FROM change_idea i
JOIN network n ON n.partnership_id = i.partnership_id AND n.id = i.network_id
LEFT JOIN driver d ON d.partnership_id = i.partnership_id AND d.id = i.driver_id
LEFT JOIN strategy s ON s.partnership_id = i.partnership_id AND s.id = i.strategy_id
CROSS JOIN LATERAL (
  SELECT count(*)::int AS "cycleCount", (count(*) FILTER (WHERE c.stage <> 'closed'))::int AS "openCycleCount"
  FROM cycle c WHERE c.partnership_id = i.partnership_id AND c.change_idea_id = i.id) r`;

/** The idea $2. */
export const ideaById = `${idea} WHERE i.partnership_id = $1 AND i.id = $2`;

/** Ideas of the network $2, newest first, after ($3, $4). */
export const ideasPage = `${idea}
WHERE i.partnership_id = $1 AND i.network_id = $2
  AND ($3::timestamptz IS NULL OR (i.created_at, i.id) < ($3, $4::uuid))
ORDER BY i.created_at DESC, i.id DESC LIMIT $5`;

export const ideasCount =
  'SELECT count(*)::int AS count FROM change_idea i WHERE i.partnership_id = $1 AND i.network_id = $2';
