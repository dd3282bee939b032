import { isWritten } from './lifecycle.ts';
import { isPredicted } from './lifecycles/prediction.ts';
import { cycleGaps, type CycleGap } from './quick-log.ts';
import type { CycleDecision, CycleScale, CycleStage, PredictionDirection, Verdict } from './vocabulary.ts';

/** What is recorded of a cycle, as far as its gaps depend on it. */
export interface GapFacts {
  readonly stage: CycleStage;
  readonly scale: CycleScale | null;
  readonly whatHappened: string;
  readonly carriedOutAsPlanned: boolean | null;
  readonly measureDefinition: string;
  readonly decision: CycleDecision | null;
  readonly questions: readonly {
    readonly prediction: string;
    readonly direction: PredictionDirection | null;
    readonly predictedLow: number | null;
    readonly lockedAt: string | Date | null;
    readonly verdict: Verdict | null;
  }[];
}

/**
 * What a cycle lacks in the practice, in the order of asking; empty when nothing is missing. A stage that has not come
 * lacks nothing yet: a plan has no verdicts to miss.
 */
export function gapsOf(cycle: GapFacts): CycleGap[] {
  const predicted = cycle.questions.filter(isPredicted);
  const begun = cycle.stage !== 'plan';
  const studied = begun && cycle.stage !== 'do';
  const missing: Readonly<Record<CycleGap, boolean>> = {
    no_prediction: predicted.length === 0,
    no_prediction_locked_beforehand: begun && !predicted.some((question) => question.lockedAt !== null),
    prediction_not_measurable: predicted.some(
      ({ direction, predictedLow }) => direction === null || (direction !== 'qualitative' && predictedLow === null),
    ),
    no_do_notes: begun && !isWritten(cycle.whatHappened),
    as_planned_not_answered: studied && cycle.carriedOutAsPlanned === null,
    no_verdict: studied && predicted.some((question) => question.verdict === null),
    no_measure: !isWritten(cycle.measureDefinition),
    no_scale: cycle.scale === null,
    no_idea: false,
    no_decision: studied && cycle.decision === null,
  };
  return cycleGaps.filter((gap) => missing[gap]);
}
