import { Body, Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { Unauthenticated } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demandOwnPage } from '../../kernel/link-requests.ts';
import { SelfForgettingService } from './self-forgetting.service.ts';

/** Of each address and session: a password is compared. */
const limit = {
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    allowList: [],
    keyGenerator: ({ ip, headers }: FastifyRequest) => `forget ${ip} ${headers.cookie ?? ''}`,
  },
};

const confirmation = z.object({ password: z.string().max(128) });

/** Lets somebody who is signed in be forgotten: everywhere, for good. No part of GraphQL, as it is about no one partnership. */
@Controller('account/forget')
export class SelfForgettingController {
  constructor(
    @Inject(SelfForgettingService) private readonly forgetting: SelfForgettingService,
    @Inject(AccountsService) private readonly accounts: AccountsService,
  ) {}

  /** Forgets whoever asks, confirmed by their password, or by a sign-in of a moment ago where they have none. */
  @Post()
  @HttpCode(200)
  @RouteConfig(limit)
  @Header('cache-control', 'no-store')
  async forget(@Req() request: FastifyRequest, @Body() body: unknown): Promise<object> {
    demandOwnPage(request, 'password');
    const account = await this.accounts.accountOf(request.headers);
    if (!account) throw new Unauthenticated();
    await this.accounts.demandConfirmed(account, parseInput(confirmation, body).password, request.headers);
    await this.forgetting.forget(account);
    return {};
  }
}
