import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleStages } from '../vocabulary.ts';
import { changePrediction, lockPredictions, type PredictedQuestion, type Prediction } from './prediction.ts';

const prediction: Prediction = { text: 'Eight of ten come back', direction: 'rise', low: 0.8, high: null };
const question: PredictedQuestion = { id: 'q', text: 'Do they come back?', prediction, lockedAt: null };

describe('predictions', () => {
  it('are locked when Do begins, each once, and only where there is one', () => {
    const open = { ...question, id: 'open', prediction: null };
    const locked = lockPredictions([question, open], '2026-01-05T09:00:00Z');
    expect(locked.map((each) => each.lockedAt)).toEqual(['2026-01-05T09:00:00Z', null]);
    expect(lockPredictions(locked, '2026-02-01T09:00:00Z')[0]?.lockedAt).toBe('2026-01-05T09:00:00Z');
  });

  it('of a retrospective cycle are never called locked, and stay open until it is closed', () => {
    expect(lockPredictions([question], '2026-01-05T09:00:00Z', true)[0]?.lockedAt).toBeNull();
    expect(changePrediction(question, null, { stage: 'study', retrospective: true }).ok).toBe(true);
    expect(changePrediction(question, null, { stage: 'closed', retrospective: true }).ok).toBe(false);
  });

  it('cannot be added after Do began', () => {
    expect(changePrediction({ ...question, prediction: null }, prediction, { stage: 'do' })).toMatchObject({
      code: 'PREDICTION_LOCKED',
    });
  });

  it('never change once locked, whatever is tried', () => {
    const texts = fc.array(fc.tuple(fc.string(), fc.constantFrom(...cycleStages), fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(texts, (attempts) => {
        let current = lockPredictions([question], '2026-01-05T09:00:00Z')[0]!;
        for (const [text, stage, retrospective] of attempts) {
          const outcome = changePrediction(current, { ...prediction, text }, { stage, retrospective });
          if (outcome.ok) current = outcome.question;
        }
        expect(current.prediction).toBe(prediction);
      }),
    );
  });
});
