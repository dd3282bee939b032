import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { EditSystemChangeInput, RecordSystemChangeInput } from './system-change.inputs.ts';
import { SystemChangeService } from './system-change.service.ts';
import { SystemChangePage, SystemChangeType } from './system-change.type.ts';

@Resolver()
export class SystemChangeResolver {
  constructor(@Inject(SystemChangeService) private readonly changes: SystemChangeService) {}

  @Requires('canReadPartnership')
  @Query(() => SystemChangePage, { description: 'System changes, the latest first.' })
  systemChanges(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid, nullable: true }) networkId: string | null,
    @Args('practiceId', { type: () => Uuid, nullable: true }) practiceId: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<SystemChangeType>> {
    const filter = { networkId: networkId ?? null, practiceId: practiceId ?? null };
    return this.changes.page(viewerOf(context), filter, first, after ?? null);
  }

  @Requires('canRecordSystemChange')
  @Mutation(() => SystemChangeType, { description: 'Record that a system changed.' })
  recordSystemChange(
    @Context() context: GraphqlContext,
    @Args('input') input: RecordSystemChangeInput,
  ): Promise<SystemChangeType> {
    return this.changes.record(viewerOf(context), input);
  }

  @Requires('canRecordSystemChange')
  @Mutation(() => SystemChangeType, { description: 'Change what is written of a system change.' })
  editSystemChange(
    @Context() context: GraphqlContext,
    @Args('input') input: EditSystemChangeInput,
  ): Promise<SystemChangeType> {
    return this.changes.edit(viewerOf(context), input);
  }
}
