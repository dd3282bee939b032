import type pg from 'pg';
import type { Database } from '../database/database.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import type { ReleasedRow } from './release-of.ts';

/**
 * Every observation of a partnership with what the gate decided, hidden numbers included: an audit needs the truth to
 * tell a small difference from a large one. $1 partnership, $2 name of an indicator or null.
 */
const observations = `
SELECT i.name AS indicator, i.measure_type AS "measureType", pl.id AS "placeId", pl.parent_id AS "parentId", pl.name AS place,
       po.name AS population, po.dimension, po."group", po.crossed_dimension AS "crossedDimension",
       po.crossed_group AS "crossedGroup", o.period_start::text AS period, o.hidden, o.value, o.numerator, o.denominator
FROM released_observation o
JOIN indicator i ON i.partnership_id = o.partnership_id AND i.id = o.indicator_id
JOIN place pl ON pl.partnership_id = o.partnership_id AND pl.id = o.place_id
JOIN population po ON po.partnership_id = o.partnership_id AND po.id = o.population_id
WHERE o.partnership_id = $1 AND ($2::text IS NULL OR i.name = $2)
ORDER BY i.name, pl.name, o.period_start, po.position, po.name`;

interface Found {
  id: string;
  minimum: number;
}

const bySlug = 'SELECT id, minimum_cell AS minimum FROM partnership WHERE slug = $1';

/**
 * The partnership of that short name. Row-level security binds the owner of the tables too, unless it is a superuser:
 * then the partnership is found as one of its members would find it.
 */
async function partnershipOf(database: Database, tenancy: Tenancy, slug: string): Promise<Found | null> {
  const { rows } = await database.pool.query<Found>(bySlug, [slug]);
  if (rows[0]) return rows[0];
  const accounts = await database.pool.query<{ id: string }>('SELECT id FROM account ORDER BY id');
  for (const { id } of accounts.rows) {
    const scope = { partnershipId: null, accountId: id, seesHidden: false };
    const found = await tenancy.inScope(scope, 'READ ONLY', (client: pg.PoolClient) =>
      client.query<Found>(bySlug, [slug]),
    );
    if (found.rows[0]) return found.rows[0];
  }
  return null;
}

/** What a partnership shows and hides today, with its minimum; null when there is no such partnership. */
export async function releasedRows(
  database: Database,
  tenancy: Tenancy,
  slug: string,
  indicator: string | null,
): Promise<{ rows: ReleasedRow[]; minimum: number } | null> {
  const partnership = await partnershipOf(database, tenancy, slug);
  if (!partnership) return null;
  const scope = { partnershipId: partnership.id, accountId: null, seesHidden: true };
  const { rows } = await tenancy.inScope(scope, 'READ ONLY', (client: pg.PoolClient) =>
    client.query<ReleasedRow>(observations, [partnership.id, indicator]),
  );
  return { rows, minimum: partnership.minimum };
}
