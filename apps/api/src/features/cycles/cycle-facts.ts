import { isPredicted } from '@throughline/domain/lifecycles/prediction';
import type { FidelityCycle, FidelityQuestion } from '@throughline/domain/fidelity';
import { isWritten } from '@throughline/domain/lifecycle';
import type {
  CycleDecision,
  CycleScale,
  CycleStage,
  PredictionDirection,
  Verdict,
} from '@throughline/domain/vocabulary';

/** What a cycle's row says that its fidelity depends on; instants as dates or, out of JSON, as ISO text. */
export interface RecordedCycle {
  id: string;
  previousId: string | null;
  stage: CycleStage;
  scale: CycleScale | null;
  buildsOn: string;
  conditions: string;
  measureDefinition: string;
  measureCollector: string;
  measureSchedule: string;
  createdAt: Date | string;
  doStartedAt: Date | string | null;
  doEndedAt: Date | string | null;
  studiedAt: Date | string | null;
  decidedAt: Date | string | null;
  carriedOutAsPlanned: boolean | null;
  learned: string;
  decision: CycleDecision | null;
  decisionReason: string;
  hasSuccessor: boolean;
  questions: readonly RecordedQuestion[];
}

export interface RecordedQuestion {
  prediction: string;
  direction: PredictionDirection | null;
  predictedLow: number | null;
  lockedAt: Date | string | null;
  resultValue: number | null;
  evidence: string;
  verdict: Verdict | null;
}

const instant = (value: Date | string | null): string | null => (value === null ? null : new Date(value).toISOString());

function questionFacts(question: RecordedQuestion): FidelityQuestion {
  return {
    hasPrediction: isPredicted(question),
    direction: question.direction,
    hasValue: question.predictedLow !== null,
    lockedAt: instant(question.lockedAt),
    // A locked prediction cannot be changed by anybody (PREDICTION_LOCKED), so no version comes after the lock.
    versionsAfterLock: 0,
    verdict: question.verdict,
    citesEvidence: isWritten(question.evidence) || question.resultValue !== null,
  };
}

/** The recorded facts of a cycle as its fidelity criteria ask for them. `firstConditions` are those of the ramp's first cycle. */
export function fidelityFacts(cycle: RecordedCycle, firstConditions = cycle.conditions): FidelityCycle {
  const definition = isWritten(cycle.measureDefinition);
  const collector = isWritten(cycle.measureCollector);
  const schedule = isWritten(cycle.measureSchedule);
  return {
    id: cycle.id,
    previousId: cycle.previousId,
    stage: cycle.stage,
    scale: cycle.scale,
    plannedAt: instant(cycle.createdAt),
    firstDoRecordAt: instant(cycle.doStartedAt),
    doEndedAt: instant(cycle.doEndedAt),
    studiedAt: instant(cycle.studiedAt),
    decidedAt: instant(cycle.decidedAt),
    questions: cycle.questions.map(questionFacts),
    measure: definition || collector || schedule ? { definition, collector, schedule } : null,
    decision: cycle.decision,
    hasSuccessor: cycle.hasSuccessor,
    hasReason: isWritten(cycle.decisionReason) || isWritten(cycle.learned),
    asPlanned: cycle.carriedOutAsPlanned,
    citesLearning: isWritten(cycle.buildsOn),
    variedConditions: isWritten(cycle.conditions) && cycle.conditions.trim() !== firstConditions.trim(),
  };
}
