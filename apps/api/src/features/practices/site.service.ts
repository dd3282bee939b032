import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { type Page, fromCursor, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { Because } from '../../writes/trail.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { findPractice } from './practice.reads.ts';
import { threadSite } from './practice.thread.ts';
import { Site } from './site.entity.ts';
import {
  type AddSiteInput,
  addSite,
  type EditSiteInput,
  editSite,
  type RetireSiteInput,
  retireSite,
} from './site.inputs.ts';
import type { SiteType } from './site.type.ts';

/** Sites belong to the partnership as a whole, not to a network. */
const ofPartnership = { networkId: null };

/** Which sites a list holds. */
export interface SiteFilter {
  /** Part of the name, whatever the case; null for all. */
  search: string | null;
  /** Leaves out the sites that are eligible for this practice already. */
  notOfPracticeId: string | null;
}

interface SiteRow extends Site {
  organizationName: string | null;
}

const sitesFrom = (tx: ReadTransaction): string =>
  `SELECT ${tx.columns(Site, 's')}, o.name AS "organizationName" FROM site s
   LEFT JOIN organization o ON o.partnership_id = s.partnership_id AND o.id = s.organization_id`;

const wanted = `s.partnership_id = $1 AND s.retired_at IS NULL
  AND ($2::text IS NULL OR position(lower($2) IN lower(s.name)) > 0)
  AND ($3::uuid IS NULL OR NOT EXISTS (
    SELECT FROM adoption a WHERE a.partnership_id = s.partnership_id AND a.site_id = s.id AND a.practice_id = $3))`;

const countInUse = `SELECT count(*)::int AS count FROM adoption a
JOIN practice p ON p.partnership_id = a.partnership_id AND p.id = a.practice_id
WHERE a.partnership_id = $1 AND a.site_id = $2 AND a.stage <> 'stopped' AND p.state <> 'retired'`;

/** Places where a practice can be used. */
@Injectable()
export class SiteService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a site: directors and facilitators, and for a practice whoever manages it. */
  async add(viewer: Viewer, input: AddSiteInput): Promise<SiteType> {
    const { practiceId, ...values } = parseInput(addSite, input);
    const request = { operation: 'addSite', idempotencyKey: input.idempotencyKey, input: { ...values, practiceId } };
    return this.writes.run(viewer, request, async (tx) => {
      demand(viewer, 'canManagePractice', practiceId ? await findPractice(tx, practiceId) : ofPartnership);
      const site = await tx.insert(Site, values);
      threadSite(tx, site);
      return this.#view(tx, viewer, site);
    });
  }

  /** Changes a site's name, organization or place. */
  async edit(viewer: Viewer, input: EditSiteInput): Promise<SiteType> {
    const changes = parseInput(editSite, input);
    return this.#change(viewer, 'editSite', input, async () => ({ changes, because: { verb: 'edit' } }));
  }

  /** Retires a site at which no practice is under way. */
  async retire(viewer: Viewer, input: RetireSiteInput): Promise<SiteType> {
    const { reason } = parseInput(retireSite, input);
    return this.#change(viewer, 'retireSite', input, async (tx, before) => {
      if (before.retiredAt) throw new Refused('SITE_RETIRED', 'This site is retired already.');
      const inUse = await tx.one<{ count: number }>(countInUse, [viewer.partnershipId, before.id]);
      if (inUse?.count) {
        throw new Refused('SITE_IN_USE', 'A practice is under way at this site: stop it there first, with its reason.');
      }
      return { changes: { retiredAt: new Date() }, because: { verb: 'retire', reason } };
    });
  }

  /** Open sites by name; 2 statements. */
  async page(
    viewer: Viewer,
    { search, notOfPracticeId }: SiteFilter,
    first: number,
    after: string | null,
  ): Promise<Page<SiteType>> {
    const size = pageSize(first);
    const [name, id] = after === null ? [null, null] : fromCursor(after, 2);
    const scope = [viewer.partnershipId, search?.trim() || null, notOfPracticeId];
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<SiteRow>(
          `${sitesFrom(tx)} WHERE ${wanted} AND ($4::text IS NULL OR (s.name, s.id) > ($4, $5::uuid))
           ORDER BY s.name, s.id LIMIT $6`,
          [...scope, name, id, size + 1],
        ),
        tx.one<{ count: number }>(`SELECT count(*)::int AS count FROM site s WHERE ${wanted}`, scope),
      ]);
      const page = toPage(rows, size, total?.count ?? 0, (row) => [row.name, row.id]);
      return { ...page, nodes: page.nodes.map((row) => viewSite(viewer, row)) };
    });
  }

  async #change(
    viewer: Viewer,
    operation: string,
    input: EditSiteInput | RetireSiteInput,
    decide: (tx: WriteTransaction, before: Site) => Promise<{ changes: Partial<Site>; because: Because }>,
  ): Promise<SiteType> {
    const request = { operation, idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      demand(viewer, 'canManagePractice', ofPartnership);
      const before = await tx.find(Site, input.id);
      const { changes, because } = await decide(tx, before);
      const site = await tx.update(Site, before, input.version, changes, because);
      threadSite(tx, site);
      return this.#view(tx, viewer, site);
    });
  }

  async #view(tx: ReadTransaction, viewer: Viewer, site: Site): Promise<SiteType> {
    const row = await tx.one<SiteRow>(`${sitesFrom(tx)} WHERE s.partnership_id = $1 AND s.id = $2`, [
      tx.partnershipId,
      site.id,
    ]);
    return viewSite(viewer, row ?? { ...site, organizationName: null });
  }
}

function viewSite(viewer: Viewer, row: SiteRow): SiteType {
  return { ...row, abilities: abilities(viewer, ofPartnership, ['canManagePractice']) };
}
