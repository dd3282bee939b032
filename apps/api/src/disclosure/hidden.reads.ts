import { placeName } from '../database/place-name.ts';
import { is, isOneOf, quote } from '../database/words-sql.ts';
import type { StoredFinding } from './decision-job.ts';
import { linksOfIndicator } from './indicator-links.sql.ts';
import { sharesOfPeople, statusesWithNumbers } from '@throughline/domain/shares';
import { reasonsOfItsOwn, reasonsOfOthers, type HiddenReason } from '@throughline/domain/vocabulary';
/** What a data manager sees of the gate; $1 partnership, $2 indicator. Read under the viewer's own clearance. */

const isNotLookedAt = is<StoredFinding['problem']>("(f.value->>'problem')", 'not_looked_at');

/** How many findings there are, and the newest 20 of them. */
const findingsWhere = (condition: string, name: string): string => `(SELECT count(*)::int FROM disclosure_period d
     CROSS JOIN LATERAL jsonb_array_elements(d.findings) AS f (value)
     WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND ${condition}) AS "${name}Count",
  (SELECT coalesce(json_agg(f), '[]') FROM (
     SELECT d.period_start AS "periodStart", f.at, f.value->>'quantity' AS quantity, f.value->>'problem' AS problem,
       coalesce((f.value->>'isOpenToNewReaders')::boolean, false) AS "isOpenToNewReaders",
       (SELECT coalesce(json_agg(${placeName('pl')} || ' · ' || po.name ORDER BY c.at), '[]')
        FROM jsonb_array_elements(f.value->'cells') WITH ORDINALITY AS c (cell, at)
        JOIN place pl ON pl.partnership_id = $1 AND pl.id = (c.cell->>0)::uuid
        JOIN population po ON po.partnership_id = $1 AND po.id = (c.cell->>1)::uuid) AS cells
     FROM disclosure_period d CROSS JOIN LATERAL jsonb_array_elements(d.findings) WITH ORDINALITY AS f (value, at)
     WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND ${condition} ORDER BY d.period_start DESC, f.at LIMIT 20) f) AS "${name}"`;

export const findDisclosure = `
WITH rows AS (
  SELECT r.hidden OR r.as_first_published AS hidden, r.hidden_reason, r.as_first_published,
    r.value IS DISTINCT FROM r.kept_value AND NOT r.hidden AND NOT r.as_first_published AS coded,
    r.kept_denominator IS NULL AND ${isOneOf('r.status', statusesWithNumbers)} AS without_people
  FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = $2)
SELECT i.id, p.minimum_cell AS minimum, p.coding, i.counts_published AS "countsPublished", i.counts_people AS "countsPeople",
  i.large_groups_reason AS "largeGroupsReason", i.cadence,
  (SELECT count(*) FROM rows WHERE without_people AND NOT hidden AND ${isOneOf('i.measure_type', sharesOfPeople)}) AS "shownWithoutPeople",
  (SELECT count(*) FROM rows WHERE as_first_published)::int AS "asFirstPublished",
  (SELECT count(*) FROM rows) AS observations, (SELECT count(*) FROM rows WHERE hidden) AS hidden, (SELECT count(*) FROM rows WHERE coded) AS coded,
  (SELECT count(*) FROM disclosure_period d WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND NOT d.is_decided) AS "waitingPeriods",
  (SELECT coalesce(json_agg(json_build_object('reason', g.reason, 'count', g.count) ORDER BY g.count DESC, g.reason), '[]')
   FROM (SELECT coalesce(hidden_reason, ${quote<HiddenReason>('few_people')}) AS reason, count(*) AS count FROM rows WHERE hidden GROUP BY 1) g) AS reasons,
  (SELECT coalesce(json_agg(k), '[]') FROM (${linksOfIndicator}) k) AS links,
  (SELECT count(*)::int FROM disclosure_period d CROSS JOIN LATERAL jsonb_array_elements(d.findings) AS f (value)
   WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND (f.value->>'isOpenToNewReaders')::boolean) AS "openToNewReaders",
  ${findingsWhere('NOT ' + isNotLookedAt, 'findings')},
  ${findingsWhere(isNotLookedAt, 'notLookedAt')}
FROM indicator i JOIN partnership p ON p.id = i.partnership_id WHERE i.partnership_id = $1 AND i.id = $2`;

/** How many indicators have a period that is not decided yet. */
export const countWaiting = `
SELECT count(DISTINCT d.indicator_id)::int AS count FROM disclosure_period d WHERE d.partnership_id = $1 AND NOT d.is_decided`;

const hiddenRows = `
FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = $2 AND (r.hidden OR r.as_first_published) AND ($3::text IS NULL OR r.hidden_reason = $3)`;

export const countHidden = `SELECT count(*) AS count ${hiddenRows}`;

/** $3 reason or null; $4 to $6 the last row's period, place and population; $7 rows. The newest first. */
export const pageHidden = `
WITH page AS (
  SELECT r.period_start, r.place_id, r.population_id, r.value, r.as_first_published, r.kept_value, r.kept_numerator, r.kept_denominator, r.hidden_reason ${hiddenRows}
    AND ($4::date IS NULL OR r.period_start < $4 OR (r.period_start = $4 AND (r.place_id, r.population_id) > ($5::uuid, $6::uuid)))
  ORDER BY r.period_start DESC, r.place_id, r.population_id LIMIT $7),
few AS (
  SELECT DISTINCT r.period_start FROM released_observation r
  WHERE r.partnership_id = $1 AND r.indicator_id = $2 AND r.period_start IN (SELECT period_start FROM page)
    AND ${isOneOf('r.hidden_reason', reasonsOfItsOwn)})
SELECT p.period_start AS "periodStart", p.place_id AS "placeId", ${placeName('pl')} AS "placeName", p.population_id AS "populationId", po.name AS "populationName",
  p.as_first_published AS "isAsFirstPublished", p.value AS "shownValue", p.kept_value AS value, p.kept_numerator AS numerator, p.kept_denominator AS denominator, p.hidden_reason AS reason,
  ${isOneOf('p.hidden_reason', reasonsOfOthers)} AND p.period_start NOT IN (SELECT period_start FROM few) AS "looksNeedless"
FROM page p JOIN place pl ON pl.partnership_id = $1 AND pl.id = p.place_id
JOIN population po ON po.partnership_id = $1 AND po.id = p.population_id
ORDER BY p.period_start DESC, p.place_id, p.population_id`;
