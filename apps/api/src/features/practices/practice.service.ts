import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { practiceLifecycle, type PracticeVerb } from '@throughline/domain/lifecycles/practice';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound, Refused } from '../../kernel/errors.ts';
import type { InputOf, WriteDeclaration } from '../../kernel/inputs/declare.ts';
import type { Page } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Practice } from './practice.entity.ts';
import {
  BeginScalingInput,
  EditPracticeInput,
  OpenPracticeInput,
  ResumeScalingInput,
  RetirePracticeInput,
  SustainPracticeInput,
} from './practice.inputs.ts';
import { findPracticeDetail, practiceById, type PracticeRow, practicesByName } from './practice.reads.ts';
import type { PracticeDetail, PracticeType } from './practice.type.ts';
import { viewPractice, viewPracticeDetail } from './practice.views.ts';

/** What a practice is opened with; the rest is written on its page. */
export type PracticeBeginning = Pick<
  Practice,
  'id' | 'networkId' | 'changeIdeaId' | 'cycleId' | 'name' | 'description'
> &
  Partial<Pick<Practice, 'core' | 'adaptable'>>;

/** Which practices a list holds. */
export interface PracticeFilter {
  /** Null for those of every network. */
  networkId: string | null;
  /** True adds the practices that were retired. */
  withRetired: boolean;
}

/** Practices: tested changes that are to be scaled. */
@Injectable()
export class PracticeService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /**
   * Opens a practice inside a write that has authorised it: the decision to adopt a cycle, or a person's own.
   * It begins as tested at scale and came of the cycle, or of the idea when no cycle is known.
   */
  open(tx: WriteTransaction, beginning: PracticeBeginning): Practice {
    const practice = tx.insert(Practice, { ...beginning, state: practiceLifecycle.initial }, { verb: 'open' });
    tx.link(beginning.cycleId ?? beginning.changeIdeaId, practice.id, 'became');
    return practice;
  }

  /** Opens a practice by hand; who manages the network may. */
  async openByHand(viewer: Viewer, input: OpenPracticeInput): Promise<PracticeType> {
    const row = await this.writes.run(viewer, OpenPracticeInput, input, (tx, values) =>
      answerPractice(tx, this.open(tx, values).id),
    );
    return viewPractice(viewer, row);
  }

  /** Changes what a practice is, what is core to it and what may be adapted. */
  async edit(viewer: Viewer, input: EditPracticeInput): Promise<PracticeType> {
    const row = await this.writes.run(viewer, EditPracticeInput, input, (tx, changes, before) =>
      answerPractice(tx, tx.update(Practice, before, changes).id),
    );
    return viewPractice(viewer, row);
  }

  /** The test at scale is over. */
  async beginScaling(viewer: Viewer, input: BeginScalingInput): Promise<PracticeType> {
    return this.#step(viewer, BeginScalingInput, input, 'begin_scaling');
  }

  /** The practice lives on without the network. */
  async sustain(viewer: Viewer, input: SustainPracticeInput): Promise<PracticeType> {
    return this.#step(viewer, SustainPracticeInput, input, 'sustain');
  }

  /** A sustained practice is brought to more sites again, with a reason. */
  async resumeScaling(viewer: Viewer, input: ResumeScalingInput): Promise<PracticeType> {
    return this.#step(viewer, ResumeScalingInput, input, 'resume_scaling');
  }

  /** The practice is given up, with a reason. */
  async retire(viewer: Viewer, input: RetirePracticeInput): Promise<PracticeType> {
    return this.#step(viewer, RetirePracticeInput, input, 'retire');
  }

  async #step<D extends WriteDeclaration>(
    viewer: Viewer,
    declaration: D,
    input: InputOf<D>,
    verb: PracticeVerb,
  ): Promise<PracticeType> {
    const row = await this.writes.run(viewer, declaration, input, {
      reads: (tx, _values, id) => tx.one<PracticeRow>(practiceById(tx), [tx.partnershipId, id]),
      writes: (tx, values, row, reach) => {
        const before = row as Practice;
        const { reason = '' } = values as { reason?: string };
        const facts = { sitesUsing: reach?.sitesUsing ?? 0, reason };
        const state = demandState(next(practiceLifecycle, before.state, verb, facts));
        return answerPractice(tx, tx.update(Practice, before, { state }, { verb, reason }).id);
      },
    });
    return viewPractice(viewer, row);
  }

  /** The page of a practice; 1 statement. @throws NotFound */
  async detail(viewer: Viewer, id: string): Promise<PracticeDetail> {
    const row = await this.tenancy.read(viewer, (tx) => findPracticeDetail(tx, id));
    if (!row) throw new NotFound();
    return viewPracticeDetail(viewer, row);
  }

  /** Practices by name, of one network or of all; 2 statements. */
  async page(
    viewer: Viewer,
    { networkId, withRetired }: PracticeFilter,
    first: number,
    after: string | null,
  ): Promise<Page<PracticeType>> {
    const wanted = [viewer.partnershipId, networkId, withRetired];
    const page = await this.tenancy.read(viewer, (tx) =>
      tx.page<PracticeRow>(practicesByName, wanted, { first, after }),
    );
    return { ...page, nodes: page.nodes.map((row) => viewPractice(viewer, row)) };
  }
}

const answerPractice = (tx: WriteTransaction, id: string) =>
  tx.answer<PracticeRow>(practiceById(tx), [tx.partnershipId, id]);

/** A retired practice is history: it is read, not changed. */
export function refuseRetired(practice: Pick<Practice, 'state'>): void {
  if (practice.state === 'retired') {
    throw new Refused(refusal('PRACTICE_RETIRED'));
  }
}
