import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Requires } from '../../kernel/requires.ts';
import { Uuid } from '../../kernel/scalars.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { ItemLinkService } from './item-link.service.ts';
import { EndItemLinksInput } from './notification.inputs.ts';
import { ItemLinksType } from './notification.type.ts';

@Resolver()
export class ItemLinkResolver {
  constructor(@Inject(ItemLinkService) private readonly links: ItemLinkService) {}

  @Requires('canReadPartnership')
  @Query(() => ItemLinksType, {
    description: 'The open links of mails to a member: one’s own, or for the director anybody’s.',
  })
  itemLinks(
    @Context() context: GraphqlContext,
    @Args('memberId', { type: () => Uuid }) memberId: string,
  ): Promise<ItemLinksType> {
    return this.links.count(viewerOf(context), memberId);
  }

  @Write(EndItemLinksInput, () => ItemLinksType, 'End the links of the mails that were sent to a member so far.')
  endItemLinks(viewer: Viewer, input: EndItemLinksInput): Promise<ItemLinksType> {
    return this.links.end(viewer, input);
  }
}
