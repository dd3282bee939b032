import { isSearchedFor } from '../../database/name-search.ts';
import { placeName, placeNameOf } from '../../database/place-name.ts';
import type { IndicatorFlagType } from './indicator.type.ts';
import type { ImportState, ItemKind } from '@throughline/domain/vocabulary';
import { unclearStatuses, type OwnerPresence } from '@throughline/domain/indicator-health';
import { is, isOneOf, quote } from '../../database/words-sql.ts';
import { isCharterInForce, isStageInUse } from '../../database/work-sql.ts';
import { dayInZone, todayIn } from '../../database/days.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Indicator } from './indicator.entity.ts';
import { stageRank } from './outcome.reads.ts';
import { headlineOf, seriesOf } from './series.reads.ts';

/** Networks that work on indicator `id`: by what they watch, by their aim, by a test. */
export const networksOf = (id: string): string => `
SELECT n.id FROM network n WHERE n.partnership_id = $1 AND n.indicator_id = ${id}
UNION SELECT c.network_id FROM charter c WHERE c.partnership_id = $1 AND c.aim_indicator_id = ${id} AND ${isCharterInForce}
UNION SELECT y.network_id FROM cycle y WHERE y.partnership_id = $1 AND y.indicator_id = ${id} AND y.retired_at IS NULL`;

/** The released value where the baseline's period has one, hidden or not; else what was typed. */
const baselineValue = `
CASE WHEN EXISTS (SELECT FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = t.indicator_id AND r.place_id = t.place_id
                  AND r.population_id = t.population_id AND r.period_start = t.baseline_period_start)
     THEN (SELECT r.value FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = t.indicator_id AND r.place_id = t.place_id
           AND r.population_id = t.population_id AND r.period_start = t.baseline_period_start)
     ELSE t.baseline_value END`;

/** Periods that health is judged by. */
const periodsOfHealth = 60;

/**
 * What health is judged by, of the series that a row `h` of `headlineOf` names: released numbers alone, so that nobody
 * learns more of a hidden one than that it is hidden.
 */
const healthOfSeries = (h: string): string => `
(SELECT json_build_object('newest', max(r.period_start), 'points', count(*) FILTER (WHERE NOT r.hidden AND r.value IS NOT NULL),
   'periods', count(*), 'unclear', count(*) FILTER (WHERE r.hidden OR ${isOneOf('r.status', unclearStatuses)}
                                                    OR (r.value IS NULL AND (r.lower IS NOT NULL OR r.upper IS NOT NULL))),
   'people', (array_agg(r.denominator ORDER BY r.period_start DESC) FILTER (WHERE NOT r.hidden AND r.value IS NOT NULL))[1],
   'provisional', coalesce((array_agg(r.provisional ORDER BY r.period_start DESC))[1], false))
 FROM (SELECT r.period_start, r.hidden, r.status, r.value, r.lower, r.upper, r.denominator, r.provisional FROM released_observation r
       WHERE r.partnership_id = $1 AND r.indicator_id = ${h}.indicator_id AND r.place_id = ${h}.place_id AND r.population_id = ${h}.population_id
       ORDER BY r.period_start DESC LIMIT ${periodsOfHealth}) r)`;

/** When the newest file of each source came that an indicator's numbers are expected from anew; `p` is the partnership. */
const sourcesOf = (indicator: string): string => `
(SELECT coalesce(json_agg(json_build_object('cadence', d.cadence, 'cameOn', ${dayInZone('last.committed_at', 'p.time_zone')})), '[]')
 FROM data_source d JOIN LATERAL (SELECT m.mapping, m.committed_at FROM import m WHERE m.partnership_id = $1 AND m.source_id = d.id
   AND ${is<ImportState>('m.state', 'committed')} ORDER BY m.committed_at DESC LIMIT 1) last ON true
 WHERE d.partnership_id = $1 AND d.retired_at IS NULL AND d.cadence IS NOT NULL
   AND last.mapping @> jsonb_build_object('indicators', jsonb_build_array(jsonb_build_object('indicatorKey', ${indicator}.id))))`;

/** $1 partnership, $2 indicator. Everything about an indicator but its observations. */
export const findIndicator = `
SELECT json_build_object('id', o.id, 'name', o.name, 'stage', o.stage) AS outcome,
  CASE WHEN m.id IS NULL THEN NULL ELSE json_build_object('id', m.id, 'name', m.name, 'isGone', m.retired_at IS NOT NULL) END AS owner,
  p.time_zone AS "timeZone", ${todayIn('p')} AS today, ${sourcesOf('i')} AS sources,
  (SELECT coalesce(json_agg(d ORDER BY d.number DESC), '[]') FROM (
     SELECT d.id, d.number, d.definition, d.rationale, d.source, d.source_url AS "sourceUrl", d.license, d.breaks_on AS "breaksOn", d.created_at AS "createdAt"
     FROM indicator_definition d WHERE d.partnership_id = $1 AND d.indicator_id = i.id ORDER BY d.number DESC LIMIT 50) d) AS definitions,
  (SELECT coalesce(json_agg(t ORDER BY t."placeName", t."populationName"), '[]') FROM (
     SELECT t.id, t.version, t.indicator_id AS "indicatorId", t.place_id AS "placeId", t.population_id AS "populationId", ${placeName('pl')} AS "placeName",
            po.name AS "populationName", t.value, t.due_on AS "dueOn", t.baseline_period_start AS "baselinePeriodStart", ${baselineValue} AS "baselineValue"
     FROM target t JOIN place pl ON pl.partnership_id = t.partnership_id AND pl.id = t.place_id
     JOIN population po ON po.partnership_id = t.partnership_id AND po.id = t.population_id
     WHERE t.partnership_id = $1 AND t.indicator_id = i.id ORDER BY pl.name, po.name LIMIT 200) t) AS targets,
  (SELECT coalesce(json_agg(json_build_object('id', n.id, 'name', n.name) ORDER BY n.name), '[]') FROM (
     SELECT n.id, n.name FROM network n WHERE n.partnership_id = $1 AND n.id IN (${networksOf('i.id')}) ORDER BY n.name LIMIT 50) n) AS networks
FROM indicator i JOIN outcome o ON o.partnership_id = i.partnership_id AND o.id = i.outcome_id
JOIN partnership p ON p.id = i.partnership_id
LEFT JOIN member m ON m.partnership_id = i.partnership_id AND m.id = i.owner_member_id
WHERE i.partnership_id = $1 AND i.id = $2`;

/**
 * The series with which the page opens, of the rows `opening` and `seen`: at its place everybody, else the group that comes first. What is told of the
 * indicator's health is told of it, as it stands above its chart.
 */
const openingSeries = `
(SELECT $2::uuid AS indicator_id, o.place_id, s.population_id FROM opening o JOIN seen s ON s.place_id = o.place_id
 JOIN population po ON po.partnership_id = $1 AND po.id = s.population_id
 LEFT JOIN target g ON g.partnership_id = $1 AND g.indicator_id = $2 AND g.place_id = o.place_id AND g.population_id = po.id
 ORDER BY s.shown = 0, po.dimension IS NOT NULL, g.id IS NULL, po.is_key DESC, po.dimension, po.position, po.name LIMIT 1)`;

/** $1 partnership, $2 indicator. Where and for whom there are observations, which imports brought them, what health is judged by. */
export const findCoverage = `
WITH seen AS (
  SELECT r.place_id, r.population_id, r.import_id, count(*) AS n, count(coalesce(r.value, r.lower, r.upper)) AS shown
  FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = $2 GROUP BY 1, 2, 3),
covered AS (
  SELECT s.place_id, count(DISTINCT s.population_id) AS series, sum(s.shown) AS shown, sum(s.shown) FILTER (WHERE po.dimension IS NULL) AS shown_of_all
  FROM seen s JOIN population po ON po.partnership_id = $1 AND po.id = s.population_id GROUP BY s.place_id),
-- Home where it has numbers to see, else the place that has the most, of everybody first.
opening AS (
  SELECT v.place_id FROM covered v JOIN place pl ON pl.partnership_id = $1 AND pl.id = v.place_id
  ORDER BY pl.is_home AND v.shown > 0 DESC, coalesce(v.shown_of_all, 0) DESC, v.shown DESC, pl.is_home DESC, pl.name LIMIT 1)
SELECT (SELECT place_id FROM opening) AS "openingPlaceId",
  (SELECT coalesce(json_agg(json_build_object('placeId', x.id, 'name', ${placeNameOf('x.id')}, 'kind', x.kind, 'isHome', x.is_home, 'parentId', x.parent_id, 'series', x.series)
                            ORDER BY x.is_home DESC, x.name), '[]')
   FROM (SELECT pl.id, pl.name, pl.kind, pl.is_home, pl.parent_id, v.series FROM covered v JOIN place pl ON pl.partnership_id = $1 AND pl.id = v.place_id
         ORDER BY pl.is_home DESC, pl.id = (SELECT place_id FROM opening) DESC, pl.name LIMIT 300) x) AS places,
  (SELECT coalesce(json_agg(json_build_object('id', x.id, 'name', x.name, 'dimension', x.dimension, 'group', x."group",
                                             'crossedDimension', x.crossed_dimension, 'isExclusive', x.is_exclusive, 'isKey', x.is_key)
                            ORDER BY x.dimension IS NOT NULL, x.dimension, x.position, x.name), '[]')
   FROM (SELECT po.id, po.name, po.dimension, po."group", po.crossed_dimension, po.is_key, po.position,
                NOT EXISTS (SELECT FROM population_dimension d WHERE d.partnership_id = $1 AND d.name IN (po.dimension, po.crossed_dimension)
                            AND NOT d.is_exclusive) AS is_exclusive
         FROM population po
         WHERE po.partnership_id = $1 AND po.id IN (SELECT population_id FROM seen)
         ORDER BY po.dimension IS NOT NULL, po.dimension, po.position, po.name LIMIT 200) x) AS populations,
  (SELECT coalesce(json_agg(json_build_object('importId', x.id, 'fileName', x.file_name, 'committedAt', x.committed_at, 'observations', x.n)
                            ORDER BY x.committed_at DESC), '[]')
   FROM (SELECT f.id, f.file_name, f.committed_at, sum(s.n)::int AS n FROM seen s JOIN import f ON f.partnership_id = $1 AND f.id = s.import_id
         GROUP BY f.id, f.file_name, f.committed_at ORDER BY f.committed_at DESC LIMIT 20) x) AS imports,
  (SELECT ${healthOfSeries('h')} FROM ${openingSeries} h) AS series`;

/**
 * $1 partnership, $2 indicator. What was tried, adopted and changed meanwhile: tests from the day they began, sites from
 * the day they began to use a practice, system changes on their day.
 */
export const findFlags = `
WITH working AS (${networksOf('$2::uuid')}),
flag AS (
  SELECT y.id, ${quote<IndicatorFlagType['kind']>('cycle')} AS kind, ${dayInZone('y.do_started_at', 'p.time_zone')} AS "on", y.title, ${quote<ItemKind>('cycle')} AS opens, y.id AS opens_id, y.network_id
  FROM cycle y JOIN partnership p ON p.id = y.partnership_id JOIN network n ON n.partnership_id = y.partnership_id AND n.id = y.network_id
  WHERE y.partnership_id = $1 AND y.retired_at IS NULL AND y.do_started_at IS NOT NULL AND (y.indicator_id = $2 OR (y.indicator_id IS NULL AND n.indicator_id = $2))
  UNION ALL
  SELECT a.id, ${quote<IndicatorFlagType['kind']>('adoption')}, min(s."on"), r.name || ' · ' || e.name, ${quote<ItemKind>('practice')}, r.id, r.network_id
  FROM adoption_step s JOIN adoption a ON a.partnership_id = s.partnership_id AND a.id = s.adoption_id
  JOIN practice r ON r.partnership_id = a.partnership_id AND r.id = a.practice_id
  JOIN site e ON e.partnership_id = a.partnership_id AND e.id = a.site_id
  WHERE s.partnership_id = $1 AND ${isStageInUse('s.stage')} AND r.network_id IN (SELECT id FROM working)
  GROUP BY a.id, r.id, r.name, e.name, r.network_id
  UNION ALL
  SELECT c.id, ${quote<IndicatorFlagType['kind']>('system_change')}, c."on", c.title, ${quote<ItemKind>('system_change')}, c.id, c.network_id
  FROM system_change c WHERE c.partnership_id = $1 AND c.network_id IN (SELECT id FROM working))
SELECT id, kind, "on", title, opens, opens_id AS "opensId", network_id AS "networkId"
FROM (SELECT * FROM flag ORDER BY "on" DESC, id LIMIT 60) newest ORDER BY "on", id`;

/** What health is judged by, of an indicator's own rows. */
const healthOfIndicator = (indicator: string): string => `
(SELECT json_build_object('owner', CASE WHEN ${indicator}.owner_member_id IS NULL THEN ${quote<OwnerPresence>('none')}
                                        WHEN EXISTS (SELECT FROM member m WHERE m.partnership_id = $1 AND m.id = ${indicator}.owner_member_id AND m.retired_at IS NULL)
                                        THEN ${quote<OwnerPresence>('present')} ELSE ${quote<OwnerPresence>('gone')} END,
   'today', ${todayIn('p')}, 'sources', ${sourcesOf(indicator)}, 'breaksOn', d.breaks_on,
   'revisedOn', CASE WHEN d.number > 1 THEN ${dayInZone('d.created_at', 'p.time_zone')} END)
 FROM partnership p LEFT JOIN LATERAL (SELECT d.number, d.breaks_on, d.created_at FROM indicator_definition d
   WHERE d.partnership_id = $1 AND d.indicator_id = ${indicator}.id ORDER BY d.number DESC LIMIT 1) d ON true WHERE p.id = $1)`;

/**
 * Indicators that are followed, by outcome, then by name, each with the series that stands for it. $2 outcome or null
 * for all; $3 network, for those that it watches, aims at or tests with; $4 a part of the name or an id, null for all. Series and health are read for the page's rows
 * alone: the database computes what is costly after it has cut the list.
 */
export const indicatorsByOutcome: ListQuery = {
  columns: (tx) => `${tx.columns(Indicator, 'i')}, o.name AS "outcomeName", o.stage AS "outcomeStage",
  ${healthOfIndicator('i')} AS indicator,
  (SELECT json_build_object('headline', ${seriesOf('h', { cadence: 'i.cadence', periods: 60 })}, 'series', ${healthOfSeries('h')}) FROM ${headlineOf('i.id')} h) AS shown`,
  from: 'indicator i JOIN outcome o ON o.partnership_id = i.partnership_id AND o.id = i.outcome_id',
  countFrom: 'indicator i',
  where: `i.partnership_id = $1 AND i.retired_at IS NULL AND ($2::uuid IS NULL OR i.outcome_id = $2) AND ${isSearchedFor('i', '$4')}
  AND ($3::uuid IS NULL OR i.id IN (
    SELECT n.indicator_id FROM network n WHERE n.partnership_id = $1 AND n.id = $3
    UNION SELECT c.aim_indicator_id FROM charter c WHERE c.partnership_id = $1 AND c.network_id = $3 AND ${isCharterInForce}
    UNION SELECT y.indicator_id FROM cycle y WHERE y.partnership_id = $1 AND y.network_id = $3 AND y.retired_at IS NULL))`,
  order: [
    { by: stageRank('o'), type: 'int' },
    { by: 'o.position', type: 'int' },
    { by: 'o.id', type: 'uuid' },
    { by: 'i.name', type: 'text' },
    { by: 'i.id', type: 'uuid' },
  ],
};
