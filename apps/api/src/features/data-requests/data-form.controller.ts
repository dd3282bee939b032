import { Body, Controller, Get, Header, Inject, Post, Put, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { DataForm } from '@throughline/domain/data-form';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { FastifyRequest } from 'fastify';
import { Invalid } from '../../kernel/errors.ts';
import { DataFormService, type LinkViewer } from './data-form.service.ts';

/** More than any form holds. */
const mostBytes = 131_072;

/** Of each address: somebody who types, with a draft kept every other second, and nobody who tries secrets. */
const limit = {
  rateLimit: {
    max: 120,
    timeWindow: '1 minute',
    allowList: [],
    keyGenerator: ({ ip }: FastifyRequest) => `data-form ${ip}`,
  },
};

/** As everything else that is nobody's to keep, to find or to follow. */
const Guarded = (): MethodDecorator => (target, key, descriptor) => {
  RouteConfig(limit)(target, key, descriptor);
  Header('cache-control', 'no-store')(target, key, descriptor);
  Header('referrer-policy', 'no-referrer')(target, key, descriptor);
  Header('x-robots-tag', 'noindex, nofollow')(target, key, descriptor);
};

/**
 * The form for whoever has a link and no account. It is no part of the GraphQL API, which compiles nothing for a caller
 * who is not known: three requests with fixed shapes. The token comes in a header, which a page of another site cannot
 * set without being asked first, and which no log of addresses keeps.
 */
@Controller('data-form')
export class DataFormController {
  constructor(@Inject(DataFormService) private readonly forms: DataFormService) {}

  /** What the form shows. */
  @Get()
  @Guarded()
  async open(@Req() request: FastifyRequest): Promise<DataForm> {
    return this.forms.open(await this.#viewer(request));
  }

  /** Keeps what is typed; answers its version. */
  @Put('draft')
  @Guarded()
  async keepDraft(@Req() request: FastifyRequest, @Body() body: unknown): Promise<{ version: number }> {
    return this.forms.keepDraft(await this.#viewer(request), body);
  }

  /** Sends the numbers of a period. */
  @Post('answers')
  @Guarded()
  async send(@Req() request: FastifyRequest, @Body() body: unknown): Promise<{ answerId: string }> {
    const viewer = await this.#viewer(request);
    if (typeof body !== 'object' || body === null) throw new Invalid({ cells: refusal('FIELD_NOT_TAKEN') });
    return this.forms.send(viewer, body);
  }

  #viewer({ headers }: FastifyRequest): Promise<LinkViewer> {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      throw new Invalid({ link: refusal('FORM_FROM_ELSEWHERE') });
    if (Number(headers['content-length'] ?? 0) > mostBytes) throw new Invalid({ cells: refusal('FORM_TOO_LARGE') });
    const token = headers['x-data-link'];
    return this.forms.viewerOf(typeof token === 'string' ? token : '');
  }
}
