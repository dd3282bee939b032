import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { Add%One%Input, Edit%One%Input, Retire%One%Input } from './%one-file%.inputs.ts';
import { %One%Service } from './%one-file%.service.ts';
import { %One%Page, %One%Type } from './%one-file%.type.ts';

@Resolver()
export class %One%Resolver {
  constructor(@Inject(%One%Service) private readonly %many%: %One%Service) {}

  @Requires('canReadPartnership')
  @Query(() => %One%Page, { name: '%many%', description: 'The %many words% of the partnership by title.' })
  page(
    @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<%One%Type>> {
    return this.%many%.page(viewerOf(context), first, after ?? null);
  }

  @Write(Add%One%Input, () => %One%Type, 'Add a %one words%.')
  add%One%(viewer: Viewer, input: Add%One%Input): Promise<%One%Type> {
    return this.%many%.add(viewer, input);
  }

  @Write(Edit%One%Input, () => %One%Type, 'Change a %one words%.')
  edit%One%(viewer: Viewer, input: Edit%One%Input): Promise<%One%Type> {
    return this.%many%.edit(viewer, input);
  }

  @Write(Retire%One%Input, () => %One%Type, 'Take a %one words% out of the list; it stays in the history.')
  retire%One%(viewer: Viewer, input: Retire%One%Input): Promise<%One%Type> {
    return this.%many%.retire(viewer, input);
  }
}
