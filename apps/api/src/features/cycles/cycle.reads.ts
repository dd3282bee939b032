import { placeName } from '../../database/place-name.ts';
import { isOpenCycle, isPredicted } from '../../database/work-sql.ts';
import { composeOnce, type ReadTransaction } from '../../tenancy/transaction.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { CycleTask } from './cycle-task.entity.ts';
import { Cycle } from './cycle.entity.ts';
import { seriesOf } from '../indicators/series.reads.ts';

/**
 * The SQL of cycles. Each text is constant; $1 is the partnership. Child rows come as JSON in the same statement, so
 * that a page is one read whatever its size.
 */

/** A cycle as its neighbours on the ramp show it. */
const briefly = ['id', 'rung', 'title', 'stage', 'scale', 'decision', 'learned'] as const;
export const brief = (tx: ReadTransaction, alias: string): string => tx.json(Cycle, alias, briefly);

const question = [
  'id',
  'version',
  'cycleId',
  'position',
  'question',
  'prediction',
  'direction',
  'predictedLow',
  'predictedHigh',
  'lockedAt',
  'result',
  'resultValue',
  'evidence',
  'verdict',
] as const;

/** Questions of `c` that were not retired, in their order. */
export const questionsOf = (tx: ReadTransaction): string => `COALESCE((
  SELECT json_agg(${tx.json(CycleQuestion, 'q', question)} ORDER BY q.position, q.id)
  FROM cycle_question q
  WHERE q.partnership_id = c.partnership_id AND q.cycle_id = c.id AND q.retired_at IS NULL), '[]')`;

const task = ['id', 'version', 'cycleId', 'position', 'title', 'ownerMemberId', 'dueOn', 'done'] as const;

const tasksOf = (tx: ReadTransaction): string => `COALESCE((
  SELECT json_agg(${tx.json(CycleTask, 't', task)}::jsonb || jsonb_build_object('ownerName', tm.name)
    ORDER BY t.position, t.id)
  FROM cycle_task t
  LEFT JOIN member tm ON tm.partnership_id = t.partnership_id AND tm.id = t.owner_member_id
  WHERE t.partnership_id = c.partnership_id AND t.cycle_id = c.id AND t.retired_at IS NULL), '[]')`;

/** The measure's released series at the home place for everybody, with its target. */
const measureOf = `(
  SELECT json_build_object('indicatorId', d.id, 'indicatorName', d.name, 'unit', d.unit, 'direction', d.direction,
    'measureType', d.measure_type, 'cadence', d.cadence, 'target', g.value, 'targetDueOn', g.due_on,
    'series', CASE WHEN s.place_id IS NOT NULL THEN ${seriesOf('s', { cadence: 'd.cadence' })} END)
  FROM indicator d
  LEFT JOIN LATERAL (
    SELECT d.id AS indicator_id, p.id AS place_id, ${placeName('p')} AS place_name, u.id AS population_id, u.name AS population_name,
      u.dimension, u."group"
    FROM place p
    JOIN population u ON u.partnership_id = p.partnership_id AND u.dimension IS NULL
    WHERE p.partnership_id = d.partnership_id AND p.is_home ORDER BY p.name, p.id, u.name, u.id LIMIT 1) s ON true
  LEFT JOIN target g ON g.partnership_id = d.partnership_id AND g.indicator_id = d.id
    AND g.place_id = s.place_id AND g.population_id = s.population_id
  WHERE d.partnership_id = c.partnership_id AND d.id = c.indicator_id)`;

const ideaFields = ['id', 'title', 'description', 'state'] as const;

const joins = `
  JOIN network n ON n.partnership_id = c.partnership_id AND n.id = c.network_id
  JOIN change_idea i ON i.partnership_id = c.partnership_id AND i.id = c.change_idea_id`;

/** A whole cycle, $2 its id. */
export const wholeCycle = composeOnce(
  (tx) => `
SELECT ${tx.columns(Cycle, 'c')}, n.name AS "networkName", n.parent_id AS "parentNetworkId", m.name AS "ownerName",
  ${tx.json(ChangeIdea, 'i', ideaFields)} AS idea,
  CASE WHEN b.id IS NULL THEN NULL ELSE ${brief(tx, 'b')} END AS previous,
  COALESCE((SELECT json_agg(${brief(tx, 'x')} ORDER BY x.rung, x.id) FROM cycle x
    WHERE x.partnership_id = c.partnership_id AND x.previous_id = c.id AND x.retired_at IS NULL), '[]') AS next,
  (SELECT json_build_object('id', r.id, 'name', r.name) FROM practice r
    WHERE r.partnership_id = c.partnership_id AND r.cycle_id = c.id ORDER BY r.id LIMIT 1) AS practice,
  ${questionsOf(tx)} AS questions, ${tasksOf(tx)} AS tasks, ${measureOf} AS measure
FROM cycle c ${joins}
LEFT JOIN cycle b ON b.partnership_id = c.partnership_id AND b.id = c.previous_id
LEFT JOIN member m ON m.partnership_id = c.partnership_id AND m.id = c.owner_member_id
WHERE c.partnership_id = $1 AND c.id = $2`,
);

/** The id of the cycle that the row $2 is, or belongs to. */
const cycleIdOf = (table: CycleOwner): string =>
  table === 'cycle'
    ? '$2::uuid'
    : `(SELECT o.cycle_id FROM ${table} o WHERE o.partnership_id = $1 AND o.id = $2::uuid)`;

/** Tables by whose rows a cycle is found. */
export type CycleOwner = 'cycle' | 'cycle_question' | 'cycle_task';

/** Locks the cycle of the row $2. */
export const lockCycle = (table: CycleOwner): string =>
  `SELECT c.id FROM cycle c WHERE c.partnership_id = $1 AND c.id = ${cycleIdOf(table)} FOR NO KEY UPDATE`;

/** What a write to the cycle of the row $2 must know, read once it is locked. */
export const cycleToWrite = (tx: ReadTransaction, table: CycleOwner): string => `
SELECT ${tx.columns(Cycle, 'c')}, ${tx.json(ChangeIdea, 'i')} AS idea,
  (SELECT count(*)::int FROM cycle o WHERE o.partnership_id = c.partnership_id AND o.change_idea_id = c.change_idea_id
    AND o.id <> c.id AND ${isOpenCycle('o.stage')} AND o.retired_at IS NULL) AS "otherOpenCycles",
  (SELECT x.id FROM cycle x WHERE x.partnership_id = c.partnership_id AND x.previous_id = c.id AND x.retired_at IS NULL
   LIMIT 1) AS "successorId",
  COALESCE((SELECT json_agg(json_build_object('id', o.id, 'version', o.version, 'rung', o.rung, 'previousId', o.previous_id)
      ORDER BY o.rung, o.id) FROM cycle o
    WHERE o.partnership_id = c.partnership_id AND o.change_idea_id = c.change_idea_id AND o.id <> c.id
      AND o.retired_at IS NULL), '[]') AS "otherRungs",
  (SELECT coalesce(max(t.position), -1) + 1 FROM cycle_task t
    WHERE t.partnership_id = c.partnership_id AND t.cycle_id = c.id) AS "nextTaskPosition",
  ${questionsOf(tx)} AS questions
FROM cycle c ${joins}
WHERE c.partnership_id = $1 AND c.id = ${cycleIdOf(table)}`;

/** The idea $2, the end of its ramp, and the name of the member $3 who logs. */
export const endOfRamp = composeOnce(
  (tx) => `
SELECT m.name AS "memberName", CASE WHEN i.id IS NULL THEN NULL ELSE ${tx.json(ChangeIdea, 'i')} END AS idea,
  (SELECT ${brief(tx, 'e')} FROM cycle e WHERE e.partnership_id = i.partnership_id AND e.change_idea_id = i.id AND e.retired_at IS NULL
   ORDER BY e.rung DESC, e.id DESC LIMIT 1) AS last
FROM member m
LEFT JOIN change_idea i ON i.partnership_id = m.partnership_id AND i.id = $2
WHERE m.partnership_id = $1 AND m.id = $3`,
);

/** Cycles of the network $2 (in the stage $3), newest first. */
export const cyclesPage: ListQuery = {
  columns: `c.id, c.version, c.network_id AS "networkId", c.change_idea_id AS "changeIdeaId", i.title AS "ideaTitle",
  c.rung, c.title, c.stage, c.scale, c.decision, c.learned, m.name AS "ownerName",
  c.logged_afterwards AS "loggedAfterwards", c.planned_until AS "plannedUntil", c.created_at AS "createdAt",
  p.predicted AS "predictedCount", p.locked AS "lockedCount"`,
  from: `cycle c
JOIN change_idea i ON i.partnership_id = c.partnership_id AND i.id = c.change_idea_id
LEFT JOIN member m ON m.partnership_id = c.partnership_id AND m.id = c.owner_member_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE ${isPredicted})::int AS predicted, count(q.locked_at)::int AS locked
  FROM cycle_question q WHERE q.partnership_id = c.partnership_id AND q.cycle_id = c.id AND q.retired_at IS NULL) p`,
  countFrom: 'cycle c',
  where: 'c.partnership_id = $1 AND c.network_id = $2 AND c.retired_at IS NULL AND ($3::text IS NULL OR c.stage = $3)',
  order: [
    { by: 'c.created_at', type: 'timestamptz', descending: true },
    { by: 'c.id', type: 'uuid', descending: true },
  ],
};
