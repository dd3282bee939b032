import { is } from '../../../database/words-sql.ts';
import type { DuplicatePolicy } from '@throughline/source-files/mapping/mapping';
import {
  deviationFactor,
  fewestOthers,
  outlierScore,
  smallestPercentSpread,
  smallestRelativeSpread,
} from '@throughline/source-files/rows/outliers';

/** For the few statements that look at the whole file at once: time, room to sort, and no second spent on compiling them. */
export const wholeFile = `SELECT set_config('statement_timeout', '15min', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;

/**
 * Which place a staged row is of: its id, or for one that is to be added its code among those of its kind, or its
 * name in the place that it lies in.
 */
export function placeKey(row = ''): string {
  const at = row && `${row}.`;
  return `coalesce(${at}place_id::text, ${at}place_code || coalesce(E'\\x1f' || ${at}place_kind, ''), lower(${at}place_label) || coalesce(E'\\x1f' || coalesce(${at}parent_code, lower(${at}parent_label)), ''))`;
}

/** One observation of the staging table: label and code stand in where there is no id yet. */
const stagedKey = `indicator_id, ${placeKey()}, coalesce(population_id::text, lower(population_label)), period_start`;

/** What an observation says, beside which one it is. */
const contentColumns = [
  'period_end',
  'status',
  'value',
  'numerator',
  'denominator',
  'lower',
  'upper',
  'interval_lower',
  'interval_upper',
  'interval_level',
  'provisional',
] as const;

/** Whether two rows say the same. */
export const saysTheSame = (a: string, b: string): string =>
  `(${contentColumns.map((column) => `${a}.${column}`).join(', ')}) IS NOT DISTINCT FROM (${contentColumns.map((column) => `${b}.${column}`).join(', ')})`;

/** Joins a staged row to the observation that it would replace. */
export const sameObservation = `o.partnership_id = s.partnership_id AND o.indicator_id = s.indicator_id AND o.place_id = s.place_id
  AND o.population_id = s.population_id AND o.period_start = s.period_start`;

/** Rows that repeat an observation of an earlier line, as two labels can name one place. $3: how many are told. */
export const findDuplicates = `
WITH ranked AS (
  SELECT line, part, first_value(line) OVER w AS first_line, first_value(part) OVER w AS first_part, row_number() OVER w AS place_in_line
  FROM staged_observation WHERE partnership_id = $1 AND import_id = $2
  WINDOW w AS (PARTITION BY ${stagedKey} ORDER BY line, part)
)
SELECT r.line, r.first_line AS "firstLine", ${saysTheSame('a', 'b')} AS same, a.place_label AS "placeLabel", count(*) OVER () AS total
FROM ranked r
JOIN staged_observation a ON a.partnership_id = $1 AND a.import_id = $2 AND a.line = r.line AND a.part = r.part
JOIN staged_observation b ON b.partnership_id = $1 AND b.import_id = $2 AND b.line = r.first_line AND b.part = r.first_part
WHERE r.place_in_line > 1 ORDER BY same, r.line LIMIT $3`;

/**
 * Leaves one of each observation, or none of those that differ, by the mapping's policy ($3). Under `report` what
 * differs is an error, so that only what says the same twice gets further.
 */
export const dropDuplicates = `
WITH gone AS (
  DELETE FROM staged_observation d USING (
    SELECT line, part, row_number() OVER w AS from_first, row_number() OVER (PARTITION BY ${stagedKey} ORDER BY line DESC, part DESC) AS from_last,
           min(md5(ROW(${contentColumns.join(', ')})::text)) OVER w IS DISTINCT FROM max(md5(ROW(${contentColumns.join(', ')})::text)) OVER w AS differs
    FROM staged_observation WHERE partnership_id = $1 AND import_id = $2
    WINDOW w AS (PARTITION BY ${stagedKey} ORDER BY line, part ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
  ) r WHERE d.partnership_id = $1 AND d.import_id = $2 AND d.line = r.line AND d.part = r.part
    AND CASE WHEN ${is<DuplicatePolicy>('$3::text', 'leave_out')} AND r.differs THEN true WHEN ${is<DuplicatePolicy>('$3::text', 'last')} THEN r.from_last > 1 ELSE r.from_first > 1 END
  RETURNING 1
) SELECT count(*) AS gone FROM gone`;

/** Removes rows that a later line made void: `{line, part}` in $3. */
export const dropRetracted = `
WITH gone AS (
  DELETE FROM staged_observation d USING jsonb_to_recordset($3::jsonb) AS r (line int, part int)
  WHERE d.partnership_id = $1 AND d.import_id = $2 AND d.line = r.line AND d.part = r.part RETURNING 1
) SELECT count(*) AS gone FROM gone`;

/** How the staged rows stand to what the partnership has. */
export const countOverlap = `
SELECT count(*) FILTER (WHERE o.partnership_id IS NULL) AS added,
       count(*) FILTER (WHERE o.partnership_id IS NOT NULL AND ${saysTheSame('s', 'o')}) AS same,
       count(*) FILTER (WHERE o.partnership_id IS NOT NULL AND NOT (${saysTheSame('s', 'o')})) AS changed
FROM staged_observation s LEFT JOIN observation o ON ${sameObservation}
WHERE s.partnership_id = $1 AND s.import_id = $2`;

/**
 * Whether values between `low` and `high` lie so near to each other that none can be an outlier, whatever the median: the
 * distance from it is at most their range, and the spread that is believed at least a share of the smallest of them.
 */
const isCalm = (low: string, high: string, floor: string): string =>
  `coalesce(${deviationFactor} * (${high} - ${low}) <= ${outlierScore} * greatest(${smallestRelativeSpread} * greatest(${low}, -${high}, 0), ${floor}), true)`;

/**
 * The series of the file that may have outliers, beside what the partnership has of them; most series are calm, and
 * their smallest and largest values say so. $3: the indicators in percent. Points: `[line or null, value, denominator,
 * period]`; a period that stands in both comes twice. For a cursor: a file may have any number of series.
 */
export const readSeries = `
WITH read AS (
  SELECT indicator_id, place_id, population_id, count(*) AS points, max(place_label) AS place_label, max(population_label) AS population_label,
         min(value) AS low, max(value) AS high, min(denominator) AS least, max(denominator) AS most
  FROM staged_observation WHERE partnership_id = $1 AND import_id = $2 AND place_id IS NOT NULL AND population_id IS NOT NULL
  GROUP BY indicator_id, place_id, population_id
), known AS (
  SELECT r.indicator_id, r.place_id, r.population_id, r.place_label, r.population_label, r.points + k.points AS points,
         least(r.low, k.low) AS low, greatest(r.high, k.high) AS high, least(r.least, k.least) AS least, greatest(r.most, k.most) AS most
  FROM read r CROSS JOIN LATERAL (
    SELECT count(*) AS points, min(value) AS low, max(value) AS high, min(denominator) AS least, max(denominator) AS most
    FROM observation o
    WHERE o.partnership_id = $1 AND o.indicator_id = r.indicator_id AND o.place_id = r.place_id AND o.population_id = r.population_id
  ) k
), restless AS MATERIALIZED (
  SELECT indicator_id, place_id, population_id, place_label, population_label FROM known
  WHERE points > ${fewestOthers}
    AND NOT (${isCalm('low', 'high', `CASE WHEN indicator_id = ANY ($3::uuid[]) THEN ${smallestPercentSpread} ELSE 0 END`)} AND ${isCalm('least', 'most', '0')})
), points AS (
  SELECT s.indicator_id, s.place_id, s.population_id, s.period_start, s.line, s.value, s.denominator
  FROM restless JOIN staged_observation s USING (indicator_id, place_id, population_id) WHERE s.partnership_id = $1 AND s.import_id = $2
  UNION ALL
  SELECT o.indicator_id, o.place_id, o.population_id, o.period_start, NULL, o.value, o.denominator
  FROM restless k
  JOIN observation o ON o.partnership_id = $1 AND o.indicator_id = k.indicator_id AND o.place_id = k.place_id AND o.population_id = k.population_id
)
SELECT p.indicator_id AS "indicatorId", max(r.place_label) AS "placeLabel", max(r.population_label) AS "populationLabel",
       json_agg(json_build_array(p.line, p.value, p.denominator, p.period_start) ORDER BY p.period_start, p.line NULLS LAST) AS points
FROM points p JOIN restless r USING (indicator_id, place_id, population_id) GROUP BY p.indicator_id, p.place_id, p.population_id`;

/** Whether the partnership has anything of the indicators in $2: if not, every row is new. */
export const hasObservations = `
SELECT EXISTS (SELECT FROM observation WHERE partnership_id = $1 AND indicator_id = ANY ($2::uuid[])) AS "isThere"`;

export const insertProblems = `
INSERT INTO import_problem (partnership_id, id, import_id, line, "column", code, severity, message, cell, params)
SELECT $1::uuid, r.id, $2::uuid, r.line, r."column", r.code, r.severity, r.message, r.cell, r.params
FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, line int, "column" text, code text, severity text, message text, cell text, params jsonb)`;

export const clearProblems = 'DELETE FROM import_problem WHERE partnership_id = $1 AND import_id = $2';

export const noteProgress = `
UPDATE import SET rows_read = $3, checking_since = moment() WHERE partnership_id = $1 AND id = $2 AND checking_since IS NOT NULL`;

export const endChecking = `UPDATE import SET checking_since = NULL WHERE partnership_id = $1 AND id = $2`;
