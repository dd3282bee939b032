import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Outcome } from './outcome.entity.ts';
import {
  type AddOutcomeInput,
  addOutcome,
  type EditOutcomeInput,
  editOutcome,
  type RetireOutcomeInput,
  retireOutcome,
} from './outcome.inputs.ts';
import { countOutcomes, findUnderOutcome, pageOutcomes } from './outcome.reads.ts';

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
      if (before.retiredAt !== null)
        throw new Refused('OUTCOME_RETIRED', 'This outcome is retired: it can be read only.');
      return tx.update(Outcome, before, input.version, changes);
    });
  }

  /**
   * Ends an outcome; it stays to be read.
   * @throws Refused OUTCOME_IN_USE while indicators that are followed or networks at work stand under it
   */
  async retire(viewer: Viewer, input: RetireOutcomeInput): Promise<Outcome> {
    demand(viewer, 'canManageIndicators');
    const { id, version } = parseInput(retireOutcome, input);
    const request = { operation: 'retireOutcome', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Outcome, id);
      if (before.retiredAt !== null) throw new Refused('OUTCOME_RETIRED', 'This outcome is retired already.');
      const under = await tx.rows<{ name: string }>(findUnderOutcome, [tx.partnershipId, id]);
      if (under.length > 0) {
        const names = under.map(({ name }) => name).join(', ');
        throw new Refused(
          'OUTCOME_IN_USE',
          `There is still something under this outcome: ${names}. Move or retire it first.`,
        );
      }
      return tx.update(Outcome, before, version, { retiredAt: tx.now }, { verb: 'retire' });
    });
  }

  /** Outcomes from cradle to career; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<Outcome>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [rank, position, id] = after === null ? [null, null, null] : fromCursor(after, 3);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Outcome & { rank: number }>(pageOutcomes(tx.columns(Outcome, 'o')), [
          viewer.partnershipId,
          rank,
          position,
          id,
          size + 1,
        ]),
        tx.one<{ count: number }>(countOutcomes, [viewer.partnershipId]),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.rank, row.position, row.id]);
    });
  }
}
