import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { actionPlanLifecycle } from '@throughline/domain/lifecycles/action-plan';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { ActionPlan } from './action-plan.entity.ts';
import {
  type AgreePlanInput,
  type DraftPlanInput,
  draftPlan,
  type EditActionPlanInput,
  editActionPlan,
} from './plan.inputs.ts';
import {
  carryStrategiesOver,
  countAssigned,
  countsOfNetwork,
  noCounts,
  planAbilities,
  plansInForce,
  presentPlan,
  presentStrategy,
  strategiesInForce,
  type StrategyRow,
} from './plan.reads.ts';
import { putPlan } from './plan.thread.ts';
import type { ActionCountsType, ActionPlanType, NetworkPlanType } from './plan.type.ts';

const lastNumber = `
SELECT coalesce(max(l.number), 0) AS number FROM action_plan l WHERE l.partnership_id = $1 AND l.network_id = $2`;

const adoptedCharter = `
SELECT c.id FROM charter c WHERE c.partnership_id = $1 AND c.network_id = $2 AND c.state = 'adopted'
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
      const of = [viewer.partnershipId, networkId];
      const [network, plans, strategies, counts] = await Promise.all([
        tx.find(Network, networkId),
        tx.rows<ActionPlan>(plansInForce(tx), of),
        tx.rows<StrategyRow>(strategiesInForce(tx), of),
        tx.one<ActionCountsType>(countsOfNetwork, of),
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
    const values = parseInput(draftPlan, input);
    const request = { operation: 'draftPlan', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const network = await demandPlan(tx, values.networkId);
      const of = [tx.partnershipId, network.id];
      const [open, last, charter] = await Promise.all([
        tx.rows<ActionPlan>(plansInForce(tx), of),
        tx.one<{ number: number }>(lastNumber, of),
        tx.one<{ id: string }>(adoptedCharter, of),
      ]);
      if (open.some(({ state }) => state === 'draft')) {
        throw new Refused('PLAN_DRAFT_EXISTS', 'A draft of the next plan is open already: go on with that one.');
      }
      const plan = await tx.insert(
        ActionPlan,
        {
          ...values,
          number: (last?.number ?? 0) + 1,
          charterId: charter?.id ?? null,
          state: actionPlanLifecycle.initial,
        },
        { verb: 'draft' },
      );
      putPlan(tx, plan, network.name);
      tx.link(charter?.id ?? network.id, plan.id, 'answers');
      return presentPlan(viewer, plan, network.parentId);
    });
  }

  /** Changes what the plan says of itself, if nobody changed it since `version`. */
  async edit(viewer: Viewer, input: EditActionPlanInput): Promise<ActionPlanType> {
    const changes = parseInput(editActionPlan, input);
    const request = { operation: 'editActionPlan', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(ActionPlan, input.id);
      const network = await demandPlan(tx, before.networkId);
      if (before.state === 'superseded') {
        throw new Refused('PLAN_SUPERSEDED', 'A newer plan is in force: make the change there.');
      }
      const plan = await tx.update(ActionPlan, before, input.version, changes);
      putPlan(tx, plan, network.name);
      return presentPlan(viewer, plan, network.parentId);
    });
  }

  /**
   * The network agreed the draft: it takes the place of the plan in force, whose active strategies go on under it.
   * Done and abandoned strategies stay with the plan under which they ended.
   */
  async agree(viewer: Viewer, input: AgreePlanInput): Promise<ActionPlanType> {
    const request = { operation: 'agreePlan', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(ActionPlan, input.id);
      const network = await demandPlan(tx, before.networkId);
      const of = [tx.partnershipId, network.id];
      const [assigned, open] = await Promise.all([
        tx.one<{ count: number }>(countAssigned, [...of, before.id]),
        tx.rows<ActionPlan>(plansInForce(tx), of),
      ]);
      const facts = { assignedActions: assigned?.count ?? 0 };
      const state = allowed(next(actionPlanLifecycle, before.state, 'agree', facts));
      const changes = { state, agreedAt: new Date() };
      const plan = await tx.update(ActionPlan, before, input.version, changes, { verb: 'agree' });
      putPlan(tx, plan, network.name);
      const old = open.find((each) => each.state === 'agreed');
      if (old) await supersede(tx, old, plan, network.name);
      return presentPlan(viewer, plan, network.parentId);
    });
  }
}

async function demandPlan(tx: WriteTransaction, networkId: string): Promise<Network> {
  const network = await tx.find(Network, networkId);
  demand(tx.viewer, 'canEditPlan', { networkId: network.id, parentNetworkId: network.parentId });
  return network;
}

async function supersede(tx: WriteTransaction, old: ActionPlan, by: ActionPlan, networkName: string): Promise<void> {
  const state = allowed(
    next(actionPlanLifecycle, old.state, 'supersede', { successorIsAgreed: by.state === 'agreed' }),
  );
  const superseded = await tx.update(ActionPlan, old, old.version, { state }, { verb: 'supersede' });
  putPlan(tx, superseded, networkName);
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
