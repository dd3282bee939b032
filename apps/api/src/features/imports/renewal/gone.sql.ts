import { insertSeries } from '../../../database/series-sql.ts';
import { sameObservation } from '../checks/import-check.sql.ts';

/**
 * What a new file of a source does not have any more; $1 partnership, $2 its import. Gone is an observation that
 * another file of the source brought, of a period between the first and the last that the new file has of the
 * indicator. One beyond them is outside: a file that covers fewer years takes nothing back. What somebody entered or
 * corrected by hand is no longer the source's.
 */

const sourceRows = `import f JOIN import m ON m.partnership_id = $1 AND m.source_id = f.source_id AND m.id <> f.id
JOIN observation o ON o.partnership_id = $1 AND o.import_id = m.id
JOIN (SELECT indicator_id, min(period_start) AS first_start, max(period_start) AS last_start
      FROM staged_observation WHERE partnership_id = $1 AND import_id = $2 GROUP BY 1) c ON c.indicator_id = o.indicator_id`;

const isCovered = 'o.period_start BETWEEN c.first_start AND c.last_start';

const isMissing = `f.partnership_id = $1 AND f.id = $2
AND NOT EXISTS (SELECT FROM staged_observation s WHERE s.partnership_id = $1 AND s.import_id = $2 AND ${sameObservation})`;

/** From where gone observations `o` are read, and which they are. */
export const goneFrom = sourceRows;
export const isGone = `${isMissing} AND ${isCovered}`;

/** How many are gone, and how many lie outside; no row where there is nothing that the file lacks. */
export const countGone = `
SELECT count(*) FILTER (WHERE ${isCovered}) AS gone, count(*) FILTER (WHERE NOT (${isCovered})) AS outside
FROM ${sourceRows} WHERE ${isMissing} GROUP BY f.source_id`;

/** The periods in which something is gone, by indicator. */
export const findGonePeriods = `
SELECT o.indicator_id AS "indicatorId", array_agg(DISTINCT o.period_start::text) AS periods FROM ${sourceRows}
WHERE ${isGone} GROUP BY 1`;

/** Takes out what is gone, and keeps it for the undo. $3 the reason. */
export const takeOutGone = `
WITH gone AS MATERIALIZED (SELECT o.* FROM ${sourceRows} WHERE ${isGone} FOR UPDATE OF o),
kept AS (
  INSERT INTO observation_revision (partnership_id, id, import_id, indicator_id, place_id, population_id, period_start, before, reason)
  SELECT partnership_id, gen_random_uuid(), $2::uuid, indicator_id, place_id, population_id, period_start, to_jsonb(gone), $3 FROM gone
  RETURNING 1),
taken AS (
  DELETE FROM observation o USING gone g WHERE o.partnership_id = $1 AND o.indicator_id = g.indicator_id AND o.place_id = g.place_id
    AND o.population_id = g.population_id AND o.period_start = g.period_start
  RETURNING 1)
SELECT count(*) AS gone FROM taken`;

/**
 * Puts back what the import $2 took out, as it was but for its version, which never goes back. It is hidden until it is
 * decided anew.
 */
export const putBackGone = `
WITH opened AS (${insertSeries('SELECT DISTINCT partnership_id, indicator_id, place_id, population_id FROM observation_revision WHERE partnership_id = $1 AND import_id = $2')}),
back AS (
  INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator,
    lower, upper, interval_lower, interval_upper, interval_level, provisional, import_id, version)
  SELECT b.partnership_id, b.indicator_id, r.place_id, r.population_id, b.period_start, b.period_end, b.status, b.value, b.numerator, b.denominator,
    b.lower, b.upper, b.interval_lower, b.interval_upper, b.interval_level, b.provisional, b.import_id, b.version + 1
  FROM observation_revision r CROSS JOIN LATERAL jsonb_populate_record(NULL::observation, r.before) b
  WHERE r.partnership_id = $1 AND r.import_id = $2
    AND NOT EXISTS (SELECT FROM observation o WHERE o.partnership_id = $1 AND o.indicator_id = r.indicator_id AND o.place_id = r.place_id
                    AND o.population_id = r.population_id AND o.period_start = r.period_start)
  RETURNING 1
) SELECT count(*) AS restored FROM back`;
