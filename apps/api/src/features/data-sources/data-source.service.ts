import { Inject, Injectable } from '@nestjs/common';
import { standingOfSource } from '@throughline/domain/data-sources';
import { abilities } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound, Refused } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Import } from '../imports/import.entity.ts';
import { DataSource } from './data-source.entity.ts';
import {
  AddDataSourceInput,
  EditDataSourceInput,
  RestoreDataSourceInput,
  RetireDataSourceInput,
} from './data-source.inputs.ts';
import { type DataSourceRow, findSource, sourcesByExpectedDay } from './data-source.reads.ts';
import type { DataSourceType } from './data-source.type.ts';
import { SourceFetcher } from './fetching/source-fetcher.ts';

/** The statement that answers a write with the source. */
const answerSource = (tx: WriteTransaction, id: string) =>
  tx.answer<DataSourceRow>(findSource(tx), [tx.partnershipId, id]);

/** Where files come from, how often, and who is late. */
@Injectable()
export class DataSourceService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(SourceFetcher) private readonly fetcher: SourceFetcher,
  ) {}

  /** Remembers where the file of an import came from. @throws Refused SOURCE_OF_IMPORT where that is remembered already */
  async add(viewer: Viewer, input: AddDataSourceInput): Promise<DataSourceType> {
    const row = await this.writes.run(viewer, AddDataSourceInput, input, {
      reads: (tx, { importId }) => tx.seek(Import, importId),
      writes: (tx, { importId: _importId, ...values }, _before, file) => {
        if (!file) throw new NotFound();
        if (file.sourceId !== null) throw new Refused(refusal('SOURCE_OF_IMPORT'));
        const source = tx.insert(DataSource, values);
        tx.update(Import, file, { sourceId: source.id }, { verb: 'give_source' });
        return answerSource(tx, source.id);
      },
    });
    return this.#present(viewer, row);
  }

  /** Changes what is remembered of a source; when its next file is expected follows. */
  async edit(viewer: Viewer, input: EditDataSourceInput): Promise<DataSourceType> {
    const row = await this.writes.run(viewer, EditDataSourceInput, input, (tx, changes, before) => {
      tx.update(DataSource, before, changes);
      return answerSource(tx, before.id);
    });
    return this.#present(viewer, row);
  }

  /** Expects nothing more of a source. */
  async retire(viewer: Viewer, input: RetireDataSourceInput): Promise<DataSourceType> {
    const row = await this.writes.run(viewer, RetireDataSourceInput, input, (tx, { reason }, before) => {
      tx.update(DataSource, before, { retiredAt: tx.now }, { verb: 'retire', reason });
      return answerSource(tx, before.id);
    });
    return this.#present(viewer, row);
  }

  /** Takes a source up again. */
  async restore(viewer: Viewer, input: RestoreDataSourceInput): Promise<DataSourceType> {
    const row = await this.writes.run(viewer, RestoreDataSourceInput, input, (tx, _none, before) => {
      tx.restore(DataSource, before);
      return answerSource(tx, before.id);
    });
    return this.#present(viewer, row);
  }

  /** Sources, the longest awaited first; 2 statements. */
  async page(
    viewer: Viewer,
    first: number,
    after: string | null,
    { retired = false }: { retired?: boolean } = {},
  ): Promise<Page<DataSourceType>> {
    demand(viewer, 'canImport');
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<DataSourceRow>(sourcesByExpectedDay, [viewer.partnershipId, retired], { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => this.#present(viewer, row)) };
  }

  /** One source; 1 statement. */
  async find(viewer: Viewer, id: string): Promise<DataSourceType> {
    demand(viewer, 'canImport');
    const row = isUuid(id)
      ? await this.tenancy.read(viewer, (tx) => tx.one<DataSourceRow>(findSource(tx), [viewer.partnershipId, id]))
      : null;
    if (!row) throw new NotFound();
    return this.#present(viewer, row);
  }

  #present(viewer: Viewer, row: DataSourceRow): DataSourceType {
    const { cadence, cameOn, today, retiredAt } = row;
    const isAwaited = cadence !== null && retiredAt === null;
    return {
      ...row,
      standing: standingOfSource(isAwaited ? { cameOn, cadence } : null, today),
      canFetch: this.fetcher.mayFetch(row.address),
      abilities: abilities(viewer, { partnershipId: viewer.partnershipId }, ['canImport']),
    };
  }
}
