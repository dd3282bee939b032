import { expect, test } from 'vitest';
import { type DecisionFacts, refuseDecision } from './chart-decisions.ts';

const facts: DecisionFacts = {
  shownThere: true,
  periodsBefore: 12,
  shownFrom: 8,
  shownThrough: 12,
  standing: false,
  expectedToLast: true,
};

test('each decision may be taken when its conditions hold', () => {
  for (const kind of ['recalculation', 'frozen_baseline', 'excluded_point'] as const) {
    expect(refuseDecision(kind, facts)).toBeNull();
  }
});

test.each([
  ['recalculation', { shownFrom: 7 }, 'TOO_FEW_POINTS'],
  ['recalculation', { periodsBefore: 0 }, 'NOTHING_BEFORE'],
  ['recalculation', { expectedToLast: false }, 'NOT_EXPECTED_TO_LAST'],
  ['recalculation', { standing: true }, 'ALREADY_DECIDED'],
  ['frozen_baseline', { shownThrough: 7 }, 'TOO_FEW_POINTS'],
  ['frozen_baseline', { standing: true }, 'BASELINE_FROZEN'],
  ['excluded_point', { shownThere: false }, 'NO_SHOWN_VALUE'],
  ['excluded_point', { standing: true }, 'ALREADY_DECIDED'],
] as const)('%s with %o is refused with %s', (kind, change, code) => {
  expect(refuseDecision(kind, { ...facts, ...change })).toMatchObject({ ok: false, code });
});
