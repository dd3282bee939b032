import { isWritten, type Guard, type Lifecycle } from '../lifecycle.ts';
import { refusal } from '../refusals/refusal.ts';
import { cycleStages, type CycleDecision, type CycleStage } from '../vocabulary.ts';

export type CycleVerb =
  | 'begin_do'
  | 'begin_study'
  | 'begin_act'
  | 'decide'
  | 'return_to_do'
  | 'return_to_study'
  | 'reopen';

export interface CycleFacts {
  /** Questions of the plan that have a prediction. */
  predictedQuestions: number;
  /**
   * The test was over before it was entered (a quick log): its predictions cannot have been locked beforehand,
   * which the practice shows as a gap and the table does not refuse.
   */
  retrospective: boolean;
  /** What happened, in words. */
  doNotes: string | null;
  decision: CycleDecision | null;
  /** The next cycle of the ramp, opened by adapt or expand. */
  successorId: string | null;
  /** The practice opened (or joined) by adopt. */
  practiceId: string | null;
  /** What was learned. */
  learned: string | null;
  /** What stands on the decision that is to be reopened. */
  followedBy: 'practice' | 'cycle' | null;
}

const hasPrediction: Guard<CycleFacts> = (facts) =>
  facts.retrospective || facts.predictedQuestions ? undefined : refusal('CYCLE_PREDICTION_REQUIRED');

const hasDoNotes: Guard<CycleFacts> = (facts) =>
  isWritten(facts.doNotes) ? undefined : refusal('CYCLE_NOTHING_RECORDED');

const decisionIsComplete: Guard<CycleFacts> = (facts) => {
  switch (facts.decision) {
    case 'adapt':
    case 'expand':
      return facts.successorId ? undefined : refusal('CYCLE_SUCCESSOR_REQUIRED');
    case 'abandon':
      return isWritten(facts.learned) ? undefined : refusal('CYCLE_LEARNING_REQUIRED');
    case 'adopt':
      return facts.practiceId ? undefined : refusal('CYCLE_PRACTICE_REQUIRED');
    default:
      return refusal('CYCLE_DECISION_REQUIRED');
  }
};

const nothingFollowed: Guard<CycleFacts> = (facts) => {
  switch (facts.followedBy) {
    case null:
      return undefined;
    case 'practice':
      return refusal('CYCLE_HAS_PRACTICE');
    default:
      return refusal('CYCLE_CONTINUED');
  }
};

/** What stands on the decision of a closed cycle, and keeps it from being reopened. */
export function followedBy(decision: CycleDecision | null, successorId: string | null): 'practice' | 'cycle' | null {
  if (decision === 'adopt') return 'practice';
  return (decision === 'adapt' || decision === 'expand') && successorId !== null ? 'cycle' : null;
}

const stageOfVerb: Readonly<Record<CycleVerb, CycleStage>> = {
  begin_do: 'plan',
  begin_study: 'do',
  begin_act: 'study',
  decide: 'act',
  return_to_do: 'study',
  return_to_study: 'act',
  reopen: 'closed',
};

/** The verb that returns a cycle to an earlier stage; never to Plan, whose predictions stay locked. */
export const verbOfReturn: Readonly<Partial<Record<CycleStage, CycleVerb>>> = {
  do: 'return_to_do',
  study: 'return_to_study',
  act: 'reopen',
};

/**
 * One plan-do-study-act cycle. Every stage is gone through in order; a person may return to one, with a reason. A cycle
 * that is closed is continued by the next, or its decision is reopened while nothing stands on it.
 */
export const cycleLifecycle: Lifecycle<CycleStage, CycleVerb, CycleFacts> = {
  name: 'cycle',
  states: cycleStages,
  initial: 'plan',
  ends: ['closed'],
  transitions: [
    { from: 'plan', verb: 'begin_do', to: 'do', guard: hasPrediction },
    { from: 'do', verb: 'begin_study', to: 'study', guard: hasDoNotes },
    { from: 'study', verb: 'begin_act', to: 'act' },
    { from: 'act', verb: 'decide', to: 'closed', guard: decisionIsComplete },
    { from: ['study', 'act'], verb: 'return_to_do', to: 'do' },
    { from: 'act', verb: 'return_to_study', to: 'study' },
    { from: 'closed', verb: 'reopen', to: 'act', guard: nothingFollowed },
  ],
  refuse: (state, verb) => {
    if (state === 'closed') return refusal('CYCLE_CLOSED');
    const before = cycleStages.indexOf(state) < cycleStages.indexOf(stageOfVerb[verb]);
    return before ? refusal('CYCLE_STAGE_SKIPPED') : refusal('CYCLE_STAGE_PASSED');
  },
};

/** The stages of a test that has no decision yet. */
export const openCycleStages = cycleStages.filter((stage) => !cycleLifecycle.ends.includes(stage));
