import { placeName } from '../../database/place-name.ts';
import { isCharterInForce } from '../../database/work-sql.ts';
import { is, isOneOf } from '../../database/words-sql.ts';
import type { SignOffVerdict } from '@throughline/domain/vocabulary';
import { comingCharterStates } from '@throughline/domain/lifecycles/charter';
import type { ListQuery } from '../../tenancy/page.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import { Charter } from './charter.entity.ts';

/** Charters with names and sign-offs; `$1` partnership. */
const columns = `c.id, c.version, c.network_id AS "networkId", c.number, c.state,
  c.aim_indicator_id AS "aimIndicatorId", i.name AS "aimIndicatorName", i.measure_type AS "aimMeasureType", i.direction AS "aimDirection", i.unit AS "aimUnit",
  c.aim_population_id AS "aimPopulationId", q.name AS "aimPopulationName", c.aim_place_id AS "aimPlaceId", ${placeName('l')} AS "aimPlaceName",
  c.aim_from AS "aimFrom", c.aim_baseline_on::text AS "aimBaselineOn", c.aim_to AS "aimTo", c.aim_by::text AS "aimBy",
  c.scope, c.sphere_of_control AS "sphereOfControl", c.agreements, c.amendment_reason AS "amendmentReason",
  c.priority_population_ids AS "priorityPopulationIds",
  (SELECT coalesce(json_agg(k.name ORDER BY k.position, k.name), '[]') FROM population k
   WHERE k.partnership_id = $1 AND k.id = ANY (c.priority_population_ids)) AS "priorityPopulationNames",
  c.submitted_at AS "submittedAt", c.adopted_at AS "adoptedAt", n.parent_id AS "parentNetworkId",
  (SELECT coalesce(json_agg(json_build_object('id', s.id, 'memberId', s.member_id, 'memberName', m.name, 'verdict', s.verdict,
            'comment', s.comment, 'signedAt', s.signed_at, 'counts', coalesce(s.signed_at >= c.submitted_at, false)) ORDER BY s.signed_at, s.id), '[]')
   FROM sign_off s JOIN member m ON m.partnership_id = $1 AND m.id = s.member_id
   WHERE s.partnership_id = $1 AND s.charter_id = c.id) AS "signOffs"`;
const from = `charter c
JOIN network n ON n.partnership_id = $1 AND n.id = c.network_id
LEFT JOIN indicator i ON i.partnership_id = $1 AND i.id = c.aim_indicator_id
LEFT JOIN population q ON q.partnership_id = $1 AND q.id = c.aim_population_id
LEFT JOIN place l ON l.partnership_id = $1 AND l.id = c.aim_place_id`;

/** The charter $2. */
export const oneCharter = `SELECT ${columns} FROM ${from} WHERE c.partnership_id = $1 AND c.id = $2`;

/** Versions of the charter of the network $2, the newest first. */
export const chartersByNumber: ListQuery = {
  columns,
  from,
  countFrom: 'charter c',
  where: 'c.partnership_id = $1 AND c.network_id = $2',
  order: [{ by: 'c.number', type: 'int', descending: true }],
};

/** The next version's number, and whether one is on its way or in force already. */
export interface NextNumber {
  number: number;
  isOpen: boolean;
  isAdopted: boolean;
}

const next = `
SELECT coalesce(max(number), 0)::int + 1 AS number,
       coalesce(bool_or(${isOneOf('c.state', comingCharterStates)}), false) AS "isOpen", coalesce(bool_or(${isCharterInForce}), false) AS "isAdopted"
FROM charter c`;

const networkOf = '(SELECT o.network_id FROM charter o WHERE o.partnership_id = $1 AND o.id = $2)';

/** {@link NextNumber} in the network $2. */
export const nextNumber = `${next} WHERE partnership_id = $1 AND network_id = $2`;

/** {@link NextNumber} in the network of the charter $2. */
export const nextNumberAfter = `${next} WHERE partnership_id = $1 AND network_id = ${networkOf}`;

/** The versions in force beside the charter $2, which comes into force; at most one. */
export const inForceBeside = composeOnce(
  (tx) => `SELECT ${tx.columns(Charter, 'c')} FROM charter c
WHERE c.partnership_id = $1 AND c.network_id = ${networkOf} AND ${isCharterInForce} AND c.id <> $2`,
);

/** Words on a charter since it was last sent to review. */
export const verdictsOn = `
SELECT count(*) FILTER (WHERE ${is<SignOffVerdict>('s.verdict', 'agree')})::int AS agreeing, count(*) FILTER (WHERE ${is<SignOffVerdict>('s.verdict', 'object')})::int AS objecting
FROM sign_off s JOIN charter c ON c.partnership_id = $1 AND c.id = s.charter_id
WHERE s.partnership_id = $1 AND s.charter_id = $2 AND s.signed_at >= c.submitted_at`;

/** The last word of a member counts: the row is written again. */
export const putSignOff = `
INSERT INTO sign_off (partnership_id, id, charter_id, member_id, verdict, comment, signed_at) VALUES ($1, $2, $3, $4, $5, $6, moment())
ON CONFLICT (partnership_id, charter_id, member_id) DO UPDATE SET verdict = excluded.verdict, comment = excluded.comment, signed_at = excluded.signed_at`;

/** Numbers about everybody that readers see of an indicator. */
const shownOf = (indicator: string): string => `
FROM released_observation r
JOIN place pl ON pl.partnership_id = $1 AND pl.id = r.place_id
JOIN population q ON q.partnership_id = $1 AND q.id = r.population_id AND q.dimension IS NULL
WHERE r.partnership_id = $1 AND r.indicator_id = ${indicator}.id AND coalesce(r.value, r.lower, r.upper) IS NOT NULL`;

/** The place with the most numbers about everybody, where home has none. */
const placeBesideHome = (indicator: string): string => `
CASE WHEN NOT EXISTS (SELECT 1 ${shownOf(indicator)} AND pl.is_home)
  THEN (SELECT r.place_id ${shownOf(indicator)} GROUP BY r.place_id, pl.name ORDER BY count(*) DESC, pl.name LIMIT 1) END`;

/** What an aim can be made of, the likely ones first; `$2` network. */
export const aimChoices = `
SELECT
  (SELECT coalesce(json_agg(r), '[]') FROM (
     SELECT i.id, i.name, i.level, i.measure_type AS "measureType", i.direction, i.cadence, i.unit, i.outcome_id = n.outcome_id AS "isOwn",
       ${placeBesideHome('i')} AS "placeBesideHomeId"
     FROM indicator i WHERE i.partnership_id = $1 AND i.retired_at IS NULL ORDER BY i.outcome_id = n.outcome_id DESC, i.name, i.id LIMIT 500) r) AS indicators,
  (SELECT coalesce(json_agg(r), '[]') FROM (
     SELECT q.id, q.name, q.is_key AS "isKey" FROM population q
     WHERE q.partnership_id = $1 ORDER BY q.dimension IS NULL DESC, q.is_key DESC, q.position, q.name LIMIT 500) r) AS populations
FROM network n WHERE n.partnership_id = $1 AND n.id = $2`;
