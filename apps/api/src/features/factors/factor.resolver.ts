import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { AddFactorInput, EditFactorInput, RestoreFactorInput, RetireFactorInput } from './factor.inputs.ts';
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
    @Args('retired', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Those that were retired instead of those in use.',
    })
    retired: boolean,
  ): Promise<Page<FactorType>> {
    return this.factors.page(viewerOf(context), networkId, first, after ?? null, retired);
  }

  @Write(AddFactorInput, () => FactorType, 'Add a factor to a network.')
  addFactor(viewer: Viewer, input: AddFactorInput): Promise<FactorType> {
    return this.factors.add(viewer, input);
  }

  @Write(EditFactorInput, () => FactorType, 'Change a factor.')
  editFactor(viewer: Viewer, input: EditFactorInput): Promise<FactorType> {
    return this.factors.edit(viewer, input);
  }

  @Write(RetireFactorInput, () => FactorType, 'Take a factor out of the list; it stays in the history.')
  retireFactor(viewer: Viewer, input: RetireFactorInput): Promise<FactorType> {
    return this.factors.retire(viewer, input);
  }

  @Write(RestoreFactorInput, () => FactorType, 'Let a retired factor count again.')
  restoreFactor(viewer: Viewer, input: RestoreFactorInput): Promise<FactorType> {
    return this.factors.restore(viewer, input);
  }
}
