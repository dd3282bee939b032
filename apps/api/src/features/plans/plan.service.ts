import { isCharterInForce } from '../../database/work-sql.ts';
import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { actionPlanLifecycle } from '@throughline/domain/lifecycles/action-plan';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { ActionPlan } from './action-plan.entity.ts';
import { AgreePlanInput, DraftPlanInput, EditActionPlanInput } from './plan.inputs.ts';
import {
  carryStrategiesOver,
  countAssigned,
  countsOfNetwork,
  noCounts,
  planAbilities,
  planSuperseded,
  plansInForce,
  presentPlan,
  presentStrategy,
  strategiesInForce,
  type StrategyRow,
} from './plan.reads.ts';
import type { ActionCountsType, ActionPlanType, NetworkPlanType } from './plan.type.ts';

const lastNumber = `
SELECT coalesce(max(l.number), 0) AS number FROM action_plan l WHERE l.partnership_id = $1 AND l.network_id = $2`;

const adoptedCharter = `
SELECT c.id FROM charter c WHERE c.partnership_id = $1 AND c.network_id = $2 AND ${isCharterInForce}
ORDER BY c.number DESC LIMIT 1`;

/** The action plan of a network: drafted, agreed, in time superseded by the next. */
@Injectable()
export class PlanService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** The plan in force, the next one, their strategies and counts; 4 statements. */
  async ofNetwork(viewer: Viewer, networkId: string): Promise<NetworkPlanType> {
    return this.tenancy.read(viewer, async (tx) => {
      const keys = [viewer.partnershipId, networkId];
      const [network, plans, strategies, counts] = await Promise.all([
        tx.find(Network, networkId),
        tx.rows<ActionPlan>(plansInForce(tx), keys),
        tx.rows<StrategyRow>(strategiesInForce(tx), keys),
        tx.one<ActionCountsType>(countsOfNetwork, keys),
      ]);
      const [current, following] = plans.map((plan) => presentPlan(viewer, plan, network.parentId));
      return {
        id: network.id,
        networkName: network.name,
        current: current ?? null,
        next: following ?? null,
        strategies: strategies.map((row) => presentStrategy(viewer, row)),
        counts: counts ?? noCounts,
        abilities: planAbilities(viewer, network.id, network.parentId),
      };
    });
  }

  /**
   * Starts the network's next plan under the charter in force.
   * @throws Refused PLAN_DRAFT_EXISTS while another draft is open.
   */
  async draft(viewer: Viewer, input: DraftPlanInput): Promise<ActionPlanType> {
    return this.writes.run(viewer, DraftPlanInput, input, {
      reads: async (tx, { networkId }) => {
        const keys = [tx.partnershipId, networkId];
        const [, ...found] = await Promise.all([
          tx.turn(`plans of ${networkId}`),
          tx.rows<ActionPlan>(plansInForce(tx), keys),
          tx.one<{ number: number }>(lastNumber, keys),
          tx.one<{ id: string }>(adoptedCharter, keys),
        ]);
        return found;
      },
      writes: (tx, values, _before, [open, last, charter]) => {
        if (open.some(({ state }) => state === 'draft')) {
          throw new Refused(refusal('PLAN_DRAFT_EXISTS'));
        }
        const number = (last?.number ?? 0) + 1;
        const origin = { number, charterId: charter?.id ?? null, state: actionPlanLifecycle.initial };
        const plan = tx.insert(ActionPlan, { ...values, ...origin }, { verb: 'draft' });
        tx.link(charter?.id ?? values.networkId, plan.id, 'answers');
        return presentPlan(viewer, plan, tx.network.parentId);
      },
    });
  }

  /** Changes what the plan says of itself, if nobody changed it since `version`. */
  async edit(viewer: Viewer, input: EditActionPlanInput): Promise<ActionPlanType> {
    return this.writes.run(viewer, EditActionPlanInput, input, (tx, changes, before) => {
      if (before.state === 'superseded') throw planSuperseded();
      const plan = tx.update(ActionPlan, before, changes);
      return presentPlan(viewer, plan, tx.network.parentId);
    });
  }

  /**
   * The network agreed the draft: it takes the place of the plan in force, whose active strategies go on under it.
   * Done and abandoned strategies stay with the plan under which they ended.
   */
  async agree(viewer: Viewer, input: AgreePlanInput): Promise<ActionPlanType> {
    return this.writes.run(viewer, AgreePlanInput, input, async (tx, _none, before) => {
      const keys = [tx.partnershipId, before.networkId];
      const [assigned, open] = await Promise.all([
        tx.one<{ count: number }>(countAssigned, [...keys, before.id]),
        tx.rows<ActionPlan>(plansInForce(tx), keys),
      ]);
      const facts = { assignedActions: assigned?.count ?? 0 };
      const state = demandState(next(actionPlanLifecycle, before.state, 'agree', facts));
      const plan = tx.update(ActionPlan, before, { state, agreedAt: tx.now }, { verb: 'agree' });
      const old = open.find((each) => each.state === 'agreed');
      if (old) await supersede(tx, old, plan);
      return presentPlan(viewer, plan, tx.network.parentId);
    });
  }
}

async function supersede(tx: WriteTransaction, old: ActionPlan, by: ActionPlan): Promise<void> {
  const state = demandState(
    next(actionPlanLifecycle, old.state, 'supersede', { successorIsAgreed: by.state === 'agreed' }),
  );
  tx.update(ActionPlan, old, { state }, { verb: 'supersede' });
  tx.link(old.id, by.id, 'continues');
  const carried = await tx.rows<{ id: string; version: number }>(carryStrategiesOver, [
    tx.partnershipId,
    old.id,
    by.id,
  ]);
  for (const strategy of carried) {
    tx.record('strategy', strategy, { verb: 'carry_over' }, { planId: old.id }, { planId: by.id });
    tx.link(by.id, strategy.id, 'answers');
  }
}
