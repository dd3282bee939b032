import { Inject, Injectable } from '@nestjs/common';
import { cycleLifecycle } from '@throughline/domain/lifecycles/cycle';
import { changePrediction } from '@throughline/domain/lifecycles/prediction';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid, NotFound, Refused } from '../../kernel/errors.ts';
import type { InputOf, ReadOf, WriteDeclaration } from '../../kernel/inputs/declare.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import {
  AddCycleTaskInput,
  AddQuestionInput,
  datesProblem,
  EditCyclePlanInput,
  EditCycleTaskInput,
  EditQuestionInput,
  inOrder,
  PlanCycleInput,
  rangeProblem,
  RemoveCycleTaskInput,
  RemoveQuestionInput,
} from './cycle-plan.inputs.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { CycleTask } from './cycle-task.entity.ts';
import { answerCycle, toCycle } from './cycle-view.ts';
import {
  addQuestions,
  addTasks,
  type CycleToWrite,
  demandCycle,
  lockedCycle,
  readRampEnd,
  refuseClosed,
  rewritten,
  testedIdea,
} from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import type { CycleOwner } from './cycle.reads.ts';
import type { CycleType } from './cycle.type.ts';

/** What may change at any time while the cycle is open: who looks after it and when, not what was planned. */
const fieldsBesidePlan: ReadonlySet<string> = new Set<keyof Cycle>([
  'ownerMemberId',
  'plannedFrom',
  'plannedUntil',
  'title',
]);

/** The plan of a cycle: its fields, questions with predictions, and tasks. */
@Injectable()
export class CyclePlanService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /** Plans the next cycle of an idea's ramp. */
  async plan(viewer: Viewer, input: PlanCycleInput): Promise<CycleType> {
    const row = await this.writes.run(viewer, PlanCycleInput, input, {
      reads: (tx, { changeIdeaId }) => readRampEnd(tx, changeIdeaId, viewer.memberId),
      writes: (tx, { questions, tasks, ...values }, _before, end) => {
        if (!end?.idea) throw new NotFound();
        const idea = testedIdea(tx, end.idea);
        const cycle = tx.insert(
          Cycle,
          {
            ...values,
            networkId: idea.networkId,
            ownerMemberId: values.ownerMemberId ?? viewer.memberId,
            previousId: end.last?.id ?? null,
            rung: (end.last?.rung ?? 0) + 1,
            stage: cycleLifecycle.initial,
          },
          { verb: 'plan' },
        );
        addQuestions(tx, cycle.id, questions);
        addTasks(tx, cycle.id, tasks);
        tx.link(idea.id, cycle.id, 'tests');
        tx.link(end.last?.id, cycle.id, 'continues');
        return answerCycle(tx, cycle.id);
      },
    });
    return toCycle(viewer, row);
  }

  /**
   * Changes a plan while it is one.
   * @throws Refused CYCLE_PLAN_FIXED when Do has begun and something that was written would be replaced.
   */
  async edit(viewer: Viewer, input: EditCyclePlanInput): Promise<CycleType> {
    return this.#change(viewer, EditCyclePlanInput, input, byOwnRow('cycle'), (tx, changes, before: Cycle) => {
      if (before.stage !== 'plan' && rewritten(before, changes).some((field) => !fieldsBesidePlan.has(field))) {
        throw new Refused(refusal('CYCLE_PLAN_FIXED'));
      }
      const after = { ...before, ...changes };
      if (!inOrder(after.plannedFrom, after.plannedUntil)) throw new Invalid(datesProblem);
      tx.update(Cycle, before, changes, { verb: 'edit_plan' });
    });
  }

  /** Adds a question with its prediction; refused with PREDICTION_LOCKED once Do has begun. */
  async addQuestion(viewer: Viewer, input: AddQuestionInput): Promise<CycleType> {
    return this.#change(viewer, AddQuestionInput, input, byCycleId, (tx, { cycleId, ...question }, _before, cycle) => {
      demandOpenPrediction(cycle, { id: question.id, question: question.question, lockedAt: null });
      addQuestions(tx, cycleId, [question], nextPosition(cycle.questions));
    });
  }

  /** Changes a question or its prediction; refused with PREDICTION_LOCKED once Do has begun. */
  async editQuestion(viewer: Viewer, input: EditQuestionInput): Promise<CycleType> {
    const find = byOwnRow('cycle_question');
    return this.#change(viewer, EditQuestionInput, input, find, (tx, changes, before: CycleQuestion, cycle) => {
      demandOpenPrediction(cycle, before);
      const after = { ...before, ...changes };
      if (!inOrder(after.predictedLow, after.predictedHigh)) throw new Invalid(rangeProblem);
      tx.update(CycleQuestion, before, changes);
    });
  }

  /** Retires a question; refused with PREDICTION_LOCKED once Do has begun. */
  async removeQuestion(viewer: Viewer, input: RemoveQuestionInput): Promise<CycleType> {
    const find = byOwnRow('cycle_question');
    return this.#change(viewer, RemoveQuestionInput, input, find, (tx, _none, before: CycleQuestion, cycle) => {
      demandOpenPrediction(cycle, before);
      tx.update(CycleQuestion, before, { retiredAt: tx.now }, { verb: 'retire' });
    });
  }

  /** Adds a task while the cycle is open. */
  async addTask(viewer: Viewer, input: AddCycleTaskInput): Promise<CycleType> {
    return this.#change(viewer, AddCycleTaskInput, input, byCycleId, (tx, { cycleId, ...task }, _before, cycle) => {
      addTasks(tx, cycleId, [task], cycle.nextTaskPosition);
    });
  }

  /** Changes a task, also that it is done. */
  async editTask(viewer: Viewer, input: EditCycleTaskInput): Promise<CycleType> {
    const find = byOwnRow('cycle_task');
    return this.#change(viewer, EditCycleTaskInput, input, find, (tx, changes, before: CycleTask) => {
      tx.update(CycleTask, before, changes);
    });
  }

  /** Retires a task. */
  async removeTask(viewer: Viewer, input: RemoveCycleTaskInput): Promise<CycleType> {
    const find = byOwnRow('cycle_task');
    return this.#change(viewer, RemoveCycleTaskInput, input, find, (tx, _none, before: CycleTask) => {
      tx.update(CycleTask, before, { retiredAt: tx.now }, { verb: 'retire' });
    });
  }

  /** Runs `work` on an open cycle under its lock; answers the whole cycle. */
  async #change<D extends WriteDeclaration, Before>(
    viewer: Viewer,
    declaration: D,
    input: InputOf<D>,
    find: FindCycle<ReadOf<D>>,
    work: (tx: WriteTransaction, values: ReadOf<D>, before: Before, cycle: CycleToWrite) => void,
  ): Promise<CycleType> {
    const row = await this.writes.run(viewer, declaration, input, {
      reads: find,
      writes: (tx, values, before, read) => {
        const cycle = demandCycle(read);
        refuseClosed(cycle);
        work(tx, values, before as Before, cycle);
        return answerCycle(tx, cycle.id);
      },
    });
    return toCycle(viewer, row);
  }
}

type FindCycle<Values> = (tx: ReadTransaction, values: Values, id: string) => Promise<CycleToWrite | null>;

/** The cycle that the row is, or to which it belongs. */
const byOwnRow =
  (table: CycleOwner): FindCycle<unknown> =>
  (tx, _values, id) =>
    lockedCycle(tx, table, id);

/** The cycle that something new is for. */
const byCycleId: FindCycle<{ cycleId: string }> = (tx, { cycleId }) => lockedCycle(tx, 'cycle', cycleId);

function demandOpenPrediction(
  cycle: Cycle,
  question: Pick<CycleQuestion, 'id' | 'question'> & { lockedAt: Date | string | null },
): void {
  const lockedAt = question.lockedAt === null ? null : new Date(question.lockedAt).toISOString();
  const predicted = { id: question.id, text: question.question, prediction: null, lockedAt };
  const outcome = changePrediction(predicted, null, { stage: cycle.stage, retrospective: cycle.loggedAfterwards });
  if (!outcome.ok) throw new Refused(outcome);
}

function nextPosition(rows: readonly { position: number }[]): number {
  return Math.max(-1, ...rows.map(({ position }) => position)) + 1;
}
