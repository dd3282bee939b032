import { isStandingPractice } from '../../database/work-sql.ts';
import { isOneOf } from '../../database/words-sql.ts';
import { standingAdoptionStages } from '@throughline/domain/lifecycles/adoption';
import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { composeOnce } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { isSearchedFor } from '../../database/name-search.ts';
import { Site } from './site.entity.ts';
import { AddSiteInput, EditSiteInput, RetireSiteInput } from './site.inputs.ts';
import type { SiteType } from './site.type.ts';

/** Sites belong to the partnership as a whole, not to a network. */
const ofPartnership = { networkId: null };

/** Which sites a list holds. */
export interface SiteFilter {
  /** Part of the name, whatever the case, or an id; null for all. */
  search: string | null;
  /** Leaves out the sites that are eligible for this practice already. */
  notOfPracticeId: string | null;
}

interface SiteRow extends Site {
  organizationName: string | null;
}

const columns = composeOnce((tx) => `${tx.columns(Site, 's')}, o.name AS "organizationName"`);
const from = `site s
LEFT JOIN organization o ON o.partnership_id = s.partnership_id AND o.id = s.organization_id`;

const siteById = composeOnce((tx) => `SELECT ${columns(tx)} FROM ${from} WHERE s.partnership_id = $1 AND s.id = $2`);

/** Open sites by name: whose name has $2 in it or whose id it is, without those that the practice $3 has reached. */
const openSites: ListQuery = {
  columns,
  from,
  countFrom: 'site s',
  where: `s.partnership_id = $1 AND s.retired_at IS NULL
  AND ${isSearchedFor('s', '$2')}
  AND ($3::uuid IS NULL OR NOT EXISTS (
    SELECT FROM adoption a WHERE a.partnership_id = s.partnership_id AND a.site_id = s.id AND a.practice_id = $3))`,
  order: [
    { by: 's.name', type: 'text' },
    { by: 's.id', type: 'uuid' },
  ],
};

const countInUse = `SELECT count(*)::int AS count FROM adoption a
JOIN practice p ON p.partnership_id = a.partnership_id AND p.id = a.practice_id
WHERE a.partnership_id = $1 AND a.site_id = $2 AND ${isOneOf('a.stage', standingAdoptionStages)} AND ${isStandingPractice('p')}`;

/** Places where a practice can be used. */
@Injectable()
export class SiteService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a site: directors and facilitators, and for a practice whoever manages it. */
  async add(viewer: Viewer, input: AddSiteInput): Promise<SiteType> {
    const row = await this.writes.run(viewer, AddSiteInput, input, (tx, { practiceId, ...values }) => {
      if (practiceId === null) tx.allow(ofPartnership);
      return answerSite(tx, tx.insert(Site, values).id);
    });
    return viewSite(viewer, row);
  }

  /** Changes a site's name, organization or place. */
  async edit(viewer: Viewer, input: EditSiteInput): Promise<SiteType> {
    const row = await this.writes.run(viewer, EditSiteInput, input, (tx, changes, before) => {
      tx.allow(ofPartnership);
      return answerSite(tx, tx.update(Site, before, changes).id);
    });
    return viewSite(viewer, row);
  }

  /** Retires a site at which no practice is under way. */
  async retire(viewer: Viewer, input: RetireSiteInput): Promise<SiteType> {
    const row = await this.writes.run(viewer, RetireSiteInput, input, {
      reads: (tx, _values, id) => tx.one<{ count: number }>(countInUse, [tx.partnershipId, id]),
      writes: (tx, { reason }, before, inUse) => {
        tx.allow(ofPartnership);
        if (inUse?.count) {
          throw new Refused(refusal('SITE_IN_USE'));
        }
        return answerSite(tx, tx.update(Site, before, { retiredAt: tx.now }, { verb: 'retire', reason }).id);
      },
    });
    return viewSite(viewer, row);
  }

  /** Open sites by name; 2 statements. */
  async page(
    viewer: Viewer,
    { search, notOfPracticeId }: SiteFilter,
    first: number,
    after: string | null,
  ): Promise<Page<SiteType>> {
    const wanted = [viewer.partnershipId, search?.trim() || null, notOfPracticeId];
    const page = await this.tenancy.read(viewer, (tx) => tx.page<SiteRow>(openSites, wanted, { first, after }));
    return { ...page, nodes: page.nodes.map((row) => viewSite(viewer, row)) };
  }
}

const answerSite = (tx: WriteTransaction, id: string) => tx.answer<SiteRow>(siteById(tx), [tx.partnershipId, id]);

function viewSite(viewer: Viewer, row: SiteRow): SiteType {
  return { ...row, abilities: abilities(viewer, ofPartnership, ['canManagePractice']) };
}
