import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Factor } from './factor.entity.ts';
import { AddFactorInput, EditFactorInput, RetireFactorInput } from './factor.inputs.ts';

/** Factors of the network $2 that are in use, by title. */
const factorsByTitle: ListQuery = {
  columns: (tx) => tx.columns(Factor, 'f'),
  from: 'factor f',
  where: 'f.partnership_id = $1 AND f.network_id = $2 AND f.retired_at IS NULL',
  order: [
    { by: 'f.title', type: 'text' },
    { by: 'f.id', type: 'uuid' },
  ],
};

/** Factors of a network: why the gap exists, and strengths to build on. */
@Injectable()
export class FactorService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a factor; anybody who sits in the network may. */
  async add(viewer: Viewer, input: AddFactorInput): Promise<Factor> {
    return this.writes.run(viewer, AddFactorInput, input, (tx, values) => {
      const factor = tx.insert(Factor, values);
      tx.link(values.indicatorId ?? tx.network.indicatorId, factor.id, 'explains');
      return factor;
    });
  }

  /** Changes a factor that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditFactorInput): Promise<Factor> {
    return this.writes.run(viewer, EditFactorInput, input, (tx, changes, before) => tx.update(Factor, before, changes));
  }

  /** Takes a factor out of the list; why stays in its history. */
  async retire(viewer: Viewer, input: RetireFactorInput): Promise<Factor> {
    return this.writes.run(viewer, RetireFactorInput, input, (tx, { reason }, before) =>
      tx.update(Factor, before, { retiredAt: tx.now }, { verb: 'retire', reason }),
    );
  }

  /** Factors of a network by title; 2 statements. */
  async page(viewer: Viewer, networkId: string, first: number, after: string | null): Promise<Page<Factor>> {
    const of = [viewer.partnershipId, networkId];
    return this.tenancy.read(viewer, (tx) => tx.page<Factor>(factorsByTitle, of, { first, after }));
  }
}
