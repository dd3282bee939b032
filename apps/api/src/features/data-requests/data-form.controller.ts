import { Body, Controller, Get, Inject, Post, Put, Req } from '@nestjs/common';
import type { DataForm } from '@throughline/domain/data-form';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { FastifyRequest } from 'fastify';
import { Invalid } from '../../kernel/errors.ts';
import { LinkRoute, linkTokenOf } from '../../kernel/link-requests.ts';
import { DataFormService, type LinkViewer } from './data-form.service.ts';

/** More than any form holds. */
const mostBytes = 131_072;

/** Of each address: somebody who types, with a draft kept every other second, and nobody who tries secrets. */
const Guarded = () => LinkRoute('data-form', 120);

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

  #viewer(request: FastifyRequest): Promise<LinkViewer> {
    const token = linkTokenOf(request, 'x-data-link');
    if (Number(request.headers['content-length'] ?? 0) > mostBytes)
      throw new Invalid({ cells: refusal('FORM_TOO_LARGE') });
    return this.forms.viewerOf(token);
  }
}
