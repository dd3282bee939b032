import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import type { Page } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import { AddChangeIdeaInput, EditChangeIdeaInput, ReconsiderChangeIdeaInput } from './change-idea.inputs.ts';
import { ideaById, ideasPage } from './change-idea.reads.ts';
import type { ChangeIdeaType } from './change-idea.type.ts';
import { cycleAbilitiesOf } from './cycle-view.ts';

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
    const row = await this.writes.run(viewer, AddChangeIdeaInput, input, (tx, { factorId, ...values }) => {
      const idea = tx.insert(ChangeIdea, { ...values, state: changeIdeaLifecycle.initial });
      const sources = [values.driverId, values.strategyId, factorId].filter((id) => id !== null);
      for (const source of sources.length > 0 ? sources : [values.networkId]) tx.link(source, idea.id, 'answers');
      return answerIdea(tx, idea.id);
    });
    return presentIdea(viewer, row);
  }

  /** Changes an idea that nobody changed since `version`. */
  async edit(viewer: Viewer, input: EditChangeIdeaInput): Promise<ChangeIdeaType> {
    const row = await this.writes.run(viewer, EditChangeIdeaInput, input, (tx, changes, before) => {
      const idea = tx.update(ChangeIdea, before, changes);
      tx.link(changes.driverId, idea.id, 'answers');
      tx.link(changes.strategyId, idea.id, 'answers');
      return answerIdea(tx, idea.id);
    });
    return presentIdea(viewer, row);
  }

  /** Takes an abandoned idea up again. */
  async reconsider(viewer: Viewer, input: ReconsiderChangeIdeaInput): Promise<ChangeIdeaType> {
    const row = await this.writes.run(viewer, ReconsiderChangeIdeaInput, input, (tx, { reason }, before) => {
      const state = demandState(next(changeIdeaLifecycle, before.state, 'reconsider'));
      const idea = tx.update(ChangeIdea, before, { state }, { verb: 'reconsider', reason });
      return answerIdea(tx, idea.id);
    });
    return presentIdea(viewer, row);
  }

  /** One idea with its ramp's summary; 1 statement. */
  async one(viewer: Viewer, id: string): Promise<ChangeIdeaType> {
    if (!isUuid(id)) throw new NotFound();
    const row = await this.tenancy.read(viewer, (tx) => tx.one<IdeaRow>(ideaById(tx), [tx.partnershipId, id]));
    if (!row) throw new NotFound();
    return presentIdea(viewer, row);
  }

  /** Ideas of a network, newest first; 2 statements. */
  async page(
    viewer: Viewer,
    networkId: string,
    first: number,
    after: string | null,
    search: string | null = null,
  ): Promise<Page<ChangeIdeaType>> {
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<IdeaRow>(ideasPage, [viewer.partnershipId, networkId, search?.trim() || null], { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => presentIdea(viewer, row)) };
  }
}

const answerIdea = (tx: WriteTransaction, id: string) => tx.answer<IdeaRow>(ideaById(tx), [tx.partnershipId, id]);

function presentIdea(viewer: Viewer, row: IdeaRow): ChangeIdeaType {
  const { parentNetworkId, ...idea } = row;
  return { ...idea, abilities: cycleAbilitiesOf(viewer, { networkId: idea.networkId, parentNetworkId }) };
}
