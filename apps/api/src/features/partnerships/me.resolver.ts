import { Inject } from '@nestjs/common';
import { Context, Query, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '../../tenancy/context.ts';
import { Unauthenticated } from '../../kernel/errors.ts';
import { Requires } from '../../kernel/requires.ts';
import { MeService } from './me.service.ts';
import { MeType } from './partnership.type.ts';

/** Who is signed in. */
@Resolver()
export class MeResolver {
  constructor(@Inject(MeService) private readonly service: MeService) {}

  @Requires('account')
  @Query(() => MeType, { description: 'Who is signed in, and the partnerships that they are a member of.' })
  async me(@Context() context: GraphqlContext): Promise<MeType> {
    if (!context.account) throw new Unauthenticated();
    await this.service.claim(context.account);
    const { id, provesTwoFactors } = context.account;
    return { account: context.account, memberships: await this.service.membershipsOf(id, provesTwoFactors) };
  }
}
