import { Inject, Injectable } from '@nestjs/common';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { Conflict, NotFound } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { type EditPartnershipInput, editPartnership } from './partnership.inputs.ts';
import type { PartnershipType } from './partnership.type.ts';

type Row = Omit<PartnershipType, 'abilities'>;

const columns = `id, version, name, slug, geographic_scope AS "geographicScope", time_zone AS "timeZone", minimum_cell AS "minimumCell", coding`;
const find = `SELECT ${columns} FROM partnership WHERE id = $1`;
/** The table of the tenants has no `partnership_id`, so the pipeline's own update does not fit it. */
const update = `
UPDATE partnership SET name = coalesce($3, name), geographic_scope = coalesce($4, geographic_scope),
  time_zone = coalesce($5, time_zone), minimum_cell = coalesce($6, minimum_cell), coding = coalesce($7, coding), version = version + 1, updated_at = now()
WHERE id = $1 AND version = $2 RETURNING ${columns}`;

/** The partnership itself. */
@Injectable()
export class PartnershipService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
  ) {}

  /** The viewer's partnership; 1 statement. */
  async get(viewer: Viewer): Promise<PartnershipType> {
    demand(viewer, 'canReadPartnership');
    return this.tenancy.read(viewer, async (tx) => withAbilities(viewer, await current(tx)));
  }

  /** Changes name, scope, time zone, the minimum cell or the coding; another minimum or coding decides all anew. */
  async edit(viewer: Viewer, input: EditPartnershipInput): Promise<PartnershipType> {
    demand(viewer, 'canManagePartnership');
    const changes = parseInput(editPartnership, input);
    const request = { operation: 'editPartnership', idempotencyKey: input.idempotencyKey, input };
    const edited = await this.writes.run(viewer, request, async (tx) => {
      const before = await current(tx);
      const after = await tx.one<Row>(update, [
        viewer.partnershipId,
        input.version,
        changes.name ?? null,
        changes.geographicScope ?? null,
        changes.timeZone ?? null,
        changes.minimumCell ?? null,
        changes.coding ?? null,
      ]);
      if (!after) throw new Conflict(await current(tx));
      // In the same transaction: nobody meets the new minimum with the old decisions.
      if (after.minimumCell !== before.minimumCell || after.coding !== before.coding)
        await this.disclosure.undecide(tx, { rulesOf: 'all' });
      tx.record('partnership', after, { verb: 'edit' }, before, changes);
      return withAbilities(viewer, after);
    });
    if (changes.minimumCell !== undefined || changes.coding !== undefined)
      await this.disclosure.settle(viewer.partnershipId, 'all');
    return edited;
  }
}

async function current(tx: ReadTransaction): Promise<Row> {
  const row = await tx.one<Row>(find, [tx.partnershipId]);
  if (!row) throw new NotFound();
  return row;
}

const withAbilities = (viewer: Viewer, row: Row): PartnershipType => ({ ...row, abilities: abilities(viewer) });
