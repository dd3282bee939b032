import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { isDay } from '@throughline/domain/dates';
import type { Viewer } from '@throughline/domain/viewer';
import { type AuditTopic, auditTopics } from '@throughline/domain/vocabulary';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound, Unauthenticated } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import type { AuditFilter } from './audit.reads.ts';
import { AuditService } from './audit.service.ts';

const isTopic = (text: string): text is AuditTopic => (auditTopics as readonly string[]).includes(text);

/** One condition from an address: none, or one that can be met. */
function condition<T extends string>(text: string | undefined, holds: (text: string) => boolean): T | null {
  if (text === undefined || text === '') return null;
  if (!holds(text)) throw new NotFound();
  return text as T;
}

/** `GET /audit/<partnership>/…`: the audit as a file, and the signed end of its chain. */
@Controller('audit')
export class AuditController {
  constructor(
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(AuditService) private readonly entries: AuditService,
  ) {}

  @Get(':partnership/audit.csv')
  async csv(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('partnership') partnership: string,
    @Query() query: Readonly<Record<string, string | undefined>>,
  ): Promise<void> {
    const viewer = await this.#viewer(request, partnership);
    const filter: AuditFilter = {
      memberId: condition(query['member'], isUuid),
      topic: condition<AuditTopic>(query['topic'], isTopic),
      from: condition(query['from'], isDay),
      to: condition(query['to'], isDay),
    };
    const rows = this.entries.csv(viewer, filter);
    await reply
      .header('cache-control', 'no-store')
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .send(Readable.from(rows));
  }

  @Get(':partnership/head.json')
  async head(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('partnership') partnership: string,
  ): Promise<void> {
    const head = await this.entries.head(await this.#viewer(request, partnership));
    await reply
      .header('cache-control', 'no-store')
      .header('content-type', 'application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit-head.json"')
      .send(JSON.stringify(head, null, 2));
  }

  async #viewer(request: FastifyRequest, partnership: string): Promise<Viewer> {
    const { account, viewer } = await this.viewers.callerOf(request.headers, partnership);
    if (!account) throw new Unauthenticated();
    if (!viewer) throw new NotFound('You are not a member of this partnership, or it does not exist.');
    return viewer;
  }
}
