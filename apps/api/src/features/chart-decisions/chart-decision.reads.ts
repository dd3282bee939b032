import { dayForCadence } from '../../database/days.ts';
import { is } from '../../database/words-sql.ts';
import type { ChartDecisionKind } from '@throughline/domain/vocabulary';
import { isStandingNetwork } from '../../database/work-sql.ts';
import type { DecisionFacts } from '@throughline/domain/chart-decisions';
import type { Cadence } from '@throughline/domain/vocabulary';
import type { ListQuery } from '../../tenancy/page.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { networksOf } from '../indicators/indicator.reads.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { ChartDecision } from './chart-decision.entity.ts';

/** SQL of decisions about charts; every text takes $1 = partnership. Only values that everybody sees are counted. */

/** A decision with the names round it, as the database answers it. */
export interface DecisionRow extends ChartDecision {
  cadence: Cadence;
  decidedByName: string | null;
  withdrawnByName: string | null;
  /** The networks by whose seats the chart may be steered. */
  networkIds: string[];
}

/** An indicator with the networks by whose seats its charts may be steered. */
export type SteeredIndicator = Indicator & { networkIds: string[] };

/** What the rules of a decision ask of its series. */
export type SeriesFacts = Omit<DecisionFacts, 'expectedToLast'>;

/**
 * The networks by whose seats the charts of the indicator `i` may be steered: they work on it, and they were formed for
 * its outcome. What a network watches, aims at or tests is chosen by those who sit in it; its outcome is not.
 */
const steeringNetworks = (i: string): string => `
ARRAY(SELECT n.id FROM network n WHERE n.partnership_id = $1 AND n.outcome_id = ${i}.outcome_id AND ${isStandingNetwork('n')}
      AND n.id IN (${networksOf(`${i}.id`)}))`;

const indicatorWithNetworks = (tx: ReadTransaction): string =>
  `SELECT ${tx.columns(Indicator, 'i')}, ${steeringNetworks('i')} AS "networkIds" FROM indicator i`;

/** $2 indicator. */
export const steeredIndicator = (tx: ReadTransaction): string =>
  `${indicatorWithNetworks(tx)} WHERE i.partnership_id = $1 AND i.id = $2`;

/** $2 decision; its indicator. */
export const indicatorOfDecision = (tx: ReadTransaction): string => `${indicatorWithNetworks(tx)}
JOIN chart_decision d ON d.partnership_id = i.partnership_id AND d.indicator_id = i.id WHERE i.partnership_id = $1 AND d.id = $2`;

const start = '(SELECT a.start FROM asked a)';

/** $2 indicator, $3 place, $4 population, $5 the first day of the period for each cadence, $6 kind. */
export const findDecisionFacts = `
WITH asked AS (SELECT ${dayForCadence('$5', 'i.cadence')} AS start FROM indicator i WHERE i.partnership_id = $1 AND i.id = $2)
SELECT coalesce(bool_or(r.period_start = ${start} AND r.shown), false) AS "shownThere",
       count(*) FILTER (WHERE r.period_start < ${start})::int AS "periodsBefore",
       count(*) FILTER (WHERE r.period_start >= ${start} AND r.shown)::int AS "shownFrom",
       count(*) FILTER (WHERE r.period_start <= ${start} AND r.shown)::int AS "shownThrough",
       EXISTS (SELECT FROM chart_decision d WHERE d.partnership_id = $1 AND d.indicator_id = $2 AND d.place_id = $3 AND d.population_id = $4
               AND d.kind = $6 AND d.withdrawn_at IS NULL AND (${is<ChartDecisionKind>('d.kind', 'frozen_baseline')} OR d.period_start = ${start})) AS standing
FROM (SELECT o.period_start, NOT o.hidden AND o.value IS NOT NULL AS shown FROM released_observation o
      WHERE o.partnership_id = $1 AND o.indicator_id = $2 AND o.place_id = $3 AND o.population_id = $4) r`;

const columns = (
  tx: ReadTransaction,
): string => `${tx.columns(ChartDecision, 'd')}, i.cadence, m.name AS "decidedByName",
  w.name AS "withdrawnByName", ${steeringNetworks('i')} AS "networkIds"`;
const from = `chart_decision d JOIN indicator i ON i.partnership_id = d.partnership_id AND i.id = d.indicator_id
LEFT JOIN member m ON m.partnership_id = d.partnership_id AND m.id = d.decided_by_member_id
LEFT JOIN member w ON w.partnership_id = d.partnership_id AND w.id = d.withdrawn_by_member_id`;

/** The decisions about one series, the newest period first. $2 indicator, $3 place, $4 population. */
export const decisionsByPeriod: ListQuery = {
  columns,
  from,
  countFrom: 'chart_decision d',
  where: 'd.partnership_id = $1 AND d.indicator_id = $2 AND d.place_id = $3 AND d.population_id = $4',
  order: [
    { by: 'd.period_start', type: 'date', descending: true },
    { by: 'd.id', type: 'uuid', descending: true },
  ],
};

/** The decision that a write answers. */
export const answerDecision = (tx: WriteTransaction, id: string) =>
  tx.answer<DecisionRow>(`SELECT ${columns(tx)} FROM ${from} WHERE d.partnership_id = $1 AND d.id = $2`, [
    tx.partnershipId,
    id,
  ]);
