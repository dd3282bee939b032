import { Inject, Injectable } from '@nestjs/common';
import { formatPeriod } from '@throughline/domain/periods';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import type { Cadence } from '@throughline/domain/vocabulary';
import { Invalid } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Indicator } from './indicator.entity.ts';
import { findSeries } from './series.reads.ts';
import type { TrueColumnsType, SeriesType } from './series.type.ts';

/** Most series of one answer. */
export const mostSeries = 60;

/** A series as `seriesOf` reads it: newest period first, columns null where there is no period. */
export type SeriesRow = Omit<SeriesType, 'id' | 'labels' | 'cadence' | 'versions' | 'truth'> &
  Partial<Pick<SeriesType, 'versions' | 'truth'>>;

/** A series as it is sent: oldest period first, with its id and its periods in words. Takes the row's arrays over. */
export function toSeries(row: SeriesRow, cadence: Cadence): SeriesType {
  const starts = oldestFirst(row.starts);
  const isCut = starts.length < row.totalPeriods;
  // Another id than the whole series has: a cache must not take the one for the other.
  const id = [row.indicatorId, row.placeId, row.populationId, ...(isCut ? [starts.length] : [])].join(':');
  return {
    ...row,
    id,
    cadence,
    starts,
    // Only who asks for them pays for the words.
    get labels() {
      return starts.map((start) => formatPeriod(start, cadence));
    },
    ends: oldestFirst(row.ends),
    values: oldestFirst(row.values),
    numerators: oldestFirst(row.numerators),
    denominators: oldestFirst(row.denominators),
    lowers: oldestFirst(row.lowers),
    uppers: oldestFirst(row.uppers),
    statuses: oldestFirst(row.statuses),
    hidden: oldestFirst(row.hidden),
    versions: row.versions ? oldestFirst(row.versions) : null,
    truth: row.truth ? truthOldestFirst(row.truth) : null,
  };
}

// Without any period the aggregate is null.
const oldestFirst = <T>(column: T[] | null): T[] => column?.reverse() ?? [];

function truthOldestFirst(truth: TrueColumnsType): TrueColumnsType {
  for (const column of Object.values(truth) as (unknown[] | null)[]) column?.reverse();
  return truth;
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
    const rows = await tx.rows<{ cadence: Cadence; series: SeriesRow }>(findSeries, [
      tx.partnershipId,
      indicatorId,
      placeIds,
      populationIds,
      mostSeries,
    ]);
    return rows.map(({ series, cadence }) => toSeries(series, cadence));
  }
}

function checkIds(field: string, ids: string[] | null): void {
  if (ids === null) return;
  if (ids.length > mostSeries) throw new Invalid({ [field]: refusal('LIST_TOO_LONG', { most: mostSeries }) });
  if (!ids.every(isUuid)) throw new Invalid({ [field]: refusal('NOT_A_UUID') });
}
