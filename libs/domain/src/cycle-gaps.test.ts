import { describe, expect, it } from 'vitest';
import { gapsOf, type GapFacts } from './cycle-gaps.ts';

const question = {
  prediction: 'Half of them come back',
  direction: 'rise' as const,
  predictedLow: 50,
  lockedAt: '2026-03-02T12:00:00Z',
  verdict: 'met' as const,
};
const complete: GapFacts = {
  stage: 'closed',
  scale: 'one_group',
  whatHappened: 'Eleven of twenty came back.',
  carriedOutAsPlanned: true,
  measureDefinition: 'Families who come back within a week',
  decision: 'adapt',
  questions: [question],
};

describe('gaps of a cycle', () => {
  it('finds none in a complete one', () => {
    expect(gapsOf(complete)).toEqual([]);
  });

  it.each([
    ['no_prediction_locked_beforehand', { questions: [{ ...question, lockedAt: null }] }],
    ['prediction_not_measurable', { questions: [{ ...question, predictedLow: null }] }],
    ['prediction_not_measurable', { questions: [{ ...question, direction: null }] }],
    ['no_do_notes', { whatHappened: ' ' }],
    ['as_planned_not_answered', { carriedOutAsPlanned: null }],
    ['no_verdict', { questions: [{ ...question, verdict: null }] }],
    ['no_measure', { measureDefinition: '' }],
    ['no_scale', { scale: null }],
    ['no_decision', { decision: null, stage: 'study' as const }],
  ])('names %s', (gap, change) => {
    expect(gapsOf({ ...complete, ...change })).toEqual([gap]);
  });

  it('takes a prediction in words alone when it is said to be one', () => {
    const inWords = { ...question, direction: 'qualitative' as const, predictedLow: null };
    expect(gapsOf({ ...complete, questions: [inWords] })).toEqual([]);
  });

  it('misses nothing of a stage that has not come', () => {
    const planned = { ...question, lockedAt: null, verdict: null };
    const plan = { ...complete, stage: 'plan' as const, whatHappened: '', carriedOutAsPlanned: null, decision: null };
    expect(gapsOf({ ...plan, questions: [planned] })).toEqual([]);
    expect(gapsOf({ ...plan, questions: [] })).toEqual(['no_prediction']);
  });
});
