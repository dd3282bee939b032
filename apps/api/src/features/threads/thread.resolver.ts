import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import type { Page } from '../../kernel/pages.ts';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { ThreadService } from './thread.service.ts';
import { HistoryEntryType, HistoryPage, NetworkThreadType, SearchHitType, ThreadType } from './thread.type.ts';

@Resolver()
export class ThreadResolver {
  constructor(@Inject(ThreadService) private readonly threads: ThreadService) {}

  @Requires('canReadPartnership')
  @Query(() => ThreadType, { description: 'Where an item came from and what came of it.' })
  thread(
    @Context() context: GraphqlContext,
    @Args('itemId', { type: () => Uuid }) itemId: string,
    @Args('depth', { type: () => Int, defaultValue: 6, description: 'Most links to walk, 1 to 12.' }) depth: number,
  ): Promise<ThreadType> {
    return this.threads.thread(viewerOf(context), itemId, depth);
  }

  @Requires('canReadPartnership')
  @Query(() => NetworkThreadType, { description: "A network's map: its items in columns, linked." })
  networkThread(
    @Context() context: GraphqlContext,
    @Args('networkId', { type: () => Uuid }) networkId: string,
  ): Promise<NetworkThreadType> {
    return this.threads.network(viewerOf(context), networkId);
  }

  @Requires('canReadPartnership')
  @Query(() => [SearchHitType], { description: 'Items whose title holds every word of the text.' })
  search(
    @Context() context: GraphqlContext,
    @Args('text', { type: () => String }) text: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 12 }) first: number,
  ): Promise<SearchHitType[]> {
    return this.threads.search(viewerOf(context), text, first);
  }

  @Requires('canReadPartnership')
  @Query(() => HistoryPage, { description: 'Who did what to an item, when and why; the latest first.' })
  history(
    @Context() context: GraphqlContext,
    @Args('itemId', { type: () => Uuid }) itemId: string,
    @Args('first', { type: () => Int, defaultValue: 25 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Page<HistoryEntryType>> {
    return this.threads.history(viewerOf(context), itemId, first, after ?? null);
  }
}
