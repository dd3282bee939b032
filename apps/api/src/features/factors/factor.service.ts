import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '@throughline/domain/viewer';
import { type Page, fromCursor, pageSize, toPage } from '../../kernel/pages.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { retire } from './driver.inputs.ts';
import { Factor } from './factor.entity.ts';
import {
  type AddFactorInput,
  addFactor,
  type EditFactorInput,
  editFactor,
  type RetireFactorInput,
} from './factor.inputs.ts';

/** Factors of a network: why the gap exists, and strengths to build on. */
@Injectable()
export class FactorService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds a factor; anybody who sits in the network may. */
  async add(viewer: Viewer, input: AddFactorInput): Promise<Factor> {
    const values = parseInput(addFactor, input);
    const request = { operation: 'addFactor', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const network = await tx.find(Network, values.networkId);
      demand(viewer, 'canEditTheory', { networkId: network.id, parentNetworkId: network.parentId });
      const factor = await tx.insert(Factor, values);
      this.#thread(tx, factor);
      tx.link(values.indicatorId ?? network.indicatorId, factor.id, 'explains');
      return factor;
    });
  }

  /** Changes a factor that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditFactorInput): Promise<Factor> {
    const changes = parseInput(editFactor, input);
    const request = { operation: 'editFactor', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Factor, input.id);
      const network = await tx.find(Network, before.networkId);
      demand(viewer, 'canEditTheory', { networkId: network.id, parentNetworkId: network.parentId });
      const factor = await tx.update(Factor, before, input.version, changes);
      this.#thread(tx, factor);
      return factor;
    });
  }

  /** Takes a factor out of the list; why stays in its history. */
  async retire(viewer: Viewer, input: RetireFactorInput): Promise<Factor> {
    const { reason } = parseInput(retire, input);
    const request = { operation: 'retireFactor', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await tx.find(Factor, input.id);
      const network = await tx.find(Network, before.networkId);
      demand(viewer, 'canEditTheory', { networkId: network.id, parentNetworkId: network.parentId });
      const because = { verb: 'retire', reason };
      const factor = await tx.update(Factor, before, input.version, { retiredAt: new Date() }, because);
      this.#thread(tx, factor);
      return factor;
    });
  }

  /** Factors of a network by title; 2 statements. */
  async page(viewer: Viewer, networkId: string, first: number, after: string | null): Promise<Page<Factor>> {
    const size = pageSize(first);
    const [title, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Factor>(
          `SELECT ${tx.columns(Factor, 'f')} FROM factor f
           WHERE f.partnership_id = $1 AND f.network_id = $2 AND f.retired_at IS NULL
             AND ($3::text IS NULL OR (f.title, f.id) > ($3, $4::uuid)) ORDER BY f.title, f.id LIMIT $5`,
          [viewer.partnershipId, networkId, title, id, size + 1],
        ),
        tx.one<{ count: number }>(
          'SELECT count(*) AS count FROM factor f WHERE f.partnership_id = $1 AND f.network_id = $2 AND f.retired_at IS NULL',
          [viewer.partnershipId, networkId],
        ),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.title, row.id]);
    });
  }

  #thread(tx: WriteTransaction, factor: Factor): void {
    tx.item({
      kind: 'factor',
      id: factor.id,
      networkId: factor.networkId,
      title: factor.title,
      state: factor.retiredAt ? 'retired' : factor.kind,
      isOver: factor.retiredAt !== null,
      on: new Date(factor.createdAt).toISOString().slice(0, 10),
    });
  }
}
