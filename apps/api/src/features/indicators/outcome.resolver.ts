import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { type Page, searchMeaning } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Write } from '../../kernel/write.ts';
import { AddOutcomeInput, EditOutcomeInput, RetireOutcomeInput } from './outcome.inputs.ts';
import { OutcomeService } from './outcome.service.ts';
import { OutcomePage, OutcomeType } from './outcome.type.ts';

@Resolver()
export class OutcomeResolver {
  constructor(@Inject(OutcomeService) private readonly service: OutcomeService) {}

  @Requires('canReadPartnership')
  @Query(() => OutcomePage, { description: 'Outcomes in the order from cradle to career.' })
  outcomes(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('search', { type: () => String, nullable: true, description: searchMeaning }) search: string | null,
  ): Promise<Page<OutcomeType>> {
    return this.service.page(viewerOf(context), first, after ?? null, search ?? null);
  }

  @Write(AddOutcomeInput, () => OutcomeType, 'Add an outcome.')
  addOutcome(viewer: Viewer, input: AddOutcomeInput): Promise<OutcomeType> {
    return this.service.add(viewer, input);
  }

  @Write(EditOutcomeInput, () => OutcomeType, 'Change an outcome.')
  editOutcome(viewer: Viewer, input: EditOutcomeInput): Promise<OutcomeType> {
    return this.service.edit(viewer, input);
  }

  @Write(RetireOutcomeInput, () => OutcomeType, 'End an outcome that has nothing left under it.')
  retireOutcome(viewer: Viewer, input: RetireOutcomeInput): Promise<OutcomeType> {
    return this.service.retire(viewer, input);
  }
}
