import { is, isOneOf } from '../../database/words-sql.ts';
import type { LinkRelation } from '@throughline/domain/vocabulary';
import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import { cycleLifecycle, followedBy, verbOfReturn } from '@throughline/domain/lifecycles/cycle';
import { closeGap, type RungPosition, reopenGap, type Rung } from '@throughline/domain/ramp';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, Refused } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import { answerCycle, toCycle } from './cycle-view.ts';
import { type CycleToWrite, demandCycle, lockedCycle, readRampEnd, refuseClosed, testedIdea } from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import { MoveCycleInput, RestoreCycleInput, ReturnToStageInput, VoidCycleInput } from './cycle.inputs.ts';
import type { CycleType } from './cycle.type.ts';

/** What is put right later: a stage that was left too early, a test in the wrong place, a test that was none. */
@Injectable()
export class CycleCorrectionService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /**
   * Returns a cycle to an earlier stage. Predictions stay locked: Plan is never returned to. A decision is reopened by
   * whoever may decide, as long as no practice and no next cycle stands on it.
   */
  async returnTo(viewer: Viewer, input: ReturnToStageInput): Promise<CycleType> {
    const row = await this.writes.run(viewer, ReturnToStageInput, input, {
      reads: (tx, _values, id) => lockedCycle(tx, 'cycle', id),
      writes: (tx, { stage, reason }, before, read) => {
        const known = demandCycle(read);
        tx.allow({}, before.stage === 'closed' ? 'canDecideCycle' : 'canLogCycle');
        const verb = verbOfReturn[stage];
        if (!verb) throw new Invalid({ stage: refusal('STAGE_NOT_CORRECTED') });
        const followed = followedBy(before.decision, known.successorId);
        const to = demandState(next(cycleLifecycle, before.stage, verb, { followedBy: followed }));
        const undecided = verb === 'reopen' ? { decision: null, decidedAt: null } : {};
        tx.update(Cycle, before, { stage: to, ...undecided }, { verb, reason });
        if (verb === 'reopen' && known.idea.state === 'abandoned') takeUp(tx, known.idea, reason);
        return answerCycle(tx, before.id);
      },
    });
    return toCycle(viewer, row);
  }

  /** Moves an open cycle to the top of another ramp. Who moves it may decide on it, and may log where it goes. */
  async move(viewer: Viewer, input: MoveCycleInput): Promise<CycleType> {
    const row = await this.writes.run(viewer, MoveCycleInput, input, {
      reads: (tx, { changeIdeaId, networkId }, id) =>
        Promise.all([
          lockedCycle(tx, 'cycle', id),
          readRampEnd(tx, changeIdeaId, viewer.memberId),
          parentOf(tx, networkId),
        ]),
      writes: (tx, { networkId, changeIdeaId, newIdeaTitle }, before, [read, end, parentNetworkId]) => {
        const known = demandCycle(read);
        tx.allow({}, 'canDecideCycle');
        tx.allow({ networkId, parentNetworkId }, 'canLogCycle');
        refuseClosed(before);
        if (changeIdeaId === before.changeIdeaId) throw new Invalid({ changeIdeaId: refusal('SAME_IDEA') });
        const idea = end?.idea ?? null;
        if (idea ? idea.networkId !== networkId : newIdeaTitle === null) {
          throw new Invalid({ changeIdeaId: refusal('IDEA_OF_ANOTHER_NETWORK') });
        }
        leave(tx, known);
        if (idea) testedIdea(tx, idea);
        else addIdea(tx, { id: changeIdeaId, networkId, title: newIdeaTitle ?? '' });
        const last = end?.last ?? null;
        const place = { rung: (last?.rung ?? 0) + 1, previousId: last?.id ?? null };
        tx.update(Cycle, before, { networkId, changeIdeaId, ...place }, { verb: 'move' });
        tx.link(changeIdeaId, before.id, 'tests');
        tx.link(place.previousId, before.id, 'continues');
        return answerCycle(tx, before.id);
      },
    });
    return toCycle(viewer, row);
  }

  /** Voids a cycle: it leaves its ramp and every count, and stays in the history. */
  async void(viewer: Viewer, input: VoidCycleInput): Promise<CycleType> {
    const row = await this.writes.run(viewer, VoidCycleInput, input, {
      reads: (tx, _values, id) => lockedCycle(tx, 'cycle', id),
      writes: (tx, { reason }, before, read) => {
        if (before.decision === 'adopt') {
          throw new Refused(refusal('CYCLE_HAS_PRACTICE'));
        }
        leave(tx, demandCycle(read));
        tx.update(Cycle, before, { retiredAt: tx.now }, { verb: 'void', reason });
        return answerCycle(tx, before.id);
      },
    });
    return toCycle(viewer, row);
  }

  /** Takes a voided cycle back to where it stood; on top of its ramp when that place is gone. */
  async restore(viewer: Viewer, input: RestoreCycleInput): Promise<CycleType> {
    const row = await this.writes.run(viewer, RestoreCycleInput, input, {
      reads: (tx, _values, id) => lockedCycle(tx, 'cycle', id),
      writes: (tx, _none, before, read) => {
        const { idea, otherRungs } = demandCycle(read);
        if (before.retiredAt === null) throw new Refused(refusal('CYCLE_NOT_VOID'));
        const { place, moves } = reopenGap(otherRungs, before);
        testedIdea(tx, idea);
        tx.update(Cycle, before, { retiredAt: null, ...place }, { verb: 'restore' });
        renumber(tx, moves);
        tx.link(idea.id, before.id, 'tests');
        tx.link(place.previousId, before.id, 'continues');
        return answerCycle(tx, before.id);
      },
    });
    return toCycle(viewer, row);
  }
}

const parentOf = async (tx: ReadTransaction, networkId: string): Promise<string | null> =>
  (
    await tx.one<{ parentId: string | null }>(
      'SELECT n.parent_id AS "parentId" FROM network n WHERE n.partnership_id = $1 AND n.id = $2',
      [tx.partnershipId, networkId],
    )
  )?.parentId ?? null;

/** By which a test stands on its idea, or on the test before. */
const relationsInRamp = ['tests', 'continues'] as const satisfies readonly LinkRelation[];

const leaveThread = `
DELETE FROM link WHERE partnership_id = $1
  AND ((to_id = $2 AND ${isOneOf('relation', relationsInRamp)}) OR (from_id = $2 AND ${is<LinkRelation>('relation', 'continues')}))`;

/** Takes a cycle out of its ramp: the others close the gap, and the thread follows. */
function leave(tx: WriteTransaction, cycle: CycleToWrite): void {
  tx.write(leaveThread, [tx.partnershipId, cycle.id]);
  renumber(tx, closeGap(cycle.otherRungs, cycle));
}

/** Gives other rungs of a ramp their new place. */
function renumber(tx: WriteTransaction, moves: { before: Rung & { version: number }; after: RungPosition }[]): void {
  tx.updateMany(
    Cycle,
    moves.map(({ before, after }) => ({ before, changes: { rung: after.rung, previousId: after.previousId } })),
    { verb: 'renumber' },
  );
  for (const { before, after } of moves) tx.link(after.previousId, before.id, 'continues');
}

/** An idea that was abandoned with this test is being tested again. */
function takeUp(tx: WriteTransaction, idea: ChangeIdea, reason: string): void {
  const state = demandState(next(changeIdeaLifecycle, idea.state, 'reconsider'));
  testedIdea(tx, tx.update(ChangeIdea, idea, { state }, { verb: 'reconsider', reason }));
}

function addIdea(tx: WriteTransaction, idea: { id: string; networkId: string; title: string }): void {
  const state = demandState(next(changeIdeaLifecycle, changeIdeaLifecycle.initial, 'begin_testing'));
  tx.insert(ChangeIdea, { ...idea, state });
  tx.link(idea.networkId, idea.id, 'answers');
}
