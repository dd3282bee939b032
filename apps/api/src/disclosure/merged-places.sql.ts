import { insertSeries } from '../database/series-sql.ts';
import { hiddenUntilDecided } from './disclosure.sql.ts';

/** Numbers of places that are one; $1 partnership, $2 the place that goes, $3 the place that it is. */

const contentOf = (row: string): string =>
  `(${['period_end', 'status', 'value', 'numerator', 'denominator', 'lower', 'upper', 'interval_lower', 'interval_upper', 'interval_level'].map((column) => `${row}.${column}`).join(', ')})`;

/** Whether a row is of a series of the place that goes: they say where its numbers are, which no index of theirs does. */
const isOfItsSeries = (row: string): string =>
  `(${row}.indicator_id, ${row}.population_id) IN (SELECT s.indicator_id, s.population_id FROM series s WHERE s.partnership_id = $1 AND s.place_id = $2::uuid)`;

const sameCell = `b.partnership_id = $1 AND b.place_id = $2::uuid AND ${isOfItsSeries('b')} AND a.partnership_id = $1 AND a.place_id = $3::uuid
  AND a.indicator_id = b.indicator_id AND a.population_id = b.population_id AND a.period_start = b.period_start`;

/** How many numbers both places have that are not the same. */
export const countDiffering = `
SELECT count(*)::int AS count FROM observation a JOIN observation b ON ${sameCell} WHERE ${contentOf('a')} IS DISTINCT FROM ${contentOf('b')}`;

/** Numbers that both places have alike: the one that goes is kept with the history of the one that stays. $4 member, $5 reason. */
export const keepCollapsed = `
INSERT INTO observation_revision (partnership_id, id, member_id, indicator_id, place_id, population_id, period_start, before, reason)
SELECT $1::uuid, gen_random_uuid(), $4::uuid, b.indicator_id, $3::uuid, b.population_id, b.period_start, to_jsonb(b), $5
FROM observation a JOIN observation b ON ${sameCell}`;

export const removeCollapsed = `
DELETE FROM observation b USING observation a WHERE ${sameCell}`;

/** The history of the numbers that move, so that an import is undone as before. It runs before they do. */
export const copyRevisions = `
INSERT INTO observation_revision (partnership_id, id, import_id, member_id, indicator_id, place_id, population_id, period_start, before, reason, created_at)
SELECT r.partnership_id, gen_random_uuid(), r.import_id, r.member_id, r.indicator_id, $3::uuid, r.population_id, r.period_start,
       CASE WHEN r.before IS NULL THEN NULL ELSE r.before || jsonb_build_object('place_id', $3::uuid) END, r.reason, r.created_at
FROM observation_revision r JOIN observation o USING (partnership_id, indicator_id, place_id, population_id, period_start)
WHERE r.partnership_id = $1 AND r.place_id = $2::uuid`;

export const addSeries = insertSeries(
  `SELECT s.partnership_id, s.indicator_id, $3::uuid, s.population_id FROM series s WHERE s.partnership_id = $1 AND s.place_id = $2::uuid`,
);

export const moveObservations = `
UPDATE observation o SET place_id = $3::uuid, version = version + 1, ${hiddenUntilDecided}
WHERE o.partnership_id = $1 AND o.place_id = $2::uuid AND ${isOfItsSeries('o')}`;

/** What was released of both places, by indicator and period, for those in which the place that goes has numbers. */
export const findReleasedOfBoth = `
SELECT l.indicator_id AS "indicatorId", l.period_start AS "periodStart", json_agg(l.entry ORDER BY l.seq) AS entries
FROM release_ledger l WHERE l.partnership_id = $1 AND l.place_ids && ARRAY[$2::uuid, $3::uuid]
  AND EXISTS (SELECT FROM release_ledger b WHERE b.partnership_id = $1 AND b.indicator_id = l.indicator_id AND b.period_start = l.period_start
              AND $2::uuid = ANY (b.place_ids))
GROUP BY 1, 2`;
