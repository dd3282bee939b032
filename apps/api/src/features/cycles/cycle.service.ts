import { Inject, Injectable } from '@nestjs/common';
import { isWritten, next } from '@throughline/domain/lifecycle';
import { type CycleFacts, cycleLifecycle, type CycleVerb } from '@throughline/domain/lifecycles/cycle';
import { isPredicted, lockPredictions, type Prediction } from '@throughline/domain/lifecycles/prediction';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { type CycleStage, cycleStages } from '@throughline/domain/vocabulary';
import { Conflict, NotFound, Refused } from '../../kernel/errors.ts';
import type { InputOf, ReadOf, WriteDeclaration } from '../../kernel/inputs/declare.ts';
import type { Page } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import type { CycleQuestionType } from './cycle-parts.type.ts';
import { answerCycle, readCycle, toCycle } from './cycle-view.ts';
import { type CycleToWrite, demandCycle, lockedCycle, refuseClosed } from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import {
  BeginActInput,
  BeginDoInput,
  BeginStudyInput,
  type CycleStageInput,
  type QuestionResult,
  RecordDoInput,
  RecordStudyInput,
} from './cycle.inputs.ts';
import { cyclesPage } from './cycle.reads.ts';
import type { CycleRowType, CycleType } from './cycle.type.ts';

/** Cycles: read, and led through plan, do, study and act. The decision is in `cycle-decision.service.ts`. */
@Injectable()
export class CycleService {
  constructor(
    @Inject(Writes) private readonly writes: Writes,
    @Inject(Tenancy) private readonly tenancy: Tenancy,
  ) {}

  /** A whole cycle; 1 statement. */
  async one(viewer: Viewer, id: string): Promise<CycleType> {
    return this.tenancy.read(viewer, (tx) => readCycle(tx, viewer, id));
  }

  /** Cycles of a network, newest first, of one stage if it is given; 2 statements. */
  async page(
    viewer: Viewer,
    networkId: string,
    stage: CycleStage | null,
    first: number,
    after: string | null,
  ): Promise<Page<CycleRowType>> {
    const wanted = [viewer.partnershipId, networkId, stage];
    return this.tenancy.read(viewer, (tx) => tx.page<CycleRowType>(cyclesPage, wanted, { first, after }));
  }

  /** Begins Do and locks every prediction. */
  async beginDo(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.#step(viewer, BeginDoInput, input, (tx, _none, before, cycle) => {
      tx.update(Cycle, before, { ...lead(cycle, 'begin_do'), doStartedAt: tx.now }, { verb: 'begin_do' });
      lockQuestions(tx, cycle);
    });
  }

  /** Records what happened; from Do until the cycle is closed. */
  async recordDo(viewer: Viewer, input: RecordDoInput): Promise<CycleType> {
    return this.#step(viewer, RecordDoInput, input, (tx, changes, before, cycle) => {
      demandReached(cycle, 'do');
      tx.update(Cycle, before, changes, { verb: 'record_do' });
    });
  }

  /** Ends Do and begins Study; what happened must be written. */
  async beginStudy(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.#step(viewer, BeginStudyInput, input, (tx, _none, before, cycle) => {
      const changes = { ...lead(cycle, 'begin_study'), doEndedAt: cycle.doEndedAt ?? tx.now };
      tx.update(Cycle, before, changes, { verb: 'begin_study' });
    });
  }

  /** Records each question's result beside its prediction, and what was learned; from Study until it is closed. */
  async recordStudy(viewer: Viewer, input: RecordStudyInput): Promise<CycleType> {
    return this.#step(viewer, RecordStudyInput, input, (tx, { learned, questions }, before, cycle) => {
      demandReached(cycle, 'study');
      const studied = isWritten(learned) || questions.some(({ result, verdict }) => isWritten(result) || verdict);
      const studiedAt = cycle.studiedAt ?? (studied ? tx.now : null);
      tx.update(Cycle, before, { learned, studiedAt }, { verb: 'record_study' });
      recordResults(tx, cycle, questions);
    });
  }

  /** Ends Study and begins Act. */
  async beginAct(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.#step(viewer, BeginActInput, input, (tx, _none, before, cycle) => {
      tx.update(Cycle, before, lead(cycle, 'begin_act'), { verb: 'begin_act' });
    });
  }

  /**
   * Runs a step on the cycle as the person saw it (`before`, whose version is held against the row) and as it is under
   * its lock.
   */
  async #step<D extends WriteDeclaration>(
    viewer: Viewer,
    declaration: D,
    input: InputOf<D>,
    work: (tx: WriteTransaction, values: ReadOf<D>, before: Cycle, cycle: CycleToWrite) => void,
  ): Promise<CycleType> {
    const row = await this.writes.run(viewer, declaration, input, {
      reads: (tx, _values, id) => lockedCycle(tx, 'cycle', id),
      writes: (tx, values, before, cycle) => {
        work(tx, values, before as Cycle, demandCycle(cycle));
        return answerCycle(tx, (before as Cycle).id);
      },
    });
    return toCycle(viewer, row);
  }
}

/** The stage that the verb leads to, by the table's rules. */
function lead(cycle: CycleToWrite, verb: CycleVerb): { stage: CycleStage } {
  const facts: Partial<CycleFacts> = {
    predictedQuestions: cycle.questions.filter(isPredicted).length,
    retrospective: cycle.loggedAfterwards,
    doNotes: cycle.whatHappened,
  };
  return { stage: demandState(next(cycleLifecycle, cycle.stage, verb, facts)) };
}

/** Refuses a record of a stage that has not come yet, or of a cycle that is closed. */
function demandReached(cycle: Cycle, stage: 'do' | 'study'): void {
  refuseClosed(cycle);
  if (cycleStages.indexOf(cycle.stage) < cycleStages.indexOf(stage)) {
    throw new Refused(refusal('CYCLE_STAGE_SKIPPED'));
  }
}

const predictionOf = (question: CycleQuestionType): Prediction => ({
  text: question.prediction,
  direction: question.direction,
  low: question.predictedLow,
  high: question.predictedHigh,
});

/** Locks what was predicted, as the domain says. */
function lockQuestions(tx: WriteTransaction, cycle: CycleToWrite): void {
  const open = cycle.questions.map((question) => ({
    id: question.id,
    text: question.question,
    prediction: isPredicted(question) ? predictionOf(question) : null,
    lockedAt: question.lockedAt === null ? null : new Date(question.lockedAt).toISOString(),
  }));
  const locked = lockPredictions(open, tx.now.toISOString(), cycle.loggedAfterwards);
  const rows = cycle.questions.flatMap((before, at) => {
    const lockedAt = locked[at]?.lockedAt ?? null;
    return lockedAt !== null && before.lockedAt === null
      ? [
          {
            before: { id: before.id, version: before.version, lockedAt: null },
            changes: { lockedAt: new Date(lockedAt) },
          },
        ]
      : [];
  });
  tx.updateMany(CycleQuestion, rows, { verb: 'lock' });
}

/**
 * Writes the results that changed, in one statement.
 * @throws NotFound for a question of another cycle; Conflict with the cycle and its questions for an old version.
 */
function recordResults(tx: WriteTransaction, cycle: CycleToWrite, results: readonly QuestionResult[]): void {
  const rows = results.flatMap((result) => {
    const before = cycle.questions.find(({ id }) => id === result.id);
    if (!before) throw new NotFound('This question is not one of the cycle, or it was removed.');
    if (before.version !== result.version) throw new Conflict(cycle);
    const changes = {
      result: result.result ?? before.result,
      resultValue: result.resultValue === undefined ? before.resultValue : result.resultValue,
      evidence: result.evidence ?? before.evidence,
      verdict: result.verdict === undefined ? before.verdict : result.verdict,
    };
    const isSame = Object.entries(changes).every(([field, value]) => before[field as keyof typeof changes] === value);
    return isSame ? [] : [{ before: { ...before, lockedAt: null }, changes }];
  });
  tx.updateMany(CycleQuestion, rows, { verb: 'record_result' });
}
