import type { MeasureLinkKind, MeasureLinkOrigin } from '@throughline/domain/vocabulary';
import { is, isOneOf, quote } from '../database/words-sql.ts';

/** Indicators about the same people; $1 is the partnership. */

/** Newest periods of an indicator whose cells are compared with those of others, and how many cells. */
const periodsCompared = 12;
const cellsCompared = 400;

/** $2 indicator. Some of its cells, of the newest periods. */
const comparedCells = `periods AS (
  SELECT d.period_start FROM disclosure_period d WHERE d.partnership_id = $1 AND d.indicator_id = $2
  ORDER BY d.is_decided, d.period_start DESC LIMIT ${periodsCompared}),
cells AS (
  SELECT o.place_id, o.population_id, o.period_start, o.numerator, o.denominator, o.import_id FROM observation o
  WHERE o.partnership_id = $1 AND o.indicator_id = $2 AND o.period_start IN (SELECT period_start FROM periods) AND o.denominator > 0
  ORDER BY md5(o.place_id::text || o.population_id::text || o.period_start::text) LIMIT ${cellsCompared})`;

/**
 * $2 indicator. What its numbers have in common with those of each indicator that nobody has linked to it or unlinked
 * from it: `LinkEvidence`, over some of the cells that both have.
 */
export const findEvidence = `
WITH ${comparedCells},
others AS (
  SELECT i.id FROM indicator i
  WHERE i.partnership_id = $1 AND i.id <> $2
    AND EXISTS (SELECT FROM disclosure_period d WHERE d.partnership_id = $1 AND d.indicator_id = i.id AND d.period_start IN (SELECT period_start FROM periods))
    AND NOT EXISTS (SELECT FROM indicator_link l WHERE l.partnership_id = $1 AND l.first_id = least(i.id, $2) AND l.second_id = greatest(i.id, $2)))
SELECT i.id AS "otherId", count(*)::int AS common,
  count(*) FILTER (WHERE b.denominator = c.denominator)::int AS "samePeople",
  count(DISTINCT c.denominator) FILTER (WHERE b.denominator = c.denominator)::int AS "differentPeople",
  coalesce(max(c.denominator) FILTER (WHERE b.denominator = c.denominator), 0) AS "mostPeople",
  count(*) FILTER (WHERE b.denominator = c.denominator AND b.numerator IS NOT NULL AND c.numerator IS NOT NULL)::int AS counted,
  count(*) FILTER (WHERE b.denominator = c.denominator AND b.numerator = c.numerator)::int AS "sameCounting",
  count(*) FILTER (WHERE b.denominator = c.denominator AND b.numerator + c.numerator = c.denominator)::int AS everybody,
  count(*) FILTER (WHERE b.denominator = c.denominator AND b.import_id = c.import_id)::int AS "ofOneFile"
FROM others i CROSS JOIN cells c
JOIN observation b ON b.partnership_id = $1 AND b.indicator_id = i.id AND b.place_id = c.place_id AND b.population_id = c.population_id
  AND b.period_start = c.period_start AND b.denominator > 0
GROUP BY 1`;

/** $2 links that were found, as JSON. Answers those that are new. */
export const putFound = `
INSERT INTO indicator_link (partnership_id, id, first_id, second_id, kind, origin)
SELECT $1::uuid, gen_random_uuid(), f.first, f.second, f.kind, ${quote<MeasureLinkOrigin>('numbers')}
FROM jsonb_to_recordset($2::jsonb) AS f (first uuid, second uuid, kind text)
ON CONFLICT (partnership_id, first_id, second_id) DO NOTHING RETURNING first_id, second_id`;

/**
 * $2 indicator. Some of its cells with the numbers of those that are linked to it because their people are the same, as
 * far as they are: `SharedCell`.
 */
export const findSharedCells = `
WITH ${comparedCells},
linked AS (
  SELECT CASE WHEN l.first_id = $2 THEN l.second_id ELSE l.first_id END AS id FROM indicator_link l
  WHERE l.partnership_id = $1 AND $2 IN (l.first_id, l.second_id) AND l.is_linked
    AND ${is<MeasureLinkOrigin>('l.origin', 'numbers')} AND ${isOneOf('l.kind', ['people', 'levels'])})
SELECT c.denominator AS n, jsonb_object_agg(b.indicator_id, b.numerator) || jsonb_build_object($2::text, min(c.numerator)) AS counting
FROM cells c JOIN observation b ON b.partnership_id = $1 AND b.indicator_id IN (SELECT id FROM linked) AND b.place_id = c.place_id
  AND b.population_id = c.population_id AND b.period_start = c.period_start AND b.denominator = c.denominator AND b.numerator IS NOT NULL
WHERE c.numerator IS NOT NULL
GROUP BY c.place_id, c.population_id, c.period_start, c.denominator HAVING count(*) > 1`;

/** $2 indicators of which each person counts in one. Says so where their numbers alone had linked them, or nothing had. Answers what is new. */
export const putLevels = `
INSERT INTO indicator_link (partnership_id, id, first_id, second_id, kind, origin)
SELECT $1::uuid, gen_random_uuid(), a.id, b.id, ${quote<MeasureLinkKind>('levels')}, ${quote<MeasureLinkOrigin>('numbers')}
FROM unnest($2::uuid[]) AS a (id) JOIN unnest($2::uuid[]) AS b (id) ON a.id < b.id
ON CONFLICT (partnership_id, first_id, second_id) DO UPDATE SET kind = excluded.kind, version = indicator_link.version + 1
  WHERE ${is<MeasureLinkOrigin>('indicator_link.origin', 'numbers')} AND ${is<MeasureLinkKind>('indicator_link.kind', 'people')}
RETURNING first_id, second_id`;

/** $2 indicators, as an expression: they and all that links lead to. */
const reachedFrom = (start: string): string => `
  WITH RECURSIVE reached (id) AS (
    SELECT unnest(${start})
    UNION SELECT CASE WHEN l.first_id = r.id THEN l.second_id ELSE l.first_id END
    FROM reached r JOIN indicator_link l ON l.partnership_id = $1 AND l.is_linked AND r.id IN (l.first_id, l.second_id))
  SELECT id FROM reached`;

/** $2 indicators. They and all that links lead to, in a fixed order. */
export const findComponent = `SELECT id FROM (${reachedFrom('$2::uuid[]')}) c ORDER BY id`;

/** $2 indicators that are decided together. The links between them. */
export const findLinks = `
SELECT l.first_id AS "firstId", l.second_id AS "secondId", l.kind FROM indicator_link l
WHERE l.partnership_id = $1 AND l.is_linked AND l.first_id = ANY($2::uuid[]) AND l.second_id = ANY($2::uuid[]) ORDER BY 1, 2`;

/** $2 and $3 two indicators, the smaller id first. */
export const findLink = `
SELECT l.partnership_id AS "partnershipId", l.id, l.version, l.created_at AS "createdAt", l.updated_at AS "updatedAt", l.first_id AS "firstId",
  l.second_id AS "secondId", l.kind, l.origin, l.is_linked AS "isLinked", l.reason, l.decided_by AS "decidedBy"
FROM indicator_link l WHERE l.partnership_id = $1 AND l.first_id = $2::uuid AND l.second_id = $3::uuid`;

/** $2 indicator, within another statement. What its numbers, or people, say of others, seen from it. */
export const linksOfIndicator = `
  SELECT l.id, l.origin, l.is_linked AS "isLinked", l.reason, o.id AS "otherId", o.name AS "otherName", m.name AS "decidedByName",
    CASE WHEN l.first_id = $2 THEN l.kind WHEN ${is<MeasureLinkKind>('l.kind', 'within')} THEN ${quote<MeasureLinkKind>('around')}
      WHEN ${is<MeasureLinkKind>('l.kind', 'around')} THEN ${quote<MeasureLinkKind>('within')} ELSE l.kind END AS kind
  FROM indicator_link l
  JOIN indicator o ON o.partnership_id = $1 AND o.id = CASE WHEN l.first_id = $2 THEN l.second_id ELSE l.first_id END
  LEFT JOIN member m ON m.partnership_id = $1 AND m.id = l.decided_by
  WHERE l.partnership_id = $1 AND $2 IN (l.first_id, l.second_id) ORDER BY l.is_linked DESC, o.name, o.id`;
