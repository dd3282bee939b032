import { dayIn, daysBetween } from './dates.ts';
import {
  cycleScales,
  type CycleDecision,
  type CycleScale,
  type CycleStage,
  type PredictionDirection,
  type Verdict,
} from './vocabulary.ts';

/**
 * Whether cycles and ramps keep to the method, criterion by criterion (Taylor et al. 2014, McNicholas et al. 2019,
 * Knudsen et al. 2019). Each criterion is answered from recorded facts, one by one: there is no total score, and the
 * length of a text says nothing.
 */
export type Criterion = 'F1' | 'F2' | 'F3' | 'F4' | 'F5' | 'F6' | 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6';

/** `not_yet`: the stage that decides it has not come, or the record is still open. */
export type CriterionResult = 'pass' | 'fail' | 'not_yet';

export interface CriterionAnswer {
  readonly criterion: Criterion;
  readonly result: CriterionResult;
  /** Stable lower-snake reasons, for translated sentences; a passed criterion may still carry a flag (`scale_jumped`). */
  readonly reasons: readonly string[];
}

export interface FidelityQuestion {
  /** As `isPredicted` says (lifecycles/prediction.ts). */
  readonly hasPrediction: boolean;
  readonly direction: PredictionDirection | null;
  /** A value or a range is predicted. */
  readonly hasValue: boolean;
  /** Instants, ISO 8601. */
  readonly lockedAt: string | null;
  /** Versions of the prediction made after it was locked. */
  readonly versionsAfterLock: number;
  readonly verdict: Verdict | null;
  /** The verdict cites a data value or an observation. */
  readonly citesEvidence: boolean;
}

export interface FidelityCycle {
  readonly id: string;
  /** The cycle that it continues; several may continue the same one. */
  readonly previousId: string | null;
  readonly stage: CycleStage;
  readonly scale: CycleScale | null;
  /** Instants, ISO 8601, of what is recorded; null when it is not. */
  readonly plannedAt: string | null;
  readonly firstDoRecordAt: string | null;
  readonly doEndedAt: string | null;
  readonly studiedAt: string | null;
  readonly decidedAt: string | null;
  readonly questions: readonly FidelityQuestion[];
  readonly measure: { readonly definition: boolean; readonly collector: boolean; readonly schedule: boolean } | null;
  readonly decision: CycleDecision | null;
  readonly hasSuccessor: boolean;
  readonly hasReason: boolean;
  /** "Carried out as planned?"; either answer is an answer. */
  readonly asPlanned: boolean | null;
  /** It says what the cycle before taught. */
  readonly citesLearning: boolean;
  /** It was tried under conditions that differ from the first cycle's (other people, place or time). */
  readonly variedConditions: boolean;
}

export interface FidelityRamp {
  /** In the order in which they were opened. */
  readonly cycles: readonly FidelityCycle[];
  /** Regular points of the ramp's measure. */
  readonly measurePoints: number;
  /** A favourable signal against a baseline that was frozen before; null when it was not looked at. */
  readonly favourableSignalAgainstFrozenBaseline: boolean | null;
  readonly hasBalancingMeasure: boolean;
  readonly driverId: string | null;
}

/** A cycle should take less than this many days (R5: under a month). */
export const cycleDaysAtMost = 30;
export const pointsAtLeast = 3;
export const pointsForRunRules = 10;

function answer(criterion: Criterion, failures: readonly string[], open: readonly string[] = []): CriterionAnswer {
  if (failures.length > 0) return { criterion, result: 'fail', reasons: failures };
  return { criterion, result: open.length > 0 ? 'not_yet' : 'pass', reasons: open };
}

const reasons = (entries: Readonly<Record<string, boolean>>) => Object.keys(entries).filter((name) => entries[name]);

/** Missing facts are open questions while the cycle runs and failures once it is closed. */
function answerForCycle(
  criterion: Criterion,
  cycle: FidelityCycle,
  missing: readonly string[],
  failed: readonly string[] = [],
) {
  return cycle.stage === 'closed' ? answer(criterion, [...failed, ...missing]) : answer(criterion, failed, missing);
}

function allStages(cycle: FidelityCycle): CriterionAnswer {
  const { plannedAt, firstDoRecordAt, doEndedAt, studiedAt, decidedAt } = cycle;
  const missing = reasons({
    plan_not_recorded: plannedAt === null,
    do_not_recorded: firstDoRecordAt === null,
    do_not_ended: doEndedAt === null,
    study_not_recorded: studiedAt === null,
    act_not_recorded: decidedAt === null,
  });
  const early = studiedAt !== null && doEndedAt !== null && Date.parse(studiedAt) < Date.parse(doEndedAt);
  return answerForCycle('F1', cycle, missing, early ? ['studied_before_do_ended'] : []);
}

function predictionReasons(question: FidelityQuestion, firstDoRecordAt: string | null): string[] {
  if (!question.hasPrediction) return ['question_without_prediction'];
  const late =
    firstDoRecordAt !== null &&
    (question.lockedAt === null || Date.parse(question.lockedAt) > Date.parse(firstDoRecordAt));
  return reasons({
    prediction_without_direction: question.direction === null,
    prediction_without_value: question.direction !== 'qualitative' && question.direction !== null && !question.hasValue,
    prediction_locked_late: late,
    prediction_changed_after_lock: question.versionsAfterLock > 0,
  });
}

function predictions(cycle: FidelityCycle): CriterionAnswer {
  const found = cycle.questions.flatMap((question) => predictionReasons(question, cycle.firstDoRecordAt));
  const all = cycle.questions.length === 0 ? ['no_question'] : [...new Set(found)];
  // Until something is done, a plan can still be completed; afterwards a prediction can no longer come first.
  if (cycle.firstDoRecordAt !== null || cycle.stage !== 'plan') return answer('F2', all);
  const changed = all.filter((reason) => reason === 'prediction_changed_after_lock');
  const unlocked = cycle.questions.some((question) => question.lockedAt === null) ? ['prediction_not_locked_yet'] : [];
  return answer('F2', changed, [...all, ...unlocked]);
}

function verdicts(cycle: FidelityCycle): CriterionAnswer {
  const predicted = cycle.questions.filter((question) => question.hasPrediction);
  const missing = reasons({
    no_prediction: predicted.length === 0,
    prediction_without_verdict: predicted.some((question) => question.verdict === null),
    verdict_without_evidence: predicted.some((question) => question.verdict !== null && !question.citesEvidence),
  });
  return answerForCycle('F3', cycle, missing);
}

function measureAnswer(cycle: FidelityCycle): CriterionAnswer {
  const { measure } = cycle;
  const missing = measure
    ? reasons({
        measure_without_definition: !measure.definition,
        measure_without_collector: !measure.collector,
        measure_without_schedule: !measure.schedule,
      })
    : ['no_measure'];
  return cycle.stage === 'plan' ? answer('F4', [], missing) : answer('F4', missing);
}

function decisionAnswer(cycle: FidelityCycle): CriterionAnswer {
  const { decision } = cycle;
  const missing = reasons({
    no_decision: decision === null,
    no_successor: (decision === 'adapt' || decision === 'expand') && !cycle.hasSuccessor,
    no_reason: decision === 'abandon' && !cycle.hasReason,
  });
  return answerForCycle('F5', cycle, missing);
}

/** F1 to F6 of one cycle, in order. */
export function cycleFidelity(cycle: FidelityCycle): CriterionAnswer[] {
  return [
    allStages(cycle),
    predictions(cycle),
    verdicts(cycle),
    measureAnswer(cycle),
    decisionAnswer(cycle),
    answerForCycle('F6', cycle, cycle.asPlanned === null ? ['as_planned_not_answered'] : []),
  ];
}

const step = (scale: CycleScale) => cycleScales.indexOf(scale);

function rampIsOver(ramp: FidelityRamp): boolean {
  return ramp.cycles.length > 0 && ramp.cycles.every((cycle) => cycle.stage === 'closed');
}

function answerForRamp(
  criterion: Criterion,
  ramp: FidelityRamp,
  missing: readonly string[],
  failed: readonly string[] = [],
) {
  return rampIsOver(ramp) ? answer(criterion, [...failed, ...missing]) : answer(criterion, failed, missing);
}

function chainAnswer(ramp: FidelityRamp): CriterionAnswer {
  const ids = new Set(ramp.cycles.map((cycle) => cycle.id));
  const successors = ramp.cycles.filter((cycle) => cycle.previousId !== null && ids.has(cycle.previousId));
  const failed = reasons({
    cycle_outside_the_chain: ramp.cycles.length > 1 && successors.length < ramp.cycles.length - 1,
    learning_not_cited: successors.some((cycle) => !cycle.citesLearning && cycle.stage !== 'plan'),
  });
  return answerForRamp('R1', ramp, successors.length === 0 ? ['only_one_cycle'] : [], failed);
}

/** The cycles that jump more than one step of scale over the one before, which the ladder flags. */
export function scaleJumps(cycles: readonly FidelityCycle[]): string[] {
  const byId = new Map(cycles.map((cycle) => [cycle.id, cycle]));
  return cycles
    .filter((cycle) => {
      const before = cycle.previousId === null ? undefined : byId.get(cycle.previousId);
      return before?.scale && cycle.scale ? step(cycle.scale) - step(before.scale) > 1 : false;
    })
    .map((cycle) => cycle.id);
}

function scaleAnswer(ramp: FidelityRamp): CriterionAnswer {
  const first = ramp.cycles[0];
  const scales = ramp.cycles.flatMap((cycle) => (cycle.scale ? [step(cycle.scale)] : []));
  const start = first?.scale ? step(first.scale) : null;
  const grows = start !== null && scales.some((scale) => scale > start);
  const missing = reasons({ scale_not_recorded: start === null, scale_has_not_grown: start !== null && !grows });
  // A jump is flagged beside the result, and does not decide it.
  const flagged = scaleJumps(ramp.cycles).length > 0 ? ['scale_jumped'] : [];
  const found = answerForRamp('R2', ramp, missing, first?.scale === 'whole_system' ? ['first_scale_is_the_whole'] : []);
  return { ...found, reasons: [...found.reasons, ...flagged] };
}

function points(ramp: FidelityRamp): CriterionAnswer {
  const found = answerForRamp('R3', ramp, ramp.measurePoints < pointsAtLeast ? ['too_few_points'] : []);
  const flags = ramp.measurePoints < pointsForRunRules ? ['too_few_points_for_run_rules'] : [];
  return { ...found, reasons: [...found.reasons, ...flags] };
}

/** A met prediction under larger or varied conditions than the ramp's first cycle. */
function metUnderWiderConditions(ramp: FidelityRamp): boolean {
  const first = ramp.cycles[0];
  return ramp.cycles.some((cycle) => {
    const larger = first?.scale && cycle.scale ? step(cycle.scale) > step(first.scale) : false;
    const met = cycle.questions.some((question) => question.lockedAt !== null && question.verdict === 'met');
    return met && (larger || cycle.variedConditions);
  });
}

/**
 * Why an adoption has no evidence behind it; empty when it has, or when nothing was adopted.
 * When it is not empty, the ramp and its practice read "adopted without evidence" (R4).
 */
export function adoptedWithoutEvidence(ramp: FidelityRamp): string[] {
  if (!ramp.cycles.some((cycle) => cycle.decision === 'adopt')) return [];
  return reasons({
    no_met_prediction_under_wider_conditions: !metUnderWiderConditions(ramp),
    no_favourable_signal_against_frozen_baseline: ramp.favourableSignalAgainstFrozenBaseline !== true,
  });
}

function adoptionAnswer(ramp: FidelityRamp): CriterionAnswer {
  if (!ramp.cycles.some((cycle) => cycle.decision === 'adopt')) return answer('R4', [], ['not_adopted']);
  return answer('R4', adoptedWithoutEvidence(ramp));
}

/** Calendar days (UTC) from the plan to the decision; null while either is missing. */
export function cycleDays(cycle: Pick<FidelityCycle, 'plannedAt' | 'decidedAt'>): number | null {
  if (cycle.plannedAt === null || cycle.decidedAt === null) return null;
  return daysBetween(dayIn('UTC', cycle.plannedAt), dayIn('UTC', cycle.decidedAt));
}

function balanceAnswer(ramp: FidelityRamp): CriterionAnswer {
  const long = ramp.cycles.some((cycle) => (cycleDays(cycle) ?? 0) > cycleDaysAtMost);
  const missing = reasons({
    no_balancing_measure: !ramp.hasBalancingMeasure,
    no_cycle_finished: ramp.cycles.every((cycle) => cycleDays(cycle) === null),
  });
  return answerForRamp('R5', ramp, missing, long ? ['cycle_over_a_month'] : []);
}

/** R1 to R6 of one ramp, in order. */
export function rampFidelity(ramp: FidelityRamp): CriterionAnswer[] {
  return [
    chainAnswer(ramp),
    scaleAnswer(ramp),
    points(ramp),
    adoptionAnswer(ramp),
    balanceAnswer(ramp),
    answerForRamp('R6', ramp, ramp.driverId === null ? ['no_driver'] : []),
  ];
}

export type CriterionCounts = Readonly<Record<CriterionResult, number>>;

/** How many passed, failed and are open, criterion by criterion: counts to be shown side by side, never added up. */
export function countByCriterion(answers: readonly CriterionAnswer[]): Map<Criterion, CriterionCounts> {
  const counts = new Map<Criterion, CriterionCounts>();
  for (const { criterion, result } of answers) {
    const sofar = counts.get(criterion) ?? { pass: 0, fail: 0, not_yet: 0 };
    counts.set(criterion, { ...sofar, [result]: sofar[result] + 1 });
  }
  return counts;
}
