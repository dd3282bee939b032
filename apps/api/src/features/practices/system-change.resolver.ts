import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Write } from '../../kernel/write.ts';
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

  @Write(RecordSystemChangeInput, () => SystemChangeType, 'Record that a system changed.')
  recordSystemChange(viewer: Viewer, input: RecordSystemChangeInput): Promise<SystemChangeType> {
    return this.changes.record(viewer, input);
  }

  @Write(EditSystemChangeInput, () => SystemChangeType, 'Change what is written of a system change.')
  editSystemChange(viewer: Viewer, input: EditSystemChangeInput): Promise<SystemChangeType> {
    return this.changes.edit(viewer, input);
  }
}
