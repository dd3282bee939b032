import { isWritten } from './lifecycle.ts';
import { refusal, type Refusal } from './refusals/refusal.ts';
import type { PredictedQuestion } from './lifecycles/prediction.ts';
import type { CycleStage } from './vocabulary.ts';

/** The three fields of a quick log, and the idea they belong to if one was chosen. */
export interface QuickLog {
  readonly tried: string;
  readonly expected: string;
  readonly happened: string;
  readonly ideaId: string | null;
}

/** What a cycle still lacks; shown as a gap in the practice, never as an error. The order is the order of asking. */
export const cycleGaps = [
  'no_prediction',
  'no_prediction_locked_beforehand',
  'prediction_not_measurable',
  'no_do_notes',
  'as_planned_not_answered',
  'no_verdict',
  'no_measure',
  'no_scale',
  'no_idea',
  'no_decision',
] as const;
export type CycleGap = (typeof cycleGaps)[number];

export interface QuickLogDraft {
  readonly ok: true;
  readonly title: string;
  /** Study when it has happened, Do while it is still under way. */
  readonly stage: Extract<CycleStage, 'do' | 'study'>;
  /** Entered after the fact, so that no prediction counts as locked. */
  readonly retrospective: boolean;
  readonly ideaId: string | null;
  readonly plan: string;
  readonly questions: readonly PredictedQuestion[];
  readonly doNotes: string | null;
  readonly gaps: readonly CycleGap[];
}

const titleLength = 80;

/** The first sentence, cut at a word where it is longer than 80 characters. */
export function titleFrom(text: string): string {
  const tidy = text.trim().replace(/\s+/g, ' ');
  const sentence = /^.*?[.!?](?= |$)/u.exec(tidy)?.[0] ?? tidy;
  const bare = sentence.replace(/[.!?]$/, '');
  const letters = Array.from(bare);
  if (letters.length <= titleLength) return bare;
  const cut = letters.slice(0, titleLength - 1).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > titleLength / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

/**
 * Turns three fields into a cycle. Only "what did you try" must be there (QUICK_LOG_TRIED_REQUIRED). A test that is
 * still under way locks its prediction at `at` (ISO 8601); one that is over has none that was locked beforehand,
 * and says so. `questionId` is the client-made id of the question.
 */
export function draftFromQuickLog(log: QuickLog, questionId: string, at: string): QuickLogDraft | Refusal {
  if (!isWritten(log.tried)) return refusal('QUICK_LOG_TRIED_REQUIRED');
  const expected = isWritten(log.expected);
  const happened = isWritten(log.happened);
  const lockedNow = expected && !happened;
  const question: PredictedQuestion = {
    id: questionId,
    text: titleFrom(log.tried),
    prediction: { text: log.expected.trim(), direction: null, low: null, high: null },
    lockedAt: lockedNow ? at : null,
  };
  const present: Readonly<Partial<Record<CycleGap, boolean>>> = {
    no_prediction: expected,
    no_prediction_locked_beforehand: lockedNow,
    prediction_not_measurable: !expected,
    no_do_notes: happened,
    no_idea: log.ideaId !== null,
  };
  return {
    ok: true,
    title: titleFrom(log.tried),
    stage: happened ? 'study' : 'do',
    retrospective: !lockedNow,
    ideaId: log.ideaId,
    plan: log.tried.trim(),
    questions: expected ? [question] : [],
    doNotes: happened ? log.happened.trim() : null,
    gaps: cycleGaps.filter((gap) => present[gap] !== true),
  };
}
