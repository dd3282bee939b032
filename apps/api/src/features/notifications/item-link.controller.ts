import { Body, Controller, Get, Inject, Post, Req } from '@nestjs/common';
import type { LinkedItem } from '@throughline/domain/item-links';
import type { FastifyRequest } from 'fastify';
import { LinkRoute, linkTokenOf } from '../../kernel/link-requests.ts';
import { ItemLinkService } from './item-link.service.ts';

/** Of each address: an office that answers its mail, and nobody who tries secrets. */
const Guarded = () => LinkRoute('item-link', 60);
const tokenOf = (request: FastifyRequest): string => linkTokenOf(request, 'x-item-link');

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
