import { isWritten, next } from '@throughline/domain/lifecycle';
import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import type { PolicyName } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { IdeaState } from '@throughline/domain/vocabulary';
import { NotFound, Refused } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import type { CycleQuestionType } from './cycle-parts.type.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { Cycle } from './cycle.entity.ts';
import { cycleToWrite, insertQuestions } from './cycle.reads.ts';

/** A cycle with what its rules ask about. */
export interface CycleToWrite extends Cycle {
  parentNetworkId: string | null;
  ideaTitle: string;
  ideaState: IdeaState;
  /** Cycles of the same idea that are not closed, without this one. */
  otherOpenCycles: number;
  /** Those that were not retired, by position. */
  questions: CycleQuestionType[];
}

/** Reads and locks the cycle and asks the policy; 1 statement. Throws NOT_FOUND and NOT_ALLOWED. */
export async function cycleForWrite(
  tx: WriteTransaction,
  viewer: Viewer,
  id: string,
  policy: PolicyName = 'canLogCycle',
): Promise<CycleToWrite> {
  const text = cycleToWrite(tx.columns(Cycle, 'c'));
  const cycle = isUuid(id) ? await tx.one<CycleToWrite>(text, [tx.partnershipId, id]) : null;
  if (!cycle) throw new NotFound();
  const { networkId, parentNetworkId, ownerMemberId } = cycle;
  demand(viewer, policy, { networkId, parentNetworkId, ownerMemberId });
  return cycle;
}

/** Calendar day (UTC) of an instant. */
export const dayOf = (instant: Date | string): string => new Date(instant).toISOString().slice(0, 10);

/** Keeps the cycle's place on the thread. */
export function threadCycle(
  tx: WriteTransaction,
  cycle: Pick<
    Cycle,
    'id' | 'networkId' | 'title' | 'stage' | 'decision' | 'createdAt' | 'doStartedAt' | 'plannedUntil'
  >,
): void {
  tx.item({
    kind: 'cycle',
    id: cycle.id,
    networkId: cycle.networkId,
    title: cycle.title,
    state: cycle.decision ?? cycle.stage,
    isOver: cycle.stage === 'closed',
    dueOn: cycle.plannedUntil,
    on: dayOf(cycle.doStartedAt ?? cycle.createdAt),
  });
}

/** Keeps the idea's place on the thread. */
export function threadIdea(
  tx: WriteTransaction,
  idea: Pick<ChangeIdea, 'id' | 'networkId' | 'title' | 'state' | 'createdAt'>,
): void {
  tx.item({
    kind: 'change_idea',
    id: idea.id,
    networkId: idea.networkId,
    title: idea.title,
    state: idea.state,
    isOver: idea.state === 'adopted' || idea.state === 'abandoned',
    on: dayOf(idea.createdAt),
  });
}

/** An idea as far as its tests show it. */
export type TestedIdea = Pick<ChangeIdea, 'id' | 'networkId' | 'title' | 'description' | 'state' | 'createdAt'>;

/** The idea once it is tested: its first cycle begins its testing; one that is a practice may be tested further. */
export async function testedIdea(tx: WriteTransaction, idea: TestedIdea): Promise<TestedIdea> {
  if (idea.state === 'testing' || idea.state === 'adopted') return idea;
  const state = allowed(next(changeIdeaLifecycle, idea.state, 'begin_testing'));
  const before = await tx.find(ChangeIdea, idea.id);
  const tested = await tx.update(ChangeIdea, before, before.version, { state }, { verb: 'begin_testing' });
  threadIdea(tx, tested);
  return tested;
}

/** A question as it is written with a plan. */
export type NewQuestion = Pick<
  CycleQuestion,
  'id' | 'question' | 'prediction' | 'direction' | 'predictedLow' | 'predictedHigh'
>;

/** Adds questions to a cycle from `position` on; 1 statement, none for an empty list. */
export async function addQuestions(
  tx: WriteTransaction,
  cycleId: string,
  questions: readonly NewQuestion[],
  position = 0,
): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map((question, at) => ({ ...question, position: position + at }));
  await tx.rows(insertQuestions, [tx.partnershipId, cycleId, JSON.stringify(rows)]);
  for (const row of rows)
    tx.record('cycle_question', { id: row.id, version: 1 }, { verb: 'create' }, {}, { ...row, cycleId });
}

/** Refuses what a closed cycle no longer takes. */
export function refuseClosed(cycle: Cycle): void {
  if (cycle.stage === 'closed') {
    throw new Refused('CYCLE_CLOSED', 'The cycle is closed: open the next one of its ramp.');
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
