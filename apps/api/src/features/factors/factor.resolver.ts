import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { AddFactorInput, EditFactorInput, RetireFactorInput } from './factor.inputs.ts';
import { FactorService } from './factor.service.ts';
import { FactorPage, FactorType } from './factor.type.ts';

@Resolver()
export class FactorResolver {
  constructor(@Inject(FactorService) private readonly factors: FactorService) {}

  @Requires('canReadPartnership')
  @Query(() => FactorPage, { name: 'factors', description: "A network's factors by title." })
  page(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<FactorType>> {
    return this.factors.page(viewerOf(context), networkId, first, after ?? null);
  }

  @Requires('canEditTheory')
  @Mutation(() => FactorType, { description: 'Add a factor to a network.' })
  addFactor(@Context() context: GraphqlContext, @Args('input') input: AddFactorInput): Promise<FactorType> {
    return this.factors.add(viewerOf(context), input);
  }

  @Requires('canEditTheory')
  @Mutation(() => FactorType, { description: 'Change a factor.' })
  editFactor(@Context() context: GraphqlContext, @Args('input') input: EditFactorInput): Promise<FactorType> {
    return this.factors.edit(viewerOf(context), input);
  }

  @Requires('canEditTheory')
  @Mutation(() => FactorType, { description: 'Take a factor out of the list; it stays in the history.' })
  retireFactor(@Context() context: GraphqlContext, @Args('input') input: RetireFactorInput): Promise<FactorType> {
    return this.factors.retire(viewerOf(context), input);
  }
}
