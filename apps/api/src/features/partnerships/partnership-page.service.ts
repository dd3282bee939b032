import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import { demand } from '../../tenancy/demand.ts';
import { sectionStatement } from '../../tenancy/sections.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { partnershipPageModel } from './partnership-page.reads.ts';
import type { PartnershipPageType } from './partnership-page.type.ts';

/** The read model behind the partnership's page. */
@Injectable()
export class PartnershipPageService {
  constructor(@Inject(Tenancy) private readonly tenancy: Tenancy) {}

  /** The selected sections of the partnership's page; 1 statement. What is not selected is not in the answer. */
  async page(viewer: Viewer, selected: ReadonlySet<string>): Promise<PartnershipPageType> {
    demand(viewer, 'canReadPartnership');
    const statement = sectionStatement(partnershipPageModel, selected);
    const row = await this.tenancy.readOne<Partial<PartnershipPageType>>(viewer, statement, [viewer.partnershipId]);
    if (!row) throw new NotFound();
    for (const outcome of row.outcomes ?? []) {
      for (const indicator of outcome.indicators) {
        // Without any observation the aggregate is null.
        indicator.periods = (indicator.periods ?? []).reverse();
        indicator.values = (indicator.values ?? []).reverse();
      }
    }
    // The executor asks for the selected fields alone.
    return { ...row, id: viewer.partnershipId, abilities: abilities(viewer) } as PartnershipPageType;
  }
}
