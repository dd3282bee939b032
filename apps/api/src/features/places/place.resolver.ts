import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { PlaceKind } from '@throughline/domain/vocabulary';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Words } from '../../kernel/words.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { PlaceLabelService } from './place-label.service.ts';
import { PlaceMergeService } from './place-merge.service.ts';
import {
  AddPlaceCodeInput,
  AddPlaceInput,
  EditPlaceInput,
  ForgetPlaceCodeInput,
  ForgetPlaceLabelInput,
  MapPlaceLabelsInput,
  MergePlaceInput,
  MovePlacesInput,
  RestorePlaceInput,
  RetirePlaceInput,
} from './place.inputs.ts';
import { PlaceService } from './place.service.ts';
import { PlacePage, PlaceType } from './place.type.ts';

@Resolver()
export class PlaceResolver {
  constructor(
    @Inject(PlaceService) private readonly service: PlaceService,
    @Inject(PlaceLabelService) private readonly labels: PlaceLabelService,
    @Inject(PlaceMergeService) private readonly merging: PlaceMergeService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => PlacePage, { description: 'Places by name.' })
  places(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('search', {
      type: () => String,
      nullable: true,
      description: 'Words of the name or of a label, or the beginning of a code.',
    })
    search: string | null,
    @Args('kind', { type: () => Words.PlaceKind, nullable: true, description: 'Only of this kind.' })
    kind: PlaceKind | null,
    @Args('retired', { type: () => Boolean, defaultValue: false, description: 'Only those that are retired.' })
    retired: boolean,
    @Args('home', { type: () => Boolean, defaultValue: false, description: "Only the partnership's own place." })
    home: boolean,
  ): Promise<Page<PlaceType>> {
    return this.service.page(viewerOf(context), first, after ?? null, { search, kind, retired, home });
  }

  @Requires('canReadPartnership')
  @Query(() => PlaceType, { description: 'One place.' })
  place(@Context() context: GraphqlContext, @Args('id', { type: () => Uuid }) id: string): Promise<PlaceType> {
    return this.service.find(viewerOf(context), id);
  }

  @Write(AddPlaceInput, () => PlaceType, 'Add a place, with its codes and how publishers write it.')
  addPlace(viewer: Viewer, input: AddPlaceInput): Promise<PlaceType> {
    return this.service.add(viewer, input);
  }

  @Write(
    EditPlaceInput,
    () => PlaceType,
    'Rename a place, or say what it is, in which place it lies, or that it is the home.',
  )
  editPlace(viewer: Viewer, input: EditPlaceInput): Promise<PlaceType> {
    return this.service.edit(viewer, input);
  }

  @Write(MovePlacesInput, () => Int, 'Put several places into another one, or into none; answers how many moved.')
  movePlaces(viewer: Viewer, input: MovePlacesInput): Promise<number> {
    return this.service.move(viewer, input);
  }

  @Write(RetirePlaceInput, () => PlaceType, 'Take a place out of what is offered; its numbers stay.')
  retirePlace(viewer: Viewer, input: RetirePlaceInput): Promise<PlaceType> {
    return this.service.retire(viewer, input);
  }

  @Write(RestorePlaceInput, () => PlaceType, 'Offer a retired place again.')
  restorePlace(viewer: Viewer, input: RestorePlaceInput): Promise<PlaceType> {
    return this.service.restore(viewer, input);
  }

  @Write(
    MergePlaceInput,
    () => PlaceType,
    'Say that a place is another one, which gets its numbers, codes and names; answers that one.',
  )
  mergePlace(viewer: Viewer, input: MergePlaceInput): Promise<PlaceType> {
    return this.merging.merge(viewer, input);
  }

  @Write(AddPlaceCodeInput, () => PlaceType, 'Give a place a code; it means no other place then.')
  addPlaceCode(viewer: Viewer, input: AddPlaceCodeInput): Promise<PlaceType> {
    return this.labels.addCode(viewer, input);
  }

  @Write(ForgetPlaceCodeInput, () => PlaceType, 'Take a code from a place.')
  forgetPlaceCode(viewer: Viewer, input: ForgetPlaceCodeInput): Promise<PlaceType> {
    return this.labels.forgetCode(viewer, input);
  }

  @Write(ForgetPlaceLabelInput, () => PlaceType, 'Forget which place a label of a publisher means.')
  forgetPlaceLabel(viewer: Viewer, input: ForgetPlaceLabelInput): Promise<PlaceType> {
    return this.labels.forget(viewer, input);
  }

  @Write(MapPlaceLabelsInput, () => Int, "Remember which places publishers' labels mean; answers how many.")
  mapPlaceLabels(viewer: Viewer, input: MapPlaceLabelsInput): Promise<number> {
    return this.labels.map(viewer, input);
  }
}
