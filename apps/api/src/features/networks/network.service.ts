import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { networkLifecycle, type NetworkVerb } from '@throughline/domain/lifecycles/network';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { networkAbilities } from './network-page.service.ts';
import { Network } from './network.entity.ts';
import {
  type CreateNetworkInput,
  createNetwork,
  type EditNetworkInput,
  editNetwork,
  moveNetwork,
} from './network.inputs.ts';
import type { NetworkType } from './network.type.ts';

interface Move {
  idempotencyKey: string;
  id: string;
  version: number;
  reason?: string;
}

type Row = Omit<NetworkType, 'abilities'>;

const columns = `n.id, n.version, n.name, n.purpose, n.state, n.outcome_id AS "outcomeId", o.name AS "outcomeName",
  n.indicator_id AS "indicatorId", n.parent_id AS "parentId", u.name AS "parentName"`;
const source = `network n JOIN outcome o ON o.partnership_id = n.partnership_id AND o.id = n.outcome_id
  LEFT JOIN network u ON u.partnership_id = n.partnership_id AND u.id = n.parent_id`;
const one = `SELECT ${columns} FROM ${source} WHERE n.partnership_id = $1 AND n.id = $2`;
const wanted = `n.partnership_id = $1 AND ($2 OR n.state <> 'retired')`;
const list = `SELECT ${columns} FROM ${source} WHERE ${wanted}
  AND ($3::text IS NULL OR (n.name, n.id) > ($3, $4::uuid)) ORDER BY n.name, n.id LIMIT $5`;
const count = `SELECT count(*)::int AS count FROM network n WHERE ${wanted}`;

/** Networks and workgroups. */
@Injectable()
export class NetworkService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Forms a network; a workgroup also by who manages its parent. */
  async create(viewer: Viewer, input: CreateNetworkInput): Promise<NetworkType> {
    const values = parseInput(createNetwork, input);
    const request = { operation: 'createNetwork', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      if (values.parentId === null) demand(viewer, 'canCreateNetwork');
      else await this.#demandParent(tx, viewer, values.parentId);
      const network = await tx.insert(Network, { ...values, state: networkLifecycle.initial });
      thread(tx, network);
      tx.link(network.indicatorId, network.id, 'answers');
      tx.link(network.parentId, network.id, 'supports');
      return this.#answer(tx, viewer, network.id);
    });
  }

  /** Changes name, purpose or the indicator that is watched first. */
  async edit(viewer: Viewer, input: EditNetworkInput): Promise<NetworkType> {
    const changes = parseInput(editNetwork, input);
    const request = { operation: 'editNetwork', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await this.#managed(tx, viewer, input.id);
      const network = await tx.update(Network, before, input.version, changes);
      thread(tx, network);
      if (changes.indicatorId) tx.link(changes.indicatorId, network.id, 'answers');
      return this.#answer(tx, viewer, network.id);
    });
  }

  /** Moves a network by one of its lifecycle's verbs. */
  async move(viewer: Viewer, verb: NetworkVerb, input: Move): Promise<NetworkType> {
    const { reason } = parseInput(moveNetwork, input);
    const request = { operation: `${verb}Network`, idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await this.#managed(tx, viewer, input.id);
      const state = allowed(next(networkLifecycle, before.state, verb, { reason }));
      const network = await tx.update(Network, before, input.version, { state }, { verb, reason });
      thread(tx, network);
      return this.#answer(tx, viewer, network.id);
    });
  }

  /** Networks by name; 2 statements. */
  async page(
    viewer: Viewer,
    { includeRetired, first, after }: { includeRetired: boolean; first: number; after: string | null },
  ): Promise<Page<NetworkType>> {
    demand(viewer, 'canReadPartnership');
    const size = pageSize(first);
    const [name, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<Row>(list, [viewer.partnershipId, includeRetired, name, id, size + 1]),
        tx.one<{ count: number }>(count, [viewer.partnershipId, includeRetired]),
      ]);
      const nodes = rows.map((row) => ({ ...row, abilities: networkAbilities(viewer, row) }));
      return toPage(nodes, size, total?.count ?? 0, (row) => [row.name, row.id]);
    });
  }

  async #demandParent(tx: WriteTransaction, viewer: Viewer, parentId: string): Promise<void> {
    const parent = await tx.find(Network, parentId);
    demand(viewer, 'canManageNetwork', { networkId: parent.id, parentNetworkId: parent.parentId });
    if (parent.parentId !== null) {
      throw new Invalid({ parentId: 'A workgroup has no workgroups of its own: choose its network.' });
    }
  }

  async #managed(tx: ReadTransaction, viewer: Viewer, id: string): Promise<Network> {
    const network = await tx.find(Network, id);
    demand(viewer, 'canManageNetwork', { networkId: network.id, parentNetworkId: network.parentId });
    return network;
  }

  async #answer(tx: ReadTransaction, viewer: Viewer, id: string): Promise<NetworkType> {
    const row = await tx.one<Row>(one, [tx.partnershipId, id]);
    if (!row) throw new Error('the network that was just written is not there');
    return { ...row, abilities: networkAbilities(viewer, row) };
  }
}

function thread(tx: WriteTransaction, network: Network): void {
  tx.item({
    kind: 'network',
    id: network.id,
    networkId: network.id,
    title: network.name,
    state: network.state,
    isOver: network.state === 'retired',
    on: new Date(network.createdAt).toISOString().slice(0, 10),
  });
}
