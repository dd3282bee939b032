import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
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

  @Write(
    RecalculateLimitsInput,
    () => ChartDecisionType,
    'Compute centre and limits of a series anew from a period on.',
  )
  recalculateLimits(viewer: Viewer, input: RecalculateLimitsInput): Promise<ChartDecisionType> {
    return this.decisions.recalculate(viewer, input);
  }

  @Write(FreezeBaselineInput, () => ChartDecisionType, 'Take centre and limits of a series from its baseline alone.')
  freezeBaseline(viewer: Viewer, input: FreezeBaselineInput): Promise<ChartDecisionType> {
    return this.decisions.freeze(viewer, input);
  }

  @Write(ExcludePointInput, () => ChartDecisionType, 'Leave a point of a series out of its analysis.')
  excludePoint(viewer: Viewer, input: ExcludePointInput): Promise<ChartDecisionType> {
    return this.decisions.exclude(viewer, input);
  }

  @Write(
    WithdrawChartDecisionInput,
    () => ChartDecisionType,
    'Take a decision about a chart back; it stays to be read.',
  )
  withdrawChartDecision(viewer: Viewer, input: WithdrawChartDecisionInput): Promise<ChartDecisionType> {
    return this.decisions.withdraw(viewer, input);
  }
}
