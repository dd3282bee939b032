import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
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

  @Requires('canEditPlan')
  @Mutation(() => ActionPlanType, { description: "Start a network's next plan." })
  draftPlan(@Context() context: GraphqlContext, @Args('input') input: DraftPlanInput): Promise<ActionPlanType> {
    return this.plans.draft(viewerOf(context), input);
  }

  @Requires('canEditPlan')
  @Mutation(() => ActionPlanType, { description: 'Change what a plan says of itself.' })
  editActionPlan(
    @Context() context: GraphqlContext,
    @Args('input') input: EditActionPlanInput,
  ): Promise<ActionPlanType> {
    return this.plans.edit(viewerOf(context), input);
  }

  @Requires('canEditPlan')
  @Mutation(() => ActionPlanType, { description: 'Put a draft in force; it supersedes the plan agreed before.' })
  agreePlan(@Context() context: GraphqlContext, @Args('input') input: AgreePlanInput): Promise<ActionPlanType> {
    return this.plans.agree(viewerOf(context), input);
  }

  @Requires('canEditPlan')
  @Mutation(() => StrategyType, { description: 'Add a line of work to a plan.' })
  addStrategy(@Context() context: GraphqlContext, @Args('input') input: AddStrategyInput): Promise<StrategyType> {
    return this.strategies.add(viewerOf(context), input);
  }

  @Requires('canEditPlan')
  @Mutation(() => StrategyType, { description: 'Change a strategy.' })
  editStrategy(@Context() context: GraphqlContext, @Args('input') input: EditStrategyInput): Promise<StrategyType> {
    return this.strategies.edit(viewerOf(context), input);
  }

  @Requires('canEditPlan')
  @Mutation(() => StrategyType, { description: 'Say that a strategy has done its work.' })
  completeStrategy(
    @Context() context: GraphqlContext,
    @Args('input') input: CompleteStrategyInput,
  ): Promise<StrategyType> {
    return this.strategies.complete(viewerOf(context), input);
  }

  @Requires('canEditPlan')
  @Mutation(() => StrategyType, { description: 'Give a strategy up and say why.' })
  abandonStrategy(
    @Context() context: GraphqlContext,
    @Args('input') input: AbandonStrategyInput,
  ): Promise<StrategyType> {
    return this.strategies.abandon(viewerOf(context), input);
  }

  @Requires('canEditPlan')
  @Mutation(() => StrategyType, { description: 'Take a closed strategy up again.' })
  reopenStrategy(@Context() context: GraphqlContext, @Args('input') input: ReopenStrategyInput): Promise<StrategyType> {
    return this.strategies.reopen(viewerOf(context), input);
  }
}
