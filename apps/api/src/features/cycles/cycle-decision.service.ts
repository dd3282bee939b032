import { Inject, Injectable } from '@nestjs/common';
import { isWritten, next } from '@throughline/domain/lifecycle';
import { type ChangeIdeaVerb, changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import { cycleLifecycle } from '@throughline/domain/lifecycles/cycle';
import type { Viewer } from '@throughline/domain/viewer';
import { type CycleScale, cycleScales } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { PracticeService } from '../practices/practice.service.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import { answerCycle, toCycle } from './cycle-view.ts';
import { addQuestions, type CycleToWrite, demandCycle, lockedCycle } from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import { DecideCycleInput, type Decision, type OpenedCycle } from './cycle.inputs.ts';
import type { CycleType } from './cycle.type.ts';

/** Act: the decision that closes a cycle, and what it brings about in the same transaction. */
@Injectable()
export class CycleDecisionService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(PracticeService) private readonly practices: PracticeService,
  ) {}

  /**
   * Adopt opens a practice, adapt and expand open the next cycle of the ramp, abandon asks what was learned. The
   * idea's state follows.
   * @throws Refused with the cycle's or the idea's rule, CONFLICT for an old version.
   */
  async decide(viewer: Viewer, input: DecideCycleInput): Promise<CycleType> {
    const row = await this.writes.run(viewer, DecideCycleInput, input, {
      reads: (tx, _decision, id) => lockedCycle(tx, 'cycle', id),
      writes: (tx, decision, before, read) => {
        const known = demandCycle(read);
        const learned = isWritten(decision.learned) ? decision.learned : before.learned;
        const stage = demandState(
          next(cycleLifecycle, before.stage, 'decide', {
            decision: decision.decision,
            successorId: decision.next?.id ?? null,
            practiceId: decision.practice?.id ?? null,
            learned,
          }),
        );
        const changes = {
          stage,
          learned,
          studiedAt: before.studiedAt ?? (isWritten(learned) ? tx.now : null),
          decision: decision.decision,
          decisionReason: decision.decisionReason,
          decidedAt: tx.now,
        };
        const because = { verb: decision.decision, reason: decision.decisionReason };
        const cycle = tx.update(Cycle, before, changes, because);
        this.#effect(tx, { ...known, ...cycle }, decision);
        return answerCycle(tx, cycle.id);
      },
    });
    return toCycle(viewer, row);
  }

  #effect(tx: WriteTransaction, cycle: CycleToWrite, decision: Decision): void {
    if (decision.decision === 'adopt' && decision.practice) {
      moveIdea(tx, cycle, 'adopt');
      const { changeIdeaId, networkId, id: cycleId } = cycle;
      this.practices.open(tx, { ...decision.practice, networkId, changeIdeaId, cycleId });
    } else if (decision.decision === 'abandon') {
      // An idea is given up with its last open cycle; one that is a practice already goes on as one.
      if (cycle.idea.state === 'testing' && cycle.otherOpenCycles === 0) moveIdea(tx, cycle, 'abandon');
    } else if (decision.next) {
      openNext(tx, cycle, decision.decision === 'expand', decision.next);
    }
  }
}

function moveIdea(tx: WriteTransaction, { idea, learned, decisionReason }: CycleToWrite, verb: ChangeIdeaVerb): void {
  const state = demandState(next(changeIdeaLifecycle, idea.state, verb, { learned }));
  const reason = verb === 'abandon' ? learned : decisionReason;
  tx.update(ChangeIdea, idea, { state }, { verb, reason });
}

/** One step up the ladder; the top stays the top, and an unknown scale stays unknown. */
function largerScale(scale: CycleScale | null): CycleScale | null {
  if (scale === null) return null;
  return cycleScales[cycleScales.indexOf(scale) + 1] ?? scale;
}

/** The next cycle, filled in from the last: its questions wait for predictions of their own. */
function openNext(tx: WriteTransaction, last: CycleToWrite, expands: boolean, opened: OpenedCycle): void {
  const cycle = tx.insert(
    Cycle,
    {
      id: opened.id,
      networkId: last.networkId,
      changeIdeaId: last.changeIdeaId,
      previousId: last.id,
      rung: last.rung + 1,
      title: opened.title ?? last.title,
      stage: cycleLifecycle.initial,
      scale: opened.scale ?? (expands ? largerScale(last.scale) : last.scale),
      ownerMemberId: last.ownerMemberId ?? tx.viewer.memberId,
      buildsOn: opened.buildsOn ?? last.learned,
      objective: last.objective,
      conditions: last.conditions,
      indicatorId: last.indicatorId,
      measureDefinition: last.measureDefinition,
      measureCollector: last.measureCollector,
      measureSchedule: last.measureSchedule,
      balancingMeasure: last.balancingMeasure,
    },
    { verb: 'continue' },
  );
  const questions = last.questions.map(({ question }) => ({
    id: uuidv7(),
    question,
    direction: null,
    prediction: '',
    predictedLow: null,
    predictedHigh: null,
  }));
  addQuestions(tx, cycle.id, questions);
  tx.link(last.id, cycle.id, 'continues');
  tx.link(last.changeIdeaId, cycle.id, 'tests');
}
