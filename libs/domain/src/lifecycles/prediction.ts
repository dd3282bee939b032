import { isWritten } from '../lifecycle.ts';
import { refusal, type Refusal } from '../refusals/refusal.ts';
import type { CycleStage, PredictionDirection } from '../vocabulary.ts';

/** What is expected of one question, before it is tested. */
export interface Prediction {
  readonly text: string;
  readonly direction: PredictionDirection | null;
  /** The expected value in the measure's unit, or the lower end of a range. */
  readonly low: number | null;
  /** The upper end of a range; null when one value is predicted. */
  readonly high: number | null;
}

/** True when it is said of a question what is expected, in words or as a direction. */
export function isPredicted(question: {
  readonly prediction: string;
  readonly direction: PredictionDirection | null;
}): boolean {
  return isWritten(question.prediction) || question.direction !== null;
}

/** A question of a cycle's plan, with its prediction and the moment (ISO 8601) that locked it. */
export interface PredictedQuestion {
  readonly id: string;
  readonly text: string;
  readonly prediction: Prediction | null;
  readonly lockedAt: string | null;
}

/**
 * Locks the predictions when Do begins. A question without a prediction stays open, one that is locked keeps its
 * moment, and a retrospective cycle locks nothing: its predictions were written after the fact.
 */
export function lockPredictions<Q extends PredictedQuestion>(
  questions: readonly Q[],
  at: string,
  retrospective = false,
): Q[] {
  if (retrospective) return [...questions];
  return questions.map((question) =>
    question.prediction && !question.lockedAt ? { ...question, lockedAt: at } : question,
  );
}

/**
 * Changes a question's prediction while the plan is open; afterwards refused with PREDICTION_LOCKED.
 * A retrospective cycle's predictions may be filled in until it is closed: they are shown as unlocked.
 */
export function changePrediction<Q extends PredictedQuestion>(
  question: Q,
  prediction: Prediction | null,
  cycle: { readonly stage: CycleStage; readonly retrospective?: boolean },
): { readonly ok: true; readonly question: Q } | Refusal {
  const open = cycle.stage === 'plan' || (cycle.retrospective === true && cycle.stage !== 'closed');
  if (question.lockedAt || !open) {
    return refusal('PREDICTION_LOCKED');
  }
  return { ok: true, question: { ...question, prediction } };
}
