import { placeName } from '../../database/place-name.ts';
import { is } from '../../database/words-sql.ts';
import type { IndicatorLevel } from '@throughline/domain/vocabulary';
import {
  hasPrediction,
  isBlockedAction,
  isCharterInForce,
  isCurrentCharter,
  isLateAction,
  isOpenAction,
  isOpenCycle,
  isStandingNetwork,
} from '../../database/work-sql.ts';
import { dayInZone, todayIn } from '../../database/days.ts';
import { askedSince, isUnansweredEscalation } from '../../database/escalation-sql.ts';
import type { ReadModel } from '../../tenancy/sections.ts';
import { stageRank } from '../indicators/outcome.reads.ts';
import { seriesOf } from '../indicators/series.reads.ts';

/** Sections of the partnership's page; read only when they are selected. */
export type PartnershipSection = 'outcomes' | 'networks' | 'networkCount';

/** Latest periods of a small series. */
const mostPeriods = 40;
/** Rows of the page; the list of networks has all of them. */
const mostNetworks = 100;

/**
 * Core indicators at home. The series is everybody's; where the source has none, that of the first key population.
 */
const outcomes = `
(SELECT coalesce(json_agg(r ORDER BY r.rank, r.position, r.name), '[]') FROM (
   SELECT o.id, o.name, o.position, ${stageRank('o')} AS rank,
     (SELECT coalesce(json_agg(k ORDER BY k.name, k.id), '[]') FROM (
        SELECT i.id, i.name, i.measure_type AS "measureType", i.direction, i.cadence, i.unit,
               CASE WHEN g.population_id IS NOT NULL THEN ${seriesOf('g', { cadence: 'i.cadence', periods: mostPeriods })} END AS series
        FROM indicator i
        LEFT JOIN LATERAL (
          SELECT i.id AS indicator_id, w.place_id, w.place_name, q.id AS population_id, q.name AS population_name, q.dimension, q."group" FROM population q
          WHERE q.partnership_id = $1 AND (q.dimension IS NULL OR q.is_key) AND EXISTS (SELECT 1 FROM released_observation b
            WHERE b.partnership_id = $1 AND b.indicator_id = i.id AND b.place_id = w.place_id AND b.population_id = q.id)
          ORDER BY q.dimension IS NOT NULL, q.position, q.name LIMIT 1) g ON true
        WHERE i.partnership_id = $1 AND i.outcome_id = o.id AND ${is<IndicatorLevel>('i.level', 'core')} AND i.retired_at IS NULL) k) AS indicators
   FROM outcome o WHERE o.partnership_id = $1 AND o.retired_at IS NULL) r)`;

const networks = `
(SELECT coalesce(json_agg(r ORDER BY r.name, r.id), '[]') FROM (
   SELECT n.id, n.version, n.name, n.state, n.parent_id AS "parentId", n.outcome_id AS "outcomeId", c.state AS "charterState",
          a.late AS "actionsLate", a.blocked AS "actionsBlocked", a.open AS "actionsOpen",
          t.open AS "cyclesOpen", t.unpredicted AS "cyclesWithoutPredictions",
          k.unanswered AS "escalationsUnanswered", k.longest AS "longestWaitDays",
          greatest(n.updated_at, c.updated_at, a.updated_at, t.updated_at, k.updated_at) AS "updatedAt"
   FROM network n
   LEFT JOIN LATERAL (SELECT c.state, c.updated_at FROM charter c
     WHERE c.partnership_id = $1 AND c.network_id = n.id AND ${isCurrentCharter}
     ORDER BY ${isCharterInForce} DESC, c.number DESC LIMIT 1) c ON true
   CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE ${isLateAction('h.today')}) AS late,
       count(*) FILTER (WHERE ${isBlockedAction}) AS blocked, count(*) FILTER (WHERE ${isOpenAction}) AS open,
       max(a.updated_at) AS updated_at
     FROM action a WHERE a.partnership_id = $1 AND a.network_id = n.id) a
   CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE ${isOpenCycle('y.stage')}) AS open,
       count(*) FILTER (WHERE ${isOpenCycle('y.stage')} AND NOT ${hasPrediction('y.id')}) AS unpredicted, max(y.updated_at) AS updated_at
     FROM cycle y WHERE y.partnership_id = $1 AND y.network_id = n.id AND y.retired_at IS NULL) t
   CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE ${isUnansweredEscalation}) AS unanswered, max(e.updated_at) AS updated_at,
       max(h.today - ${dayInZone(askedSince, 'h.zone')})
         FILTER (WHERE ${isUnansweredEscalation}) AS longest
     FROM escalation e WHERE e.partnership_id = $1 AND e.network_id = n.id) k
   WHERE n.partnership_id = $1 AND ${isStandingNetwork('n')} ORDER BY n.name, n.id LIMIT ${mostNetworks}) r)`;

const networkCount = `(SELECT count(*)::int FROM network n WHERE n.partnership_id = $1 AND ${isStandingNetwork('n')})`;

/** The partnership's page, `$1` partnership: one statement. */
export const partnershipPageModel: ReadModel<PartnershipSection> = {
  sections: { outcomes, networks, networkCount },
  from: (sections) => `
FROM partnership p
CROSS JOIN LATERAL (SELECT ${todayIn('p')} AS today, p.time_zone AS zone OFFSET 0) h
${
  sections.has('outcomes')
    ? `LEFT JOIN LATERAL (SELECT l.id AS place_id, ${placeName('l')} AS place_name FROM place l WHERE l.partnership_id = $1 AND l.is_home ORDER BY l.name LIMIT 1) w ON true`
    : ''
}
WHERE p.id = $1`,
};
