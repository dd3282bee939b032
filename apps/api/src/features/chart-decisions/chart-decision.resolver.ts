import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import {
  ExcludePointInput,
  FreezeBaselineInput,
  RecalculateLimitsInput,
  WithdrawChartDecisionInput,
} from './chart-decision.inputs.ts';
import { ChartDecisionService } from './chart-decision.service.ts';
import { ChartDecisionPage, ChartDecisionType } from './chart-decision.type.ts';

@Resolver()
export class ChartDecisionResolver {
  constructor(@Inject(ChartDecisionService) private readonly decisions: ChartDecisionService) {}

  @Requires('canReadPartnership')
  @Query(() => ChartDecisionPage, {
    name: 'chartDecisions',
    description: 'What was decided about the chart of one series, withdrawn decisions with them, newest period first.',
  })
  page(
    @Context() context: GraphqlContext,
    @Args('indicatorId', { type: () => Uuid }) indicatorId: string,
    @Args('placeId', { type: () => Uuid }) placeId: string,
    @Args('populationId', { type: () => Uuid }) populationId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<ChartDecisionType>> {
    const series = { indicatorId, placeId, populationId };
    return this.decisions.page(viewerOf(context), series, first, after ?? null);
  }

  @Requires('canRecalculateLimits')
  @Mutation(() => ChartDecisionType, { description: 'Compute centre and limits of a series anew from a period on.' })
  recalculateLimits(
    @Context() context: GraphqlContext,
    @Args('input') input: RecalculateLimitsInput,
  ): Promise<ChartDecisionType> {
    return this.decisions.recalculate(viewerOf(context), input);
  }

  @Requires('canRecalculateLimits')
  @Mutation(() => ChartDecisionType, { description: 'Take centre and limits of a series from its baseline alone.' })
  freezeBaseline(
    @Context() context: GraphqlContext,
    @Args('input') input: FreezeBaselineInput,
  ): Promise<ChartDecisionType> {
    return this.decisions.freeze(viewerOf(context), input);
  }

  @Requires('canRecalculateLimits')
  @Mutation(() => ChartDecisionType, { description: 'Leave a point of a series out of its analysis.' })
  excludePoint(
    @Context() context: GraphqlContext,
    @Args('input') input: ExcludePointInput,
  ): Promise<ChartDecisionType> {
    return this.decisions.exclude(viewerOf(context), input);
  }

  @Requires('canRecalculateLimits')
  @Mutation(() => ChartDecisionType, { description: 'Take a decision about a chart back; it stays to be read.' })
  withdrawChartDecision(
    @Context() context: GraphqlContext,
    @Args('input') input: WithdrawChartDecisionInput,
  ): Promise<ChartDecisionType> {
    return this.decisions.withdraw(viewerOf(context), input);
  }
}
