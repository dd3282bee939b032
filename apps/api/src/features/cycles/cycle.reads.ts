/**
 * The SQL of cycles. Each text is constant; $1 is the partnership. Child rows come as JSON in the same statement, so
 * that a page is one read whatever its size.
 */

const brief = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'rung', ${alias}.rung, 'title', ${alias}.title, 'stage', ${alias}.stage,
    'scale', ${alias}.scale, 'decision', ${alias}.decision, 'learned', ${alias}.learned)`;

/** Questions of `c` that were not retired, in their order. */
export const questionsOf = `COALESCE((
  SELECT json_agg(json_build_object('id', q.id, 'version', q.version, 'cycleId', q.cycle_id, 'position', q.position,
    'question', q.question, 'prediction', q.prediction, 'direction', q.direction, 'predictedLow', q.predicted_low,
    'predictedHigh', q.predicted_high, 'lockedAt', q.locked_at, 'result', q.result, 'resultValue', q.result_value,
    'evidence', q.evidence, 'verdict', q.verdict) ORDER BY q.position, q.id)
  FROM cycle_question q
  WHERE q.partnership_id = c.partnership_id AND q.cycle_id = c.id AND q.retired_at IS NULL), '[]')`;

const tasksOf = `COALESCE((
  SELECT json_agg(json_build_object('id', t.id, 'version', t.version, 'cycleId', t.cycle_id, 'position', t.position,
    'title', t.title, 'ownerMemberId', t.owner_member_id, 'ownerName', tm.name, 'dueOn', t.due_on, 'done', t.done)
    ORDER BY t.position, t.id)
  FROM cycle_task t
  LEFT JOIN member tm ON tm.partnership_id = t.partnership_id AND tm.id = t.owner_member_id
  WHERE t.partnership_id = c.partnership_id AND t.cycle_id = c.id AND t.retired_at IS NULL), '[]')`;

/** The measure's released series at the home place for everybody, with its target. */
const seriesOf = `(
  SELECT json_build_object('indicatorId', d.id, 'indicatorName', d.name, 'unit', d.unit, 'direction', d.direction,
    'measureType', d.measure_type, 'cadence', d.cadence, 'placeName', s.place_name,
    'target', g.value, 'targetDueOn', g.due_on,
    'periods', COALESCE(s.periods, '[]'), 'ends', COALESCE(s.ends, '[]'), 'values', COALESCE(s.vals, '[]'),
    'hidden', COALESCE(s.hidden, '[]'))
  FROM indicator d
  LEFT JOIN LATERAL (
    SELECT min(p.name) AS place_name, (min(p.id::text))::uuid AS place_id, (min(u.id::text))::uuid AS population_id,
      json_agg(o.period_start ORDER BY o.period_start) AS periods, json_agg(o.period_end ORDER BY o.period_start) AS ends,
      json_agg(o.value ORDER BY o.period_start) AS vals,
      json_agg(o.hidden AND o.value IS NULL ORDER BY o.period_start) AS hidden
    FROM place p
    JOIN population u ON u.partnership_id = p.partnership_id AND u.dimension IS NULL
    JOIN released_observation o ON o.partnership_id = p.partnership_id AND o.indicator_id = d.id
      AND o.place_id = p.id AND o.population_id = u.id
    WHERE p.partnership_id = d.partnership_id AND p.is_home) s ON true
  LEFT JOIN target g ON g.partnership_id = d.partnership_id AND g.indicator_id = d.id
    AND g.place_id = s.place_id AND g.population_id = s.population_id
  WHERE d.partnership_id = c.partnership_id AND d.id = c.indicator_id)`;

const ideaOf = `json_build_object('id', i.id, 'title', i.title, 'description', i.description, 'state', i.state)`;

const joins = `
  JOIN network n ON n.partnership_id = c.partnership_id AND n.id = c.network_id
  JOIN change_idea i ON i.partnership_id = c.partnership_id AND i.id = c.change_idea_id`;

/** A whole cycle, $2 its id; `columns` are the cycle's own. */
export const wholeCycle = (columns: string): string => `
SELECT ${columns}, n.name AS "networkName", n.parent_id AS "parentNetworkId", m.name AS "ownerName",
  ${ideaOf} AS idea,
  CASE WHEN b.id IS NULL THEN NULL ELSE ${brief('b')} END AS previous,
  COALESCE((SELECT json_agg(${brief('x')} ORDER BY x.rung, x.id) FROM cycle x
    WHERE x.partnership_id = c.partnership_id AND x.previous_id = c.id), '[]') AS next,
  (SELECT json_build_object('id', r.id, 'name', r.name) FROM practice r
    WHERE r.partnership_id = c.partnership_id AND r.cycle_id = c.id ORDER BY r.id LIMIT 1) AS practice,
  ${questionsOf} AS questions, ${tasksOf} AS tasks, ${seriesOf} AS series
FROM cycle c ${joins}
LEFT JOIN cycle b ON b.partnership_id = c.partnership_id AND b.id = c.previous_id
LEFT JOIN member m ON m.partnership_id = c.partnership_id AND m.id = c.owner_member_id
WHERE c.partnership_id = $1 AND c.id = $2`;

/**
 * What a write to the cycle $2 must know, with the cycle locked: stage and predictions are decided together, so a
 * question cannot change between the reading of a stage and the beginning of the next.
 */
export const cycleToWrite = (columns: string): string => `
SELECT ${columns}, n.parent_id AS "parentNetworkId", i.title AS "ideaTitle", i.state AS "ideaState",
  (SELECT count(*)::int FROM cycle o WHERE o.partnership_id = c.partnership_id AND o.change_idea_id = c.change_idea_id
    AND o.id <> c.id AND o.stage <> 'closed') AS "otherOpenCycles",
  ${questionsOf} AS questions
FROM cycle c ${joins}
WHERE c.partnership_id = $1 AND c.id = $2
FOR NO KEY UPDATE OF c`;

/** The network $2 with, if it has one, its idea $3 and the end of that idea's ramp. */
export const placeToLog = `
SELECT n.id AS "networkId", n.name AS "networkName", n.parent_id AS "parentNetworkId",
  i.id AS "ideaId", i.title AS "ideaTitle", i.description AS "ideaDescription", i.state AS "ideaState",
  i.created_at AS "ideaCreatedAt",
  l.id AS "lastId", l.rung AS "lastRung", l.title AS "lastTitle", l.stage AS "lastStage", l.scale AS "lastScale",
  l.decision AS "lastDecision", l.learned AS "lastLearned", m.name AS "memberName"
FROM network n
JOIN member m ON m.partnership_id = n.partnership_id AND m.id = $4
LEFT JOIN change_idea i ON i.partnership_id = n.partnership_id AND i.network_id = n.id AND i.id = $3
LEFT JOIN LATERAL (SELECT e.id, e.rung, e.title, e.stage, e.scale, e.decision, e.learned FROM cycle e
  WHERE e.partnership_id = n.partnership_id AND e.change_idea_id = i.id ORDER BY e.rung DESC, e.id DESC LIMIT 1) l ON true
WHERE n.partnership_id = $1 AND n.id = $2`;

/** Cycles of the network $2 (in the stage $3), newest first, after ($4, $5). */
export const cyclesPage = `
SELECT c.id, c.version, c.network_id AS "networkId", c.change_idea_id AS "changeIdeaId", i.title AS "ideaTitle",
  c.rung, c.title, c.stage, c.scale, c.decision, c.learned, m.name AS "ownerName",
  c.logged_afterwards AS "loggedAfterwards", c.planned_until AS "plannedUntil", c.created_at AS "createdAt",
  to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdKey",
  p.predicted AS "predictedCount", p.locked AS "lockedCount"
FROM cycle c
JOIN change_idea i ON i.partnership_id = c.partnership_id AND i.id = c.change_idea_id
LEFT JOIN member m ON m.partnership_id = c.partnership_id AND m.id = c.owner_member_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE q.prediction <> '')::int AS predicted, count(q.locked_at)::int AS locked
  FROM cycle_question q WHERE q.partnership_id = c.partnership_id AND q.cycle_id = c.id AND q.retired_at IS NULL) p
WHERE c.partnership_id = $1 AND c.network_id = $2 AND ($3::text IS NULL OR c.stage = $3)
  AND ($4::timestamptz IS NULL OR (c.created_at, c.id) < ($4, $5::uuid))
ORDER BY c.created_at DESC, c.id DESC LIMIT $6`;

export const cyclesCount = `
SELECT count(*)::int AS count FROM cycle c
WHERE c.partnership_id = $1 AND c.network_id = $2 AND ($3::text IS NULL OR c.stage = $3)`;

/** Locks what was predicted; asks the table itself, so that a question added a moment ago is locked with the others. */
export const lockPredictions = `
UPDATE cycle_question SET locked_at = $3, version = version + 1, updated_at = now()
WHERE partnership_id = $1 AND cycle_id = $2 AND retired_at IS NULL AND locked_at IS NULL AND btrim(prediction) <> ''
RETURNING id, version`;

/** Results of several questions at once, each against the version that the person saw; $2 is the rows as JSON. */
export const recordResults = `
UPDATE cycle_question q SET result = r.result, result_value = r."resultValue", evidence = r.evidence,
  verdict = r.verdict, version = q.version + 1, updated_at = now()
FROM jsonb_to_recordset($2::jsonb)
  AS r (id uuid, version int, result text, "resultValue" double precision, evidence text, verdict text)
WHERE q.partnership_id = $1 AND q.id = r.id AND q.version = r.version
RETURNING q.id, q.version`;

export const insertQuestions = `
INSERT INTO cycle_question (partnership_id, id, cycle_id, position, question, prediction, direction, predicted_low, predicted_high)
SELECT $1::uuid, r.id, $2::uuid, r.position, r.question, r.prediction, r.direction, r."predictedLow", r."predictedHigh"
FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, position int, question text, prediction text, direction text,
  "predictedLow" double precision, "predictedHigh" double precision)`;

/** The place after the last task, retired ones too; read under the cycle's lock. */
export const nextTaskPosition = `
SELECT coalesce(max(position), -1) + 1 AS position FROM cycle_task WHERE partnership_id = $1 AND cycle_id = $2`;

export const insertTasks = `
INSERT INTO cycle_task (partnership_id, id, cycle_id, position, title, owner_member_id, due_on)
SELECT $1::uuid, r.id, $2::uuid, r.position, r.title, r."ownerMemberId", r."dueOn"
FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, position int, title text, "ownerMemberId" uuid, "dueOn" date)`;
