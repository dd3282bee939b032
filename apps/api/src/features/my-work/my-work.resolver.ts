import { Inject } from '@nestjs/common';
import { Args, Context, Info, Int, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { selectedFields, type SelectionInfo } from '../../kernel/selected-fields.ts';
import { MyWorkService } from './my-work.service.ts';
import { ChangePage, ChangeType, MyWorkType } from './my-work.type.ts';

@Resolver()
export class MyWorkResolver {
  constructor(@Inject(MyWorkService) private readonly work: MyWorkService) {}

  @Requires('canReadPartnership')
  @Query(() => MyWorkType, { description: 'What is due from the viewer, what waits for them, and what changed.' })
  myWork(@Context() context: GraphqlContext, @Info() info: SelectionInfo): Promise<MyWorkType> {
    return this.work.page(viewerOf(context), new Set(selectedFields(info).keys()));
  }

  @Requires('canReadPartnership')
  @Query(() => ChangePage, {
    name: 'changes',
    description: 'What others did in the networks of the viewer in the last 14 days, newest first.',
  })
  changes(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<ChangeType>> {
    return this.work.changes(viewerOf(context), first, after ?? null);
  }
}
