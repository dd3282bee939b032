import { isCurrentCharter, isStandingNetwork } from '../../database/work-sql.ts';

const standing = (row: string): string =>
  `EXISTS (SELECT 1 FROM network n WHERE n.partnership_id = $1 AND n.id = ${row}.network_id AND ${isStandingNetwork('n')})`;

/** What is there of a partnership's first hour; `$1` partnership, `$2` the viewer. */
export const findFirstSteps = `
SELECT p.id,
  EXISTS (SELECT 1 FROM member m WHERE m.partnership_id = $1 AND m.id <> $2 AND m.retired_at IS NULL) AS "hasPeople",
  EXISTS (SELECT 1 FROM outcome o WHERE o.partnership_id = $1 AND o.retired_at IS NULL) AS "hasOutcome",
  i.id AS "indicatorId", coalesce(i."hasNumbers", false) AS "hasNumbers",
  (SELECT n.id FROM network n WHERE n.partnership_id = $1 AND ${isStandingNetwork('n')} ORDER BY n.created_at, n.id LIMIT 1) AS "networkId",
  EXISTS (SELECT 1 FROM charter c WHERE c.partnership_id = $1 AND ${isCurrentCharter} AND ${standing('c')}) AS "hasCharter",
  EXISTS (SELECT 1 FROM action_plan l WHERE l.partnership_id = $1 AND ${standing('l')})
    OR EXISTS (SELECT 1 FROM action a WHERE a.partnership_id = $1 AND ${standing('a')}) AS "hasPlan",
  EXISTS (SELECT 1 FROM cycle y WHERE y.partnership_id = $1 AND y.retired_at IS NULL) AS "hasTest"
FROM partnership p
LEFT JOIN LATERAL (
  SELECT i.id, EXISTS (SELECT 1 FROM released_observation b WHERE b.partnership_id = $1 AND b.indicator_id = i.id) AS "hasNumbers"
  FROM indicator i WHERE i.partnership_id = $1 AND i.retired_at IS NULL
  ORDER BY 2 DESC, i.created_at, i.id LIMIT 1) i ON true
WHERE p.id = $1`;
