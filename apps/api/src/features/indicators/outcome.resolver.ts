import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
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
  ): Promise<Page<OutcomeType>> {
    return this.service.page(viewerOf(context), first, after ?? null);
  }

  @Requires('canManageIndicators')
  @Mutation(() => OutcomeType, { description: 'Add an outcome.' })
  addOutcome(@Context() context: GraphqlContext, @Args('input') input: AddOutcomeInput): Promise<OutcomeType> {
    return this.service.add(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => OutcomeType, { description: 'Change an outcome.' })
  editOutcome(@Context() context: GraphqlContext, @Args('input') input: EditOutcomeInput): Promise<OutcomeType> {
    return this.service.edit(viewerOf(context), input);
  }

  @Requires('canManageIndicators')
  @Mutation(() => OutcomeType, { description: 'End an outcome that has nothing left under it.' })
  retireOutcome(@Context() context: GraphqlContext, @Args('input') input: RetireOutcomeInput): Promise<OutcomeType> {
    return this.service.retire(viewerOf(context), input);
  }
}
