import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { DisclosureService } from '../../disclosure/disclosure.service.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { PopulationDimension } from './population-dimension.entity.ts';
import { type EditPopulationDimensionInput, editPopulationDimension } from './population.inputs.ts';
import {
  addDimensions,
  countDimensions,
  makeRoomForDimension,
  overlappingDimensions,
  pageDimensions,
  renameDimension,
} from './population.reads.ts';

/** Whoever adds populations, also an import, adds the dimensions that they name in the same transaction. */
export async function keepDimensions(tx: WriteTransaction): Promise<void> {
  await tx.rows(addDimensions, [tx.partnershipId]);
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
    demand(viewer, 'canManageIndicators');
    const changes = parseInput(editPopulationDimension, input);
    const request = { operation: 'editPopulationDimension', idempotencyKey: input.idempotencyKey, input };
    const edited = await this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(PopulationDimension, input.id);
      const after = await tx.update(PopulationDimension, before, input.version, changes);
      if (after.name !== before.name) await tx.rows(renameDimension, [tx.partnershipId, before.name, after.name]);
      if (changes.position !== undefined) {
        await tx.rows(makeRoomForDimension, [tx.partnershipId, before.id, changes.position]);
      }
      // Groups that overlap are not subtracted from their total, so that other numbers need hiding.
      if (after.isExclusive !== before.isExclusive) await this.disclosure.undecide(tx, { rulesOf: 'all' });
      return after;
    });
    if (changes.isExclusive !== undefined) await this.disclosure.settle(viewer.partnershipId, 'all');
    return edited;
  }

  /** Dimensions in the partnership's order; 2 statements. */
  async page(viewer: Viewer, first: number, after: string | null): Promise<Page<PopulationDimension>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [position, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<PopulationDimension>(pageDimensions(tx.columns(PopulationDimension, 'd')), [
          viewer.partnershipId,
          position,
          id,
          size + 1,
        ]),
        tx.one<{ count: number }>(countDimensions, [viewer.partnershipId]),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.position, row.id]);
    });
  }

  /** Names of the dimensions whose groups overlap; ask `mayBeSummed` of the domain with it before adding numbers up. */
  async overlapping(tx: ReadTransaction): Promise<ReadonlySet<string>> {
    const rows = await tx.rows<{ name: string }>(overlappingDimensions, [tx.partnershipId]);
    return new Set(rows.map(({ name }) => name));
  }
}
