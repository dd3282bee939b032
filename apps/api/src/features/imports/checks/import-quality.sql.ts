import { sharesOfPeople, statusesWithNumbers } from '@throughline/domain/shares';
import { is, isOneOf } from '../../../database/words-sql.ts';
import type { ImportState, MeasureType } from '@throughline/domain/vocabulary';
import { placeKey, saysTheSame, sameObservation } from './import-check.sql.ts';

const codeOf = `(SELECT min(c.code) FROM place_code c WHERE c.partnership_id = p.partnership_id AND c.place_id = p.id) AS code`;

/** The places of the staged rows as the file names them; a place that the commit adds has no id yet. */
export const findStagedPlaces = `
SELECT s.place_id AS id, min(s.place_label) AS label, min(s.place_code) AS code,
       p.name, p.kind, p.parent_id AS "parentId", min(s.line) AS line
FROM staged_observation s LEFT JOIN place p ON p.partnership_id = s.partnership_id AND p.id = s.place_id
WHERE s.partnership_id = $1 AND s.import_id = $2
GROUP BY s.place_id, CASE WHEN s.place_id IS NULL THEN ${placeKey('s')} END, p.name, p.kind, p.parent_id
ORDER BY min(s.line) LIMIT 20000`;

/** The populations of the staged rows. */
export const findStagedPopulations = `
SELECT DISTINCT s.population_label = '' OR (p.id IS NOT NULL AND p.dimension IS NULL) AS "isTotal", coalesce(p.dimension, '') AS dimension, s.population_label AS label
FROM staged_observation s LEFT JOIN population p ON p.partnership_id = s.partnership_id AND p.id = s.population_id
WHERE s.partnership_id = $1 AND s.import_id = $2 AND p.crossed_dimension IS NULL LIMIT 2000`;

/**
 * The file of the same series that was committed last: it tells of one of the same indicators ($3), and has the same
 * name but for numbers ($4), or the same columns ($5).
 */
export const findPredecessor = `
SELECT i.id, i.file_name AS "fileName" FROM import i
WHERE i.partnership_id = $1 AND i.id <> $2 AND ${is<ImportState>('i.state', 'committed')}
  AND EXISTS (SELECT FROM jsonb_array_elements(i.mapping->'indicators') e WHERE e->>'indicatorKey' = ANY ($3::text[]))
  AND (regexp_replace(lower(i.file_name), '[0-9]+', '', 'g') = $4 OR jsonb_path_query_array(i.seen, '$.shape.columns[*].name') = $5::jsonb)
ORDER BY i.committed_at DESC LIMIT 1`;

/** Places that the file before ($3) told of and this one does not. */
export const findVanished = `
SELECT p.id, p.name, ${codeOf}, count(*) OVER () AS total FROM import_place ip JOIN place p ON p.partnership_id = ip.partnership_id AND p.id = ip.place_id
WHERE ip.partnership_id = $1 AND ip.import_id = $3
  AND NOT EXISTS (SELECT FROM staged_observation s WHERE s.partnership_id = $1 AND s.import_id = $2 AND s.place_id = ip.place_id)
ORDER BY p.name LIMIT 2000`;

/** Places of this file that the one before ($3) did not tell of. */
export const findAppeared = `
SELECT DISTINCT s.place_id AS id FROM staged_observation s
WHERE s.partnership_id = $1 AND s.import_id = $2 AND s.place_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM import_place ip WHERE ip.partnership_id = $1 AND ip.import_id = $3 AND ip.place_id = s.place_id) LIMIT 2000`;

/** Places that have numbers of one of the indicators ($2). */
export const findPlacesWithData = `
SELECT p.id, p.name, ${codeOf} FROM place p
WHERE p.partnership_id = $1 AND EXISTS (SELECT FROM observation o WHERE o.partnership_id = $1 AND o.indicator_id = ANY ($2::uuid[]) AND o.place_id = p.id)
ORDER BY p.name LIMIT 5000`;

/** Places by the names that they have had, for labels that no place has now ($2: the ids). */
export const findPlaceLabels = `
SELECT place_id AS id, label FROM place_label WHERE partnership_id = $1 AND place_id = ANY ($2::uuid[])`;

/** What every comparison of totals with their parts does with its pairs of numbers. $4: how many are told. */
const judgement = `
judged AS (
  SELECT *, abs(total - parts) <= greatest(0.5, total * 0.000001) AS agrees,
         count(*) OVER (PARTITION BY "indicatorId", dimension, what) AS compared,
         count(*) FILTER (WHERE abs(total - parts) <= greatest(0.5, total * 0.000001)) OVER (PARTITION BY "indicatorId", dimension, what) AS agreeing
  FROM compared
), strange AS (
  SELECT *, count(*) OVER () AS found FROM judged
  WHERE NOT agrees AND (2 * agreeing >= compared OR compared <= 3)
)
SELECT line, "indicatorId", place, dimension AS population, period::text, parts AS was, total AS now, what, found, compared FROM strange
ORDER BY abs(total - parts) / greatest(total, 1) DESC, line LIMIT $4`;

/** Numbers that can be added up: people counted, or a count that is the value itself. */
const countables = ['denominator', 'numerator', 'value'] as const;

/**
 * Each staged row with its numbers that can be added up ($3: the indicators whose value is one). `place_key` is the
 * place, or what stands in for one that is to be added. `sorted`: what the mapping says that labels are groups of, for
 * those that the commit adds.
 */
const countsOf = (sorted: string): string => `
counts AS NOT MATERIALIZED (
  SELECT s.indicator_id, s.place_id, coalesce(s.place_id, md5(${placeKey('s')})::uuid) AS place_key, s.place_label, s.period_start, s.line,
         CASE WHEN s.population_label = '' OR (p.id IS NOT NULL AND p.dimension IS NULL) THEN NULL ELSE coalesce(p.dimension, ${sorted} ->> s.population_label, '') END AS dimension,
         s.population_label, s.denominator, s.numerator, CASE WHEN s.indicator_id = ANY ($3::uuid[]) THEN s.value END AS value
  FROM staged_observation s LEFT JOIN population p ON p.partnership_id = s.partnership_id AND p.id = s.population_id
  WHERE s.partnership_id = $1 AND s.import_id = $2 AND p.crossed_dimension IS NULL
)`;

/** The sum of each number over the rows of a group, where every one of them has it. */
const sums = countables
  .map((number) => `CASE WHEN count(c.${number}) = count(*) THEN sum(c.${number}) END AS ${number}`)
  .join(', ');

/** The numbers of the total `t` beside those of its parts `p`, where there are both: each in a row of its own. */
const eachNumber = `CROSS JOIN LATERAL (VALUES ${countables.map((number) => `('${number}', t.${number}, p.${number})`).join(', ')}) AS n (what, total, parts)
  WHERE n.total IS NOT NULL AND n.parts IS NOT NULL`;

/**
 * Totals beside the sum of a dimension's groups, where every group has its number. Groups may overlap without
 * anybody having said so, so a dimension is judged only when most of its sums agree, or when there are too few to tell.
 * One whose groups are said to overlap is never countables. $5: dimensions by label.
 */
export const compareGroups = `
WITH ${countsOf('$5::jsonb')}, parts AS (
  SELECT c.indicator_id, c.place_key, c.period_start, c.dimension, ${sums} FROM counts c
  WHERE c.dimension IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
), compared AS (
  SELECT t.line, t.indicator_id AS "indicatorId", t.place_label AS place, p.dimension, t.period_start AS period, n.what, n.total, n.parts
  FROM parts p JOIN counts t ON t.indicator_id = p.indicator_id AND t.place_key = p.place_key AND t.period_start = p.period_start AND t.dimension IS NULL
  ${eachNumber}
    AND NOT EXISTS (SELECT FROM population_dimension d WHERE d.partnership_id = $1 AND NOT d.is_exclusive AND d.name = p.dimension)
), ${judgement}`;

/** Places beside the sum of the places in them ($5: \`{child, parent}\`), where every one of them has its number. */
export const comparePlaces = `
WITH ${countsOf("'{}'::jsonb")}, family AS (
  SELECT child, parent FROM jsonb_to_recordset($5::jsonb) AS r (child uuid, parent uuid)
), parts AS (
  SELECT c.indicator_id, f.parent, c.population_label, c.period_start, ${sums} FROM counts c JOIN family f ON f.child = c.place_id
  GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
), compared AS (
  SELECT t.line, t.indicator_id AS "indicatorId", t.place_label AS place, t.population_label AS dimension, t.period_start AS period, n.what, n.total, n.parts
  FROM parts p JOIN counts t ON t.indicator_id = p.indicator_id AND t.place_id = p.parent AND t.population_label = p.population_label AND t.period_start = p.period_start
  ${eachNumber}
), ${judgement}`;

/**
 * Shares whose people the file does not tell, of indicators of which nobody said that the groups are large: readers will
 * not see them, unless a sum tells their people. By indicator; $3: how many are told.
 */
export const findPeopleUnknown = `
SELECT min(s.line) AS line, s.indicator_id AS "indicatorId", i.name AS other, count(*)::int AS now, sum(count(*)) OVER ()::int AS found
FROM staged_observation s JOIN indicator i ON i.partnership_id = s.partnership_id AND i.id = s.indicator_id
WHERE s.partnership_id = $1 AND s.import_id = $2 AND s.denominator IS NULL AND i.large_groups_reason IS NULL
  AND ${isOneOf('i.measure_type', sharesOfPeople)} AND ${isOneOf('s.status', statusesWithNumbers)}
  AND NOT (${is<MeasureType>('i.measure_type', 'proportion')} AND s.numerator IS NOT NULL AND s.value > 0)
GROUP BY s.indicator_id, i.name ORDER BY count(*) DESC, i.name LIMIT $3`;

/** The numbers that a commit would change most, beside what stands there now. $3: how many are told. */
export const findChanged = `
SELECT s.line, s.indicator_id AS "indicatorId", s.place_label AS place, s.population_label AS population, s.period_start::text AS period,
       o.value AS was, s.value AS now, 'value' AS what
FROM staged_observation s JOIN observation o ON ${sameObservation}
WHERE s.partnership_id = $1 AND s.import_id = $2 AND NOT (${saysTheSame('s', 'o')})
ORDER BY abs(s.value - o.value) DESC NULLS FIRST, s.line LIMIT $3`;
