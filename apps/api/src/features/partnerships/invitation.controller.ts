import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import type { InvitationShown } from '@throughline/domain/invitations';
import type { FastifyRequest } from 'fastify';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { Unauthenticated } from '../../kernel/errors.ts';
import { LinkRoute, linkTokenOf } from '../../kernel/link-requests.ts';
import { InvitationService } from './invitation.service.ts';

/** Of each address: a room in which everybody joins at once, and nobody who tries secrets. */
const Guarded = () => LinkRoute('invitation', 60);
const tokenOf = (request: FastifyRequest): string => linkTokenOf(request, 'x-invitation');

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
