import type { HiddenReason, ItemKind, MeasureType } from '@throughline/domain/vocabulary';
import { sharesOfPeople, statusesWithNumbers } from '@throughline/domain/shares';
import { is, isOneOf, quote } from '../database/words-sql.ts';
import { releasedNumbers } from './released-numbers.ts';

/**
 * The gate's statements; $1 is the partnership. A write takes the lock of the periods that it concerns and stamps them
 * before it touches an observation; a decision locks them only where nobody else has, and lets go of those whose stamp
 * is another one.
 */

const notDecided = `hidden = true, hidden_reason = ${quote<HiddenReason>('not_decided')},
  coded_lower = NULL, coded_upper = NULL, counts_shown = false, interval_shown = false`;

/** What a write sets of an observation that it changes: nobody sees it until it has been decided. */
export const hiddenUntilDecided = `${notDecided}, is_as_first_published = false`;

/** The same of an observation \`o\`, whose readers go on seeing what they saw until its revision may be shown. */
export const hiddenAsFirstPublished = `${notDecided}, is_as_first_published = NOT o.hidden OR o.is_as_first_published,
  ${Object.entries(releasedNumbers)
    .map(([name, number]) => `first_${name} = CASE WHEN o.hidden THEN o.first_${name} ELSE ${number} END`)
    .join(', ')}`;

const stamp = (periods: string): string => `
INSERT INTO disclosure_period AS d (partnership_id, indicator_id, period_start, stamp, is_decided, findings)
SELECT $1::uuid, p.indicator_id, p.period_start, gen_random_uuid(), false, '[]'::jsonb
FROM (${periods}) p ORDER BY 2, 3
ON CONFLICT (partnership_id, indicator_id, period_start) DO UPDATE SET stamp = excluded.stamp, is_decided = false`;

/** $2 indicator, $3 first days of periods. */
export const stampPeriods = stamp(
  'SELECT DISTINCT $2::uuid AS indicator_id, day AS period_start FROM unnest($3::date[]) AS day',
);

/** $2 an import that is about to be committed. */
export const stampStaged = stamp(
  'SELECT DISTINCT indicator_id, period_start FROM staged_observation WHERE partnership_id = $1 AND import_id = $2::uuid',
);

/** $2 an import that is about to be undone. */
export const stampImported = stamp(`
  SELECT indicator_id, period_start FROM observation WHERE partnership_id = $1 AND import_id = $2::uuid
  UNION SELECT indicator_id, period_start FROM observation_revision WHERE partnership_id = $1 AND import_id = $2::uuid`);

/** $2 indicators, or null for all: what their observations are shown by has changed. */
export const stampIndicators = `
WITH concerned AS (
  SELECT indicator_id, period_start FROM disclosure_period
  WHERE partnership_id = $1 AND ($2::uuid[] IS NULL OR indicator_id = ANY($2::uuid[])) ORDER BY 1, 2 FOR UPDATE)
UPDATE disclosure_period d SET stamp = gen_random_uuid(), is_decided = false
FROM concerned c WHERE d.partnership_id = $1 AND d.indicator_id = c.indicator_id AND d.period_start = c.period_start`;

/**
 * $2 indicators, or null for all. What the rules of now hide by itself is hidden at once: nobody meets the new minimum
 * with the old decisions.
 */
export const hidePrimary = `
UPDATE observation o SET ${hiddenUntilDecided}
FROM indicator i, partnership p
WHERE o.partnership_id = $1 AND NOT o.hidden AND ($2::uuid[] IS NULL OR o.indicator_id = ANY($2::uuid[]))
  AND i.partnership_id = $1 AND i.id = o.indicator_id AND p.id = $1
  AND ((${isOneOf('i.measure_type', sharesOfPeople)} AND i.large_groups_reason IS NULL AND o.denominator IS NULL
      AND ${isOneOf('o.status', statusesWithNumbers)})
    OR (o.denominator > 0 AND o.denominator < p.minimum_cell)
    OR (${is<MeasureType>('i.measure_type', 'count')} AND i.counts_people AND o.value > 0 AND o.value < p.minimum_cell)
    OR (i.counts_published AND o.counts_shown AND o.numerator > 0 AND o.numerator < p.minimum_cell)
    OR (i.counts_published AND o.counts_shown AND o.denominator > o.numerator AND o.denominator - o.numerator < p.minimum_cell))`;

const isFew = (count: string): string => `${count} > 0 AND ${count} < p.minimum_cell`;

/**
 * $2 indicators, or null for all. What was first published goes with it, unless the rules of now would show it: where its
 * counts are not known nobody can say so.
 */
export const dropFirstPublished = `
UPDATE observation o SET is_as_first_published = false
FROM indicator i, partnership p
WHERE o.partnership_id = $1 AND o.is_as_first_published AND ($2::uuid[] IS NULL OR o.indicator_id = ANY($2::uuid[]))
  AND i.partnership_id = $1 AND i.id = o.indicator_id AND p.id = $1
  AND (o.first_denominator IS NULL OR o.first_numerator IS NULL OR NOT i.counts_published OR ${isFew('o.first_denominator')}
    OR ${isFew('o.first_numerator')} OR ${isFew('(o.first_denominator - o.first_numerator)')})`;

/** $2 indicator. Readers no longer see what was first published: its revisions are shown, or hidden. */
export const endFirstPublished = `
UPDATE observation o SET is_as_first_published = false
WHERE o.partnership_id = $1 AND o.indicator_id = $2 AND o.is_as_first_published`;

/** $2 indicator. The rules that its observations are decided by. */
export const findRules = `
SELECT i.version, i.measure_type AS "measureType", i.counts_published AS "countsPublished", i.counts_people AS "countsPeople",
       i.large_groups_reason IS NOT NULL AS "groupsAreLarge",
       p.minimum_cell AS minimum, p.coding
FROM indicator i JOIN partnership p ON p.id = i.partnership_id WHERE i.partnership_id = $1 AND i.id = $2`;

/** $2 indicator. Whether something of it waits. */
export const findWaits = `
SELECT EXISTS (SELECT FROM disclosure_period d WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND NOT d.is_decided) AS waits`;

/** $2 linked indicators. Periods in which something of them waits for a decision, with the stamp of each, the newest first. */
export const findWaiting = `
SELECT d.period_start AS "periodStart", json_object_agg(d.indicator_id, d.stamp) AS stamps FROM disclosure_period d
WHERE d.partnership_id = $1 AND d.indicator_id = ANY($2::uuid[])
GROUP BY 1 HAVING bool_or(NOT d.is_decided) ORDER BY 1 DESC`;

/**
 * $2 linked indicators, $3 periods. How many observations each place has in them, and what it is part of. They are
 * counted in one look: by the key (which `+ 0` keeps it from) they would be gone through once for each period.
 */
export const countByPlace = `
WITH counts AS (
  SELECT o.place_id, count(*) AS rows FROM observation o
  WHERE o.partnership_id = $1 AND o.indicator_id = ANY($2::uuid[]) AND o.period_start + 0 = ANY($3::date[]) GROUP BY 1)
SELECT pl.id, pl.parent_id AS "parentId", pl.kind, coalesce(c.rows, 0) AS rows
FROM place pl LEFT JOIN counts c ON c.place_id = pl.id WHERE pl.partnership_id = $1 ORDER BY pl.id`;

export const findPopulations = `
SELECT q.id, q.dimension, q."group", q.crossed_dimension AS "crossedDimension", q.crossed_group AS "crossedGroup",
  coalesce((SELECT array_agg(d.name) FROM population_dimension d
            WHERE d.partnership_id = $1 AND d.name IN (q.dimension, q.crossed_dimension) AND NOT d.is_exclusive), '{}') AS overlapping
FROM population q WHERE q.partnership_id = $1`;

/** $2 indicator, $3 periods, $4 places. One row a period. */
export const findObserved = `
SELECT o.period_start AS period, json_agg(json_build_array(o.place_id, o.population_id, o.status, o.value, o.numerator, o.denominator)
         ORDER BY o.place_id, o.population_id) AS rows
FROM observation o
WHERE o.partnership_id = $1 AND o.indicator_id = $2 AND o.place_id = ANY($4::uuid[]) AND o.period_start = ANY($3::date[])
GROUP BY 1`;

/** $2 indicator, $3 periods, $4 places. Everything that was released of them. */
export const findReleased = `
SELECT l.period_start AS period, json_agg(l.entry ORDER BY l.seq) AS entries FROM release_ledger l
WHERE l.partnership_id = $1 AND l.indicator_id = $2 AND l.period_start = ANY($3::date[]) AND l.place_ids && $4::uuid[]
GROUP BY 1`;

/** $2 linked indicators, $3 periods. Those that nobody is changing now, and whether they still wait. */
export const lockWaiting = `
SELECT d.period_start AS "periodStart", d.indicator_id AS "indicatorId", d.stamp, d.is_decided AS "isDecided" FROM disclosure_period d
WHERE d.partnership_id = $1 AND d.indicator_id = ANY($2::uuid[]) AND d.period_start = ANY($3::date[])
ORDER BY d.indicator_id, d.period_start FOR UPDATE SKIP LOCKED`;

const decisionColumns = ['hidden', 'hidden_reason', 'coded_lower', 'coded_upper', 'counts_shown', 'interval_shown'];
const columnsOf = (row: string): string => decisionColumns.map((column) => `${row}.${column}`).join(', ');

/** $2 indicator, $3 decisions as JSON. What stays as it is is not written. */
export const putDecisions = `
UPDATE observation o SET hidden = r.hidden, hidden_reason = r.hidden_reason, coded_lower = r.coded_lower, coded_upper = r.coded_upper,
  counts_shown = r.counts_shown, interval_shown = r.interval_shown, is_as_first_published = o.is_as_first_published AND r.hidden
FROM jsonb_to_recordset($3::jsonb) AS r (place_id uuid, population_id uuid, period_start date, hidden boolean, hidden_reason text,
  coded_lower double precision, coded_upper double precision, counts_shown boolean, interval_shown boolean)
WHERE o.partnership_id = $1 AND o.indicator_id = $2::uuid AND o.place_id = r.place_id AND o.population_id = r.population_id
  AND o.period_start = r.period_start AND (${columnsOf('o')}) IS DISTINCT FROM (${columnsOf('r')})`;

/** $2 indicator, $3 entries as JSON. */
export const putReleased = `
INSERT INTO release_ledger (partnership_id, indicator_id, period_start, place_ids, entry)
SELECT $1::uuid, $2::uuid, r.period, r.places, r.entry
FROM jsonb_to_recordset($3::jsonb) AS r (period date, places uuid[], entry jsonb) ORDER BY r.period`;

/** $2 indicator, $3 `{period, findings}` as JSON, $4 whether it is the first part of the periods, $5 the last. */
export const putPeriods = `
UPDATE disclosure_period d SET findings = CASE WHEN $4::boolean THEN r.findings ELSE d.findings || r.findings END,
  is_decided = $5::boolean, decided_at = CASE WHEN $5::boolean THEN moment() ELSE d.decided_at END
FROM jsonb_to_recordset($3::jsonb) AS r (period date, findings jsonb)
WHERE d.partnership_id = $1 AND d.indicator_id = $2::uuid AND d.period_start = r.period`;

/** $2 indicator. Tells whoever has it open. */
export const putNotice = `
INSERT INTO outbox (partnership_id, tx, kind, item_id, version)
SELECT $1::uuid, (pg_current_xact_id()::text)::bigint, ${quote<ItemKind>('indicator')}, i.id, i.version
FROM indicator i WHERE i.partnership_id = $1 AND i.id = $2`;

/** Across partnerships, as the owner of the tables: which indicators wait. */
export const findAllWaiting = `
SELECT DISTINCT partnership_id AS "partnershipId", indicator_id AS "indicatorId" FROM disclosure_period WHERE NOT is_decided`;
