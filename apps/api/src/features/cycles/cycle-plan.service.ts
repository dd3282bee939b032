import { Inject, Injectable } from '@nestjs/common';
import { cycleLifecycle } from '@throughline/domain/lifecycles/cycle';
import { changePrediction } from '@throughline/domain/lifecycles/prediction';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import {
  addQuestion,
  type AddQuestionInput,
  addTask,
  type AddCycleTaskInput,
  editCyclePlan,
  type EditCyclePlanInput,
  editQuestion,
  type EditQuestionInput,
  editTask,
  type EditCycleTaskInput,
  inOrder,
  planCycle,
  type PlanCycleInput,
  type RemoveFromPlanInput,
} from './cycle-plan.inputs.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { CycleTask } from './cycle-task.entity.ts';
import { readCycle } from './cycle-view.ts';
import {
  addQuestions,
  cycleForWrite,
  type CycleToWrite,
  refuseClosed,
  rewritten,
  testedIdea,
  threadCycle,
} from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import { insertTasks, nextTaskPosition, placeToLog } from './cycle.reads.ts';
import type { CycleType } from './cycle.type.ts';

/** What may change at any time while the cycle is open: who looks after it and when, not what was planned. */
const unplanned: ReadonlySet<string> = new Set<keyof Cycle>(['ownerMemberId', 'plannedFrom', 'plannedUntil', 'title']);

/** The plan of a cycle: its fields, questions with predictions, and tasks. */
@Injectable()
export class CyclePlanService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Plans the next cycle of an idea's ramp. */
  async plan(viewer: Viewer, input: PlanCycleInput): Promise<CycleType> {
    const { questions, tasks, ...values } = parseInput(planCycle, input);
    const request = { operation: 'planCycle', idempotencyKey: input.idempotencyKey, input };
    return this.writes.run(viewer, request, async (tx) => {
      const idea = await tx.find(ChangeIdea, values.changeIdeaId);
      const { networkId } = idea;
      const place = await tx.one<{ parentNetworkId: string | null; lastId: string | null; lastRung: number | null }>(
        placeToLog,
        [viewer.partnershipId, networkId, idea.id, viewer.memberId],
      );
      if (!place) throw new NotFound();
      demand(viewer, 'canLogCycle', { networkId, parentNetworkId: place.parentNetworkId });
      await testedIdea(tx, idea);
      const cycle = await tx.insert(
        Cycle,
        {
          ...values,
          networkId,
          ownerMemberId: values.ownerMemberId ?? viewer.memberId,
          previousId: place.lastId,
          rung: (place.lastRung ?? 0) + 1,
          stage: cycleLifecycle.initial,
        },
        { verb: 'plan' },
      );
      await addQuestions(tx, cycle.id, questions);
      await addTasks(tx, cycle.id, tasks);
      threadCycle(tx, cycle);
      tx.link(idea.id, cycle.id, 'tests');
      tx.link(place.lastId, cycle.id, 'continues');
      return readCycle(tx, viewer, cycle.id);
    });
  }

  /**
   * Changes a plan while it is one.
   * @throws Refused CYCLE_PLAN_FIXED when Do has begun and something that was written would be replaced.
   */
  async edit(viewer: Viewer, input: EditCyclePlanInput): Promise<CycleType> {
    const changes = parseInput(editCyclePlan, input);
    return this.#change(viewer, 'editCyclePlan', input.id, input, async (tx, before) => {
      if (before.stage !== 'plan' && rewritten(before, changes).some((field) => !unplanned.has(field))) {
        throw new Refused(
          'CYCLE_PLAN_FIXED',
          'Do has begun, so the plan stays as it was: what is still empty can be filled in, the rest belongs to Do.',
        );
      }
      const after = { ...before, ...changes };
      if (!inOrder(after.plannedFrom, after.plannedUntil)) {
        throw new Invalid({ plannedUntil: 'The last day must not be before the first one.' });
      }
      threadCycle(tx, await tx.update<Cycle>(Cycle, before, input.version, changes, { verb: 'edit_plan' }));
    });
  }

  /** Adds a question with its prediction; refused with PREDICTION_LOCKED once Do has begun. */
  async addQuestion(viewer: Viewer, input: AddQuestionInput): Promise<CycleType> {
    const question = parseInput(addQuestion, input);
    return this.#change(viewer, 'addQuestion', input.cycleId, input, async (tx, cycle) => {
      demandOpenPrediction(cycle, { id: question.id, question: question.question, lockedAt: null });
      await addQuestions(tx, cycle.id, [question], nextPosition(cycle.questions));
    });
  }

  /** Changes a question or its prediction; refused with PREDICTION_LOCKED once Do has begun. */
  async editQuestion(viewer: Viewer, input: EditQuestionInput): Promise<CycleType> {
    const changes = parseInput(editQuestion, input);
    return this.#changeQuestion(viewer, 'editQuestion', input, async (tx, before) => {
      const after = { ...before, ...changes };
      if (!inOrder(after.predictedLow, after.predictedHigh)) {
        throw new Invalid({ predictedHigh: 'The upper end must not be below the lower one.' });
      }
      await tx.update(CycleQuestion, before, input.version, changes);
    });
  }

  /** Retires a question; refused with PREDICTION_LOCKED once Do has begun. */
  async removeQuestion(viewer: Viewer, input: RemoveFromPlanInput): Promise<CycleType> {
    return this.#changeQuestion(viewer, 'removeQuestion', input, async (tx, before) => {
      await tx.update(CycleQuestion, before, input.version, { retiredAt: new Date() }, { verb: 'retire' });
    });
  }

  /** Adds a task while the cycle is open. */
  async addTask(viewer: Viewer, input: AddCycleTaskInput): Promise<CycleType> {
    const task = parseInput(addTask, input);
    return this.#change(viewer, 'addTask', input.cycleId, input, async (tx, cycle) => {
      const next = await tx.one<{ position: number }>(nextTaskPosition, [tx.partnershipId, cycle.id]);
      await addTasks(tx, cycle.id, [task], next?.position);
    });
  }

  /** Changes a task, also that it is done. */
  async editTask(viewer: Viewer, input: EditCycleTaskInput): Promise<CycleType> {
    const changes = parseInput(editTask, input);
    return this.#changeTask(viewer, 'editTask', input, async (tx, before) => {
      await tx.update(CycleTask, before, input.version, changes);
    });
  }

  /** Retires a task. */
  async removeTask(viewer: Viewer, input: RemoveFromPlanInput): Promise<CycleType> {
    return this.#changeTask(viewer, 'removeTask', input, async (tx, before) => {
      await tx.update(CycleTask, before, input.version, { retiredAt: new Date() }, { verb: 'retire' });
    });
  }

  #changeQuestion(
    viewer: Viewer,
    operation: string,
    input: { idempotencyKey: string; id: string },
    work: (tx: WriteTransaction, before: CycleQuestion) => Promise<void>,
  ): Promise<CycleType> {
    return this.#change(
      viewer,
      operation,
      (tx) => questionOf(tx, input.id),
      input,
      async (tx, cycle) => {
        // Read again under the cycle's lock: Do may have begun while this write waited for it.
        const before = await questionOf(tx, input.id);
        demandOpenPrediction(cycle, before);
        await work(tx, before);
      },
    );
  }

  #changeTask(
    viewer: Viewer,
    operation: string,
    input: { idempotencyKey: string; id: string },
    work: (tx: WriteTransaction, before: CycleTask) => Promise<void>,
  ): Promise<CycleType> {
    const find = (tx: WriteTransaction) => tx.find(CycleTask, input.id);
    return this.#change(viewer, operation, find, input, async (tx) => work(tx, await find(tx)));
  }

  /** Runs `work` on an open cycle that the viewer may log; answers the whole cycle. */
  async #change(
    viewer: Viewer,
    operation: string,
    cycle: string | ((tx: WriteTransaction) => Promise<{ cycleId: string }>),
    input: { idempotencyKey: string },
    work: (tx: WriteTransaction, cycle: CycleToWrite) => Promise<void>,
  ): Promise<CycleType> {
    return this.writes.run(viewer, { operation, idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const id = typeof cycle === 'string' ? cycle : (await cycle(tx)).cycleId;
      const before = await cycleForWrite(tx, viewer, id);
      refuseClosed(before);
      await work(tx, before);
      return readCycle(tx, viewer, id);
    });
  }
}

async function questionOf(tx: WriteTransaction, id: string): Promise<CycleQuestion> {
  const question = await tx.find(CycleQuestion, id);
  if (question.retiredAt) throw new NotFound();
  return question;
}

function demandOpenPrediction(
  cycle: Cycle,
  question: Pick<CycleQuestion, 'id' | 'question'> & { lockedAt: Date | string | null },
): void {
  const lockedAt = question.lockedAt === null ? null : new Date(question.lockedAt).toISOString();
  const predicted = { id: question.id, text: question.question, prediction: null, lockedAt };
  const outcome = changePrediction(predicted, null, { stage: cycle.stage, retrospective: cycle.loggedAfterwards });
  if (!outcome.ok) throw new Refused(outcome.code, outcome.message);
}

function nextPosition(rows: readonly { position: number }[]): number {
  return Math.max(-1, ...rows.map(({ position }) => position)) + 1;
}

type NewTask = Pick<CycleTask, 'id' | 'title' | 'ownerMemberId' | 'dueOn'>;

async function addTasks(
  tx: WriteTransaction,
  cycleId: string,
  tasks: readonly NewTask[],
  firstPosition = 0,
): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map((task, index) => ({ ...task, position: firstPosition + index }));
  await tx.rows(insertTasks, [tx.partnershipId, cycleId, JSON.stringify(rows)]);
  for (const row of rows)
    tx.record('cycle_task', { id: row.id, version: 1 }, { verb: 'create' }, {}, { ...row, cycleId });
}
