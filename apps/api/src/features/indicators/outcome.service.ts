import { Inject, Injectable } from '@nestjs/common';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Refused } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Outcome } from './outcome.entity.ts';
import { AddOutcomeInput, EditOutcomeInput, RetireOutcomeInput } from './outcome.inputs.ts';
import { findUnderOutcome, nextPosition, outcomesByStage } from './outcome.reads.ts';

/** Community level outcomes, in the order from cradle to career. */
@Injectable()
export class OutcomeService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds an outcome; without a position it comes last. */
  async add(viewer: Viewer, input: AddOutcomeInput): Promise<Outcome> {
    return this.writes.run(viewer, AddOutcomeInput, input, {
      reads: (tx) => tx.one<{ position: number }>(nextPosition, [tx.partnershipId]),
      writes: (tx, values, _before, next) =>
        tx.insert(Outcome, { ...values, position: values.position ?? next?.position ?? 0 }),
    });
  }

  /** Changes an outcome that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditOutcomeInput): Promise<Outcome> {
    return this.writes.run(viewer, EditOutcomeInput, input, (tx, changes, before) =>
      tx.update(Outcome, before, changes),
    );
  }

  /**
   * Ends an outcome; it stays to be read.
   * @throws Refused OUTCOME_IN_USE while indicators that are followed or networks at work stand under it
   */
  async retire(viewer: Viewer, input: RetireOutcomeInput): Promise<Outcome> {
    return this.writes.run(viewer, RetireOutcomeInput, input, {
      reads: (tx, _none, id) => tx.rows<{ name: string }>(findUnderOutcome, [tx.partnershipId, id]),
      writes: (tx, _none, before, under) => {
        if (under.length > 0) {
          const names = under.map(({ name }) => name).join(', ');
          throw new Refused(refusal('OUTCOME_IN_USE', { names }));
        }
        return tx.update(Outcome, before, { retiredAt: tx.now }, { verb: 'retire' });
      },
    });
  }

  /** Outcomes from cradle to career; 2 statements. */
  async page(
    viewer: Viewer,
    first: number,
    after: string | null,
    search: string | null = null,
  ): Promise<Page<Outcome>> {
    demand(viewer, 'canReadPartnership');
    const keys = [viewer.partnershipId, search?.trim() || null];
    return this.tenancy.read(viewer, (tx) => tx.page<Outcome>(outcomesByStage, keys, { first, after }));
  }
}
