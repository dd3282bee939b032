import { placeName } from '../../database/place-name.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import { Place } from './place.entity.ts';

/** SQL of places; every text takes $1 = partnership. */

const listSql = (columns: string, table: string, order: string, most: number): string => `
(SELECT coalesce(json_agg(json_build_object(${columns}) ORDER BY ${order}), '[]') FROM
   (SELECT * FROM ${table} x WHERE x.partnership_id = p.partnership_id AND x.place_id = p.id ORDER BY ${order} LIMIT ${most}) x)`;

/** What is shown of the place `p`. */
const shownOf = composeOnce(
  (tx) => `${tx.columns(Place, 'p')}, ${placeName('p')} AS "shownName",
(SELECT q.name FROM place q WHERE q.partnership_id = p.partnership_id AND q.id = p.parent_id) AS "parentName",
(SELECT q.name FROM place q WHERE q.partnership_id = p.partnership_id AND q.id = p.merged_into_id) AS "mergedIntoName",
${listSql(`'id', x.id, 'system', x.system, 'code', x.code, 'placeId', x.place_id`, 'place_code', 'x.system, x.code', 20)} AS codes,
${listSql(`'id', x.id, 'label', x.label, 'placeId', x.place_id`, 'place_label', 'x.label', 100)} AS labels`,
);

/**
 * Places by name. $2: words that are in the name or a label, or the beginning of a code; null for all. $3: a kind, or null.
 * $4: only what is retired, or only what is not. $5: only the home. What was merged into another place is found with the retired ones.
 */
export const placesByName: ListQuery = {
  columns: shownOf,
  from: 'place p',
  where: `p.partnership_id = $1 AND (p.retired_at IS NOT NULL) = $4::boolean AND ($3::text IS NULL OR p.kind = $3) AND (p.is_home OR NOT $5::boolean)
  AND ($2::text IS NULL OR position(lower($2) IN lower(p.name)) > 0
    OR EXISTS (SELECT FROM place_label l WHERE l.partnership_id = $1 AND l.place_id = p.id AND position(lower($2) IN lower(l.label)) > 0)
    OR EXISTS (SELECT FROM place_code c WHERE c.partnership_id = $1 AND c.place_id = p.id AND starts_with(lower(c.code), lower($2))))`,
  order: [
    { by: 'p.name', type: 'text' },
    { by: 'p.id', type: 'uuid' },
  ],
};

/** $2: one place. */
export const findPlace = composeOnce(
  (tx) => `SELECT ${shownOf(tx)} FROM place p WHERE p.partnership_id = $1 AND p.id = $2`,
);

/** Whether the place $3 is one of the places $2 or lies in one, so that it cannot become what they lie in. */
export const liesWithin = `
WITH RECURSIVE inside AS (
  SELECT p.id FROM place p WHERE p.partnership_id = $1 AND p.id = ANY ($2::uuid[])
  UNION SELECT p.id FROM place p JOIN inside i ON p.parent_id = i.id WHERE p.partnership_id = $1
) SELECT 1 AS found FROM inside WHERE id = $3::uuid`;

export const findHome = 'SELECT p.id FROM place p WHERE p.partnership_id = $1 AND p.is_home';

/** The last of two equal labels counts, as when they were given one after the other. */
export const putLabels = `
INSERT INTO place_label (partnership_id, id, label, place_id)
SELECT $1::uuid, r.id, r.label, r.place_id FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, label text, place_id uuid)
ON CONFLICT (partnership_id, label) DO UPDATE SET place_id = excluded.place_id`;

export const removeLabel = 'DELETE FROM place_label WHERE partnership_id = $1 AND id = $2';
export const removeCode = 'DELETE FROM place_code WHERE partnership_id = $1 AND id = $2';
export const insertCode =
  'INSERT INTO place_code (partnership_id, id, place_id, system, code) VALUES ($1, $2, $3, $4, $5)';
