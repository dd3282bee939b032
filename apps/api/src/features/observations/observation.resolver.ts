import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
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

  @Write(EnterObservationInput, () => SeriesType, 'Enter one value; answers its whole series.')
  enterObservation(viewer: Viewer, input: EnterObservationInput): Promise<SeriesType> {
    return this.observations.enter(viewer, input);
  }

  @Write(CorrectObservationInput, () => SeriesType, 'Correct one value; the value before is kept.')
  correctObservation(viewer: Viewer, input: CorrectObservationInput): Promise<SeriesType> {
    return this.observations.correct(viewer, input);
  }
}
