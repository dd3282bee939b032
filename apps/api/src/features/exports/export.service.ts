import { Inject, Injectable } from '@nestjs/common';
import { formatPeriod } from '@throughline/domain/periods';
import type { Viewer } from '@throughline/domain/viewer';
import type { Cadence } from '@throughline/domain/vocabulary';
import { csvLine, csvMark, type CsvValue } from '../../kernel/csv.ts';
import { NotFound } from '../../kernel/errors.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Indicator } from '../indicators/indicator.entity.ts';
import { csvOnTheWeb, dataPackage, type ExportSubject } from './descriptors.ts';
import { findById, findObservations, findSubject, rowsAtOnce } from './export.reads.ts';
import { type PublishedTable, publishedTables } from './published-tables.ts';

type Row = Record<string, CsvValue>;

/** What is published, out again: as files that a stranger can read with what describes them. */
@Injectable()
export class ExportService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /**
   * What the export says of itself; `indicatorId` null for all that is published.
   * @throws NOT_FOUND when there is no such indicator.
   */
  async subject(viewer: Viewer, indicatorId: string | null): Promise<ExportSubject> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, async (tx) => {
      if (indicatorId !== null) await tx.find(Indicator, indicatorId);
      const subject = await tx.one<ExportSubject>(findSubject, [tx.partnershipId, indicatorId]);
      if (!subject) throw new NotFound();
      return subject;
    });
  }

  /** `datapackage.json`; the files stand beside it. */
  async dataPackage(viewer: Viewer, indicatorId: string | null, nameOf: (table: string) => string): Promise<object> {
    return dataPackage(await this.subject(viewer, indicatorId), publishedTables, nameOf);
  }

  /** The same for tools that read CSV on the Web. */
  async csvOnTheWeb(viewer: Viewer, indicatorId: string | null, nameOf: (table: string) => string): Promise<object> {
    return csvOnTheWeb(await this.subject(viewer, indicatorId), publishedTables, nameOf);
  }

  /**
   * A table as CSV, piece by piece, each read in a transaction of its own, so that a slow reader holds none. The same
   * for everybody: what is hidden from members is hidden here from those too who keep the data. The first piece is read
   * at once, so that a refusal comes before any of it.
   */
  async csv(viewer: Viewer, table: PublishedTable, indicatorId: string | null): Promise<AsyncIterable<string>> {
    await this.subject(viewer, indicatorId);
    const names = table.columns.map(({ name }) => name);
    const read = (after: Row | null): Promise<Row[]> => this.#rows(viewer, table, indicatorId, after);
    const first = await read(null);
    return (async function* () {
      yield csvMark + csvLine(names);
      for (let rows = first; rows.length > 0; rows = rows.length < rowsAtOnce ? [] : await read(rows.at(-1) ?? null)) {
        yield rows.map((row) => csvLine(names.map((name) => row[name] ?? null))).join('');
      }
    })();
  }

  #rows(viewer: Viewer, { name }: PublishedTable, indicatorId: string | null, after: Row | null): Promise<Row[]> {
    return this.tenancy.read(viewer, async (tx) => {
      if (name !== 'observations') {
        return tx.rows<Row>(findById[name], [tx.partnershipId, rowsAtOnce, after?.['id'] ?? null, indicatorId]);
      }
      const key = after
        ? [after['indicator_id'], after['place_id'], after['population_id'], after['period_start']]
        : [];
      const text = findObservations(indicatorId !== null, after !== null);
      const one = indicatorId === null ? [] : [indicatorId];
      const rows = await tx.rows<Row>(text, [tx.partnershipId, rowsAtOnce, ...one, ...key]);
      return rows.map((row) => ({
        ...row,
        period: formatPeriod(String(row['period_start']), row['cadence'] as Cadence),
      }));
    });
  }
}
