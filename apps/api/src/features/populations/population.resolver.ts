import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
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
  MovePopulationInput,
  RestorePopulationInput,
  RetirePopulationInput,
} from './population.inputs.ts';
import { PopulationMoveService } from './population-move.service.ts';
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
    @Inject(PopulationMoveService) private readonly moves: PopulationMoveService,
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
    @Args('search', {
      type: () => String,
      nullable: true,
      description: 'Words of the name, of a label, or of what it is a group of.',
    })
    search: string | null,
    @Args('everybody', { type: () => Boolean, defaultValue: false, description: 'Only everybody.' }) everybody: boolean,
  ): Promise<Page<PopulationType>> {
    return this.service.page(viewerOf(context), first, after ?? null, retired, search, everybody);
  }

  @Requires('canReadPartnership')
  @Query(() => PopulationType, { description: 'One population.' })
  population(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
  ): Promise<PopulationType> {
    return this.service.find(viewerOf(context), id);
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

  @Write(AddPopulationInput, () => PopulationType, 'Add a population, with how publishers write it.')
  addPopulation(viewer: Viewer, input: AddPopulationInput): Promise<PopulationType> {
    return this.service.add(viewer, input);
  }

  @Write(MapPopulationLabelsInput, () => Int, "Remember which populations publishers' labels mean; answers how many.")
  mapPopulationLabels(viewer: Viewer, input: MapPopulationLabelsInput): Promise<number> {
    return this.labels.map(viewer, input);
  }

  @Write(EditPopulationInput, () => PopulationType, 'Change name, group, star or place of a population.')
  editPopulation(viewer: Viewer, input: EditPopulationInput): Promise<PopulationType> {
    return this.service.edit(viewer, input);
  }

  @Write(
    MovePopulationInput,
    () => PopulationType,
    'Say what a population is a group of, after all; what its numbers show is decided anew.',
  )
  movePopulation(viewer: Viewer, input: MovePopulationInput): Promise<PopulationType> {
    return this.moves.move(viewer, input);
  }

  @Write(RetirePopulationInput, () => PopulationType, 'Take a population out of what is offered; its numbers stay.')
  retirePopulation(viewer: Viewer, input: RetirePopulationInput): Promise<PopulationType> {
    return this.service.retire(viewer, input);
  }

  @Write(RestorePopulationInput, () => PopulationType, 'Offer a retired population again.')
  restorePopulation(viewer: Viewer, input: RestorePopulationInput): Promise<PopulationType> {
    return this.service.restore(viewer, input);
  }

  @Write(
    EditPopulationDimensionInput,
    () => PopulationDimensionType,
    'Rename or move a dimension, or say whether groups overlap.',
  )
  editPopulationDimension(viewer: Viewer, input: EditPopulationDimensionInput): Promise<PopulationDimensionType> {
    return this.dimensions.edit(viewer, input);
  }

  @Write(ForgetPopulationLabelInput, () => PopulationLabelType, 'Forget what a label of a publisher means.')
  forgetPopulationLabel(viewer: Viewer, input: ForgetPopulationLabelInput): Promise<PopulationLabelType> {
    return this.labels.forget(viewer, input);
  }
}
