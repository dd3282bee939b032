import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adoptedWithoutEvidence,
  countByCriterion,
  cycleFidelity,
  rampFidelity,
  scaleJumps,
  type Criterion,
  type CriterionAnswer,
  type FidelityCycle,
  type FidelityQuestion,
  type FidelityRamp,
} from './fidelity.ts';
import { cycleDecisions, cycleScales, cycleStages } from './vocabulary.ts';

const question: FidelityQuestion = {
  hasPrediction: true,
  direction: 'rise',
  hasValue: true,
  lockedAt: '2026-01-05T09:00:00Z',
  versionsAfterLock: 0,
  verdict: 'met',
  citesEvidence: true,
};

const cycle: FidelityCycle = {
  id: 'c1',
  previousId: null,
  stage: 'closed',
  scale: 'one_person',
  plannedAt: '2026-01-02T09:00:00Z',
  firstDoRecordAt: '2026-01-06T09:00:00Z',
  doEndedAt: '2026-01-09T09:00:00Z',
  studiedAt: '2026-01-10T09:00:00Z',
  decidedAt: '2026-01-12T09:00:00Z',
  questions: [question],
  measure: { definition: true, collector: true, schedule: true },
  decision: 'adapt',
  hasSuccessor: true,
  hasReason: false,
  asPlanned: false,
  citesLearning: false,
  variedConditions: false,
};

const second: FidelityCycle = {
  ...cycle,
  id: 'c2',
  previousId: 'c1',
  scale: 'one_group',
  decision: 'adopt',
  citesLearning: true,
};

const ramp: FidelityRamp = {
  cycles: [cycle, second],
  measurePoints: 12,
  favourableSignalAgainstFrozenBaseline: true,
  hasBalancingMeasure: true,
  driverId: 'd1',
};

function pick(answers: CriterionAnswer[], criterion: Criterion) {
  const found = answers.find((each) => each.criterion === criterion);
  return [found?.result, ...(found?.reasons ?? [])];
}

const ofCycle = (criterion: Criterion, changes: Partial<FidelityCycle>) =>
  pick(cycleFidelity({ ...cycle, ...changes }), criterion);
const ofRamp = (criterion: Criterion, changes: Partial<FidelityRamp>) =>
  pick(rampFidelity({ ...ramp, ...changes }), criterion);

describe('fidelity of a cycle', () => {
  it('passes a complete one', () => {
    expect(cycleFidelity(cycle).map((each) => `${each.criterion} ${each.result}`)).toEqual(
      ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'].map((criterion) => `${criterion} pass`),
    );
  });

  it.each<[Criterion, Partial<FidelityCycle>, string[]]>([
    ['F1', { studiedAt: '2026-01-08T09:00:00Z' }, ['fail', 'studied_before_do_ended']],
    ['F1', { studiedAt: null }, ['fail', 'study_not_recorded']],
    ['F1', { stage: 'study', studiedAt: null, decidedAt: null }, ['not_yet', 'study_not_recorded', 'act_not_recorded']],
    ['F2', { questions: [] }, ['fail', 'no_question']],
    ['F2', { questions: [{ ...question, hasPrediction: false }] }, ['fail', 'question_without_prediction']],
    ['F2', { questions: [{ ...question, lockedAt: null }] }, ['fail', 'prediction_locked_late']],
    ['F2', { questions: [{ ...question, lockedAt: '2026-01-07T09:00:00Z' }] }, ['fail', 'prediction_locked_late']],
    ['F2', { questions: [{ ...question, versionsAfterLock: 1 }] }, ['fail', 'prediction_changed_after_lock']],
    ['F2', { questions: [{ ...question, hasValue: false }] }, ['fail', 'prediction_without_value']],
    ['F2', { questions: [{ ...question, direction: 'qualitative', hasValue: false }] }, ['pass']],
    [
      'F2',
      { stage: 'plan', firstDoRecordAt: null, questions: [{ ...question, lockedAt: null }] },
      ['not_yet', 'prediction_not_locked_yet'],
    ],
    ['F3', { questions: [{ ...question, verdict: null }] }, ['fail', 'prediction_without_verdict']],
    ['F3', { questions: [{ ...question, citesEvidence: false }] }, ['fail', 'verdict_without_evidence']],
    ['F3', { stage: 'study', questions: [{ ...question, verdict: null }] }, ['not_yet', 'prediction_without_verdict']],
    ['F4', { measure: null }, ['fail', 'no_measure']],
    ['F4', { stage: 'plan', measure: null }, ['not_yet', 'no_measure']],
    ['F4', { measure: { definition: true, collector: false, schedule: true } }, ['fail', 'measure_without_collector']],
    ['F5', { hasSuccessor: false }, ['fail', 'no_successor']],
    ['F5', { decision: 'abandon' }, ['fail', 'no_reason']],
    ['F5', { decision: 'abandon', hasReason: true }, ['pass']],
    ['F5', { stage: 'act', decision: null }, ['not_yet', 'no_decision']],
    ['F6', { asPlanned: null }, ['fail', 'as_planned_not_answered']],
    ['F6', { stage: 'do', asPlanned: null }, ['not_yet', 'as_planned_not_answered']],
  ])('%s with %o is %o', (criterion, changes, expected) => {
    expect(ofCycle(criterion, changes)).toEqual(expected);
  });
});

describe('fidelity of a ramp', () => {
  it('passes a complete one', () => {
    expect(rampFidelity(ramp).map((each) => `${each.criterion} ${each.result}`)).toEqual(
      ['R1', 'R2', 'R3', 'R4', 'R5', 'R6'].map((criterion) => `${criterion} pass`),
    );
  });

  it.each<[Criterion, Partial<FidelityRamp>, string[]]>([
    ['R1', { cycles: [cycle] }, ['fail', 'only_one_cycle']],
    ['R1', { cycles: [{ ...cycle, stage: 'do' }] }, ['not_yet', 'only_one_cycle']],
    ['R1', { cycles: [cycle, { ...second, citesLearning: false }] }, ['fail', 'learning_not_cited']],
    ['R1', { cycles: [cycle, second, { ...second, id: 'c3' }] }, ['pass']],
    ['R1', { cycles: [cycle, second, { ...second, id: 'c3', previousId: null }] }, ['fail', 'cycle_outside_the_chain']],
    [
      'R2',
      { cycles: [{ ...cycle, scale: 'whole_system' }, second] },
      ['fail', 'first_scale_is_the_whole', 'scale_has_not_grown'],
    ],
    ['R2', { cycles: [cycle, { ...second, scale: 'one_site' }] }, ['pass', 'scale_jumped']],
    ['R2', { cycles: [cycle, { ...second, scale: 'one_person' }] }, ['fail', 'scale_has_not_grown']],
    ['R3', { measurePoints: 2 }, ['fail', 'too_few_points', 'too_few_points_for_run_rules']],
    ['R3', { measurePoints: 9 }, ['pass', 'too_few_points_for_run_rules']],
    ['R4', { favourableSignalAgainstFrozenBaseline: null }, ['fail', 'no_favourable_signal_against_frozen_baseline']],
    [
      'R4',
      { cycles: [cycle, { ...second, scale: 'one_person' }] },
      ['fail', 'no_met_prediction_under_wider_conditions'],
    ],
    ['R4', { cycles: [cycle, { ...second, scale: 'one_person', variedConditions: true }] }, ['pass']],
    ['R4', { cycles: [cycle] }, ['not_yet', 'not_adopted']],
    ['R5', { hasBalancingMeasure: false }, ['fail', 'no_balancing_measure']],
    ['R5', { cycles: [cycle, { ...second, decidedAt: '2026-02-12T09:00:00Z' }] }, ['fail', 'cycle_over_a_month']],
    ['R6', { driverId: null }, ['fail', 'no_driver']],
  ])('%s with %o is %o', (criterion, changes, expected) => {
    expect(ofRamp(criterion, changes)).toEqual(expected);
  });

  it('does not count a prediction that was written after the fact as evidence', () => {
    const unlocked = { ...second, questions: [{ ...question, lockedAt: null }] };
    expect(adoptedWithoutEvidence({ ...ramp, cycles: [cycle, unlocked] })).toEqual([
      'no_met_prediction_under_wider_conditions',
    ]);
  });

  it('names the cycles that jump', () => {
    expect(scaleJumps([cycle, { ...second, scale: 'whole_system' }])).toEqual(['c2']);
  });
});

describe('fidelity in general', () => {
  const cycles = fc.record({
    stage: fc.constantFrom(...cycleStages),
    scale: fc.constantFrom(...cycleScales, null),
    decision: fc.constantFrom(...cycleDecisions, null),
    hasSuccessor: fc.boolean(),
    asPlanned: fc.constantFrom(true, false, null),
    studiedAt: fc.constantFrom(cycle.studiedAt, null),
  });

  it('gives a reason whenever it does not pass, and leaves nothing open on a closed cycle', () => {
    fc.assert(
      fc.property(cycles, (changes) => {
        for (const { result, reasons } of cycleFidelity({ ...cycle, ...changes })) {
          expect(result === 'pass' || reasons.length > 0).toBe(true);
          expect(changes.stage === 'closed' && result === 'not_yet').toBe(false);
        }
      }),
    );
  });

  it('counts each criterion by itself', () => {
    const counts = countByCriterion([...cycleFidelity(cycle), ...cycleFidelity({ ...cycle, measure: null })]);
    expect(counts.get('F4')).toEqual({ pass: 1, fail: 1, not_yet: 0 });
    expect(counts.get('F1')).toEqual({ pass: 2, fail: 0, not_yet: 0 });
  });
});
