import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound, Unauthenticated } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { ViewerService } from '../../tenancy/viewer.service.ts';
import { ExportService } from './export.service.ts';
import { ReadKeyService } from './read-key.service.ts';
import { type PublishedTable, publishedTables } from './published-tables.ts';
import { zipOf } from './zip.ts';

const csvFile = 'text/csv; charset=utf-8';
const jsonFile = 'application/json; charset=utf-8';
const descriptions = { 'datapackage.json': 'dataPackage', 'csv-metadata.json': 'csvOnTheWeb' } as const;

const isDescription = (file: string): file is keyof typeof descriptions => Object.hasOwn(descriptions, file);
const tableIn = (file: string): PublishedTable | undefined =>
  publishedTables.find(({ name }) => file === `${name}.csv`);

/** `GET /exports/<partnership>/<file>[?indicator=…]`: what is published, for people and for scripts. */
@Controller('exports')
export class ExportsController {
  constructor(
    @Inject(ViewerService) private readonly viewers: ViewerService,
    @Inject(ExportService) private readonly exports: ExportService,
    @Inject(ReadKeyService) private readonly keys: ReadKeyService,
  ) {}

  /** One file: a table (`observations.csv`), a description (`datapackage.json`, `csv-metadata.json`), or `all.zip`. */
  @Get(':partnership/:file')
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('partnership') partnership: string,
    @Param('file') file: string,
    @Query('indicator') indicator?: string,
  ): Promise<void> {
    const viewer = await this.#viewer(request, partnership);
    if (indicator !== undefined && !isUuid(indicator)) throw new NotFound();
    const id = indicator ?? null;
    reply.header('cache-control', 'no-store');
    const table = tableIn(file);
    if (table) {
      const rows = await this.exports.csv(viewer, table, id);
      await reply.header('content-type', csvFile).header('content-disposition', asFile(file)).send(Readable.from(rows));
    } else if (isDescription(file)) {
      // Read from its address, it names the files at theirs.
      const suffix = indicator === undefined ? '' : `?indicator=${indicator}`;
      const described = await this.exports[descriptions[file]](viewer, id, (name) => `${name}.csv${suffix}`);
      await reply.header('content-type', jsonFile).send(JSON.stringify(described, null, 2));
    } else if (file === 'all.zip') {
      const { slug } = await this.exports.subject(viewer, id);
      const zip = zipOf(await this.#files(viewer, id));
      await reply
        .header('content-type', 'application/zip')
        .header('content-disposition', asFile(`${slug}.zip`))
        .send(zip);
    } else {
      throw new NotFound();
    }
  }

  /** The files of the archive: the descriptions first, so that they are there also where a download breaks off. */
  async #files(
    viewer: Viewer,
    id: string | null,
  ): Promise<{ name: string; open: () => Promise<AsyncIterable<string>> }[]> {
    const beside = (name: string): string => `${name}.csv`;
    const described = await Promise.all(
      Object.entries(descriptions).map(async ([name, kind]) => {
        const text = JSON.stringify(await this.exports[kind](viewer, id, beside), null, 2);
        return { name, open: () => Promise.resolve(Readable.from([text])) };
      }),
    );
    const tables = publishedTables.map((table) => ({
      name: `${table.name}.csv`,
      open: () => this.exports.csv(viewer, table, id),
    }));
    return [...described, ...tables];
  }

  /** Whoever is signed in, or a script with a key of theirs (`Authorization: Bearer …`). */
  async #viewer(request: FastifyRequest, partnership: string): Promise<Viewer> {
    const [, key] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (key !== undefined) {
      const reader = await this.keys.viewerOf(partnership, key);
      if (!reader)
        throw new Unauthenticated('This key opens nothing here: it was taken back, or it is another partnership’s.');
      return reader;
    }
    const { account, viewer } = await this.viewers.callerOf(request.headers, partnership);
    if (!account) throw new Unauthenticated();
    if (!viewer) throw new NotFound('You are not a member of this partnership, or it does not exist.');
    return viewer;
  }
}

const asFile = (name: string): string => `attachment; filename="${name}"`;
