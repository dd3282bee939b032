import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { type Page, searchMeaning } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
import {
  AddIndicatorInput,
  EditIndicatorInput,
  RetireIndicatorInput,
  ReviseDefinitionInput,
  ShowRevisionsInput,
} from './indicator.inputs.ts';
import { IndicatorService } from './indicator.service.ts';
import { IndicatorPage, type IndicatorSummaryType, IndicatorType } from './indicator.type.ts';
import { IndicatorWritesService } from './indicator-writes.service.ts';
import { EditTargetInput, SetTargetInput } from './target.inputs.ts';
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
    @Args('search', { type: () => String, nullable: true, description: searchMeaning }) search: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<IndicatorSummaryType>> {
    const filter = { outcomeId: outcomeId ?? null, networkId: networkId ?? null, search: search ?? null };
    return this.service.page(viewerOf(context), filter, first, after ?? null);
  }

  @Write(AddIndicatorInput, () => IndicatorType, 'Add an indicator with its first definition.')
  addIndicator(viewer: Viewer, input: AddIndicatorInput): Promise<IndicatorType> {
    return this.writes.add(viewer, input);
  }

  @Write(EditIndicatorInput, () => IndicatorType, 'Change an indicator.')
  editIndicator(viewer: Viewer, input: EditIndicatorInput): Promise<IndicatorType> {
    return this.writes.edit(viewer, input);
  }

  @Write(ShowRevisionsInput, () => IndicatorType, 'Show revised numbers, or hide them where they must be hidden.')
  showRevisions(viewer: Viewer, input: ShowRevisionsInput): Promise<IndicatorType> {
    return this.writes.showRevisions(viewer, input);
  }

  @Write(ReviseDefinitionInput, () => IndicatorType, 'Say anew what an indicator means; the versions before stay.')
  reviseDefinition(viewer: Viewer, input: ReviseDefinitionInput): Promise<IndicatorType> {
    return this.writes.revise(viewer, input);
  }

  @Write(RetireIndicatorInput, () => IndicatorType, 'No longer follow an indicator.')
  retireIndicator(viewer: Viewer, input: RetireIndicatorInput): Promise<IndicatorType> {
    return this.writes.retire(viewer, input);
  }

  @Write(SetTargetInput, () => IndicatorType, 'Set the target of one population at one place.')
  setTarget(viewer: Viewer, input: SetTargetInput): Promise<IndicatorType> {
    return this.targets.set(viewer, input);
  }

  @Write(EditTargetInput, () => IndicatorType, 'Change a target.')
  editTarget(viewer: Viewer, input: EditTargetInput): Promise<IndicatorType> {
    return this.targets.edit(viewer, input);
  }
}
