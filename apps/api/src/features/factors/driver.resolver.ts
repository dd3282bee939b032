import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { AddDriverInput, EditDriverInput, RestoreDriverInput, RetireDriverInput } from './driver.inputs.ts';
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
    @Args('retired', {
      type: () => Boolean,
      defaultValue: false,
      description: 'Those that were retired instead of those in use.',
    })
    retired: boolean,
  ): Promise<Page<DriverType>> {
    return this.drivers.page(viewerOf(context), networkId, first, after ?? null, retired);
  }

  @Write(AddDriverInput, () => DriverType, 'Add a driver to a network.')
  addDriver(viewer: Viewer, input: AddDriverInput): Promise<DriverType> {
    return this.drivers.add(viewer, input);
  }

  @Write(EditDriverInput, () => DriverType, 'Change or move a driver.')
  editDriver(viewer: Viewer, input: EditDriverInput): Promise<DriverType> {
    return this.drivers.edit(viewer, input);
  }

  @Write(RetireDriverInput, () => DriverType, 'Take a driver out of the tree; it stays in the history.')
  retireDriver(viewer: Viewer, input: RetireDriverInput): Promise<DriverType> {
    return this.drivers.retire(viewer, input);
  }

  @Write(RestoreDriverInput, () => DriverType, 'Give a retired driver its place in the tree again.')
  restoreDriver(viewer: Viewer, input: RestoreDriverInput): Promise<DriverType> {
    return this.drivers.restore(viewer, input);
  }
}
