import { hasNumbers } from '../../database/series-sql.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import { PopulationDimension } from './population-dimension.entity.ts';
import { Population } from './population.entity.ts';

/** SQL of populations; every text takes $1 = partnership. */

const byPosition = (alias: string): ListQuery['order'] => [
  { by: `${alias}.position`, type: 'int' },
  { by: `${alias}.id`, type: 'uuid' },
];

/**
 * Populations in the partnership's order; $2 also what is retired. $3: what is in the name, in what it is a group of or in
 * a label; null for all. $4: only everybody.
 */
export const populationsInOrder: ListQuery = {
  columns: (tx) => tx.columns(Population, 'p'),
  from: 'population p',
  where: `p.partnership_id = $1 AND ($2::boolean OR p.retired_at IS NULL) AND (p.dimension IS NULL OR NOT $4::boolean)
  AND ($3::text IS NULL OR position(lower($3) IN lower(concat_ws(' ', p.name, p.dimension, p.crossed_dimension))) > 0
    OR EXISTS (SELECT FROM population_label l WHERE l.partnership_id = $1 AND l.population_id = p.id AND position(lower($3) IN lower(l.label)) > 0))`,
  order: byPosition('p'),
};

export const dimensionsInOrder: ListQuery = {
  columns: (tx) => tx.columns(PopulationDimension, 'd'),
  from: 'population_dimension d',
  where: 'd.partnership_id = $1',
  order: byPosition('d'),
};

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

/** $2 names: whether one of these dimensions is said to be exclusive. */
export const findExclusive =
  'SELECT 1 AS found FROM population_dimension WHERE partnership_id = $1 AND name = ANY ($2::text[]) AND is_exclusive LIMIT 1';

/** $2 names of dimensions whose groups overlap. */
export const loosen = `
UPDATE population_dimension SET is_exclusive = false, version = version + 1, updated_at = moment()
WHERE partnership_id = $1 AND name = ANY ($2::text[]) AND is_exclusive RETURNING id, version, name`;

/** How publishers write the population $2, or all where it is null. */
export const labelsByText: ListQuery = {
  columns: 'l.id, l.label, l.population_id AS "populationId", p.name AS "populationName"',
  from: 'population_label l JOIN population p ON p.partnership_id = l.partnership_id AND p.id = l.population_id',
  countFrom: 'population_label l',
  where: 'l.partnership_id = $1 AND ($2::uuid IS NULL OR l.population_id = $2)',
  order: [
    { by: 'l.label', type: 'text' },
    { by: 'l.id', type: 'uuid' },
  ],
};

const crossingsOf = `
  x.partnership_id = $1 AND x.crossed_dimension IS NOT NULL AND p.partnership_id = $1 AND p.id = $2
  AND ((x.dimension = p.dimension AND x."group" = p."group") OR (x.crossed_dimension = p.dimension AND x.crossed_group = p."group"))`;

/** Crossings of the group $2. */
export const findCrossings = composeOnce(
  (tx) =>
    `SELECT ${tx.columns(Population, 'x')} FROM population x, population p WHERE p.crossed_dimension IS NULL AND ${crossingsOf}`,
);

/** Another group of the dimension $3 with the name that the population $2 would have in it. */
export const findGroup = `
SELECT 1 AS found FROM population x, population p WHERE p.partnership_id = $1 AND p.id = $2
  AND x.partnership_id = $1 AND x.id <> p.id AND x.crossed_dimension IS NULL AND x.dimension = $3
  AND lower(x."group") = lower(coalesce(p."group", p.name)) LIMIT 1`;

/** The indicators that have numbers of the population $2 or of its crossings. */
export const findMeasured = `
WITH concerned AS (
  SELECT p.id FROM population p WHERE p.partnership_id = $1 AND p.id = $2
  UNION SELECT x.id FROM population x, population p WHERE ${crossingsOf}
) SELECT i.id FROM indicator i WHERE i.partnership_id = $1 AND EXISTS (
  SELECT FROM series s JOIN concerned c ON c.id = s.population_id WHERE s.partnership_id = $1 AND s.indicator_id = i.id AND ${hasNumbers('s')})`;

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
