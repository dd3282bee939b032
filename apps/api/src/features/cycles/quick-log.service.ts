import { Inject, Injectable } from '@nestjs/common';
import { next } from '@throughline/domain/lifecycle';
import { changeIdeaLifecycle } from '@throughline/domain/lifecycles/change-idea';
import { draftFromQuickLog, type QuickLogDraft } from '@throughline/domain/quick-log';
import type { Viewer } from '@throughline/domain/viewer';
import type { CycleDecision, CycleScale, CycleStage, IdeaState } from '@throughline/domain/vocabulary';
import type { z } from 'zod';
import { Invalid, NotFound } from '../../kernel/errors.ts';
import { parseInput } from '../../kernel/inputs.ts';
import { demand } from '../../tenancy/demand.ts';
import { allowed } from '../../writes/apply.ts';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Writes } from '../../writes/writes.ts';
import { ChangeIdea } from './change-idea.entity.ts';
import { CycleQuestion } from './cycle-question.entity.ts';
import { toCycle } from './cycle-view.ts';
import { testedIdea, type TestedIdea, threadCycle, threadIdea } from './cycle-writes.ts';
import { Cycle } from './cycle.entity.ts';
import { logTest, type LogTestInput } from './cycle.inputs.ts';
import { placeToLog } from './cycle.reads.ts';
import type { CycleType } from './cycle.type.ts';

/** The network, the idea if it is there already, and the last rung of its ramp. */
interface Place {
  networkId: string;
  networkName: string;
  parentNetworkId: string | null;
  memberName: string;
  ideaId: string | null;
  ideaTitle: string;
  ideaDescription: string;
  ideaState: IdeaState;
  ideaCreatedAt: Date;
  lastId: string | null;
  lastRung: number;
  lastTitle: string;
  lastStage: CycleStage;
  lastScale: CycleScale | null;
  lastDecision: CycleDecision | null;
  lastLearned: string;
}

type Log = z.output<typeof logTest>;

/**
 * A test in three fields. One read says all that the rules ask; the inserts are sent without waiting for each other,
 * and the answer is made of what was sent rather than read again.
 */
@Injectable()
export class QuickLogService {
  constructor(@Inject(Writes) private readonly writes: Writes) {}

  /**
   * Logs a test. When nothing has happened yet the cycle is in Do and its prediction is locked now; otherwise it waits
   * in Study, marked as logged afterwards.
   */
  async log(viewer: Viewer, input: LogTestInput): Promise<CycleType> {
    const log = parseInput(logTest, input);
    const request = { operation: 'logTest', idempotencyKey: input.idempotencyKey, input: log };
    return this.writes.run(viewer, request, async (tx) => {
      const keys = [viewer.partnershipId, log.networkId, log.changeIdeaId, viewer.memberId];
      const place = await tx.one<Place>(placeToLog, keys);
      if (!place) throw new NotFound();
      demand(viewer, 'canLogCycle', { networkId: place.networkId, parentNetworkId: place.parentNetworkId });
      const now = new Date();
      const draft = draftOf(log, now);
      const idea = await ideaOf(tx, log, place, now);
      const cycle = insertCycle(tx, viewer, { log, place, draft, now });
      const questions = insertQuestion(tx, draft, cycle.id);
      threadCycle(tx, cycle);
      tx.link(idea.id, cycle.id, 'tests');
      tx.link(place.lastId, cycle.id, 'continues');
      return toCycle(viewer, {
        ...cycle,
        networkName: place.networkName,
        parentNetworkId: place.parentNetworkId,
        ownerName: place.memberName,
        idea: { id: idea.id, title: idea.title, description: idea.description, state: idea.state },
        previous: place.lastId === null ? null : lastRung(place, place.lastId),
        next: [],
        practice: null,
        questions,
        tasks: [],
        series: null,
      });
    });
  }
}

function draftOf(log: Log, now: Date): QuickLogDraft {
  const fields = { tried: log.tried, expected: log.expected, happened: log.happened, ideaId: log.changeIdeaId };
  const draft = draftFromQuickLog(fields, log.questionId, now.toISOString());
  if (!draft.ok) throw new Invalid({ tried: draft.message });
  return draft;
}

/** The idea in testing: the one that was chosen, or a new one. */
async function ideaOf(tx: WriteTransaction, log: Log, place: Place, now: Date): Promise<TestedIdea> {
  const { networkId } = place;
  if (place.ideaId === null) {
    if (log.newIdeaTitle === null)
      throw new Invalid({ changeIdeaId: 'Choose an idea of this network, or name a new one.' });
    const state = allowed(next(changeIdeaLifecycle, changeIdeaLifecycle.initial, 'begin_testing'));
    const idea = { id: log.changeIdeaId, networkId, title: log.newIdeaTitle, description: '', state, createdAt: now };
    void tx.insert(ChangeIdea, idea);
    threadIdea(tx, idea);
    tx.link(networkId, idea.id, 'answers');
    return idea;
  }
  return testedIdea(tx, {
    id: place.ideaId,
    networkId,
    title: place.ideaTitle,
    description: place.ideaDescription,
    state: place.ideaState,
    createdAt: place.ideaCreatedAt,
  });
}

interface ToInsert {
  log: Log;
  place: Place;
  draft: QuickLogDraft;
  now: Date;
}

function insertCycle(
  tx: WriteTransaction,
  viewer: Viewer,
  { log, place, draft, now }: ToInsert,
): Omit<Cycle, 'partnershipId'> {
  const happened = draft.doNotes !== null;
  const written = {
    id: log.id,
    networkId: place.networkId,
    changeIdeaId: log.changeIdeaId,
    previousId: place.lastId,
    rung: (place.lastRung ?? 0) + 1,
    title: draft.title,
    stage: draft.stage,
    loggedAfterwards: draft.retrospective,
    ownerMemberId: viewer.memberId,
    objective: draft.plan,
    doStartedAt: now,
    doEndedAt: happened ? now : null,
    whatHappened: draft.doNotes ?? '',
    createdAt: now,
    updatedAt: now,
  };
  void tx.insert(Cycle, written, { verb: 'log' });
  return { ...blankCycle, ...written, version: 1 };
}

const blankCycle = {
  scale: null,
  buildsOn: '',
  conditions: '',
  indicatorId: null,
  measureDefinition: '',
  measureCollector: '',
  measureSchedule: '',
  balancingMeasure: '',
  plannedFrom: null,
  plannedUntil: null,
  carriedOutAsPlanned: null,
  deviations: '',
  studiedAt: null,
  learned: '',
  decision: null,
  decisionReason: '',
  decidedAt: null,
};

function insertQuestion(tx: WriteTransaction, draft: QuickLogDraft, cycleId: string): CycleType['questions'] {
  return draft.questions.map((question, position) => {
    const written = {
      id: question.id,
      cycleId,
      position,
      question: question.text,
      prediction: question.prediction?.text ?? '',
      lockedAt: question.lockedAt === null ? null : new Date(question.lockedAt),
    };
    void tx.insert(CycleQuestion, written);
    const open = { direction: null, predictedLow: null, predictedHigh: null, resultValue: null, verdict: null };
    return { ...written, ...open, version: 1, result: '', evidence: '' };
  });
}

function lastRung(place: Place, id: string): CycleType['previous'] {
  return {
    id,
    rung: place.lastRung,
    title: place.lastTitle,
    stage: place.lastStage,
    scale: place.lastScale,
    decision: place.lastDecision,
    learned: place.lastLearned,
  };
}
