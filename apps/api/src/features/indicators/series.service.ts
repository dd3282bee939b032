import { Inject, Injectable } from '@nestjs/common';
import { formatPeriod } from '@throughline/domain/periods';
import type { Viewer } from '@throughline/domain/viewer';
import type { Cadence } from '@throughline/domain/vocabulary';
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

/** The columns of a series as the database answers them. */
export type SeriesColumns = Pick<
  SeriesType,
  | 'starts'
  | 'ends'
  | 'values'
  | 'numerators'
  | 'denominators'
  | 'lowers'
  | 'uppers'
  | 'statuses'
  | 'hidden'
  | 'versions'
  | 'kept'
  | 'decisions'
  | 'breaks'
>;

/** Whose series it is. */
export type SeriesHead = Pick<
  SeriesType,
  'indicatorId' | 'placeId' | 'placeName' | 'populationId' | 'populationName' | 'dimension' | 'group'
>;

/** A series with its id and its periods in words. */
export function toSeries(head: SeriesHead, columns: SeriesColumns, cadence: Cadence): SeriesType {
  const { indicatorId, placeId, placeName, populationId, populationName, dimension, group } = head;
  const labels = columns.starts.map((start) => formatPeriod(start, cadence));
  const id = `${indicatorId}:${placeId}:${populationId}`;
  return { id, indicatorId, placeId, placeName, populationId, populationName, dimension, group, ...columns, labels };
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
    const rows = await tx.rows<SeriesHead & { cadence: Cadence; columns: SeriesColumns }>(findSeries, [
      tx.partnershipId,
      indicatorId,
      placeIds,
      populationIds,
      mostSeries,
    ]);
    return rows.map((row) => toSeries(row, row.columns, row.cadence));
  }
}

function checkIds(field: string, ids: string[] | null): void {
  if (ids === null) return;
  if (ids.length > mostSeries) throw new Invalid({ [field]: `Choose up to ${mostSeries}.` });
  if (!ids.every(isUuid)) throw new Invalid({ [field]: 'Each must be a UUID.' });
}
