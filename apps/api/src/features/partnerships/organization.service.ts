import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { Sector } from '@throughline/domain/vocabulary';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { LeadershipTable } from './leadership-table.entity.ts';
import { namedList, namedPage, type NamedPageRequest } from './named-list.reads.ts';
import { Organization } from './organization.entity.ts';
import { AddLeadershipTableInput, AddOrganizationInput, EditOrganizationInput } from './people.inputs.ts';

/** Partners of the sector $3 (null for any) whose name contains $2. */
const organizationsByName = namedList({
  alias: 'o',
  columns: (tx) => tx.columns(Organization, 'o'),
  from: 'organization o',
  where: 'o.partnership_id = $1 AND o.retired_at IS NULL AND ($3::text IS NULL OR o.sector = $3)',
});

const tablesByName = namedList({
  alias: 't',
  columns: (tx) => tx.columns(LeadershipTable, 't'),
  from: 'leadership_table t',
  where: 't.partnership_id = $1 AND t.retired_at IS NULL',
});

/** Partners, and the standing groups that answer for the partnership. */
@Injectable()
export class OrganizationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a partner. */
  async add(viewer: Viewer, input: AddOrganizationInput): Promise<Organization> {
    return this.writes.run(viewer, AddOrganizationInput, input, (tx, values) => tx.insert(Organization, values));
  }

  /** Changes a partner that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditOrganizationInput): Promise<Organization> {
    return this.writes.run(viewer, EditOrganizationInput, input, (tx, changes, before) =>
      tx.update(Organization, before, changes),
    );
  }

  /** Partners by name, of one sector or of all; 2 statements. */
  async page(viewer: Viewer, request: NamedPageRequest & { sector?: Sector | null }): Promise<Page<Organization>> {
    demand(viewer, 'canReadPartnership');
    const { sector = null } = request;
    return this.tenancy.read(viewer, (tx) => namedPage<Organization>(tx, organizationsByName, request, [sector]));
  }

  /** Adds a leadership table. */
  async addTable(viewer: Viewer, input: AddLeadershipTableInput): Promise<LeadershipTable> {
    return this.writes.run(viewer, AddLeadershipTableInput, input, (tx, values) => tx.insert(LeadershipTable, values));
  }

  /** Leadership tables by name; 2 statements. */
  async tables(viewer: Viewer, request: NamedPageRequest): Promise<Page<LeadershipTable>> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, (tx) => namedPage<LeadershipTable>(tx, tablesByName, request));
  }
}
