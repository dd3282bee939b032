import { refusal } from '@throughline/domain/refusals/refusal';
import { Readable } from 'node:stream';
import { Controller, Get, Inject, type OnModuleInit, Param, Post, Query, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Viewer } from '@throughline/domain/viewer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Invalid, NotFound, Unauthenticated } from '../../kernel/errors.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { ImportReadsService, withAbilities } from './import-reads.service.ts';
import type { ImportType } from './import.type.ts';
import { ImportService } from './import.service.ts';

const fileType = 'application/octet-stream';

/** The two things that GraphQL does not carry: a file's bytes in, a long list out. */
@Controller('imports')
export class ImportsController implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(ImportService) private readonly imports: ImportService,
    @Inject(ImportReadsService) private readonly reads: ImportReadsService,
  ) {}

  /** Files are handed over as the stream that they are; the command line has no HTTP server. */
  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (!server || server.hasContentTypeParser(fileType)) return;
    server.addContentTypeParser(fileType, (_request, payload, done) => done(null, payload));
  }

  /** `POST /imports?partnership=…&id=…&name=…[&batch=…][&source=…]` with the file as the body; answers the import. */
  @Post()
  async upload(
    @Req() request: FastifyRequest,
    @Query('partnership') partnership?: string,
    @Query('id') id?: string,
    @Query('name') name?: string,
    @Query('batch') batch?: string,
    @Query('source') source?: string,
  ): Promise<ImportType> {
    // A page of another site cannot set this header without being asked first, so a cookie alone uploads nothing.
    const named = request.headers['x-partnership'];
    if (named === undefined || named !== partnership) {
      throw new Invalid({ partnership: refusal('PARTNERSHIP_HEADER') });
    }
    const viewer = await this.#viewer(request, partnership);
    const content = request.body;
    if (!(content instanceof Readable)) throw new Invalid({ file: refusal('FILE_TYPE', { type: fileType }) });
    return withAbilities(
      viewer,
      await this.imports.upload(viewer, {
        id: id ?? '',
        name: name ?? '',
        batch: batch ?? null,
        source: source ?? null,
        content,
      }),
    );
  }

  /** `GET /imports/<id>/problems.csv?partnership=…`: every kept problem. */
  @Get(':id/problems.csv')
  async problems(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query('partnership') partnership?: string,
  ): Promise<void> {
    const viewer = await this.#viewer(request, partnership);
    const rows = await this.reads.problemsCsv(viewer, id);
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="problems-${id}.csv"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(rows));
  }

  async #viewer(request: FastifyRequest, partnership: string | undefined): Promise<Viewer> {
    const { account, viewer } = await this.viewers.callerOf(request.headers, partnership ?? null);
    if (!account) throw new Unauthenticated();
    if (!viewer) throw new NotFound('You are not a member of this partnership, or it does not exist.');
    return viewer;
  }
}
