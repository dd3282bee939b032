import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound, Unauthenticated } from '../../../kernel/errors.ts';
import { ViewerService } from '../../../tenancy/viewer.service.ts';
import { ArchiveService } from './archive.service.ts';

/** Each takes the whole database's attention for a while. */
const limit = {
  rateLimit: {
    max: 5,
    timeWindow: '10 minutes',
    allowList: [],
    keyGenerator: ({ ip }: FastifyRequest) => `archive ${ip}`,
  },
};

/** `GET /archive/<partnership>/all.zip`: everything of the partnership, true numbers included, for its director. */
@Controller('archive')
export class ArchiveController {
  constructor(
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(ArchiveService) private readonly archives: ArchiveService,
  ) {}

  @Get(':partnership/all.zip')
  @RouteConfig(limit)
  async all(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('partnership') partnership: string,
  ): Promise<void> {
    const { account, viewer } = await this.viewers.callerOf(request.headers, partnership);
    if (!account) throw new Unauthenticated();
    if (!viewer) throw new NotFound('You are not a member of this partnership, or it does not exist.');
    const { path, fileName } = await this.archives.make(viewer);
    const { size } = await stat(path);
    const file = createReadStream(path);
    // Also when the person goes away in the middle of it.
    file.once('close', () => void rm(path, { force: true }));
    await reply
      .header('cache-control', 'no-store')
      .header('content-type', 'application/zip')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .send(file);
  }
}
