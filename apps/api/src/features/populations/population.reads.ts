/** SQL of populations; every text takes $1 = partnership. */

/** $2, $3: position and id of the last row, or null; $4 rows; $5 also what is retired. */
export const pagePopulations = (columns: string): string => `
SELECT ${columns} FROM population p WHERE p.partnership_id = $1 AND ($5 OR p.retired_at IS NULL)
  AND ($2::int IS NULL OR (p.position, p.id) > ($2, $3::uuid)) ORDER BY p.position, p.id LIMIT $4`;

export const countPopulations =
  'SELECT count(*) AS count FROM population p WHERE p.partnership_id = $1 AND ($2 OR p.retired_at IS NULL)';

export const pageDimensions = (columns: string): string => `
SELECT ${columns} FROM population_dimension d WHERE d.partnership_id = $1
  AND ($2::int IS NULL OR (d.position, d.id) > ($2, $3::uuid)) ORDER BY d.position, d.id LIMIT $4`;

/** Dimensions that populations name for the first time, after those that are there. */
export const addDimensions = `
INSERT INTO population_dimension (partnership_id, id, name, position)
SELECT $1::uuid, gen_random_uuid(), n.name,
       coalesce((SELECT max(position) FROM population_dimension WHERE partnership_id = $1), -1) + row_number() OVER (ORDER BY min(n.position), n.name)
FROM (SELECT dimension AS name, position FROM population WHERE partnership_id = $1
      UNION ALL SELECT crossed_dimension, position FROM population WHERE partnership_id = $1) n
WHERE n.name IS NOT NULL AND NOT EXISTS (SELECT FROM population_dimension k WHERE k.partnership_id = $1 AND k.name = n.name)
GROUP BY n.name
ON CONFLICT (partnership_id, name) DO NOTHING`;

export const countDimensions = 'SELECT count(*) AS count FROM population_dimension WHERE partnership_id = $1';

/** $2 population or null for all; $3, $4: label and id of the last row, or null; $5 rows. */
export const pageLabels = `
SELECT l.id, l.label, l.population_id AS "populationId", p.name AS "populationName"
FROM population_label l JOIN population p ON p.partnership_id = l.partnership_id AND p.id = l.population_id
WHERE l.partnership_id = $1 AND ($2::uuid IS NULL OR l.population_id = $2)
  AND ($3::text IS NULL OR (l.label, l.id) > ($3, $4::uuid)) ORDER BY l.label, l.id LIMIT $5`;

export const countLabels =
  'SELECT count(*) AS count FROM population_label WHERE partnership_id = $1 AND ($2::uuid IS NULL OR population_id = $2)';

/**
 * Names of the dimensions whose groups overlap; with `mayBeSummed` of the domain it says which numbers may be added up.
 * A dimension without a row excludes.
 */
export const overlappingDimensions =
  'SELECT name FROM population_dimension WHERE partnership_id = $1 AND NOT is_exclusive';

/** $2 the row, $3 its new place from 0: numbers the others around it. Versions stay, as nobody edited them. */
const renumber = (table: string, extra: string): string => `
WITH others AS (
  SELECT id, row_number() OVER (ORDER BY position, id) - 1 AS at FROM ${table} WHERE partnership_id = $1 AND id <> $2 ${extra})
UPDATE ${table} t SET position = CASE WHEN o.at >= $3::int THEN o.at + 1 ELSE o.at END FROM others o
WHERE t.partnership_id = $1 AND t.id = o.id AND t.position <> CASE WHEN o.at >= $3::int THEN o.at + 1 ELSE o.at END`;

export const makeRoomForPopulation = renumber('population', 'AND retired_at IS NULL');
export const makeRoomForDimension = renumber('population_dimension', '');

/** $2 the old name, $3 the new one. */
export const renameDimension = `
UPDATE population SET dimension = CASE WHEN dimension = $2 THEN $3 ELSE dimension END,
  crossed_dimension = CASE WHEN crossed_dimension = $2 THEN $3 ELSE crossed_dimension END
WHERE partnership_id = $1 AND (dimension = $2 OR crossed_dimension = $2)`;

/** $2 dimension, $3 the old group, $4 the new one: crossings that name the group. */
export const renameCrossedGroup = `
UPDATE population SET "group" = CASE WHEN dimension = $2 AND "group" = $3 THEN $4 ELSE "group" END,
  crossed_group = CASE WHEN crossed_dimension = $2 AND crossed_group = $3 THEN $4 ELSE crossed_group END
WHERE partnership_id = $1 AND crossed_dimension IS NOT NULL
  AND ((dimension = $2 AND "group" = $3) OR (crossed_dimension = $2 AND crossed_group = $3))`;
