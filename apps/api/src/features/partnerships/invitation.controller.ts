import { Body, Controller, Get, Header, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { InvitationShown } from '@throughline/domain/invitations';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { FastifyRequest } from 'fastify';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { Invalid, Unauthenticated } from '../../kernel/errors.ts';
import { InvitationService } from './invitation.service.ts';

/** Of each address: a room in which everybody joins at once, and nobody who tries secrets. */
const limit = {
  rateLimit: {
    max: 60,
    timeWindow: '1 minute',
    allowList: [],
    keyGenerator: ({ ip }: FastifyRequest) => `invitation ${ip}`,
  },
};

/** As everything else that is nobody's to keep, to find or to follow. */
const Guarded = (): MethodDecorator => (target, key, descriptor) => {
  RouteConfig(limit)(target, key, descriptor);
  Header('cache-control', 'no-store')(target, key, descriptor);
  Header('referrer-policy', 'no-referrer')(target, key, descriptor);
  Header('x-robots-tag', 'noindex, nofollow')(target, key, descriptor);
};

/** The token comes in a header, which a page of another site cannot set without being asked first. */
function tokenOf({ headers }: FastifyRequest): string {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Invalid({ link: refusal('FORM_FROM_ELSEWHERE') });
  const token = headers['x-invitation'];
  return typeof token === 'string' ? token : '';
}

/** Answers invitations: for whoever has a link and, as yet, no account. No part of the GraphQL API (decision 20). */
@Controller('invitation')
export class InvitationController {
  constructor(
    @Inject(InvitationService) private readonly invitations: InvitationService,
    @Inject(AccountsService) private readonly accounts: AccountsService,
  ) {}

  /** What the link invites to. */
  @Get()
  @Guarded()
  open(@Req() request: FastifyRequest): Promise<InvitationShown> {
    return this.invitations.open(tokenOf(request));
  }

  /** Joins with a new account. */
  @Post('join')
  @Guarded()
  join(@Req() request: FastifyRequest, @Body() body: unknown): Promise<{ email: string; slug: string }> {
    return this.invitations.join(tokenOf(request), body);
  }

  /** Joins with the account that is signed in. */
  @Post('join-as-me')
  @Guarded()
  async joinAsMe(@Req() request: FastifyRequest): Promise<{ slug: string }> {
    const token = tokenOf(request);
    const account = await this.accounts.accountOf(request.headers);
    if (!account) throw new Unauthenticated();
    return this.invitations.joinAs(account, token);
  }
}
