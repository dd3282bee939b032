import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { PopulationDimension } from './population-dimension.entity.ts';
import { EditPopulationDimensionInput } from './population.inputs.ts';
import {
  addDimensions,
  dimensionsInOrder,
  findExclusive,
  loosen,
  makeRoomForDimension,
  renameDimension,
} from './population.reads.ts';

/** Whoever adds populations, also an import, adds the dimensions that they name in the same transaction. */
export function keepDimensions(tx: WriteTransaction): void {
  tx.write(addDimensions, [tx.partnershipId]);
}

/** Whether some of these dimensions are there, and said to be of groups that exclude each other. */
export async function areExclusive(tx: ReadTransaction, names: readonly string[]): Promise<boolean> {
  return names.length > 0 && (await tx.one(findExclusive, [tx.partnershipId, names])) !== null;
}

/** Says of dimensions that their groups overlap; whoever does it has numbers decided anew where `areExclusive`. */
export async function loosenDimensions(tx: WriteTransaction, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const loosened = await tx.rows<PopulationDimension>(loosen, [tx.partnershipId, names]);
  for (const row of loosened)
    tx.record('population_dimension', row, { verb: 'edit' }, { isExclusive: true }, { isExclusive: false });
}

/** What groups are groups of, and whether those groups exclude each other. */
@Injectable()
export class PopulationDimensionService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
    @Inject(DisclosureService) private readonly disclosure: DisclosureService,
  ) {}

  /** Renames or moves a dimension, or says whether its groups overlap. */
  async edit(viewer: Viewer, input: EditPopulationDimensionInput): Promise<PopulationDimension> {
    const edited = await this.writes.run(viewer, EditPopulationDimensionInput, input, (tx, changes, before) => {
      const after = tx.update(PopulationDimension, before, changes);
      if (after.name !== before.name) tx.write(renameDimension, [tx.partnershipId, before.name, after.name]);
      if (changes.position !== undefined) {
        tx.write(makeRoomForDimension, [tx.partnershipId, before.id, changes.position]);
      }
      // Groups that overlap are not subtracted from their total, so that other numbers need hiding.
      if (after.isExclusive !== before.isExclusive) this.disclosure.undecide(tx, { rulesOf: 'all' });
      return after;
    });
    if (typeof input.isExclusive === 'boolean') await this.disclosure.decideWaiting(viewer.partnershipId, 'all');
    return edited;
  }

  /** Dimensions in the partnership's order; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<PopulationDimension>> {
    demand(viewer, 'canReadPartnership');
    const keys = [viewer.partnershipId];
    return this.tenancy.read(viewer, (tx) => tx.page<PopulationDimension>(dimensionsInOrder, keys, { first, after }));
  }
}
