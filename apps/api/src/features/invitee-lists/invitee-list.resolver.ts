import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import type { Viewer } from '@throughline/domain/viewer';
import { Requires } from '../../kernel/requires.ts';
import { Write } from '../../kernel/write.ts';
import { type GraphqlContext, viewerOf } from '../../tenancy/context.ts';
import { InviteMembersInput } from './invitee-list.inputs.ts';
import { InviteeListService } from './invitee-list.service.ts';
import { InviteeMatchesType } from './invitee-list.type.ts';

const texts = { type: () => [String] };

@Resolver()
export class InviteeListResolver {
  constructor(@Inject(InviteeListService) private readonly lists: InviteeListService) {}

  @Requires('canManageMembers')
  @Query(() => InviteeMatchesType, {
    description: 'Who of a list is a member already, which organizations its names mean, and where seats can be given.',
  })
  inviteeMatches(
    @Context() context: GraphqlContext,
    @Args('emails', texts) emails: string[],
    @Args('organizations', texts) organizations: string[],
  ): Promise<InviteeMatchesType> {
    return this.lists.match(viewerOf(context), { emails, organizations });
  }

  @Write(
    InviteMembersInput,
    () => Int,
    'Add everybody of a list with their organizations and seats, and invite whoever has no account; answers how many were added.',
  )
  inviteMembers(viewer: Viewer, input: InviteMembersInput): Promise<number> {
    return this.lists.invite(viewer, input);
  }
}
