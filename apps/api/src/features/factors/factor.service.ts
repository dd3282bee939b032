import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { Factor } from './factor.entity.ts';
import { AddFactorInput, EditFactorInput, RestoreFactorInput, RetireFactorInput } from './factor.inputs.ts';

/** Factors of the network $2 by title: those in use, or with $3 the retired ones. */
const factorsByTitle: ListQuery = {
  columns: (tx) => tx.columns(Factor, 'f'),
  from: 'factor f',
  where: 'f.partnership_id = $1 AND f.network_id = $2 AND (f.retired_at IS NOT NULL) = $3::boolean',
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

  /** Lets a retired factor count again. */
  async restore(viewer: Viewer, input: RestoreFactorInput): Promise<Factor> {
    return this.writes.run(viewer, RestoreFactorInput, input, (tx, _none, before) => tx.restore(Factor, before));
  }

  /** Factors of a network by title, those in use or the retired ones; 2 statements. */
  async page(
    viewer: Viewer,
    networkId: string,
    first: number,
    after: string | null,
    retired = false,
  ): Promise<Page<Factor>> {
    const keys = [viewer.partnershipId, networkId, retired];
    return this.tenancy.read(viewer, (tx) => tx.page<Factor>(factorsByTitle, keys, { first, after }));
  }
}
