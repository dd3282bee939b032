import { placeName } from '../../database/place-name.ts';
import { quote } from '../../database/words-sql.ts';
import { dayInZone } from '../../database/days.ts';
import { protectedWord, type PublishedTable } from './published-tables.ts';

/** Rows of one statement of an export: few enough to hold, many enough that the statements between them cost little. */
export const rowsAtOnce = 2_000;

/**
 * Observations in the order of their key, of one indicator or of all, after a key or from the start. One text for each
 * case: with a condition that may be absent the database would plan for the whole table each time.
 *
 * $1 partnership, $2 most rows, then the indicator, then the key. Names are read for the rows of the page alone.
 */
export function findObservations(ofOne: boolean, isNext: boolean): string {
  const after = ofOne ? 4 : 3;
  const conditions = [
    'r.partnership_id = $1',
    ...(ofOne ? ['r.indicator_id = $3'] : []),
    ...(isNext
      ? [
          `(r.indicator_id, r.place_id, r.population_id, r.period_start) > ($${after}::uuid, $${after + 1}::uuid, $${after + 2}::uuid, $${after + 3})`,
        ]
      : []),
  ];
  return `
WITH page AS (
  SELECT r.indicator_id, r.place_id, r.population_id, r.period_start, r.period_end, r.value, r.lower, r.upper, r.interval_lower, r.interval_upper, r.interval_level,
         r.numerator, r.denominator,
         CASE WHEN r.hidden THEN ${quote(protectedWord)} ELSE r.status END AS status, r.provisional, r.as_first_published
  FROM released_observation r WHERE ${conditions.join(' AND ')}
  ORDER BY r.indicator_id, r.place_id, r.population_id, r.period_start LIMIT $2),
named_place AS (
  SELECT pl.id, ${placeName('pl')} AS name FROM place pl WHERE pl.partnership_id = $1 AND pl.id IN (SELECT place_id FROM page)),
named_indicator AS (
  SELECT i.id, i.name, i.cadence, ARRAY(SELECT d.breaks_on FROM indicator_definition d
    WHERE d.partnership_id = $1 AND d.indicator_id = i.id AND d.breaks_on IS NOT NULL) AS breaks
  FROM indicator i WHERE i.partnership_id = $1 AND i.id IN (SELECT indicator_id FROM page))
SELECT p.*, i.name AS indicator, i.cadence, l.name AS place, o.name AS population,
       1 + (SELECT count(*) FROM unnest(i.breaks) b WHERE b <= p.period_start)::int AS series_part
FROM page p JOIN named_indicator i ON i.id = p.indicator_id JOIN named_place l ON l.id = p.place_id
JOIN population o ON o.partnership_id = $1 AND o.id = p.population_id
ORDER BY p.indicator_id, p.place_id, p.population_id, p.period_start`;
}

/** What has observations of an indicator, or anything where none is named. */
const isUsed = (column: string, id: string): string =>
  `($4::uuid IS NULL OR ${id} IN (SELECT r.${column} FROM released_observation r WHERE r.partnership_id = $1 AND r.indicator_id = $4))`;

/** The data sources `s` whose files brought numbers of an indicator. */
const sourcesOf = (indicator: string): string => `data_source s WHERE s.partnership_id = $1 AND EXISTS (
  SELECT FROM import m JOIN released_observation r ON r.partnership_id = $1 AND r.import_id = m.id
  WHERE m.partnership_id = $1 AND m.source_id = s.id AND r.indicator_id = ${indicator})`;

/** On what terms others may use the numbers: as the definition says, else as the sources do that they came from. */
const licenseOf = `coalesce(nullif(d.license, ''),
  (SELECT string_agg(DISTINCT s.license, '; ') FROM ${sourcesOf('i.id')} AND s.license <> ''), '')`;

const findIndicators = `
SELECT i.id, i.name, o.name AS outcome, o.stage, i.level, i.measure_type, i.direction, i.cadence, i.unit, d.definition, d.rationale, d.source,
       d.source_url, ${licenseOf} AS license, coalesce(d.number, 0) AS definition_number,
       (SELECT coalesce(string_agg(b.breaks_on::text, ' ' ORDER BY b.breaks_on), '') FROM indicator_definition b
        WHERE b.partnership_id = $1 AND b.indicator_id = i.id AND b.breaks_on IS NOT NULL) AS breaks_on,
       ${dayInZone('i.retired_at', 'p.time_zone')} AS retired_on
FROM indicator i JOIN outcome o ON o.partnership_id = i.partnership_id AND o.id = i.outcome_id JOIN partnership p ON p.id = i.partnership_id
LEFT JOIN LATERAL (SELECT * FROM indicator_definition d WHERE d.partnership_id = $1 AND d.indicator_id = i.id ORDER BY d.number DESC LIMIT 1) d ON true
WHERE i.partnership_id = $1 AND ($4::uuid IS NULL OR i.id = $4) AND ($3::uuid IS NULL OR i.id > $3) ORDER BY i.id LIMIT $2`;

const findPlaces = `
SELECT pl.id, ${placeName('pl')} AS name, pl.kind, pl.parent_id, pl.is_home,
       (SELECT coalesce(string_agg(c.system || ':' || c.code, ' ' ORDER BY c.system, c.code), '') FROM place_code c
        WHERE c.partnership_id = $1 AND c.place_id = pl.id) AS codes
FROM place pl WHERE pl.partnership_id = $1 AND pl.merged_into_id IS NULL AND ($3::uuid IS NULL OR pl.id > $3)
  AND ${isUsed('place_id', 'pl.id')} ORDER BY pl.id LIMIT $2`;

const findPopulations = `
SELECT po.id, po.name, po.dimension, po."group", po.crossed_dimension, po.crossed_group,
       NOT EXISTS (SELECT FROM population_dimension d WHERE d.partnership_id = $1 AND d.name IN (po.dimension, po.crossed_dimension)
                   AND NOT d.is_exclusive) AS is_exclusive
FROM population po WHERE po.partnership_id = $1 AND ($3::uuid IS NULL OR po.id > $3) AND ${isUsed('population_id', 'po.id')}
ORDER BY po.id LIMIT $2`;

/** The statement of a table with one id as its key: $1 partnership, $2 most rows, $3 the last id or null, $4 indicator or null. */
export const findById: Readonly<Record<Exclude<PublishedTable['name'], 'observations'>, string>> = {
  indicators: findIndicators,
  places: findPlaces,
  populations: findPopulations,
};

/** $1 partnership, $2 indicator or null. What an export says of itself. */
export const findSubject = `
SELECT p.name AS partnership, p.slug, moment() AS made,
       (SELECT i.name FROM indicator i WHERE i.partnership_id = $1 AND i.id = $2) AS indicator,
       (SELECT coalesce(json_agg(s), '[]') FROM (
         SELECT DISTINCT coalesce(nullif(d.source, ''), n.name, '') AS title, coalesce(d.source_url, '') AS path, ${licenseOf} AS license FROM indicator i
         LEFT JOIN LATERAL (SELECT * FROM indicator_definition d WHERE d.partnership_id = $1 AND d.indicator_id = i.id ORDER BY d.number DESC LIMIT 1) d ON true
         LEFT JOIN LATERAL (SELECT s.name FROM ${sourcesOf('i.id')}) n ON coalesce(d.source, '') = ''
         WHERE i.partnership_id = $1 AND ($2::uuid IS NULL OR i.id = $2) AND (d.source <> '' OR d.source_url <> '' OR n.name <> '')
         ORDER BY 1, 2, 3) s) AS sources
FROM partnership p WHERE p.id = $1`;
