import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { type Page, searchMeaning } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { AddChangeIdeaInput, EditChangeIdeaInput, ReconsiderChangeIdeaInput } from './change-idea.inputs.ts';
import { ChangeIdeaService } from './change-idea.service.ts';
import { ChangeIdeaPage, ChangeIdeaType } from './change-idea.type.ts';
import { RampService } from './ramp.service.ts';
import { CriterionCountType, RampPage, type RampType } from './ramp.type.ts';

@Resolver()
export class ChangeIdeaResolver {
  constructor(
    @Inject(ChangeIdeaService) private readonly ideas: ChangeIdeaService,
    @Inject(RampService) private readonly rampService: RampService,
  ) {}

  @Requires('canReadPartnership')
  @Query(() => ChangeIdeaType, { description: "One change idea with its ramp's summary." })
  changeIdea(
    @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid }) id: string,
  ): Promise<ChangeIdeaType> {
    return this.ideas.one(viewerOf(context), id);
  }

  @Requires('canReadPartnership')
  @Query(() => ChangeIdeaPage, { description: "A network's change ideas, newest first." })
  changeIdeas(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('search', { type: () => String, nullable: true, description: searchMeaning }) search: string | null,
  ): Promise<Page<ChangeIdeaType>> {
    return this.ideas.page(viewerOf(context), networkId, first, after ?? null, search);
  }

  @Requires('canReadPartnership')
  @Query(() => RampPage, { description: "A network's ramps: each idea with its cycles as rungs, newest idea first." })
  ramps(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<RampType>> {
    return this.rampService.page(viewerOf(context), networkId, first, after ?? null);
  }

  @Requires('canReadPartnership')
  @Query(() => [CriterionCountType], {
    description: "How many of a network's cycles meet each criterion of the method; never one score.",
  })
  networkFidelity(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
  ): Promise<CriterionCountType[]> {
    return this.rampService.fidelity(viewerOf(context), networkId);
  }

  @Write(AddChangeIdeaInput, () => ChangeIdeaType, 'Add a change idea to a network.')
  addChangeIdea(viewer: Viewer, input: AddChangeIdeaInput): Promise<ChangeIdeaType> {
    return this.ideas.add(viewer, input);
  }

  @Write(EditChangeIdeaInput, () => ChangeIdeaType, 'Change a change idea.')
  editChangeIdea(viewer: Viewer, input: EditChangeIdeaInput): Promise<ChangeIdeaType> {
    return this.ideas.edit(viewer, input);
  }

  @Write(ReconsiderChangeIdeaInput, () => ChangeIdeaType, 'Take an abandoned idea up again.')
  reconsiderChangeIdea(viewer: Viewer, input: ReconsiderChangeIdeaInput): Promise<ChangeIdeaType> {
    return this.ideas.reconsider(viewer, input);
  }
}
