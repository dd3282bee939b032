import { is } from '../../../database/words-sql.ts';
import type { ImportState } from '@throughline/domain/vocabulary';
import { hiddenAsFirstPublished, hiddenUntilDecided } from '../../../disclosure/disclosure.sql.ts';
import { insertSeries } from '../../../database/series-sql.ts';
import { placeKey, sameObservation, saysTheSame } from '../checks/import-check.sql.ts';

/** Commits and undos of one partnership follow each other, so that none works on what another is replacing. */
export const patience = `SET LOCAL statement_timeout = '15min'`;

export const findPlacesToAdd = `
SELECT DISTINCT ON (${placeKey()}) ${placeKey()} AS key, place_label AS label, place_code AS code, place_kind AS kind,
       parent_label AS "parentLabel", parent_code AS "parentCode"
FROM staged_observation WHERE partnership_id = $1 AND import_id = $2 AND place_id IS NULL
ORDER BY ${placeKey()}, line`;

/** $3: `{id, key}` of the places that the staged rows are of. */
export const placeStaged = `
UPDATE staged_observation s SET place_id = r.id
FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, key text)
WHERE s.partnership_id = $1 AND s.import_id = $2 AND s.place_id IS NULL
  AND ${placeKey('s')} = r.key`;

export const findPopulationsToAdd = `
SELECT DISTINCT population_label AS label FROM staged_observation
WHERE partnership_id = $1 AND import_id = $2 AND population_id IS NULL ORDER BY 1`;

/** $2: rows of `PopulationToAdd`; the label '' is everybody. */
export const addPopulations = `
INSERT INTO population (partnership_id, id, name, dimension, "group", crossed_dimension, crossed_group, position)
SELECT $1::uuid, r.id, r.name, r.dimension, r."group", r."crossedDimension", r."crossedGroup",
       coalesce((SELECT max(position) FROM population WHERE partnership_id = $1), 0) + r.position
FROM jsonb_to_recordset($2::jsonb)
  AS r (id uuid, name text, dimension text, "group" text, "crossedDimension" text, "crossedGroup" text, position int)
ON CONFLICT (partnership_id, name) DO NOTHING RETURNING id, name`;

/** $3: `{label, id}` of populations that are there, `{label, name}` of those that were added. */
export const populateStaged = `
UPDATE staged_observation s SET population_id = p.id
FROM jsonb_to_recordset($3::jsonb) AS r (label text, id uuid, name text)
JOIN population p ON p.partnership_id = $1 AND (p.id = r.id OR p.name = r.name)
WHERE s.partnership_id = $1 AND s.import_id = $2 AND s.population_id IS NULL AND s.population_label = r.label`;

/**
 * For the statements that look at the whole file: room to sort and to join it, and no loop that looks up row by row,
 * which the planner takes for cheap where it does not know yet how many observations there are.
 */
export const wholeFile = `SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`;
export const asUsual = `SELECT set_config(name, reset_val, true) FROM pg_settings WHERE name IN ('work_mem', 'enable_nestloop', 'jit')`;

/** Where the commit begins again when somebody entered one of its observations meanwhile. */
export const beginPut = `SAVEPOINT put`;
export const beginPutAgain = `ROLLBACK TO SAVEPOINT put`;

/** The lines $3 to $4 of the file. */
const isOfSlice = 's.partnership_id = $1 AND s.import_id = $2 AND s.line BETWEEN $3::int AND $4::int';

/**
 * Keeps what the commit replaces, and holds it so that nobody changes it meanwhile. Rows that it creates need no
 * keeping: their undo removes them.
 */
export const keepReplaced = `
WITH replaced AS MATERIALIZED (
  SELECT o.*, s.import_id AS by_import_id FROM staged_observation s JOIN observation o ON ${sameObservation}
  WHERE ${isOfSlice} AND NOT (${saysTheSame('s', 'o')}) FOR UPDATE OF o
)
INSERT INTO observation_revision (partnership_id, id, import_id, indicator_id, place_id, population_id, period_start, before)
SELECT partnership_id, gen_random_uuid(), by_import_id, indicator_id, place_id, population_id, period_start, to_jsonb(replaced) - 'by_import_id'
FROM replaced`;

/** Writes what the file says anew of observations that are there already, and what readers see of them until it is decided. */
const change = (until: string): string => `
WITH changed AS (
  UPDATE observation o
  SET period_end = s.period_end, status = s.status, value = s.value, numerator = s.numerator, denominator = s.denominator,
      lower = s.lower, upper = s.upper, interval_lower = s.interval_lower, interval_upper = s.interval_upper,
      interval_level = s.interval_level, provisional = s.provisional, import_id = s.import_id, version = o.version + 1,
      ${until}
  FROM staged_observation s
  WHERE ${isOfSlice} AND ${sameObservation} AND NOT (${saysTheSame('o', 's')})
  RETURNING 1
) SELECT count(*) AS changed FROM changed`;

export const changeObservations = change(hiddenUntilDecided);

/** The same; of a revision that must be hidden, readers go on seeing what was first published. */
export const changeKeepingFirst = change(hiddenAsFirstPublished);

/** The series of the file that nothing was told of before, in the key's order, so that two commits never wait for each other. */
export const addSeries = insertSeries(
  `SELECT DISTINCT partnership_id, indicator_id, place_id, population_id FROM staged_observation
   WHERE partnership_id = $1 AND import_id = $2 ORDER BY 1, 2, 3, 4`,
);

const add = (which: string): string => `
WITH added AS (
  INSERT INTO observation (partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator, lower, upper, interval_lower, interval_upper, interval_level, provisional, import_id)
  SELECT partnership_id, indicator_id, place_id, population_id, period_start, period_end, status, value, numerator, denominator, lower, upper, interval_lower, interval_upper, interval_level, provisional, import_id
  FROM staged_observation s WHERE ${isOfSlice} ${which}
  ORDER BY partnership_id, indicator_id, place_id, population_id, period_start
  RETURNING 1
) SELECT count(*) AS added FROM added`;

/**
 * Adds every row, in the key's order, in which the index grows at one place. Fails on the key when somebody added one of
 * them meanwhile: to ask the index about each row beforehand (ON CONFLICT) costs a fifth more.
 */
export const addAll = add('');

/** Adds what is not there yet. */
export const addMissing = add(`AND NOT EXISTS (SELECT FROM observation o WHERE ${sameObservation})`);

/** What waits to be committed, and whether some of it is of places and populations that are still to be added. */
export const countStaged = `
SELECT count(*) AS staged, min(line) AS first, max(line) AS last, coalesce(bool_or(place_id IS NULL OR population_id IS NULL), false) AS "hasNewLabels"
FROM staged_observation WHERE partnership_id = $1 AND import_id = $2`;

/** Which places the file told of, for the next file of its kind. */
export const keepPlaces = `
INSERT INTO import_place (partnership_id, import_id, place_id)
SELECT DISTINCT partnership_id, import_id, place_id FROM staged_observation WHERE partnership_id = $1 AND import_id = $2
ON CONFLICT DO NOTHING`;

export const clearStaged = `DELETE FROM staged_observation WHERE partnership_id = $1 AND import_id = $2`;

/** Whether something still in force stands on what the import brought: a later import, or a change by hand. */
export const isBuiltUpon = `
SELECT EXISTS (
  SELECT FROM observation_revision r JOIN import i ON i.partnership_id = r.partnership_id AND i.id = r.import_id
  WHERE r.partnership_id = $1 AND ${is<ImportState>('i.state', 'committed')} AND i.id <> $2 AND i.committed_at >= $3 AND r.before->>'import_id' = $2::uuid::text
) OR EXISTS (
  SELECT FROM observation_revision r JOIN observation o USING (partnership_id, indicator_id, place_id, population_id, period_start)
  WHERE r.partnership_id = $1 AND r.import_id = $2 AND o.import_id IS DISTINCT FROM $2::uuid
) AS "isBuiltUpon"`;

export const removeAdded = `
WITH gone AS (
  DELETE FROM observation o WHERE o.partnership_id = $1 AND o.import_id = $2
    AND NOT EXISTS (SELECT FROM observation_revision r WHERE r.partnership_id = $1 AND r.import_id = $2 AND r.indicator_id = o.indicator_id
                    AND r.place_id = o.place_id AND r.population_id = o.population_id AND r.period_start = o.period_start)
  RETURNING 1
) SELECT count(*) AS removed FROM gone`;

/** Everything as it was, but the version, which never goes back: readers compare it. */
export const restoreReplaced = `
WITH back AS (
  UPDATE observation o SET period_end = b.period_end, status = b.status, value = b.value, numerator = b.numerator, denominator = b.denominator,
    lower = b.lower, upper = b.upper, interval_lower = b.interval_lower, interval_upper = b.interval_upper, interval_level = b.interval_level,
    provisional = coalesce(b.provisional, false), hidden = b.hidden, interval_shown = false, import_id = b.import_id, version = o.version + 1,
    is_as_first_published = coalesce(b.is_as_first_published, false),
    first_value = b.first_value, first_numerator = b.first_numerator, first_denominator = b.first_denominator, first_lower = b.first_lower, first_upper = b.first_upper
  FROM observation_revision r CROSS JOIN LATERAL jsonb_populate_record(NULL::observation, r.before) b
  WHERE r.partnership_id = $1 AND r.import_id = $2 AND o.partnership_id = $1 AND o.indicator_id = r.indicator_id AND o.place_id = r.place_id
    AND o.population_id = r.population_id AND o.period_start = r.period_start
  RETURNING 1
) SELECT count(*) AS restored FROM back`;

/** The indicators of a mapping with their versions, for their history and for whoever has them open. */
export const findIndicators = `SELECT id, version FROM indicator WHERE partnership_id = $1 AND id = ANY ($2::uuid[])`;
