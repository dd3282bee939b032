import { isStandingNetwork } from '../../database/work-sql.ts';
import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { networkLifecycle, type NetworkVerb } from '@throughline/domain/lifecycles/network';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid } from '../../kernel/errors.ts';
import type { Page } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import type { ListQuery, PageRequest } from '../../tenancy/page.ts';
import { isSearchedFor } from '../../database/name-search.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { demandState } from '../../writes/apply.ts';
import type { Answer } from '../../writes/outcome.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { networkAbilities } from './network-page.service.ts';
import { Network } from './network.entity.ts';
import {
  ActivateNetworkInput,
  CreateNetworkInput,
  EditNetworkInput,
  PauseNetworkInput,
  ResumeNetworkInput,
  RetireNetworkInput,
} from './network.inputs.ts';
import type { NetworkType } from './network.type.ts';

type Row = Omit<NetworkType, 'abilities'>;

const columns = `n.id, n.version, n.name, n.purpose, n.state, n.outcome_id AS "outcomeId", o.name AS "outcomeName",
  n.indicator_id AS "indicatorId", n.parent_id AS "parentId", u.name AS "parentName"`;
const from = `network n JOIN outcome o ON o.partnership_id = n.partnership_id AND o.id = n.outcome_id
  LEFT JOIN network u ON u.partnership_id = n.partnership_id AND u.id = n.parent_id`;
const one = `SELECT ${columns} FROM ${from} WHERE n.partnership_id = $1 AND n.id = $2`;

/** Which networks a list holds. */
export interface NetworkSearch extends PageRequest {
  includeRetired: boolean;
  /** A part of the name, or an id. */
  search?: string | null;
}

/** Networks by name; $2 adds those that were retired, $3 is a part of the name or an id, null for all. */
const networksByName: ListQuery = {
  columns,
  from,
  countFrom: 'network n',
  where: `n.partnership_id = $1 AND ($2 OR ${isStandingNetwork('n')}) AND ${isSearchedFor('n', '$3')}`,
  order: [
    { by: 'n.name', type: 'text' },
    { by: 'n.id', type: 'uuid' },
  ],
};

/** Networks and workgroups. */
@Injectable()
export class NetworkService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Forms a network; a workgroup also by who manages its parent. */
  async create(viewer: Viewer, input: CreateNetworkInput): Promise<NetworkType> {
    const row = await this.writes.run(viewer, CreateNetworkInput, input, {
      reads: (tx, { parentId }) => tx.seek(Network, parentId),
      writes: (tx, values, _before, parent) => {
        if (parent) allowWorkgroup(tx, parent, values.outcomeId);
        else tx.allow({}, 'canCreateNetwork');
        const network = tx.insert(Network, { ...values, state: networkLifecycle.initial });
        tx.link(network.indicatorId, network.id, 'answers');
        tx.link(network.parentId, network.id, 'supports');
        return answerNetwork(tx, network.id);
      },
    });
    return presentNetwork(viewer, row);
  }

  /** Changes name, purpose or the indicator that is watched first. */
  async edit(viewer: Viewer, input: EditNetworkInput): Promise<NetworkType> {
    const row = await this.writes.run(viewer, EditNetworkInput, input, (tx, changes, before) => {
      const network = tx.update(Network, before, changes);
      tx.link(changes.indicatorId, network.id, 'answers');
      return answerNetwork(tx, network.id);
    });
    return presentNetwork(viewer, row);
  }

  /** The network has formed and begins its work. */
  async activate(viewer: Viewer, input: ActivateNetworkInput): Promise<NetworkType> {
    const row = await this.writes.run(viewer, ActivateNetworkInput, input, (tx, _none, before) =>
      move(tx, before, 'activate', ''),
    );
    return presentNetwork(viewer, row);
  }

  /** Lets the network rest, with a reason. */
  async pause(viewer: Viewer, input: PauseNetworkInput): Promise<NetworkType> {
    const row = await this.writes.run(viewer, PauseNetworkInput, input, (tx, { reason }, before) =>
      move(tx, before, 'pause', reason),
    );
    return presentNetwork(viewer, row);
  }

  /** A paused network takes up its work again. */
  async resume(viewer: Viewer, input: ResumeNetworkInput): Promise<NetworkType> {
    const row = await this.writes.run(viewer, ResumeNetworkInput, input, (tx, _none, before) =>
      move(tx, before, 'resume', ''),
    );
    return presentNetwork(viewer, row);
  }

  /** Ends the network, with a reason. */
  async retire(viewer: Viewer, input: RetireNetworkInput): Promise<NetworkType> {
    const row = await this.writes.run(viewer, RetireNetworkInput, input, (tx, { reason }, before) =>
      move(tx, before, 'retire', reason),
    );
    return presentNetwork(viewer, row);
  }

  /** Networks by name; 2 statements. */
  async page(
    viewer: Viewer,
    { includeRetired, search = null, first, after }: NetworkSearch,
  ): Promise<Page<NetworkType>> {
    demand(viewer, 'canReadPartnership');
    const wanted = [viewer.partnershipId, includeRetired, search?.trim() || null];
    const page = await this.tenancy.read(viewer, (tx) => tx.page<Row>(networksByName, wanted, { first, after }));
    return { ...page, nodes: page.nodes.map((row) => presentNetwork(viewer, row)) };
  }
}

/** A workgroup is formed by who manages its network, and for the outcome that its network was formed for. */
function allowWorkgroup(tx: WriteTransaction, parent: Network, outcomeId: string): void {
  tx.allow({ networkId: parent.id, parentNetworkId: parent.parentId }, 'canManageNetwork');
  if (parent.parentId !== null) {
    throw new Invalid({ parentId: refusal('WORKGROUP_OF_WORKGROUP') });
  }
  if (parent.outcomeId !== outcomeId) {
    throw new Invalid({ outcomeId: refusal('WORKGROUP_OUTCOME') });
  }
}

function move(tx: WriteTransaction, before: Network, verb: NetworkVerb, reason: string): Answer<Row> {
  const state = demandState(next(networkLifecycle, before.state, verb, { reason }));
  return answerNetwork(tx, tx.update(Network, before, { state }, { verb, reason }).id);
}

const answerNetwork = (tx: WriteTransaction, id: string) => tx.answer<Row>(one, [tx.partnershipId, id]);

const presentNetwork = (viewer: Viewer, row: Row): NetworkType => ({
  ...row,
  abilities: networkAbilities(viewer, row),
});
