import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { AddDriverInput, EditDriverInput, RetireDriverInput } from './driver.inputs.ts';
import { DriverService } from './driver.service.ts';
import { DriverPage, DriverType } from './driver.type.ts';

@Resolver()
export class DriverResolver {
  constructor(@Inject(DriverService) private readonly drivers: DriverService) {}

  @Requires('canReadPartnership')
  @Query(() => DriverPage, { name: 'drivers', description: "A network's driver tree as rows, by position." })
  page(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
    @Args('first', { type: () => Int, defaultValue: 200 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<DriverType>> {
    return this.drivers.page(viewerOf(context), networkId, first, after ?? null);
  }

  @Requires('canEditTheory')
  @Mutation(() => DriverType, { description: 'Add a driver to a network.' })
  addDriver(@Context() context: GraphqlContext, @Args('input') input: AddDriverInput): Promise<DriverType> {
    return this.drivers.add(viewerOf(context), input);
  }

  @Requires('canEditTheory')
  @Mutation(() => DriverType, { description: 'Change or move a driver.' })
  editDriver(@Context() context: GraphqlContext, @Args('input') input: EditDriverInput): Promise<DriverType> {
    return this.drivers.edit(viewerOf(context), input);
  }

  @Requires('canEditTheory')
  @Mutation(() => DriverType, { description: 'Take a driver out of the tree; it stays in the history.' })
  retireDriver(@Context() context: GraphqlContext, @Args('input') input: RetireDriverInput): Promise<DriverType> {
    return this.drivers.retire(viewerOf(context), input);
  }
}
