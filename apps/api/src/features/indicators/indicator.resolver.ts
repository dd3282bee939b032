import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import {
  AddIndicatorInput,
  EditIndicatorInput,
  EditTargetInput,
  RetireIndicatorInput,
  ReviseDefinitionInput,
  SetTargetInput,
} from './indicator.inputs.ts';
import { IndicatorService } from './indicator.service.ts';
import { IndicatorPage, type IndicatorSummaryType, IndicatorType } from './indicator.type.ts';
import { IndicatorWritesService } from './indicator-writes.service.ts';
import { TargetService } from './target.service.ts';

@Resolver()
export class IndicatorResolver {
  constructor(
    @Inject(IndicatorService) private readonly service: IndicatorService,
    @Inject(IndicatorWritesService) private readonly writes: IndicatorWritesService,
    @Inject(TargetService) private readonly targets: TargetService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => IndicatorType, { description: 'Everything about one indicator but its series.' })
  indicator(@Context() context: GraphqlContext, @Args('id', { type: () => Uuid }) id: string): Promise<IndicatorType> {
    return this.service.get(viewerOf(context), id);
  }

  @Requires('canReadPartnership')
  @Query(() => IndicatorPage, { description: 'Indicators that are followed, by outcome and name.' })
  indicators(
    @Context() context: GraphqlContext,
    @Args('outcomeId', { type: () => Uuid, nullable: true }) outcomeId: string | null,
    @Args('networkId', {
      type: () => Uuid,
      nullable: true,
      description: 'Only those that this network watches, aims at or tests with.',
    })
    networkId: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<IndicatorSummaryType>> {
    const filter = { outcomeId: outcomeId ?? null, networkId: networkId ?? null };
    return this.service.page(viewerOf(context), filter, first, after ?? null);
  }

  @Requires('canManageIndicators')
  @Mutation(() => IndicatorType, { description: 'Add an indicator with its first definition.' })
  addIndicator(@Context() context: GraphqlContext, @Args('input') input: AddIndicatorInput): Promise<IndicatorType> {
    return this.writes.add(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => IndicatorType, { description: 'Change an indicator.' })
  editIndicator(@Context() context: GraphqlContext, @Args('input') input: EditIndicatorInput): Promise<IndicatorType> {
    return this.writes.edit(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => IndicatorType, { description: 'Say anew what an indicator means; the versions before stay.' })
  reviseDefinition(
    @Context() context: GraphqlContext,
    @Args('input') input: ReviseDefinitionInput,
  ): Promise<IndicatorType> {
    return this.writes.revise(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => IndicatorType, { description: 'No longer follow an indicator.' })
  retireIndicator(
    @Context() context: GraphqlContext,
    @Args('input') input: RetireIndicatorInput,
  ): Promise<IndicatorType> {
    return this.writes.retire(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => IndicatorType, { description: 'Set the target of one population at one place.' })
  setTarget(@Context() context: GraphqlContext, @Args('input') input: SetTargetInput): Promise<IndicatorType> {
    return this.targets.set(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => IndicatorType, { description: 'Change a target.' })
  editTarget(@Context() context: GraphqlContext, @Args('input') input: EditTargetInput): Promise<IndicatorType> {
    return this.targets.edit(viewerOf(context), input);
  }
}
