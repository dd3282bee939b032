import { Inject, Injectable } from '@nestjs/common';
import { emptyChairs } from '@throughline/domain/empty-chairs';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { Perspective, Sector } from '@throughline/domain/vocabulary';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import type { Selection } from '../../kernel/selected-fields.ts';
import { ReadJson } from '../../kernel/sent-as-read.ts';
import { demand } from '../../tenancy/demand.ts';
import { sectionStatement } from '../../tenancy/sections.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { type SeriesRow, toSeries } from '../indicators/series.service.ts';
import { networkPageModel } from './network-page.reads.ts';
import type { NetworkPageType, NetworkSeriesType, SeatCountsType } from './network-page.type.ts';
import type { NetworkType } from './network.type.ts';

interface SeatGroup {
  sector: Sector | null;
  perspective: Perspective;
  seats: number;
}

type NetworkSeriesRow = Omit<NetworkSeriesType, 'series'> & { series?: SeriesRow };

type Row = Omit<Partial<NetworkPageType>, 'id' | 'network' | 'seatCounts' | 'series'> & {
  /** JSON, not parsed: most of it is sent as it is. */
  series?: string;
  network?: Omit<NetworkType, 'abilities'>;
  seatCounts?: SeatGroup[];
};

/** The read model behind the network's first screen. */
@Injectable()
export class NetworkPageService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /**
   * The selected sections of a network's first screen; 1 statement. What is not selected is not in the answer. `isRead`
   * leaves the series as they were read, for an executor that sends them so.
   * @throws NotFound for a network that is absent or of another partnership.
   */
  async page(viewer: Viewer, networkId: string, selected: Selection, isRead = false): Promise<NetworkPageType> {
    demand(viewer, 'canReadPartnership');
    if (!isUuid(networkId)) throw new NotFound();
    const statement = sectionStatement(networkPageModel, selected);
    const row = await this.tenancy.readOne<Row>(viewer, statement, [viewer.partnershipId, networkId]);
    if (!row) throw new NotFound();
    const { network, seatCounts, series, ...rest } = row;
    const page: Partial<NetworkPageType> = { id: networkId.toLowerCase(), ...rest };
    if (network) page.network = { ...network, abilities: networkAbilities(viewer, network) };
    if (seatCounts) page.seatCounts = countSeats(seatCounts);
    if (series) page.series = isRead ? (new ReadJson(series) as never) : parseSeries(series);
    // The executor asks for the selected fields alone.
    return page as NetworkPageType;
  }
}

const parseSeries = (json: string): NetworkSeriesType[] =>
  (JSON.parse(json) as NetworkSeriesRow[]).map(
    (row) => ({ ...row, series: row.series && toSeries(row.series) }) as NetworkSeriesType,
  );

/** What the viewer may do in a network. */
export function networkAbilities(viewer: Viewer, network: { id: string; parentId: string | null }): string[] {
  return abilities(viewer, { networkId: network.id, parentNetworkId: network.parentId, ownerMemberId: null });
}

function countSeats(groups: SeatGroup[]): SeatCountsType {
  const bySector = new Map<Sector, number>();
  const byPerspective = new Map<Perspective, number>();
  let total = 0;
  for (const { sector, perspective, seats } of groups) {
    total += seats;
    byPerspective.set(perspective, (byPerspective.get(perspective) ?? 0) + seats);
    if (sector) bySector.set(sector, (bySector.get(sector) ?? 0) + seats);
  }
  const empty = emptyChairs(groups);
  return {
    total,
    bySector: [...bySector].map(([sector, seats]) => ({ sector, seats })),
    byPerspective: [...byPerspective].map(([perspective, seats]) => ({ perspective, seats })),
    emptySectors: empty.sectors,
    emptyPerspectives: empty.perspectives,
  };
}
