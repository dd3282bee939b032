import { describe, expect, it } from 'vitest';
import { cycleFidelity, type CycleRecord, type PredictionRecord } from './cycle-fidelity.ts';
import { rampFidelity, type Ramp, type RampCycle } from './ramp-fidelity.ts';

const prediction: PredictionRecord = {
  complete: true,
  lockedAt: 10,
  editedAfterLock: false,
  hasVerdict: true,
  citesEvidence: true,
};

const whole: CycleRecord = {
  plan: { startedAt: 1, endedAt: 10 },
  do: { startedAt: 11, endedAt: 20 },
  study: { startedAt: 21, endedAt: 30 },
  act: { startedAt: 31, endedAt: 40 },
  firstDoRecordAt: 12,
  questions: [[prediction], [prediction]],
  measure: { definition: true, collector: true, schedule: true },
  decision: 'adapt',
  hasSuccessor: true,
  hasReason: false,
  answeredAsPlanned: true,
};

const verdicts = (change: Partial<CycleRecord>): string =>
  cycleFidelity({ ...whole, ...change })
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ code, verdict }) => `${code} ${verdict}`)
    .join();

describe('cycleFidelity', () => {
  const open = { startedAt: null, endedAt: null };
  it.each<[string, Partial<CycleRecord>, string]>([
    ['a whole cycle', {}, ''],
    ['Study before Do ended', { study: { startedAt: 15, endedAt: 30 } }, 'F1 fail'],
    ['no question', { questions: [] }, 'F2 fail,F3 fail'],
    ['a question without a prediction', { questions: [[prediction], []] }, 'F2 fail'],
    ['a prediction locked too late', { questions: [[{ ...prediction, lockedAt: 13 }]] }, 'F2 fail'],
    ['a prediction edited later', { questions: [[{ ...prediction, editedAfterLock: true }]] }, 'F2 fail'],
    ['a verdict without evidence', { questions: [[{ ...prediction, citesEvidence: false }]] }, 'F3 fail'],
    ['nobody to collect', { measure: { definition: true, collector: false, schedule: true } }, 'F4 fail'],
    ['adapt without a successor', { hasSuccessor: false }, 'F5 fail'],
    ['abandon without a reason', { decision: 'abandon' }, 'F5 fail'],
    ['an open Act', { act: open, decision: null }, 'F1 not_yet,F5 not_yet'],
    ['no answer on what happened', { answeredAsPlanned: false }, 'F6 fail'],
  ])('%s', (_, change, expected) => {
    expect(verdicts(change)).toBe(expected);
  });

  it('counts what is there', () => {
    const half = cycleFidelity({ ...whole, questions: [[prediction], []] });
    expect(half[1]).toEqual({ code: 'F2', verdict: 'fail', met: 1, of: 2 });
  });
});

describe('rampFidelity', () => {
  const day = 24 * 60 * 60 * 1000;
  const first: RampCycle = {
    id: 'a',
    previousId: null,
    citesLesson: false,
    scale: 0,
    variedConditions: false,
    metPredictions: 1,
    decision: 'expand',
    startedAt: 0,
    endedAt: 10 * day,
  };
  const second: RampCycle = { ...first, id: 'b', previousId: 'a', citesLesson: true, scale: 1, decision: 'adopt' };
  const ramp: Ramp = {
    cycles: [first, second],
    wholeScale: 4,
    regularPoints: 12,
    favourableSignal: true,
    balancingMeasure: true,
    tiedToDriver: true,
  };
  const failing = (change: Partial<Ramp>): string[] =>
    rampFidelity({ ...ramp, ...change })
      .criteria.filter(({ verdict }) => verdict !== 'pass')
      .map(({ code, verdict }) => `${code} ${verdict}`);

  it('passes a ramp that is whole', () => {
    expect(failing({})).toEqual([]);
    expect(rampFidelity(ramp)).toMatchObject({ jumps: [], runRulesAllowed: true, adoptedWithoutEvidence: false });
  });

  it('flags a jump of scale and a first test on the whole', () => {
    expect(rampFidelity({ ...ramp, cycles: [first, { ...second, scale: 3 }] }).jumps).toEqual(['b']);
    expect(failing({ wholeScale: 0 })).toEqual(['R2 fail']);
  });

  it('reads as adopted without evidence when no signal stands behind it', () => {
    expect(rampFidelity({ ...ramp, favourableSignal: false }).adoptedWithoutEvidence).toBe(true);
    expect(rampFidelity({ ...ramp, favourableSignal: false, cycles: [first] }).adoptedWithoutEvidence).toBe(false);
    const sameScale = { ...second, scale: 0 };
    expect(failing({ cycles: [first, sameScale] })).toEqual(['R2 not_yet', 'R4 fail']);
  });

  it('waits for points, and fails a slow cycle', () => {
    expect(failing({ regularPoints: 2 })).toEqual(['R3 not_yet']);
    expect(failing({ cycles: [first, { ...second, endedAt: 40 * day }] })).toEqual(['R5 fail']);
    expect(rampFidelity({ ...ramp, regularPoints: 9 }).runRulesAllowed).toBe(false);
  });
});
