import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../graphql/context.ts';
import type { Page } from '../../graphql/page.ts';
import { Requires } from '../../graphql/requires.ts';
import { AddPopulationInput, MapPopulationLabelsInput } from './population.inputs.ts';
import { PopulationService } from './population.service.ts';
import { PopulationPage, PopulationType } from './population.type.ts';

@Resolver()
export class PopulationResolver {
  constructor(@Inject(PopulationService) private readonly service: PopulationService) {}

  @Requires('canReadPartnership')
  @Query(() => PopulationPage, { description: "Populations in the partnership's order." })
  populations(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<PopulationType>> {
    return this.service.page(viewerOf(context), first, after ?? null);
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
    return this.service.mapLabels(viewerOf(context), input);
  }
}
