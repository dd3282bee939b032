import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { AddPlaceInput, MapPlaceLabelsInput } from './place.inputs.ts';
import { PlaceService } from './place.service.ts';
import { PlacePage, PlaceType } from './place.type.ts';

@Resolver()
export class PlaceResolver {
  constructor(@Inject(PlaceService) private readonly service: PlaceService) {}

  @Requires('canReadPartnership')
  @Query(() => PlacePage, { description: 'Places by name.' })
  places(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<PlaceType>> {
    return this.service.page(viewerOf(context), first, after ?? null);
  }

  @Write(AddPlaceInput, () => PlaceType, 'Add a place, with how publishers write it.')
  addPlace(viewer: Viewer, input: AddPlaceInput): Promise<PlaceType> {
    return this.service.add(viewer, input);
  }

  @Write(MapPlaceLabelsInput, () => Int, "Remember which places publishers' labels mean; answers how many.")
  mapPlaceLabels(viewer: Viewer, input: MapPlaceLabelsInput): Promise<number> {
    return this.service.mapLabels(viewer, input);
  }
}
