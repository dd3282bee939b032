import { Body, Controller, Get, Header, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { LinkedItem } from '@throughline/domain/item-links';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { FastifyRequest } from 'fastify';
import { Invalid } from '../../kernel/errors.ts';
import { ItemLinkService } from './item-link.service.ts';

/** Of each address: an office that answers its mail, and nobody who tries secrets. */
const limit = {
  rateLimit: {
    max: 60,
    timeWindow: '1 minute',
    allowList: [],
    keyGenerator: ({ ip }: FastifyRequest) => `item-link ${ip}`,
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
  const token = headers['x-item-link'];
  return typeof token === 'string' ? token : '';
}

/** Answers the link of a mail: for whoever has it, with no account. No part of the GraphQL API (decisions 20 and 27). */
@Controller('item-link')
export class ItemLinkController {
  constructor(@Inject(ItemLinkService) private readonly links: ItemLinkService) {}

  /** The item that the link shows. */
  @Get()
  @Guarded()
  open(@Req() request: FastifyRequest): Promise<LinkedItem> {
    return this.links.open(tokenOf(request));
  }

  /** One step with it. */
  @Post()
  @Guarded()
  act(@Req() request: FastifyRequest, @Body() body: unknown): Promise<LinkedItem> {
    return this.links.act(tokenOf(request), body);
  }
}
