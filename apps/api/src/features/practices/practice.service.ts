import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { practiceLifecycle, type PracticeVerb } from '@throughline/domain/lifecycles/practice';
import type { Viewer } from '@throughline/domain/viewer';
import { NotFound, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { type Page, fromCursor, pageSize, toPage } from '../../kernel/pages.ts';
import { demand } from '../../tenancy/demand.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { Network } from '../networks/network.entity.ts';
import { Practice } from './practice.entity.ts';
import {
  type EditPracticeInput,
  editPractice,
  type OpenPracticeInput,
  openPractice,
  practiceStep,
} from './practice.inputs.ts';
import { findPractice, findPracticeDetail, type PracticeRow, practicesFrom } from './practice.reads.ts';
import { threadPractice } from './practice.thread.ts';
import type { PracticeDetail, PracticeType } from './practice.type.ts';
import { viewPractice, viewPracticeDetail } from './practice.views.ts';
import { sameVersion } from './same-version.ts';

/** What a practice is opened with; the rest is written on its page. */
export type PracticeBeginning = Pick<
  Practice,
  'id' | 'networkId' | 'changeIdeaId' | 'cycleId' | 'name' | 'description'
> &
  Partial<Pick<Practice, 'core' | 'adaptable'>>;

/** One step of a practice's life, as the client asks for it. */
export interface PracticeStepInput {
  idempotencyKey: string;
  id: string;
  version: number;
  reason?: string | null;
}

/** Which practices a list holds. */
export interface PracticeFilter {
  /** Null for those of every network. */
  networkId: string | null;
  /** True adds the practices that were retired. */
  withRetired: boolean;
}

const operations: Record<PracticeVerb, string> = {
  begin_scaling: 'beginScaling',
  sustain: 'sustainPractice',
  resume_scaling: 'resumeScaling',
  retire: 'retirePractice',
};

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
    const practice = tx.insert(Practice, { ...beginning, state: 'testing_scale' }, { verb: 'open' });
    threadPractice(tx, practice);
    tx.link(beginning.cycleId ?? beginning.changeIdeaId, practice.id, 'became');
    return practice;
  }

  /** Opens a practice by hand; who manages the network may. */
  async openByHand(viewer: Viewer, input: OpenPracticeInput): Promise<PracticeType> {
    const values = parseInput(openPractice, input);
    const request = { operation: 'openPractice', idempotencyKey: input.idempotencyKey, input: values };
    return this.writes.run(viewer, request, async (tx) => {
      const network = await tx.find(Network, values.networkId);
      demand(viewer, 'canManagePractice', { networkId: network.id, parentNetworkId: network.parentId });
      const practice = this.open(tx, values);
      const reach = { sitesUsing: 0, sitesEligible: 0 };
      return viewPractice(viewer, {
        ...practice,
        ...reach,
        networkName: network.name,
        parentNetworkId: network.parentId,
      });
    });
  }

  /** Changes what a practice is, what is core to it and what may be adapted. */
  async edit(viewer: Viewer, input: EditPracticeInput): Promise<PracticeType> {
    const changes = parseInput(editPractice, input);
    const request = { operation: 'editPractice', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await findPractice(tx, input.id);
      demand(viewer, 'canManagePractice', before);
      refuseRetired(before);
      return this.#update(tx, viewer, before, input.version, changes, { verb: 'edit' });
    });
  }

  /** Moves a practice along its life: scaled, sustained, scaled again, retired. */
  async step(viewer: Viewer, verb: PracticeVerb, input: PracticeStepInput): Promise<PracticeType> {
    const { reason } = parseInput(practiceStep, input);
    const request = { operation: operations[verb], idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await findPractice(tx, input.id);
      demand(viewer, 'canManagePractice', before);
      sameVersion(before, input.version);
      const { sitesUsing } = before;
      const state = allowed(next(practiceLifecycle, before.state, verb, { sitesUsing, reason }));
      return this.#update(tx, viewer, before, input.version, { state }, { verb, reason });
    });
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
    const size = pageSize(first);
    const [name, id] = after === null ? [null, null] : fromCursor(after, 2);
    const scope = [viewer.partnershipId, networkId, withRetired];
    const wanted = `p.partnership_id = $1 AND ($2::uuid IS NULL OR p.network_id = $2) AND ($3::boolean OR p.state <> 'retired')`;
    return this.tenancy.read(viewer, async (tx) => {
      const [rows, total] = await Promise.all([
        tx.rows<PracticeRow>(
          `${practicesFrom(tx)} WHERE ${wanted} AND ($4::text IS NULL OR (p.name, p.id) > ($4, $5::uuid))
           ORDER BY p.name, p.id LIMIT $6`,
          [...scope, name, id, size + 1],
        ),
        tx.one<{ count: number }>(`SELECT count(*)::int AS count FROM practice p WHERE ${wanted}`, scope),
      ]);
      const page = toPage(rows, size, total?.count ?? 0, (row) => [row.name, row.id]);
      return { ...page, nodes: page.nodes.map((row) => viewPractice(viewer, row)) };
    });
  }

  async #update(
    tx: WriteTransaction,
    viewer: Viewer,
    before: PracticeRow,
    version: number,
    changes: Partial<Pick<Practice, 'name' | 'description' | 'core' | 'adaptable' | 'state'>>,
    because: { verb: string; reason?: string },
  ): Promise<PracticeType> {
    const practice = await tx.update<Practice>(Practice, before, version, changes, because);
    threadPractice(tx, practice);
    return viewPractice(viewer, { ...before, ...practice });
  }
}

/** A retired practice is history: it is read, not changed. */
export function refuseRetired(practice: Pick<Practice, 'state'>): void {
  if (practice.state === 'retired') {
    throw new Refused('PRACTICE_RETIRED', 'The practice is retired: test the change again to revive it.');
  }
}
