import { isWritten, next } from '@throughline/domain/lifecycle';
import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import type { Rung } from '@throughline/domain/ramp';
import { refusal } from '@throughline/domain/refusals/refusal';
import { NotFound, Refused } from '../../kernel/errors.ts';
import type { ReadTransaction } from '../../tenancy/transaction.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import type { CycleBriefType, CycleQuestionType } from './cycle-parts.type.ts';
import type { NewQuestion, NewTask } from './cycle-plan.inputs.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { CycleTask } from './cycle-task.entity.ts';
import type { Cycle } from './cycle.entity.ts';
import { type CycleOwner, cycleToWrite, endOfRamp, lockCycle } from './cycle.reads.ts';

/** A cycle with what its rules ask about. */
export interface CycleToWrite extends Cycle {
  idea: ChangeIdea;
  /** Cycles of the same idea that are not closed, without this one. */
  otherOpenCycles: number;
  /** A cycle that continues it. */
  successorId: string | null;
  /** The rest of its ramp. */
  otherRungs: (Rung & { version: number })[];
  /** The place after the last task, retired ones too. */
  nextTaskPosition: number;
  /** Those that were not retired, by position. */
  questions: CycleQuestionType[];
}

/**
 * Locks the cycle of a row, then reads it: stage and predictions are decided together, so a question cannot change
 * between the reading of a stage and the beginning of the next. Two statements, because what a statement reads beside
 * the row that it waited for is of the time before. Null when there is none.
 */
export async function lockedCycle(tx: ReadTransaction, table: CycleOwner, id: string): Promise<CycleToWrite | null> {
  const keys = [tx.partnershipId, id];
  const [, cycle] = await Promise.all([
    tx.rows(lockCycle(table), keys),
    tx.one<CycleToWrite>(cycleToWrite(tx, table), keys),
  ]);
  return cycle;
}

/** The cycle that was read; throws NOT_FOUND when there is none. */
export function demandCycle(cycle: CycleToWrite | null): CycleToWrite {
  if (!cycle) throw new NotFound();
  return cycle;
}

/** The idea, if it is there, the last rung of its ramp, and the name of who logs. */
export interface RampEnd {
  memberName: string;
  idea: ChangeIdea | null;
  last: CycleBriefType | null;
}

/** Where the next cycle of an idea goes, with nobody else putting one there until this write is over; 2 statements. */
export async function readRampEnd(tx: ReadTransaction, ideaId: string, memberId: string): Promise<RampEnd | null> {
  const [, end] = await Promise.all([
    tx.turn(`ramp of ${ideaId}`),
    tx.one<RampEnd>(endOfRamp(tx), [tx.partnershipId, ideaId, memberId]),
  ]);
  return end;
}

/** The idea once it is tested: its first cycle begins its testing; one that is a practice may be tested further. */
export function testedIdea(tx: WriteTransaction, idea: ChangeIdea): ChangeIdea {
  if (idea.state === 'testing' || idea.state === 'adopted') return idea;
  const state = demandState(next(changeIdeaLifecycle, idea.state, 'begin_testing'));
  return tx.update(ChangeIdea, idea, { state }, { verb: 'begin_testing' });
}

/** Adds questions to a cycle from `position` on; 1 statement, none for an empty list. */
export function addQuestions(
  tx: WriteTransaction,
  cycleId: string,
  questions: readonly NewQuestion[],
  position = 0,
): void {
  tx.insertMany(
    CycleQuestion,
    questions.map((question, at) => ({ ...question, cycleId, position: position + at })),
  );
}

/** Adds tasks to a cycle from `position` on; 1 statement, none for an empty list. */
export function addTasks(tx: WriteTransaction, cycleId: string, tasks: readonly NewTask[], position = 0): void {
  tx.insertMany(
    CycleTask,
    tasks.map((task, at) => ({ ...task, cycleId, position: position + at })),
  );
}

/** Refuses what a closed cycle no longer takes. */
export function refuseClosed(cycle: Cycle): void {
  if (cycle.stage === 'closed') {
    throw new Refused(refusal('CYCLE_CLOSED'));
  }
}

/** The fields of `changes` that would replace something written; blanks are filled in, not changed. */
export function rewritten<T extends object>(before: T, changes: Partial<T>): (keyof T)[] {
  return (Object.keys(changes) as (keyof T)[]).filter((field) => {
    const was = before[field];
    const isThere = typeof was === 'string' ? isWritten(was) : was !== null && was !== undefined;
    return changes[field] !== undefined && isThere && changes[field] !== was;
  });
}
