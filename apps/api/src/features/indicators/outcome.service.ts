import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { parseInput } from '../../graphql/input.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../graphql/page.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Outcome } from './outcome.entity.ts';
import { type AddOutcomeInput, addOutcome, type EditOutcomeInput, editOutcome } from './outcome.inputs.ts';

/** Community level outcomes, in the order from cradle to career. */
@Injectable()
export class OutcomeService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds an outcome; without a position it comes last. */
  async add(viewer: Viewer, input: AddOutcomeInput): Promise<Outcome> {
    demand(viewer, 'canManageIndicators');
    const values = parseInput(addOutcome, input);
    const request = { operation: 'addOutcome', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const last = await tx.one<{ position: number }>(
        'SELECT coalesce(max(position), -1) + 1 AS position FROM outcome WHERE partnership_id = $1',
        [viewer.partnershipId],
      );
      return tx.insert(Outcome, { ...values, position: values.position ?? last?.position ?? 0 });
    });
  }

  /** Changes an outcome that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditOutcomeInput): Promise<Outcome> {
    demand(viewer, 'canManageIndicators');
    const changes = parseInput(editOutcome, input);
    const request = { operation: 'editOutcome', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Outcome, input.id);
      return tx.update(Outcome, before, input.version, changes);
    });
  }

  /** Outcomes from cradle to career; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<Outcome>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [position, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Outcome>(
          `SELECT ${tx.columns(Outcome, 'o')} FROM outcome o
           WHERE o.partnership_id = $1 AND o.retired_at IS NULL AND ($2::int IS NULL OR (o.position, o.id) > ($2, $3::uuid))
           ORDER BY o.position, o.id LIMIT $4`,
          [viewer.partnershipId, position, id, size + 1],
        ),
        tx.one<{ count: number }>(
          'SELECT count(*) AS count FROM outcome o WHERE o.partnership_id = $1 AND o.retired_at IS NULL',
          [viewer.partnershipId],
        ),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.position, row.id]);
    });
  }
}
