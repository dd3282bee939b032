import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { type StrategyVerb, strategyLifecycle } from '@throughline/domain/lifecycles/strategy';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { StrategyKind } from '@throughline/domain/vocabulary';
import { Invalid } from '../../kernel/errors.ts';
import { demandState } from '../../writes/apply.ts';
import type { Answer } from '../../writes/outcome.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ActionPlan } from './action-plan.entity.ts';
import { answerStrategy, planSuperseded, presentStrategy, type StrategyRow } from './plan.reads.ts';
import type { StrategyType } from './plan.type.ts';
import { Strategy } from './strategy.entity.ts';
import {
  AbandonStrategyInput,
  AddStrategyInput,
  CompleteStrategyInput,
  EditStrategyInput,
  ReopenStrategyInput,
} from './strategy.inputs.ts';

/** Strategies: the lines of work of a plan, each from the factor or driver that it answers. */
@Injectable()
export class StrategyService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Adds a strategy to a plan that is not superseded. */
  async add(viewer: Viewer, input: AddStrategyInput): Promise<StrategyType> {
    const row = await this.writes.run(viewer, AddStrategyInput, input, {
      reads: (tx, { planId }) => tx.seek(ActionPlan, planId),
      writes: (tx, values, _before, plan) => {
        if (plan?.state === 'superseded') throw planSuperseded();
        const populationId = populationOf(values.kind, values.populationId);
        const row = { ...values, populationId, networkId: tx.network.id, state: strategyLifecycle.initial };
        const strategy = tx.insert(Strategy, row);
        tx.link(values.planId, strategy.id, 'answers');
        linkOrigin(tx, strategy);
        return answerStrategy(tx, strategy.id);
      },
    });
    return presentStrategy(viewer, row);
  }

  /** Changes a strategy that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditStrategyInput): Promise<StrategyType> {
    const row = await this.writes.run(viewer, EditStrategyInput, input, (tx, changes, before) => {
      const population = changes.populationId === undefined ? before.populationId : changes.populationId;
      const populationId = populationOf(changes.kind ?? before.kind, population);
      const strategy = tx.update(Strategy, before, { ...changes, populationId });
      linkOrigin(tx, strategy);
      return answerStrategy(tx, strategy.id);
    });
    return presentStrategy(viewer, row);
  }

  /** The strategy has done its work. */
  async complete(viewer: Viewer, input: CompleteStrategyInput): Promise<StrategyType> {
    const row = await this.writes.run(viewer, CompleteStrategyInput, input, (tx, _none, before) =>
      move(tx, before, 'complete', ''),
    );
    return presentStrategy(viewer, row);
  }

  /** The strategy is given up; why stays in its history. */
  async abandon(viewer: Viewer, input: AbandonStrategyInput): Promise<StrategyType> {
    const row = await this.writes.run(viewer, AbandonStrategyInput, input, (tx, { reason }, before) =>
      move(tx, before, 'abandon', reason),
    );
    return presentStrategy(viewer, row);
  }

  /** A closed strategy goes on. */
  async reopen(viewer: Viewer, input: ReopenStrategyInput): Promise<StrategyType> {
    const row = await this.writes.run(viewer, ReopenStrategyInput, input, (tx, { reason }, before) =>
      move(tx, before, 'reopen', reason),
    );
    return presentStrategy(viewer, row);
  }
}

function move(tx: WriteTransaction, before: Strategy, verb: StrategyVerb, reason: string): Answer<StrategyRow> {
  const state = demandState(next(strategyLifecycle, before.state, verb, { reason }));
  const strategy = tx.update(Strategy, before, { state }, { verb, reason });
  return answerStrategy(tx, strategy.id);
}

/** A targeted strategy names its population; a universal one has none. */
function populationOf(kind: StrategyKind, populationId: string | null | undefined): string | null {
  if (kind === 'universal') return null;
  if (!populationId) throw new Invalid({ populationId: refusal('POPULATION_OF_TARGETED') });
  return populationId;
}

/** A strategy answers its factor and driver; with neither, the gap in the network's indicator itself. */
function linkOrigin(tx: WriteTransaction, strategy: Strategy): void {
  tx.link(strategy.factorId, strategy.id, 'answers');
  tx.link(strategy.driverId, strategy.id, 'answers');
  if (!strategy.factorId && !strategy.driverId) tx.link(tx.network.indicatorId, strategy.id, 'answers');
}
