import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { PopulationDimensionService } from './population-dimension.service.ts';
import { PopulationLabelService } from './population-label.service.ts';
import {
  AddPopulationInput,
  EditPopulationDimensionInput,
  EditPopulationInput,
  ForgetPopulationLabelInput,
  MapPopulationLabelsInput,
  RestorePopulationInput,
  RetirePopulationInput,
} from './population.inputs.ts';
import { PopulationService } from './population.service.ts';
import {
  PopulationDimensionPage,
  PopulationDimensionType,
  PopulationLabelPage,
  PopulationLabelType,
  PopulationPage,
  PopulationType,
} from './population.type.ts';

@Resolver()
export class PopulationResolver {
  constructor(
    @Inject(PopulationService) private readonly service: PopulationService,
    @Inject(PopulationDimensionService) private readonly dimensions: PopulationDimensionService,
    @Inject(PopulationLabelService) private readonly labels: PopulationLabelService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => PopulationPage, { description: "Populations in the partnership's order." })
  populations(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('retired', { type: () => Boolean, defaultValue: false, description: 'Also those that are retired.' })
    retired: boolean,
  ): Promise<Page<PopulationType>> {
    return this.service.page(viewerOf(context), first, after ?? null, retired);
  }

  @Requires('canReadPartnership')
  @Query(() => PopulationDimensionPage, { description: "What groups are groups of, in the partnership's order." })
  populationDimensions(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<PopulationDimensionType>> {
    return this.dimensions.page(viewerOf(context), first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => PopulationLabelPage, { description: 'How publishers write populations, by label.' })
  populationLabels(
    @Context() context: GraphqlContext,
    @Args('populationId', { type: () => Uuid, nullable: true, description: 'Of this one; all where left out.' })
    populationId: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<PopulationLabelType>> {
    return this.labels.page(viewerOf(context), populationId ?? null, first, after ?? null);
  }

  @Requires('canManageIndicators')
  @Mutation(() => PopulationType, { description: 'Add a population, with how publishers write it.' })
  addPopulation(@Context() context: GraphqlContext, @Args('input') input: AddPopulationInput): Promise<PopulationType> {
    return this.service.add(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => Int, { description: "Remember which populations publishers' labels mean; answers how many." })
  mapPopulationLabels(
    @Context() context: GraphqlContext,
    @Args('input') input: MapPopulationLabelsInput,
  ): Promise<number> {
    return this.labels.map(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => PopulationType, { description: 'Change name, group, star or place of a population.' })
  editPopulation(
    @Context() context: GraphqlContext,
    @Args('input') input: EditPopulationInput,
  ): Promise<PopulationType> {
    return this.service.edit(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => PopulationType, { description: 'Take a population out of what is offered; its numbers stay.' })
  retirePopulation(
    @Context() context: GraphqlContext,
    @Args('input') input: RetirePopulationInput,
  ): Promise<PopulationType> {
    return this.service.retire(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => PopulationType, { description: 'Offer a retired population again.' })
  restorePopulation(
    @Context() context: GraphqlContext,
    @Args('input') input: RestorePopulationInput,
  ): Promise<PopulationType> {
    return this.service.restore(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => PopulationDimensionType, {
    description: 'Rename or move a dimension, or say whether groups overlap.',
  })
  editPopulationDimension(
    @Context() context: GraphqlContext,
    @Args('input') input: EditPopulationDimensionInput,
  ): Promise<PopulationDimensionType> {
    return this.dimensions.edit(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => PopulationLabelType, { description: 'Forget what a label of a publisher means.' })
  forgetPopulationLabel(
    @Context() context: GraphqlContext,
    @Args('input') input: ForgetPopulationLabelInput,
  ): Promise<PopulationLabelType> {
    return this.labels.forget(viewerOf(context), input);
  }
}
