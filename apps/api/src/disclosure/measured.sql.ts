import { hasNumbers } from '../database/series-sql.ts';

/** The indicators that have numbers of one of the places $2, or of places in them; $1 partnership. */
export const findMeasuredAt = `
WITH RECURSIVE inside AS (
  SELECT p.id FROM place p WHERE p.partnership_id = $1 AND p.id = ANY ($2::uuid[])
  UNION SELECT p.id FROM place p JOIN inside i ON p.parent_id = i.id WHERE p.partnership_id = $1
) SELECT i.id FROM indicator i WHERE i.partnership_id = $1 AND EXISTS (
  SELECT FROM series s JOIN inside n ON n.id = s.place_id WHERE s.partnership_id = $1 AND s.indicator_id = i.id AND ${hasNumbers('s')})`;
