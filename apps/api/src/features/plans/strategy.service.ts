import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { type StrategyVerb, strategyLifecycle } from '@throughline/domain/lifecycles/strategy';
import type { Viewer } from '@throughline/domain/viewer';
import type { StrategyKind } from '@throughline/domain/vocabulary';
import { Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Driver } from '../factors/driver.entity.ts';
import { Factor } from '../factors/factor.entity.ts';
import { Network } from '../networks/network.entity.ts';
import { ActionPlan } from './action-plan.entity.ts';
import { presentStrategy, strategyById, type StrategyRow } from './plan.reads.ts';
import { putStrategy } from './plan.thread.ts';
import type { StrategyType } from './plan.type.ts';
import { Strategy } from './strategy.entity.ts';
import {
  type AbandonStrategyInput,
  type AddStrategyInput,
  addStrategy,
  type CompleteStrategyInput,
  type EditStrategyInput,
  editStrategy,
  type ReopenStrategyInput,
  withReason,
} from './strategy.inputs.ts';

/** Strategies: the lines of work of a plan, each from the factor or driver that it answers. */
@Injectable()
export class StrategyService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Adds a strategy to a plan that is not superseded. */
  async add(viewer: Viewer, input: AddStrategyInput): Promise<StrategyType> {
    const values = parseInput(addStrategy, input);
    const request = { operation: 'addStrategy', idempotencyKey: input.idempotencyKey, input: values };
    const row = await this.writes.run(viewer, request, async (tx) => {
      const plan = await tx.find(ActionPlan, values.planId);
      const network = await demandPlan(tx, plan.networkId);
      if (plan.state === 'superseded') {
        throw new Refused('PLAN_SUPERSEDED', 'A newer plan is in force: make the change there.');
      }
      const populationId = populationOf(values.kind, values.populationId);
      await checkOrigin(tx, network.id, values);
      const of = { ...values, populationId, networkId: network.id, state: strategyLifecycle.initial };
      const strategy = await tx.insert(Strategy, of);
      putStrategy(tx, strategy);
      tx.link(plan.id, strategy.id, 'answers');
      linkOrigin(tx, strategy, network);
      return shown(tx, strategy.id);
    });
    return presentStrategy(viewer, row);
  }

  /** Changes a strategy that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditStrategyInput): Promise<StrategyType> {
    const changes = parseInput(editStrategy, input);
    const request = { operation: 'editStrategy', idempotencyKey: input.idempotencyKey, input };
    const row = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Strategy, input.id);
      const network = await demandPlan(tx, before.networkId);
      const population = changes.populationId === undefined ? before.populationId : changes.populationId;
      const populationId = populationOf(changes.kind ?? before.kind, population);
      await checkOrigin(tx, network.id, changes);
      const strategy = await tx.update(Strategy, before, input.version, { ...changes, populationId });
      putStrategy(tx, strategy);
      linkOrigin(tx, strategy, network);
      return shown(tx, strategy.id);
    });
    return presentStrategy(viewer, row);
  }

  /** The strategy has done its work. */
  async complete(viewer: Viewer, input: CompleteStrategyInput): Promise<StrategyType> {
    return this.#move(viewer, 'completeStrategy', 'complete', { ...input, reason: '' });
  }

  /** The strategy is given up; why stays in its history. */
  async abandon(viewer: Viewer, input: AbandonStrategyInput): Promise<StrategyType> {
    return this.#move(viewer, 'abandonStrategy', 'abandon', input);
  }

  /** A closed strategy goes on. */
  async reopen(viewer: Viewer, input: ReopenStrategyInput): Promise<StrategyType> {
    return this.#move(viewer, 'reopenStrategy', 'reopen', input);
  }

  async #move(
    viewer: Viewer,
    operation: string,
    verb: StrategyVerb,
    input: AbandonStrategyInput,
  ): Promise<StrategyType> {
    const { reason } = parseInput(withReason, input);
    const row = await this.writes.run(
      viewer,
      { operation, idempotencyKey: input.idempotencyKey, input },
      async (tx) => {
        const before = await tx.find(Strategy, input.id);
        await demandPlan(tx, before.networkId);
        const state = allowed(next(strategyLifecycle, before.state, verb, { reason }));
        const strategy = await tx.update(Strategy, before, input.version, { state }, { verb, reason });
        putStrategy(tx, strategy);
        return shown(tx, strategy.id);
      },
    );
    return presentStrategy(viewer, row);
  }
}

async function shown(tx: ReadTransaction, id: string): Promise<StrategyRow> {
  const row = await tx.one<StrategyRow>(strategyById(tx), [tx.partnershipId, id]);
  if (!row) throw new NotFound();
  return row;
}

async function demandPlan(tx: WriteTransaction, networkId: string): Promise<Network> {
  const network = await tx.find(Network, networkId);
  demand(tx.viewer, 'canEditPlan', { networkId: network.id, parentNetworkId: network.parentId });
  return network;
}

/** A targeted strategy names its population; a universal one has none. */
function populationOf(kind: StrategyKind, populationId: string | null | undefined): string | null {
  if (kind === 'universal') return null;
  if (!populationId) throw new Invalid({ populationId: 'Choose for whom a targeted strategy is.' });
  return populationId;
}

interface Origin {
  factorId?: string | null | undefined;
  driverId?: string | null | undefined;
}

async function checkOrigin(tx: ReadTransaction, networkId: string, { factorId, driverId }: Origin): Promise<void> {
  const [factor, driver] = await Promise.all([
    factorId ? tx.find(Factor, factorId) : null,
    driverId ? tx.find(Driver, driverId) : null,
  ]);
  if (factor && factor.networkId !== networkId) throw new Invalid({ factorId: 'Choose a factor of this network.' });
  if (driver && driver.networkId !== networkId) throw new Invalid({ driverId: 'Choose a driver of this network.' });
}

/** A strategy answers its factor and driver; with neither, the gap in the network's indicator itself. */
function linkOrigin(tx: WriteTransaction, strategy: Strategy, network: Network): void {
  tx.link(strategy.factorId, strategy.id, 'answers');
  tx.link(strategy.driverId, strategy.id, 'answers');
  if (!strategy.factorId && !strategy.driverId) tx.link(network.indicatorId, strategy.id, 'answers');
}
