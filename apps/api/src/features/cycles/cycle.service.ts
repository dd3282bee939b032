import { Inject, Injectable } from '@nestjs/common';
import { isWritten, next } from '@throughline/domain/lifecycle';
import { type CycleFacts, cycleLifecycle, type CycleVerb } from '@throughline/domain/lifecycles/cycle';
import type { Viewer } from '@throughline/domain/viewer';
import { type CycleStage, cycleStages } from '@throughline/domain/vocabulary';
import type { z } from 'zod';
import { Conflict, NotFound, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { fromCursor, type Page, pageSize, toPage } from '../../kernel/pages.ts';
import { Tenancy } from '../../tenancy/tenancy.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { readCycle } from './cycle-view.ts';
import { cycleForWrite, type CycleToWrite, refuseClosed, threadCycle } from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import {
  type CycleStageInput,
  recordDo,
  type RecordDoInput,
  recordStudy,
  type RecordStudyInput,
} from './cycle.inputs.ts';
import { cyclesCount, cyclesPage, lockPredictions, recordResults } from './cycle.reads.ts';
import type { CycleRowType, CycleType } from './cycle.type.ts';

type Changes = Partial<Omit<Cycle, 'id' | 'version' | 'partnershipId'>>;

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
    const size = pageSize(first);
    const [createdAt, id] = after === null ? [null, null] : fromCursor(after, 2);
    return this.tenancy.read(viewer, async (tx) => {
      const keys = [viewer.partnershipId, networkId, stage];
      const [rows, total] = await Promise.all([
        tx.rows<CycleRowType & { createdKey: string }>(cyclesPage, [...keys, createdAt, id, size + 1]),
        tx.one<{ count: number }>(cyclesCount, keys),
      ]);
      return toPage(rows, size, total?.count ?? 0, (row) => [row.createdKey, row.id]);
    });
  }

  /** Begins Do and locks every prediction. */
  async beginDo(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.#step(viewer, 'beginDo', input, async (tx, cycle) => {
      const now = new Date();
      const changes = { ...lead(cycle, 'begin_do'), doStartedAt: now };
      const after = await this.#update(tx, cycle, input.version, changes, 'begin_do');
      const locked = await tx.rows<{ id: string; version: number }>(lockPredictions, [tx.partnershipId, after.id, now]);
      for (const row of locked) {
        tx.record('cycle_question', row, { verb: 'lock' }, { lockedAt: null }, { lockedAt: now.toISOString() });
      }
    });
  }

  /** Records what happened; from Do until the cycle is closed. */
  async recordDo(viewer: Viewer, input: RecordDoInput): Promise<CycleType> {
    const changes = parseInput(recordDo, input);
    return this.#step(viewer, 'recordDo', input, async (tx, cycle) => {
      demandReached(cycle, 'do');
      await this.#update(tx, cycle, input.version, changes, 'record_do');
    });
  }

  /** Ends Do and begins Study; what happened must be written. */
  async beginStudy(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.#step(viewer, 'beginStudy', input, async (tx, cycle) => {
      const changes = { ...lead(cycle, 'begin_study'), doEndedAt: cycle.doEndedAt ?? new Date() };
      await this.#update(tx, cycle, input.version, changes, 'begin_study');
    });
  }

  /** Records each question's result beside its prediction, and what was learned; from Study until it is closed. */
  async recordStudy(viewer: Viewer, input: RecordStudyInput): Promise<CycleType> {
    const { learned, questions } = parseInput(recordStudy, input);
    return this.#step(viewer, 'recordStudy', input, async (tx, cycle) => {
      demandReached(cycle, 'study');
      const studied = isWritten(learned) || questions.some(({ result, verdict }) => isWritten(result) || verdict);
      const studiedAt = cycle.studiedAt ?? (studied ? new Date() : null);
      await this.#update(tx, cycle, input.version, { learned, studiedAt }, 'record_study');
      await recordQuestions(tx, cycle, questions);
    });
  }

  /** Ends Study and begins Act. */
  async beginAct(viewer: Viewer, input: CycleStageInput): Promise<CycleType> {
    return this.#step(viewer, 'beginAct', input, async (tx, cycle) => {
      await this.#update(tx, cycle, input.version, lead(cycle, 'begin_act'), 'begin_act');
    });
  }

  async #update(tx: WriteTransaction, cycle: Cycle, version: number, changes: Changes, verb: string): Promise<Cycle> {
    const after = await tx.update<Cycle>(Cycle, cycle, version, changes, { verb });
    threadCycle(tx, after);
    return after;
  }

  async #step(
    viewer: Viewer,
    operation: string,
    input: CycleStageInput,
    work: (tx: WriteTransaction, cycle: CycleToWrite) => Promise<void>,
  ): Promise<CycleType> {
    return this.writes.run(viewer, { operation, idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      await work(tx, await cycleForWrite(tx, viewer, input.id));
      return readCycle(tx, viewer, input.id);
    });
  }
}

/** The stage that the verb leads to, by the table's rules. */
function lead(cycle: CycleToWrite, verb: CycleVerb): { stage: CycleStage } {
  const facts: Partial<CycleFacts> = {
    predictedQuestions: cycle.questions.filter(({ prediction }) => isWritten(prediction)).length,
    retrospective: cycle.loggedAfterwards,
    doNotes: cycle.whatHappened,
  };
  return { stage: allowed(next(cycleLifecycle, cycle.stage, verb, facts)) };
}

/** Refuses a record of a stage that has not come yet, or of a cycle that is closed. */
function demandReached(cycle: Cycle, stage: 'do' | 'study'): void {
  refuseClosed(cycle);
  if (cycleStages.indexOf(cycle.stage) < cycleStages.indexOf(stage)) {
    const before = cycle.stage === 'plan' ? 'Begin Do' : 'Begin Study';
    throw new Refused('CYCLE_STAGE_SKIPPED', `${before} first: the stages are gone through in order.`);
  }
}

type Result = z.output<typeof recordStudy>['questions'][number];

/**
 * Writes the results of all questions in one statement.
 * @throws NotFound for a question of another cycle; Conflict with the current row for an old version.
 */
async function recordQuestions(tx: WriteTransaction, cycle: CycleToWrite, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map((result) => {
    const before = cycle.questions.find(({ id }) => id === result.id);
    if (!before) throw new NotFound('This question is not one of the cycle, or it was removed.');
    const after = {
      result: result.result ?? before.result,
      resultValue: result.resultValue === undefined ? before.resultValue : result.resultValue,
      evidence: result.evidence ?? before.evidence,
      verdict: result.verdict === undefined ? before.verdict : result.verdict,
    };
    return { before, after, row: { id: result.id, version: result.version, ...after } };
  });
  const written = await tx.rows<{ id: string; version: number }>(recordResults, [
    tx.partnershipId,
    JSON.stringify(rows.map(({ row }) => row)),
  ]);
  const versions = new Map(written.map((row) => [row.id, row]));
  for (const { before, after } of rows) {
    const row = versions.get(before.id);
    if (!row) throw new Conflict(await tx.find(CycleQuestion, before.id));
    tx.record('cycle_question', row, { verb: 'record_result' }, before, after);
  }
}
