import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid, parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Factor } from '../factors/factor.entity.ts';
import { Network } from '../networks/network.entity.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import {
  addChangeIdea,
  type AddChangeIdeaInput,
  editChangeIdea,
  type EditChangeIdeaInput,
  reconsiderChangeIdea,
  type ReconsiderChangeIdeaInput,
} from './change-idea.inputs.ts';
import { ideaById, ideasCount, ideasPage } from './change-idea.reads.ts';
import type { ChangeIdeaType } from './change-idea.type.ts';
import { may } from './cycle-view.ts';
import { threadIdea } from './cycle-writes.ts';

type IdeaRow = Omit<ChangeIdeaType, 'abilities'> & { parentNetworkId: string | null };

/** Change ideas: what could be tried, and how far their ramps are. */
@Injectable()
export class ChangeIdeaService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** Adds an idea; anybody who sits in the network may. */
  async add(viewer: Viewer, input: AddChangeIdeaInput): Promise<ChangeIdeaType> {
    const { factorId, ...values } = parseInput(addChangeIdea, input);
    const request = {
      operation: 'addChangeIdea',
      idempotencyKey: input.idempotencyKey,
      input: { ...values, factorId },
    };
    return this.writes.run(viewer, request, async (tx) => {
      const network = await tx.find(Network, values.networkId);
      demand(viewer, 'canEditTheory', { networkId: network.id, parentNetworkId: network.parentId });
      const factor = factorId === null ? null : await tx.find(Factor, factorId);
      const idea = await tx.insert(ChangeIdea, { ...values, state: changeIdeaLifecycle.initial });
      threadIdea(tx, idea);
      const sources = [values.driverId, values.strategyId, factor?.id].filter((id) => typeof id === 'string');
      for (const source of sources.length > 0 ? sources : [network.id]) tx.link(source, idea.id, 'answers');
      return this.#read(tx, viewer, idea.id);
    });
  }

  /** Changes an idea that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditChangeIdeaInput): Promise<ChangeIdeaType> {
    const changes = parseInput(editChangeIdea, input);
    const request = { operation: 'editChangeIdea', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await this.#toWrite(tx, viewer, input.id);
      const idea = await tx.update(ChangeIdea, before, input.version, changes);
      threadIdea(tx, idea);
      tx.link(changes.driverId, idea.id, 'answers');
      tx.link(changes.strategyId, idea.id, 'answers');
      return this.#read(tx, viewer, idea.id);
    });
  }

  /** Takes an abandoned idea up again. */
  async reconsider(viewer: Viewer, input: ReconsiderChangeIdeaInput): Promise<ChangeIdeaType> {
    const { reason } = parseInput(reconsiderChangeIdea, input);
    const request = { operation: 'reconsiderChangeIdea', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await this.#toWrite(tx, viewer, input.id);
      const state = allowed(next(changeIdeaLifecycle, before.state, 'reconsider'));
      const idea = await tx.update(ChangeIdea, before, input.version, { state }, { verb: 'reconsider', reason });
      threadIdea(tx, idea);
      return this.#read(tx, viewer, idea.id);
    });
  }

  /** One idea with its ramp's summary; 1 statement. */
  async one(viewer: Viewer, id: string): Promise<ChangeIdeaType> {
    return this.tenancy.read(viewer, (tx) => this.#read(tx, viewer, id));
  }

  /** Ideas of a network, newest first; 2 statements. */
  async page(viewer: Viewer, networkId: string, first: number, after: string | null): Promise<Page<ChangeIdeaType>> {
    const size = pageSize(first);
    const [createdAt, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<IdeaRow & { createdKey: string }>(ideasPage, [
          viewer.partnershipId,
          networkId,
          createdAt,
          id,
          size + 1,
        ]),
        tx.one<{ count: number }>(ideasCount, [viewer.partnershipId, networkId]),
      ]);
      const page = toPage(rows, size, total?.count ?? 0, (row) => [row.createdKey, row.id]);
      return { ...page, nodes: page.nodes.map((row) => toIdea(viewer, row)) };
    });
  }

  async #toWrite(tx: WriteTransaction, viewer: Viewer, id: string): Promise<ChangeIdea> {
    const idea = await tx.find(ChangeIdea, id);
    const network = await tx.find(Network, idea.networkId);
    demand(viewer, 'canEditTheory', { networkId: network.id, parentNetworkId: network.parentId });
    return idea;
  }

  async #read(tx: ReadTransaction, viewer: Viewer, id: string): Promise<ChangeIdeaType> {
    const row = isUuid(id) ? await tx.one<IdeaRow>(ideaById, [tx.partnershipId, id]) : null;
    if (!row) throw new NotFound();
    return toIdea(viewer, row);
  }
}

function toIdea(viewer: Viewer, row: IdeaRow): ChangeIdeaType {
  const { parentNetworkId, ...idea } = row;
  return { ...idea, abilities: may(viewer, { networkId: idea.networkId, parentNetworkId }) };
}
