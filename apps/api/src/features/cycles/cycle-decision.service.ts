import { Inject, Injectable } from '@nestjs/common';
import { isWritten, next } from '@throughline/domain/lifecycle';
import { type ChangeIdeaVerb, changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import { cycleLifecycle } from '@throughline/domain/lifecycles/cycle';
import type { Viewer } from '@throughline/domain/viewer';
import { type CycleScale, cycleScales } from '@throughline/domain/vocabulary';
import { v7 as uuidv7 } from 'uuid';
import { parseInput } from '../../kernel/inputs.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { PracticeService } from '../practices/practice.service.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import { readCycle } from './cycle-view.ts';
import { addQuestions, cycleForWrite, type CycleToWrite, threadCycle, threadIdea } from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import { decideCycle, type DecideCycleInput, type Decision } from './cycle.inputs.ts';
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
    const decision = parseInput(decideCycle, input);
    const request = { operation: 'decideCycle', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const before = await cycleForWrite(tx, viewer, input.id, 'canDecideCycle');
      const learned = isWritten(decision.learned) ? decision.learned : before.learned;
      const stage = allowed(
        next(cycleLifecycle, before.stage, 'decide', {
          decision: decision.decision,
          successorId: decision.next?.id ?? null,
          practiceId: decision.practice?.id ?? null,
          learned,
        }),
      );
      const cycle = await tx.update<Cycle>(
        Cycle,
        before,
        input.version,
        {
          stage,
          learned,
          studiedAt: before.studiedAt ?? (isWritten(learned) ? new Date() : null),
          decision: decision.decision,
          decisionReason: decision.decisionReason,
          decidedAt: new Date(),
        },
        { verb: decision.decision, reason: decision.decisionReason },
      );
      threadCycle(tx, cycle);
      await this.#effect(tx, viewer, { ...before, ...cycle }, decision);
      return readCycle(tx, viewer, cycle.id);
    });
  }

  async #effect(tx: WriteTransaction, viewer: Viewer, cycle: CycleToWrite, decision: Decision): Promise<void> {
    if (decision.decision === 'adopt' && decision.practice) {
      await settleIdea(tx, cycle, 'adopt');
      const { changeIdeaId, networkId, id: cycleId } = cycle;
      await this.practices.open(tx, { ...decision.practice, networkId, changeIdeaId, cycleId });
    } else if (decision.decision === 'abandon') {
      // An idea is given up with its last open cycle; one that is a practice already goes on as one.
      if (cycle.ideaState === 'testing' && cycle.otherOpenCycles === 0) await settleIdea(tx, cycle, 'abandon');
    } else if (decision.next) {
      await openNext(tx, viewer, cycle, decision.decision === 'expand', decision.next);
    }
  }
}

async function settleIdea(tx: WriteTransaction, cycle: CycleToWrite, verb: ChangeIdeaVerb): Promise<void> {
  const before = await tx.find(ChangeIdea, cycle.changeIdeaId);
  const state = allowed(next(changeIdeaLifecycle, before.state, verb, { learned: cycle.learned }));
  const reason = verb === 'abandon' ? cycle.learned : cycle.decisionReason;
  threadIdea(tx, await tx.update(ChangeIdea, before, before.version, { state }, { verb, reason }));
}

/** One step up the ladder; the top stays the top, and an unknown scale stays unknown. */
function largerScale(scale: CycleScale | null): CycleScale | null {
  if (scale === null) return null;
  return cycleScales[cycleScales.indexOf(scale) + 1] ?? scale;
}

/** The next cycle, filled in from the last: its questions wait for predictions of their own. */
async function openNext(
  tx: WriteTransaction,
  viewer: Viewer,
  last: CycleToWrite,
  expands: boolean,
  opened: NonNullable<Decision['next']>,
): Promise<void> {
  const cycle = await tx.insert(
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
      ownerMemberId: last.ownerMemberId ?? viewer.memberId,
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
  const questions = last.questions.map(({ question, direction }) => ({
    id: uuidv7(),
    question,
    direction,
    prediction: '',
    predictedLow: null,
    predictedHigh: null,
  }));
  await addQuestions(tx, cycle.id, questions);
  threadCycle(tx, cycle);
  tx.link(last.id, cycle.id, 'continues');
  tx.link(last.changeIdeaId, cycle.id, 'tests');
}
