import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { CorrectObservationInput, EnterObservationInput } from './observation.inputs.ts';
import { ObservationService } from './observation.service.ts';
import { SeriesService } from '../indicators/series.service.ts';
import { SeriesType } from '../indicators/series.type.ts';

@Resolver()
export class ObservationResolver {
  constructor(
    @Inject(ObservationService) private readonly observations: ObservationService,
    @Inject(SeriesService) private readonly service: SeriesService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => [SeriesType], {
    description:
      'Up to 60 series of an indicator. Without places: the one that comes first, the partnership’s own; without populations: all that have data.',
  })
  series(
    @Context() context: GraphqlContext,
    @Args('indicatorId', { type: () => Uuid }) indicatorId: string,
    @Args('placeIds', { type: () => [Uuid], nullable: true }) placeIds: string[] | null,
    @Args('populationIds', { type: () => [Uuid], nullable: true }) populationIds: string[] | null,
  ): Promise<SeriesType[]> {
    return this.service.series(viewerOf(context), indicatorId, placeIds ?? null, populationIds ?? null);
  }

  @Requires('canManageIndicators')
  @Mutation(() => SeriesType, { description: 'Enter one value; answers its whole series.' })
  enterObservation(
    @Context() context: GraphqlContext,
    @Args('input') input: EnterObservationInput,
  ): Promise<SeriesType> {
    return this.observations.enter(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => SeriesType, { description: 'Correct one value; the value before is kept.' })
  correctObservation(
    @Context() context: GraphqlContext,
    @Args('input') input: CorrectObservationInput,
  ): Promise<SeriesType> {
    return this.observations.correct(viewerOf(context), input);
  }
}
