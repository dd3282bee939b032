import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import { checkMapping } from '@throughline/source-files/mapping/check-mapping';
import type { Viewer } from '@throughline/domain/viewer';
import { v7 as uuidv7 } from 'uuid';
import { Refused } from '../../kernel/errors.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Import } from '../imports/import.entity.ts';
import { ImportReadsService } from '../imports/import-reads.service.ts';
import { ImportService } from '../imports/import.service.ts';
import { DataSource } from './data-source.entity.ts';
import { RenewDataSourceInput } from './data-source.inputs.ts';
import { findPattern } from './data-source.reads.ts';
import { SourceFetcher } from './fetching/source-fetcher.ts';

/** Takes the newest file of a source as far as it goes by itself: to the comparison that a person decides on. */
@Injectable()
export class RenewalService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(ImportService) private readonly imports: ImportService,
    @Inject(ImportReadsService) private readonly reads: ImportReadsService,
    @Inject(SourceFetcher) private readonly fetcher: SourceFetcher,
  ) {}

  /**
   * Reads the newest file of a source as the one before it was read: the file that was uploaded for it, or else the
   * one at its address. A layout that drifted too far waits for a person to say what its columns are; a file in which
   * everything is as it was is discarded at once. The import's id makes a retry go on where the first try was.
   * @throws Refused SOURCE_NOT_ADDRESSED, RENEWAL_OPEN, RENEWAL_OF_ANOTHER, FETCH_…; Invalid at `file` for what is no table
   */
  async renew(viewer: Viewer, input: RenewDataSourceInput): Promise<Import> {
    demand(viewer, 'canImport');
    const { id, importId } = input;
    const source = await this.writes.run(viewer, RenewDataSourceInput, input, (tx, _values, before) =>
      tx.update(DataSource, before, { lookedAt: tx.now }, { verb: 'renew' }),
    );
    const there = await this.tenancy.read(viewer, (tx) => tx.seek(Import, importId));
    if (there && there.sourceId !== id) throw new Refused(refusal('RENEWAL_OF_ANOTHER'));
    const file = there ?? (await this.#fetch(viewer, source, importId));
    return this.#settle(viewer, await this.#read(viewer, file, id));
  }

  async #fetch(viewer: Viewer, { id, name, address }: DataSource, importId: string): Promise<Import> {
    if (address === '') throw new Refused(refusal('SOURCE_NOT_ADDRESSED'));
    const fetched = await this.fetcher.fetch(address, this.imports.largestFile);
    const { content } = fetched;
    try {
      return await this.imports.upload(viewer, { id: importId, name: fetched.name || name, source: id, content });
    } finally {
      content.destroy();
    }
  }

  /** Maps and checks a file as the one before it, from where an earlier try had come. */
  async #read(viewer: Viewer, file: Import, sourceId: string): Promise<Import> {
    const mapped = file.state === 'uploaded' ? await this.#map(viewer, file, sourceId) : file;
    return mapped.state === 'mapped' ? this.imports.check(viewer, step(mapped)) : mapped;
  }

  async #map(viewer: Viewer, file: Import, sourceId: string): Promise<Import> {
    const keys = [viewer.partnershipId, sourceId, file.id];
    const pattern = await this.tenancy.read(viewer, (tx) => tx.one<{ id: string }>(findPattern, keys));
    if (pattern === null) return file;
    const { mapping, missing } = await this.reads.like(viewer, file.id, pattern.id);
    const columns = file.seen.shape.columns.map(({ name }) => name);
    // What does not fit is for a person to say.
    if (missing.length > 0 || !checkMapping(mapping, columns).ok) return file;
    return this.imports.map(viewer, { ...step(file), mapping });
  }

  /** A file that changes nothing and lacks nothing is not kept waiting. */
  async #settle(viewer: Viewer, file: Import): Promise<Import> {
    const overlap = file.report?.overlap;
    if (file.state !== 'checked' || file.errors > 0 || file.rowsAccepted === 0 || !overlap) return file;
    if (overlap.added + overlap.changed + (overlap.gone ?? 0) > 0) return file;
    return this.imports.discard(viewer, { ...step(file), reason: '' });
  }
}

/** What a step of an import is asked with. */
const step = ({ id, version }: Import) => ({ idempotencyKey: uuidv7(), id, version });
