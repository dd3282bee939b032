import { is } from '../../database/words-sql.ts';
import type { ItemKind } from '@throughline/domain/vocabulary';
import { isPredicted } from '../../database/work-sql.ts';
import { dayOf } from '../../database/days.ts';

/**
 * What is shown of an item, with what has to be known to say whether it is stuck. `i` is the item, `$1` the
 * partnership. The subqueries run for items of their kind only, each by an index.
 */
const itemColumns = `
i.id, i.kind, i.title, i.state, i.network_id AS "networkId", i."on"::text AS "on", i.due_on::text AS "dueOn",
i.is_over AS "isOver", i.is_stuck AS "isStuck",
(SELECT n.name FROM network n WHERE n.partnership_id = $1 AND n.id = i.network_id) AS "networkName",
CASE WHEN ${is<ItemKind>('i.kind', 'action')} AND i.is_stuck THEN
  (SELECT a.blocked_reason FROM action a WHERE a.partnership_id = $1 AND a.id = i.id) END AS "blockedReason",
CASE WHEN ${is<ItemKind>('i.kind', 'cycle')} THEN
  (SELECT c.decision FROM cycle c WHERE c.partnership_id = $1 AND c.id = i.id) END AS decision,
CASE WHEN ${is<ItemKind>('i.kind', 'cycle')} AND NOT i.is_over THEN
  (SELECT count(*) FROM cycle_question q WHERE q.partnership_id = $1 AND q.cycle_id = i.id
   AND ${isPredicted}) END AS "predictedQuestions",
CASE WHEN ${is<ItemKind>('i.kind', 'action_plan')} AND NOT i.is_over THEN
  (SELECT ${dayOf('greatest(p.updated_at, (SELECT max(a.updated_at) FROM action a WHERE a.partnership_id = $1 AND a.network_id = p.network_id))', '$1')}::text
   FROM action_plan p WHERE p.partnership_id = $1 AND p.id = i.id) END AS "lastUpdatedOn"`;

/**
 * An item ($2) and what is linked to it in both directions, nearest first: at most $3 links away, at most $4 items a
 * direction. The union drops a step that was reached before at the same distance, and the depth ends circles.
 */
export const threadOfItem = `
WITH RECURSIVE walk (direction, id, depth) AS (
  SELECT d.direction, $2::uuid, 0 FROM (VALUES ('back'), ('forward')) AS d (direction)
  UNION
  SELECT w.direction, step.id, w.depth + 1
  FROM walk w CROSS JOIN LATERAL (
    SELECT l.from_id AS id FROM link l WHERE w.direction = 'back' AND l.partnership_id = $1 AND l.to_id = w.id
    UNION ALL
    SELECT l.to_id FROM link l WHERE w.direction = 'forward' AND l.partnership_id = $1 AND l.from_id = w.id
  ) AS step
  WHERE w.depth < $3
    AND NOT EXISTS (SELECT FROM item v WHERE v.partnership_id = $1 AND v.id = step.id AND v.is_void)
), nearest AS (
  SELECT direction, id, min(depth) AS depth FROM walk GROUP BY direction, id
), numbered AS (
  SELECT s.direction, s.id, s.depth, row_number() OVER (PARTITION BY s.direction ORDER BY s.depth, i."on" DESC, s.id) AS place
  FROM nearest s JOIN item i ON i.partnership_id = $1 AND i.id = s.id
  WHERE s.id <> $2 OR s.depth = 0
), kept AS (
  SELECT direction, id, depth, place FROM numbered WHERE place <= $4::int + 1
)
SELECT k.direction, k.depth::int AS depth, edge.relation, edge.near_id AS "nearId",
       ((SELECT max(place) FROM numbered m WHERE m.direction = k.direction) > $4::int + 1) AS "isCut", ${itemColumns}
FROM kept k JOIN item i ON i.partnership_id = $1 AND i.id = k.id
LEFT JOIN LATERAL (
  SELECT l.relation, near.id AS near_id FROM kept near JOIN link l ON l.partnership_id = $1
    AND l.from_id = CASE k.direction WHEN 'back' THEN k.id ELSE near.id END
    AND l.to_id = CASE k.direction WHEN 'back' THEN near.id ELSE k.id END
  WHERE near.direction = k.direction AND near.depth = k.depth - 1 ORDER BY near.place LIMIT 1
) AS edge ON true
ORDER BY k.direction, k.place`;

/**
 * The map of a network ($2) as one row: items, the newest $3 of each kind with what is open before what is over, the
 * links between them, and how many items of each kind there are. The gap's indicators belong to no network: they come
 * in by their links.
 */
export const mapOfNetwork = `
WITH own AS (
  SELECT i.id, i.kind, i."on", i.is_over FROM item i
  WHERE i.partnership_id = $1 AND i.network_id = $2 AND NOT i.is_void
  UNION
  SELECT gap.id, gap.kind, gap."on", gap.is_over
  FROM item i JOIN link l ON l.partnership_id = $1 AND l.to_id = i.id
  JOIN item gap ON gap.partnership_id = $1 AND gap.id = l.from_id AND ${is<ItemKind>('gap.kind', 'indicator')}
  WHERE i.partnership_id = $1 AND i.network_id = $2
), ranked AS (
  SELECT id, kind, count(*) OVER (PARTITION BY kind) AS total,
         row_number() OVER (PARTITION BY kind ORDER BY is_over, "on" DESC, id DESC) AS place
  FROM own
), kept AS (
  SELECT id FROM ranked WHERE place <= $3::int
)
SELECT n.id AS "networkId",
  coalesce((SELECT json_agg(found) FROM (
    SELECT ${itemColumns} FROM kept k JOIN item i ON i.partnership_id = $1 AND i.id = k.id) AS found), '[]') AS items,
  coalesce((SELECT json_agg(json_build_object('fromId', l.from_id, 'toId', l.to_id, 'relation', l.relation))
    FROM link l JOIN kept f ON f.id = l.from_id JOIN kept t ON t.id = l.to_id WHERE l.partnership_id = $1), '[]') AS links,
  coalesce((SELECT json_agg(counted) FROM (SELECT kind, max(total)::int AS total FROM ranked GROUP BY kind) AS counted), '[]') AS totals
FROM network n WHERE n.partnership_id = $1 AND n.id = $2`;

/** Letters that people leave out when they type in a hurry. */
const plainTitle = `translate(lower(i.title), 'áéíóúüñ', 'aeiouun')`;

/** Items whose title holds every pattern of $2; those that begin with $3 first, then what is open, the newest first. */
export const itemsByTitle = `
SELECT i.id, i.kind, i.title, i.state, i.network_id AS "networkId", n.name AS "networkName"
FROM item i LEFT JOIN network n ON n.partnership_id = $1 AND n.id = i.network_id
WHERE i.partnership_id = $1 AND NOT i.is_void AND ${plainTitle} LIKE ALL ($2::text[])
ORDER BY (${plainTitle} LIKE $3) DESC, i.is_over, i."on" DESC, i.id LIMIT $4`;

/** What was done to the item itself: a row of another table may have the same id, and somebody chose it. */
const isOfItem = 'a.item_id = i.id AND a.kind = i.kind';

/**
 * Who did what to an item ($2), the latest first, after ($3, $4). Only for what stands on the thread: rows of people
 * carry addresses, rows of observations carry numbers, and neither leaves by this way.
 */
export const historyOfItem = `
SELECT a.id, a.at, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "atKey", a.verb, a.kind, a.reason,
       a.changes, m.name AS "memberName"
FROM item i JOIN audit a ON a.partnership_id = $1 AND ${isOfItem}
LEFT JOIN member m ON m.partnership_id = $1 AND m.id = a.member_id
WHERE i.partnership_id = $1 AND i.id = $2
  AND ($3::timestamptz IS NULL OR (a.at, a.id) < ($3::timestamptz, $4::uuid))
ORDER BY a.at DESC, a.id DESC LIMIT $5`;

export const historyCount = `
SELECT (SELECT count(*) FROM audit a WHERE a.partnership_id = $1 AND ${isOfItem}) AS count
FROM item i WHERE i.partnership_id = $1 AND i.id = $2`;
