import { currentPlanStates } from '@throughline/domain/lifecycles/action-plan';
import type { PlanState } from '@throughline/domain/vocabulary';
import { isBlockedAction, isDoneAction, isOpenAction } from '../../database/work-sql.ts';
import { verbsFrom } from '@throughline/domain/lifecycle';
import { openStrategyStates, strategyLifecycle } from '@throughline/domain/lifecycles/strategy';
import { abilities, may } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { is, isOneOf } from '../../database/words-sql.ts';
import { Refused } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { ActionPlan } from './action-plan.entity.ts';
import { isLate } from './action.reads.ts';
import type { ActionCountsType, ActionPlanType, StrategyType } from './plan.type.ts';
import { Strategy } from './strategy.entity.ts';

/** A strategy with the names round it and its actions' counts, as the database answers it. */
export interface StrategyRow extends Omit<StrategyType, 'verbs' | 'abilities'> {
  parentNetworkId: string | null;
}

const counts = `
SELECT count(*) AS total,
  count(*) FILTER (WHERE ${isOpenAction}) AS open,
  count(*) FILTER (WHERE ${isDoneAction}) AS done,
  count(*) FILTER (WHERE ${isBlockedAction}) AS blocked,
  count(*) FILTER (WHERE ${isLate}) AS late
FROM action a JOIN partnership p ON p.id = a.partnership_id`;

/** Counts of all actions of a network. */
export const countsOfNetwork = `${counts} WHERE a.partnership_id = $1 AND a.network_id = $2`;

const selectStrategy = (tx: ReadTransaction): string => `
SELECT ${tx.columns(Strategy, 's')}, n.parent_id AS "parentNetworkId", po.name AS "populationName",
  f.title AS "factorTitle", d.title AS "driverTitle",
  json_build_object('total', coalesce(c.total, 0), 'open', coalesce(c.open, 0), 'done', coalesce(c.done, 0),
    'blocked', coalesce(c.blocked, 0), 'late', coalesce(c.late, 0)) AS counts
FROM strategy s
JOIN network n ON n.partnership_id = s.partnership_id AND n.id = s.network_id
LEFT JOIN population po ON po.partnership_id = s.partnership_id AND po.id = s.population_id
LEFT JOIN factor f ON f.partnership_id = s.partnership_id AND f.id = s.factor_id
LEFT JOIN driver d ON d.partnership_id = s.partnership_id AND d.id = s.driver_id
LEFT JOIN LATERAL (${counts} WHERE a.partnership_id = s.partnership_id AND a.strategy_id = s.id) c ON true`;

/** One strategy with its names. */
export const strategyById = (tx: ReadTransaction): string =>
  `${selectStrategy(tx)} WHERE s.partnership_id = $1 AND s.id = $2`;

/** The strategy that a write answers. */
export const answerStrategy = (tx: WriteTransaction, id: string) =>
  tx.answer<StrategyRow>(strategyById(tx), [tx.partnershipId, id]);

/** Strategies of the plans of a network that are not superseded. */
export const strategiesInForce = (tx: ReadTransaction): string => `${selectStrategy(tx)}
JOIN action_plan l ON l.partnership_id = s.partnership_id AND l.id = s.plan_id AND ${isOneOf('l.state', currentPlanStates)}
WHERE s.partnership_id = $1 AND s.network_id = $2
ORDER BY l.number, s.position, s.id LIMIT 200`;

/** Plans of a network that are not superseded: at most the agreed one and one draft. */
export const plansInForce = (tx: ReadTransaction): string =>
  `SELECT ${tx.columns(ActionPlan, 'l')} FROM action_plan l
   WHERE l.partnership_id = $1 AND l.network_id = $2 AND ${isOneOf('l.state', currentPlanStates)} ORDER BY l.number`;

/** Actions with an owner and a day that the plan would have once it is agreed: its own, and what goes on from the last. */
export const countAssigned = `
SELECT count(*) AS count FROM action a
JOIN strategy s ON s.partnership_id = a.partnership_id AND s.id = a.strategy_id
JOIN action_plan l ON l.partnership_id = s.partnership_id AND l.id = s.plan_id
WHERE a.partnership_id = $1 AND l.network_id = $2
  AND (l.id = $3::uuid OR (${is<PlanState>('l.state', 'agreed')} AND ${isOneOf('s.state', openStrategyStates)}))
  AND a.due_on IS NOT NULL AND num_nonnulls(a.owner_member_id, a.organization_id) > 0`;

/** What is still active goes on under the plan that takes the old one's place; done and abandoned stay where they were. */
export const carryStrategiesOver = `
UPDATE strategy SET plan_id = $3, version = version + 1, updated_at = moment()
WHERE partnership_id = $1 AND plan_id = $2 AND ${isOneOf('state', openStrategyStates)} RETURNING id, version`;

/** Counts of nothing. */
export const noCounts: ActionCountsType = { total: 0, open: 0, done: 0, blocked: 0, late: 0 };

const ofPlans = ['canEditPlan', 'canEditTheory'] as const;

/** What the viewer may do with the plan of a network. */
export const planAbilities = (viewer: Viewer, networkId: string, parentNetworkId: string | null): string[] =>
  abilities(viewer, { networkId, parentNetworkId }, ofPlans);

/** A strategy as the viewer sees it. */
export function presentStrategy(viewer: Viewer, row: StrategyRow): StrategyType {
  const { networkId, parentNetworkId } = row;
  const mayEdit = may('canEditPlan', viewer, { networkId, parentNetworkId });
  return {
    ...row,
    verbs: mayEdit ? verbsFrom(strategyLifecycle, row.state) : [],
    abilities: planAbilities(viewer, networkId, parentNetworkId),
  };
}

/** A plan as the viewer sees it. */
export const presentPlan = (viewer: Viewer, plan: ActionPlan, parentNetworkId: string | null): ActionPlanType => ({
  ...plan,
  abilities: planAbilities(viewer, plan.networkId, parentNetworkId),
});

/** A superseded plan takes nothing any more. */
export const planSuperseded = (): Refused => new Refused(refusal('PLAN_SUPERSEDED'));
