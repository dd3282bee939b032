import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
import { AgreePlanInput, DraftPlanInput, EditActionPlanInput } from './plan.inputs.ts';
import { PlanService } from './plan.service.ts';
import { ActionPlanType, NetworkPlanType, StrategyType } from './plan.type.ts';
import {
  AbandonStrategyInput,
  AddStrategyInput,
  CompleteStrategyInput,
  EditStrategyInput,
  ReopenStrategyInput,
} from './strategy.inputs.ts';
import { StrategyService } from './strategy.service.ts';

@Resolver()
export class PlanResolver {
  constructor(
    @Inject(PlanService) private readonly plans: PlanService,
    @Inject(StrategyService) private readonly strategies: StrategyService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => NetworkPlanType, {
    description: "A network's plan in force and the next one, with strategies and counts.",
  })
  plan(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
  ): Promise<NetworkPlanType> {
    return this.plans.ofNetwork(viewerOf(context), networkId);
  }

  @Write(DraftPlanInput, () => ActionPlanType, "Start a network's next plan.")
  draftPlan(viewer: Viewer, input: DraftPlanInput): Promise<ActionPlanType> {
    return this.plans.draft(viewer, input);
  }

  @Write(EditActionPlanInput, () => ActionPlanType, 'Change what a plan says of itself.')
  editActionPlan(viewer: Viewer, input: EditActionPlanInput): Promise<ActionPlanType> {
    return this.plans.edit(viewer, input);
  }

  @Write(AgreePlanInput, () => ActionPlanType, 'Put a draft in force; it supersedes the plan agreed before.')
  agreePlan(viewer: Viewer, input: AgreePlanInput): Promise<ActionPlanType> {
    return this.plans.agree(viewer, input);
  }

  @Write(AddStrategyInput, () => StrategyType, 'Add a line of work to a plan.')
  addStrategy(viewer: Viewer, input: AddStrategyInput): Promise<StrategyType> {
    return this.strategies.add(viewer, input);
  }

  @Write(EditStrategyInput, () => StrategyType, 'Change a strategy.')
  editStrategy(viewer: Viewer, input: EditStrategyInput): Promise<StrategyType> {
    return this.strategies.edit(viewer, input);
  }

  @Write(CompleteStrategyInput, () => StrategyType, 'Say that a strategy has done its work.')
  completeStrategy(viewer: Viewer, input: CompleteStrategyInput): Promise<StrategyType> {
    return this.strategies.complete(viewer, input);
  }

  @Write(AbandonStrategyInput, () => StrategyType, 'Give a strategy up and say why.')
  abandonStrategy(viewer: Viewer, input: AbandonStrategyInput): Promise<StrategyType> {
    return this.strategies.abandon(viewer, input);
  }

  @Write(ReopenStrategyInput, () => StrategyType, 'Take a closed strategy up again.')
  reopenStrategy(viewer: Viewer, input: ReopenStrategyInput): Promise<StrategyType> {
    return this.strategies.reopen(viewer, input);
  }
}
