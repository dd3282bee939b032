import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { Sector } from '@throughline/domain/vocabulary';
import { parseInput } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { LeadershipTable } from './leadership-table.entity.ts';
import { type NamedPageRequest, namedPage } from './named-list.reads.ts';
import { Organization } from './organization.entity.ts';
import {
  type AddLeadershipTableInput,
  addLeadershipTable,
  type AddOrganizationInput,
  addOrganization,
  type EditOrganizationInput,
  editOrganization,
} from './people.inputs.ts';

/** Partners, and the standing groups that answer for the partnership. */
@Injectable()
export class OrganizationService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a partner. */
  async add(viewer: Viewer, input: AddOrganizationInput): Promise<Organization> {
    demand(viewer, 'canManageOrganizations');
    const values = parseInput(addOrganization, input);
    const request = { operation: 'addOrganization', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, (tx) => tx.insert(Organization, values));
  }

  /** Changes a partner that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditOrganizationInput): Promise<Organization> {
    demand(viewer, 'canManageOrganizations');
    const changes = parseInput(editOrganization, input);
    const request = { operation: 'editOrganization', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Organization, input.id);
      return tx.update(Organization, before, input.version, changes);
    });
  }

  /** Partners by name, of one sector or of all. */
  async page(viewer: Viewer, request: NamedPageRequest & { sector?: Sector | null }): Promise<Page<Organization>> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, (tx) =>
      namedPage<Organization>(
        tx,
        {
          columns: tx.columns(Organization, 'o'),
          from: 'organization o',
          where: 'o.partnership_id = $1 AND o.retired_at IS NULL',
          alias: 'o',
          filters: [{ column: 'o.sector', value: request.sector ?? null }],
        },
        request,
      ),
    );
  }

  /** Adds a leadership table. */
  async addTable(viewer: Viewer, input: AddLeadershipTableInput): Promise<LeadershipTable> {
    demand(viewer, 'canManageTables');
    const values = parseInput(addLeadershipTable, input);
    const request = { operation: 'addLeadershipTable', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, (tx) => tx.insert(LeadershipTable, values));
  }

  /** Leadership tables by name. */
  async tables(viewer: Viewer, request: NamedPageRequest): Promise<Page<LeadershipTable>> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, (tx) =>
      namedPage<LeadershipTable>(
        tx,
        {
          columns: tx.columns(LeadershipTable, 't'),
          from: 'leadership_table t',
          where: 't.partnership_id = $1 AND t.retired_at IS NULL',
          alias: 't',
        },
        request,
      ),
    );
  }
}
