import { Body, Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { isEmail } from '@throughline/domain/email';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccountsService } from '../../accounts/accounts.service.ts';
import { NotFound, Unauthenticated } from '../../kernel/errors.ts';
import { because, parseInput } from '../../kernel/inputs.ts';
import { demandOwnPage } from '../../kernel/link-requests.ts';
import { EmailChangeService } from './email-change.service.ts';

/** Of each address and session: a password is compared. */
const limit = {
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    allowList: [],
    keyGenerator: ({ ip, headers }: FastifyRequest) => `email ${ip} ${headers.cookie ?? ''}`,
  },
};

const newEmail = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .refine(isEmail, because(refusal('NO_EMAIL'))),
  password: z.string().max(128),
});
const link = z.object({ token: z.string().max(200) });

/** Changes the address of an account: asked for with a session and the password, done with a link. No part of GraphQL. */
@Controller('account/email')
export class EmailChangeController {
  constructor(
    @Inject(EmailChangeService) private readonly changes: EmailChangeService,
    @Inject(AccountsService) private readonly accounts: AccountsService,
  ) {}

  /** Mails a link to the new address; the answer is the same whether somebody else has it. */
  @Post()
  @HttpCode(200)
  @RouteConfig(limit)
  @Header('cache-control', 'no-store')
  async begin(@Req() request: FastifyRequest, @Body() body: unknown): Promise<object> {
    demandOwnPage(request, 'email');
    const account = await this.accounts.accountOf(request.headers);
    if (!account) throw new Unauthenticated();
    await this.accounts.beginEmailChange(account, parseInput(newEmail, body), request.headers);
    return {};
  }

  /** Changes it by the link of that mail. */
  @Post('confirm')
  @HttpCode(200)
  @RouteConfig(limit)
  @Header('cache-control', 'no-store')
  confirm(@Req() request: FastifyRequest, @Body() body: unknown): Promise<{ email: string }> {
    demandOwnPage(request, 'email');
    const { token } = parseInput(link, body);
    if (token === '') throw new NotFound();
    return this.changes.confirm(token);
  }
}
