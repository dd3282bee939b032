import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import type { Selection } from '../../kernel/selected-fields.ts';
import { demand } from '../../tenancy/demand.ts';
import { sectionStatement } from '../../tenancy/sections.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { partnershipPageModel } from './partnership-page.reads.ts';
import { type SeriesRow, toSeries } from '../indicators/series.service.ts';
import type { OutcomeAtAGlanceType, PartnershipPageType, SmallSeriesType } from './partnership-page.type.ts';

type SmallRow = Omit<SmallSeriesType, 'series'> & { series: SeriesRow | null };
type Row = Omit<Partial<PartnershipPageType>, 'outcomes'> & {
  outcomes?: (Omit<OutcomeAtAGlanceType, 'indicators'> & { indicators: SmallRow[] })[];
};

const smallSeries = (row: SmallRow): SmallSeriesType => ({
  ...row,
  series: row.series && toSeries(row.series),
});

/** The read model behind the partnership's page. */
@Injectable()
export class PartnershipPageService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** The selected sections of the partnership's page; 1 statement. What is not selected is not in the answer. */
  async page(viewer: Viewer, selected: Selection): Promise<PartnershipPageType> {
    demand(viewer, 'canReadPartnership');
    const statement = sectionStatement(partnershipPageModel, selected);
    const row = await this.tenancy.readOne<Row>(viewer, statement, [viewer.partnershipId]);
    if (!row) throw new NotFound();
    const outcomes = row.outcomes?.map((outcome) => ({ ...outcome, indicators: outcome.indicators.map(smallSeries) }));
    // The executor asks for the selected fields alone.
    return { ...row, outcomes, id: viewer.partnershipId, abilities: abilities(viewer) } as PartnershipPageType;
  }
}
