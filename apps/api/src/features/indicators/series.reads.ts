import { instantOf, jsonOf } from '../../database/json-sql.ts';
import { placeName } from '../../database/place-name.ts';
import type { Selection } from '../../kernel/selected-fields.ts';

/**
 * SQL of series. `seriesOf` reads one for every page that shows one; every text takes $1 = partnership. Numbers come only
 * through `released_observation`.
 */

/** Fields of a decision that stands, as `StandingDecision` has them. */
const decisionFields = {
  id: 'd.id',
  kind: 'd.kind',
  periodStart: 'd.period_start',
  reason: 'd.reason',
  signal: 'd.signal',
  by: 'm.name',
  at: instantOf('d.created_at'),
};

/** What stands of the decisions about a series' chart; what was withdrawn is in the list of decisions. */
const standingDecisions = (row: string, selected?: Selection): string => `
(SELECT coalesce(json_agg(${jsonOf(decisionFields, selected)} ORDER BY d.period_start, d.id), '[]')
 FROM chart_decision d LEFT JOIN member m ON m.partnership_id = d.partnership_id AND m.id = d.decided_by_member_id
 WHERE d.partnership_id = $1 AND d.indicator_id = ${row}.indicator_id AND d.place_id = ${row}.place_id AND d.population_id = ${row}.population_id
   AND d.withdrawn_at IS NULL)`;

/** Where the indicator's definition broke, oldest first. */
const breaksOf = (row: string, selected?: Selection): string => `
(SELECT coalesce(json_agg(${jsonOf({ on: 'f.breaks_on', number: 'f.number' }, selected)} ORDER BY f.breaks_on, f.number), '[]')
 FROM indicator_definition f WHERE f.partnership_id = $1 AND f.indicator_id = ${row}.indicator_id AND f.breaks_on IS NOT NULL)`;

/** A column of periods, oldest first; none where the series has none. */
const column = (name: string): string => `coalesce(json_agg(p.${name}), '[]')`;

/** For the page on which numbers are corrected: versions, and the true numbers for those who keep the data. */
const corrections = (selected?: Selection) => ({
  versions: column('version'),
  truth: `CASE WHEN current_setting('app.clearance', true) = 'full' THEN ${jsonOf(trueColumns, selected)} END`,
});
const trueColumns = {
  values: column('kept_value'),
  numerators: column('kept_numerator'),
  denominators: column('kept_denominator'),
  lowers: column('kept_lower'),
  uppers: column('kept_upper'),
  intervalLowers: column('kept_interval_lower'),
  intervalUppers: column('kept_interval_upper'),
  intervalLevels: column('kept_interval_level'),
  reasons: column('hidden_reason'),
};
const nothingToCorrect = { versions: 'NULL::json', truth: 'NULL::json' };

interface Shown {
  /** The indicator's cadence, as SQL. */
  cadence: string;
  /** How many of the latest periods are shown, as SQL, on a page of many charts that says so; all when left out. */
  periods?: number | string;
  /** Null where the series has no period, instead of a series without any. */
  orNull?: boolean;
  /** With what a correction needs. */
  corrected?: boolean;
  /** The fields to read; all when left out. */
  selected?: Selection | undefined;
}

/**
 * One series as JSON, as `Series` has it but for its labels, for a row that has `indicator_id`, `place_id`, `place_name`,
 * `population_id`, `population_name`, `dimension` and `"group"`. Its columns are oldest first. Where only the latest
 * periods are shown, the index is walked back to where they begin and then forward, which is cheaper than sorting, and
 * the whole is counted only where it may be longer.
 */
export const seriesOf = (
  row: string,
  { cadence, periods, orNull = false, corrected = false, selected }: Shown,
): string => {
  const rows = `released_observation r
       WHERE r.partnership_id = $1 AND r.indicator_id = ${row}.indicator_id AND r.place_id = ${row}.place_id AND r.population_id = ${row}.population_id`;
  const whole = (own: string, ofAll: string): string =>
    periods === undefined ? own : `CASE WHEN count(*) < ${periods} THEN ${own} ELSE (SELECT ${ofAll} FROM ${rows}) END`;
  const total = whole('count(*)', 'count(*)');
  const latest =
    periods === undefined
      ? ''
      : ` AND r.period_start >= coalesce(
         (SELECT r.period_start FROM ${rows} ORDER BY r.period_start DESC OFFSET ${periods} - 1 LIMIT 1), '-infinity')`;
  const fields = {
    // Another id than the whole series has where it is cut: a cache must not take the one for the other.
    id: `concat_ws(':', ${row}.indicator_id, ${row}.place_id, ${row}.population_id, CASE WHEN count(*) < ${total} THEN count(*) END)`,
    indicatorId: `${row}.indicator_id`,
    placeId: `${row}.place_id`,
    placeName: `${row}.place_name`,
    populationId: `${row}.population_id`,
    populationName: `${row}.population_name`,
    dimension: `${row}.dimension`,
    group: `${row}."group"`,
    cadence,
    totalPeriods: total,
    firstStart: whole('min(p.period_start)', 'min(r.period_start)'),
    starts: column('period_start'),
    ends: column('period_end'),
    values: column('value'),
    numerators: column('numerator'),
    denominators: column('denominator'),
    lowers: column('lower'),
    uppers: column('upper'),
    intervalLowers: column('interval_lower'),
    intervalUppers: column('interval_upper'),
    intervalLevels: column('interval_level'),
    statuses: column('status'),
    hidden: column('hidden'),
    asFirstPublished: column('as_first_published'),
    ...(corrected ? corrections(selected?.get('truth')) : nothingToCorrect),
    decisions: standingDecisions(row, selected?.get('decisions')),
    breaks: breaksOf(row, selected?.get('breaks')),
  };
  return `
(SELECT ${jsonOf(fields, selected)}
 FROM (SELECT r.* FROM ${rows}${latest}
       ORDER BY r.period_start) p${orNull ? ' HAVING count(*) > 0' : ''})`;
};

/** Place and population of the first series that has data, among those of places `pl` and populations `po` that `among` names. */
const firstSeries = (indicatorId: string, among: string, which = ''): string => `
(SELECT ARRAY[c.place_id, c.population_id]
 FROM (SELECT pl.id AS place_id, po.id AS population_id,
              row_number() OVER (ORDER BY po.dimension IS NOT NULL, g.id IS NULL, po.is_key DESC, po.position, pl.name, po.name, pl.id, po.id) AS at
       FROM place pl JOIN population po ON po.partnership_id = pl.partnership_id
       LEFT JOIN target g ON g.partnership_id = $1 AND g.indicator_id = ${indicatorId} AND g.place_id = pl.id AND g.population_id = po.id
       WHERE pl.partnership_id = $1 AND ${among}) c
 WHERE EXISTS (SELECT FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = ${indicatorId}
               AND r.place_id = c.place_id AND r.population_id = c.population_id${which}) ORDER BY c.at LIMIT 1)`;
const withNumbers = ' AND coalesce(r.value, r.lower, r.upper) IS NOT NULL';

/**
 * The series that stands for an indicator where only one can, of those with numbers to see where there are any: the
 * partnership's own place before others, everybody before a group, of groups those with a target and those to watch first. Probes the key in that order and stops at the
 * first that has data; thousands of pairs of places and groups are put in order only where no series before them has any.
 */
export const headlineOf = (indicatorId: string): string => `
(SELECT ${indicatorId} AS indicator_id, pl.id AS place_id, po.id AS population_id, ${placeName('pl')} AS place_name, po.name AS population_name, po.dimension, po."group"
 FROM (SELECT CASE WHEN EXISTS (SELECT FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = ${indicatorId}) THEN coalesce(
   ${firstSeries(indicatorId, 'pl.is_home', withNumbers)},
   ${firstSeries(indicatorId, 'NOT pl.is_home AND po.dimension IS NULL', withNumbers)},
   ${firstSeries(indicatorId, 'NOT pl.is_home AND po.dimension IS NOT NULL', withNumbers)},
   ${firstSeries(indicatorId, 'pl.is_home')},
   ${firstSeries(indicatorId, 'NOT pl.is_home AND po.dimension IS NULL')},
   ${firstSeries(indicatorId, 'NOT pl.is_home AND po.dimension IS NOT NULL')}) END AS pair OFFSET 0) first
 JOIN place pl ON pl.partnership_id = $1 AND pl.id = first.pair[1]
 JOIN population po ON po.partnership_id = $1 AND po.id = first.pair[2])`;

/**
 * $2 indicator, $3 places (null: the one that comes first), $4 populations (null: all that have data), $5 most series.
 * One statement whatever the number of series.
 */
export const findSeries = `
WITH home AS (SELECT h.place_id FROM ${headlineOf('$2::uuid')} h),
pair AS (
  SELECT $2::uuid AS indicator_id, pl.id AS place_id, ${placeName('pl')} AS place_name, po.id AS population_id, po.name AS population_name,
         po.dimension, po."group", row_number() OVER (ORDER BY pl.is_home DESC, pl.name, po.dimension IS NOT NULL, po.dimension, po.position, po.name) AS at
  FROM place pl JOIN population po ON po.partnership_id = pl.partnership_id
  WHERE pl.partnership_id = $1 AND CASE WHEN $3::uuid[] IS NULL THEN pl.id = (SELECT place_id FROM home) ELSE pl.id = ANY($3::uuid[]) END
    AND ($4::uuid[] IS NULL OR po.id = ANY($4::uuid[]))
    AND EXISTS (SELECT FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = $2::uuid AND r.place_id = pl.id AND r.population_id = po.id)
  ORDER BY at LIMIT $5)
SELECT ${seriesOf('pair', { cadence: 'i.cadence', corrected: true })} AS series
FROM pair JOIN indicator i ON i.partnership_id = $1 AND i.id = pair.indicator_id ORDER BY pair.at`;
