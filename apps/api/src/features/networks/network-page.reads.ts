import { placeName, placeNameOf } from '../../database/place-name.ts';
import { is } from '../../database/words-sql.ts';
import { cycleStages, type CycleStage, type IndicatorLevel } from '@throughline/domain/vocabulary';
import {
  hasPrediction,
  isBlockedAction,
  isCharterInForce,
  isCurrentCharter,
  isDoneAction,
  isLateAction,
  isOpenAction,
  isOpenCycle,
  isStageInUse,
  isStandingPractice,
} from '../../database/work-sql.ts';
import { dayInZone, todayIn } from '../../database/days.ts';
import {
  askedSince,
  isOpenEscalation,
  isOverdueEscalation,
  isUnansweredEscalation,
} from '../../database/escalation-sql.ts';
import { jsonOf } from '../../database/json-sql.ts';
import type { Selection } from '../../kernel/selected-fields.ts';
import { seriesOf } from '../indicators/series.reads.ts';
import type { ReadModel } from '../../tenancy/sections.ts';

/** Sections of the network's first screen; fields of the GraphQL type that are read only when they are selected. */
export type NetworkSection =
  | 'network'
  | 'aim'
  | 'series'
  | 'actionCounts'
  | 'cycleCounts'
  | 'escalationCounts'
  | 'nextActions'
  | 'openCycles'
  | 'openEscalations'
  | 'seatCounts'
  | 'practices';

/** Most series on the first screen. */
const mostSeries = 24;
/** Latest periods that a series of the first screen has; the indicator's own page has all of them. */
const mostPeriods = 120;
/** More than any series has: the chart of the aim stands there whole. */
const allPeriods = 1_000_000_000;
const mostRows = 10;

const network = `json_build_object('id', n.id, 'version', n.version, 'name', n.name, 'purpose', n.purpose, 'state', n.state,
  'outcomeId', n.outcome_id, 'outcomeName', (SELECT o.name FROM outcome o WHERE o.partnership_id = $1 AND o.id = n.outcome_id),
  'indicatorId', n.indicator_id, 'parentId', n.parent_id,
  'parentName', (SELECT u.name FROM network u WHERE u.partnership_id = $1 AND u.id = n.parent_id))`;

const aim = `
(SELECT json_build_object('charterId', c.id, 'number', c.number, 'state', c.state,
   'indicatorId', i.id, 'indicatorName', i.name, 'measureType', i.measure_type, 'direction', i.direction, 'unit', i.unit,
   'populationId', q.id, 'populationName', q.name, 'isEverybody', q.id IS NULL OR q.dimension IS NULL,
   'placeId', l.id, 'placeName', ${placeName('l')},
   'from', c.aim_from, 'baselineOn', c.aim_baseline_on, 'to', c.aim_to, 'by', c.aim_by,
   'priorityPopulations', (SELECT coalesce(json_agg(k.name ORDER BY k.position, k.name), '[]') FROM population k
                           WHERE k.partnership_id = $1 AND k.id = ANY (c.priority_population_ids)))
 FROM (SELECT 1) AS one
 LEFT JOIN indicator i ON i.partnership_id = $1 AND i.id = c.aim_indicator_id
 LEFT JOIN population q ON q.partnership_id = $1 AND q.id = c.aim_population_id
 LEFT JOIN place l ON l.partnership_id = $1 AND l.id = c.aim_place_id
 WHERE c.id IS NOT NULL)`;

const seriesFields = {
  indicatorName: 'k."indicatorName"',
  level: 'k.level',
  measureType: 'k."measureType"',
  direction: 'k.direction',
  cadence: 'k.cadence',
  unit: 'k.unit',
  isAim: 'k."isAim"',
  series: 'k.series',
};

const numbersOf = (selected: Selection): string =>
  seriesOf('k', {
    cadence: 'k.cadence',
    periods: `(CASE WHEN k."isAim" THEN ${allPeriods} ELSE ${mostPeriods} END)`,
    orNull: true,
    // Labels are worked out of the rest.
    selected: selected.has('labels') ? undefined : selected,
  });

/**
 * The aim's indicator in every population first, then everybody's series of the other indicators of the outcome, then
 * the rest. Pairs are read in that order until there are 24 with data: one walk of the index for each, and none after.
 */
const series = (selected: Selection): string => `
(SELECT coalesce(json_agg(${jsonOf(seriesFields, selected)}), '[]')::text
 FROM (SELECT k.*, v.series FROM (
         SELECT i.id AS indicator_id, i.name AS "indicatorName", i.level, i.measure_type AS "measureType", i.direction, i.cadence, i.unit,
                w.place_id, w.place_name, q.id AS population_id, q.name AS population_name, q.dimension, q."group",
                i.id IS NOT DISTINCT FROM w.indicator_id AND (q.id IS NOT DISTINCT FROM w.population_id OR (w.population_id IS NULL AND q.dimension IS NULL)) AS "isAim",
                row_number() OVER (ORDER BY i.id IS NOT DISTINCT FROM w.indicator_id DESC, q.id IS NOT DISTINCT FROM w.population_id DESC,
                  q.dimension IS NULL DESC, q.is_key DESC, ${is<IndicatorLevel>('i.level', 'core')} DESC, i.name, i.id, q.position, q.name) AS rank
         FROM indicator i JOIN population q ON q.partnership_id = i.partnership_id
         WHERE i.partnership_id = $1 AND i.retired_at IS NULL AND (i.outcome_id = n.outcome_id OR i.id = w.indicator_id)
         ORDER BY rank) k
       CROSS JOIN LATERAL (SELECT ${numbersOf(selected.get('series') ?? new Map())} AS series OFFSET 0) v
       WHERE v.series IS NOT NULL ORDER BY k.rank LIMIT ${mostSeries}) k)`;

const actionCounts = `
(SELECT json_build_object('open', count(*) FILTER (WHERE ${isOpenAction}), 'late', count(*) FILTER (WHERE ${isLateAction('h.today')}),
   'blocked', count(*) FILTER (WHERE ${isBlockedAction}), 'done', count(*) FILTER (WHERE ${isDoneAction}))
 FROM action a WHERE a.partnership_id = $1 AND a.network_id = n.id)`;

const cycleCounts = `
(SELECT json_build_object('open', coalesce(sum(g.cycles) FILTER (WHERE ${isOpenCycle('g.stage')}), 0), 'withoutPredictions', coalesce(sum(g.unpredicted), 0),
   ${cycleStages.map((stage) => `'${stage}', coalesce(sum(g.cycles) FILTER (WHERE ${is<CycleStage>('g.stage', stage)}), 0)`).join(', ')})
 FROM (SELECT y.stage, count(*) AS cycles, count(*) FILTER (WHERE ${isOpenCycle('y.stage')} AND NOT ${hasPrediction('y.id')}) AS unpredicted
       FROM cycle y WHERE y.partnership_id = $1 AND y.network_id = n.id AND y.retired_at IS NULL GROUP BY y.stage) g)`;

const escalationCounts = `
(SELECT json_build_object('open', count(*) FILTER (WHERE ${isOpenEscalation}), 'unanswered', count(*) FILTER (WHERE ${isUnansweredEscalation}),
   'overdue', count(*) FILTER (WHERE ${isOverdueEscalation('h.today')}))
 FROM escalation e WHERE e.partnership_id = $1 AND e.network_id = n.id)`;

const nextActions = `
(SELECT json_build_object('totalCount', (SELECT count(*) FROM action a WHERE a.partnership_id = $1 AND a.network_id = n.id AND ${isOpenAction}),
   'nodes', coalesce(json_agg(r), '[]'))
 FROM (SELECT a.id, a.title, a.state, a.due_on AS "dueOn", ${isLateAction('h.today')} AS "isLate", a.is_commitment AS "isCommitment",
              m.name AS "ownerName", o.name AS "organizationName"
       FROM action a
       LEFT JOIN member m ON m.partnership_id = $1 AND m.id = a.owner_member_id
       LEFT JOIN organization o ON o.partnership_id = $1 AND o.id = a.organization_id
       WHERE a.partnership_id = $1 AND a.network_id = n.id AND ${isOpenAction} ORDER BY a.due_on, a.id LIMIT ${mostRows}) r)`;

const openCycles = `
(SELECT json_build_object('totalCount', (SELECT count(*) FROM cycle y WHERE y.partnership_id = $1 AND y.network_id = n.id AND y.retired_at IS NULL AND ${isOpenCycle('y.stage')}),
   'nodes', coalesce(json_agg(r), '[]'))
 FROM (SELECT y.id, y.title, y.stage, y.scale, y.rung, y.planned_until AS "plannedUntil", c.title AS "ideaTitle", m.name AS "ownerName",
              ${hasPrediction('y.id')} AS "hasPrediction"
       FROM cycle y
       LEFT JOIN change_idea c ON c.partnership_id = $1 AND c.id = y.change_idea_id
       LEFT JOIN member m ON m.partnership_id = $1 AND m.id = y.owner_member_id
       WHERE y.partnership_id = $1 AND y.network_id = n.id AND y.retired_at IS NULL AND ${isOpenCycle('y.stage')} ORDER BY y.planned_until, y.id LIMIT ${mostRows}) r)`;

const openEscalations = `
(SELECT json_build_object('totalCount', (SELECT count(*) FROM escalation e WHERE e.partnership_id = $1 AND e.network_id = n.id AND ${isOpenEscalation}),
   'nodes', coalesce(json_agg(r), '[]'))
 FROM (SELECT e.id, e.title, e.kind, e.state, e.respond_by AS "respondBy", e.promised_by AS "promisedBy", coalesce(o.name, t.name) AS "askedOf",
              ${isOverdueEscalation('h.today')} AS "isOverdue",
              CASE WHEN ${isUnansweredEscalation} THEN h.today - ${dayInZone(askedSince, 'h.zone')} END AS "daysWaiting"
       FROM escalation e
       LEFT JOIN organization o ON o.partnership_id = $1 AND o.id = e.to_organization_id
       LEFT JOIN leadership_table t ON t.partnership_id = $1 AND t.id = e.to_table_id
       WHERE e.partnership_id = $1 AND e.network_id = n.id AND ${isOpenEscalation} ORDER BY e.respond_by, e.id LIMIT ${mostRows}) r)`;

const seatCounts = `
(SELECT coalesce(json_agg(g), '[]')
 FROM (SELECT o.sector, s.perspective, count(*) AS seats FROM seat s
       JOIN member m ON m.partnership_id = $1 AND m.id = s.member_id AND m.retired_at IS NULL
       LEFT JOIN organization o ON o.partnership_id = $1 AND o.id = m.organization_id
       WHERE s.partnership_id = $1 AND s.network_id = n.id AND s.from_on <= h.today AND (s.until_on IS NULL OR s.until_on >= h.today)
       GROUP BY o.sector, s.perspective) g)`;

const practices = `
(SELECT json_build_object('totalCount', (SELECT count(*) FROM practice x WHERE x.partnership_id = $1 AND x.network_id = n.id AND ${isStandingPractice('x')}),
   'nodes', coalesce(json_agg(r), '[]'))
 FROM (SELECT x.id, x.name, x.state, x.created_at AS "adoptedAt",
              (SELECT count(*) FROM adoption d WHERE d.partnership_id = $1 AND d.practice_id = x.id AND ${isStageInUse('d.stage')}) AS "sitesUsing"
       FROM practice x WHERE x.partnership_id = $1 AND x.network_id = n.id AND ${isStandingPractice('x')} ORDER BY x.created_at DESC, x.id LIMIT 5) r)`;

/** The charter in force, or while there is none the newest on its way. */
const charter = `
LEFT JOIN LATERAL (SELECT c.* FROM charter c WHERE c.partnership_id = $1 AND c.network_id = n.id AND ${isCurrentCharter}
                   ORDER BY ${isCharterInForce} DESC, c.number DESC LIMIT 1) c ON true`;

/** What the series are about: the aim's indicator, population and place, else the network's indicator at home. */
const seriesOfNetwork = `
CROSS JOIN LATERAL (SELECT coalesce(c.aim_indicator_id, n.indicator_id) AS indicator_id, c.aim_population_id AS population_id, l.id AS place_id, ${placeNameOf('l.id')} AS place_name
                    FROM (SELECT) AS one LEFT JOIN LATERAL (
                      SELECT l.id, l.name FROM place l WHERE l.partnership_id = $1 AND CASE WHEN c.aim_place_id IS NULL THEN l.is_home ELSE l.id = c.aim_place_id END
                      ORDER BY l.name LIMIT 1) l ON true OFFSET 0) w`;

/** The network's first screen, `$1` partnership, `$2` network: one statement, whatever is selected and however much there is. */
export const networkPageModel: ReadModel<NetworkSection> = {
  sections: {
    network,
    aim,
    series,
    actionCounts,
    cycleCounts,
    escalationCounts,
    nextActions,
    openCycles,
    openEscalations,
    seatCounts,
    practices,
  },
  from: (sections) => `
FROM network n
CROSS JOIN LATERAL (SELECT ${todayIn('p')} AS today, p.time_zone AS zone FROM partnership p WHERE p.id = n.partnership_id OFFSET 0) h
${sections.has('aim') || sections.has('series') ? charter : ''}
${sections.has('series') ? seriesOfNetwork : ''}
WHERE n.partnership_id = $1 AND n.id = $2`,
};
