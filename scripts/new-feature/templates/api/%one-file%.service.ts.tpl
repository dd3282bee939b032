import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import type { Page } from '../../kernel/pages.ts';
import type { ListQuery } from '../../tenancy/page.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { Writes } from '../../writes/writes.ts';
import { %One% } from './%one-file%.entity.ts';
import { Add%One%Input, Edit%One%Input, Retire%One%Input } from './%one-file%.inputs.ts';
import type { %One%Type } from './%one-file%.type.ts';

/** The %many words% of a partnership that were not retired; $1 is the partnership. */
const byTitle: ListQuery = {
  columns: (tx) => tx.columns(%One%, 'x'),
  from: '%table% x',
  where: 'x.partnership_id = $1 AND x.retired_at IS NULL',
  order: [
    { by: 'x.title', type: 'text' },
    { by: 'x.id', type: 'uuid' },
  ],
};

/** TODO(%one words%): what it does for whom. */
@Injectable()
export class %One%Service {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a %one words%. */
  add(viewer: Viewer, input: Add%One%Input): Promise<%One%Type> {
    return this.writes.run(viewer, Add%One%Input, input, (tx, values) => tx.insert(%One%, values));
  }

  /** Changes a %one words% that nobody changed since `version`. */
  edit(viewer: Viewer, input: Edit%One%Input): Promise<%One%Type> {
    return this.writes.run(viewer, Edit%One%Input, input, (tx, changes, before) => tx.update(%One%, before, changes));
  }

  /** Takes a %one words% out of the list; why stays in its history. */
  retire(viewer: Viewer, input: Retire%One%Input): Promise<%One%Type> {
    return this.writes.run(viewer, Retire%One%Input, input, (tx, { reason }, before) =>
      tx.update(%One%, before, { retiredAt: tx.now }, { verb: 'retire', reason }),
    );
  }

  /** By title, one page; 2 statements. */
  page(viewer: Viewer, first: number, after: string | null): Promise<Page<%One%Type>> {
    return this.tenancy.read(viewer, (tx) => tx.page<%One%>(byTitle, [viewer.partnershipId], { first, after }));
  }
}
