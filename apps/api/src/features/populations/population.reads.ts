import type { ListQuery } from '../../tenancy/page.ts';
import { PopulationDimension } from './population-dimension.entity.ts';
import { Population } from './population.entity.ts';

/** SQL of populations; every text takes $1 = partnership. */

const byPosition = (alias: string): ListQuery['order'] => [
  { by: `${alias}.position`, type: 'int' },
  { by: `${alias}.id`, type: 'uuid' },
];

/** Populations in the partnership's order; $2 also what is retired. */
export const populationsInOrder: ListQuery = {
  columns: (tx) => tx.columns(Population, 'p'),
  from: 'population p',
  where: 'p.partnership_id = $1 AND ($2 OR p.retired_at IS NULL)',
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
