import { Inject, Injectable } from '@nestjs/common';
import { formatPeriod } from '@throughline/domain/periods';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Indicator } from './indicator.entity.ts';
import { findSeries } from './series.reads.ts';
import type { SeriesType } from './series.type.ts';

/** Most series of one answer. */
export const mostSeries = 60;

/** A series as `seriesOf` reads it. */
export type SeriesRow = Omit<SeriesType, 'labels'>;

/** A series as it is sent, with its periods in words. */
export function toSeries(row: SeriesRow): SeriesType {
  return {
    ...row,
    // Only who asks for them pays for the words.
    get labels() {
      return row.starts.map((start) => formatPeriod(start, row.cadence));
    },
  };
}

/** Observations over time, as the disclosure gate releases them. */
@Injectable()
export class SeriesService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /**
   * Up to 60 series of an indicator. Without places: the partnership's own; without populations: all with data.
   * 2 statements, one of them for the series.
   */
  async series(
    viewer: Viewer,
    indicatorId: string,
    placeIds: string[] | null,
    populationIds: string[] | null,
  ): Promise<SeriesType[]> {
    demand(viewer, 'canReadPartnership');
    checkIds('placeIds', placeIds);
    checkIds('populationIds', populationIds);
    return this.tenancy.read(viewer, async (tx) => {
      const [, series] = await Promise.all([
        tx.find(Indicator, indicatorId),
        this.read(tx, indicatorId, placeIds, populationIds),
      ]);
      return series;
    });
  }

  /** The same inside a transaction that is already open; for a write that answers with what it changed. */
  async read(
    tx: ReadTransaction,
    indicatorId: string,
    placeIds: string[] | null,
    populationIds: string[] | null,
  ): Promise<SeriesType[]> {
    const rows = await tx.rows<{ series: SeriesRow }>(findSeries, [
      tx.partnershipId,
      indicatorId,
      placeIds,
      populationIds,
      mostSeries,
    ]);
    return rows.map(({ series }) => toSeries(series));
  }
}

function checkIds(field: string, ids: string[] | null): void {
  if (ids === null) return;
  if (ids.length > mostSeries) throw new Invalid({ [field]: refusal('LIST_TOO_LONG', { most: mostSeries }) });
  if (!ids.every(isUuid)) throw new Invalid({ [field]: refusal('NOT_A_UUID') });
}
