import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import { draftFromQuickLog, type QuickLogDraft } from '@throughline/domain/quick-log';
import { refusal } from '@throughline/domain/refusals/refusal';
import type { Viewer } from '@throughline/domain/viewer';
import { Invalid } from '../../kernel/errors.ts';
import type { ReadOf } from '../../kernel/inputs/declare.ts';
import { demandState } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { toCycle } from './cycle-view.ts';
import { type RampEnd, readRampEnd, testedIdea } from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import { LogTestInput } from './cycle.inputs.ts';
import type { CycleType } from './cycle.type.ts';

type Log = ReadOf<typeof LogTestInput>;

/**
 * A test in three fields. One read says all that the rules ask, and the answer is made of what is written rather than
 * read again: two waits for the database.
 */
@Injectable()
export class QuickLogService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /**
   * Logs a test. When nothing has happened yet the cycle is in Do and its prediction is locked now; otherwise it waits
   * in Study, marked as logged afterwards.
   */
  async log(viewer: Viewer, input: LogTestInput): Promise<CycleType> {
    return this.writes.run(viewer, LogTestInput, input, {
      reads: (tx, log) => readRampEnd(tx, log.changeIdeaId, viewer.memberId),
      writes: (tx, log, _before, end) => {
        const draft = draftOf(log, tx.now);
        const { id, title, description, state } = ideaOf(tx, log, end?.idea ?? null);
        const last = end?.last ?? null;
        const cycle = insertCycle(tx, log, draft, last);
        const questions = draft.questions.map((question, position) => insertQuestion(tx, cycle.id, question, position));
        tx.link(id, cycle.id, 'tests');
        tx.link(last?.id, cycle.id, 'continues');
        return toCycle(viewer, {
          ...cycle,
          networkName: tx.network.name,
          parentNetworkId: tx.network.parentId,
          ownerName: end?.memberName ?? null,
          idea: { id, title, description, state },
          previous: last,
          next: [],
          practice: null,
          questions,
          tasks: [],
          measure: null,
        });
      },
    });
  }
}

function draftOf(log: Log, now: Date): QuickLogDraft {
  const fields = { tried: log.tried, expected: log.expected, happened: log.happened, ideaId: log.changeIdeaId };
  const draft = draftFromQuickLog(fields, log.questionId, now.toISOString());
  if (!draft.ok) throw new Invalid({ tried: draft });
  return draft;
}

/** The idea in testing: the one that was chosen, or a new one. */
function ideaOf(tx: WriteTransaction, log: Log, idea: ChangeIdea | null): ChangeIdea {
  const { id: networkId } = tx.network;
  if (idea?.networkId === networkId) return testedIdea(tx, idea);
  if (idea || log.newIdeaTitle === null) {
    throw new Invalid({ changeIdeaId: refusal('IDEA_OF_ANOTHER_NETWORK') });
  }
  const state = demandState(next(changeIdeaLifecycle, changeIdeaLifecycle.initial, 'begin_testing'));
  const added = tx.insert(ChangeIdea, { id: log.changeIdeaId, networkId, title: log.newIdeaTitle, state });
  tx.link(networkId, added.id, 'answers');
  return added;
}

function insertCycle(tx: WriteTransaction, log: Log, draft: QuickLogDraft, last: RampEnd['last']): Cycle {
  const happened = draft.doNotes !== null;
  return tx.insert(
    Cycle,
    {
      id: log.id,
      networkId: log.networkId,
      changeIdeaId: log.changeIdeaId,
      previousId: last?.id ?? null,
      rung: (last?.rung ?? 0) + 1,
      title: draft.title,
      stage: draft.stage,
      loggedAfterwards: draft.retrospective,
      ownerMemberId: tx.viewer.memberId,
      objective: draft.plan,
      doStartedAt: tx.now,
      doEndedAt: happened ? tx.now : null,
      whatHappened: draft.doNotes ?? '',
    },
    { verb: 'log' },
  );
}

function insertQuestion(
  tx: WriteTransaction,
  cycleId: string,
  { id, text, prediction, lockedAt }: QuickLogDraft['questions'][number],
  position: number,
): CycleQuestion {
  return tx.insert(CycleQuestion, {
    id,
    cycleId,
    position,
    question: text,
    prediction: prediction?.text ?? '',
    lockedAt: lockedAt === null ? null : new Date(lockedAt),
  });
}
