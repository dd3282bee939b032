import { type Refusal, refusal } from './lifecycle.ts';
import type { ChartDecisionKind } from './vocabulary.ts';

/**
 * Fewest shown values that a part of a chart may be given by a decision: the run that makes new limits worth thinking
 * of (eight points on one side; Provost & Murray, The Health Care Data Guide).
 */
export const fewestPointsOfPart = 8;

/** What is known of the series where a decision would stand; only values that everybody sees count. */
export interface DecisionFacts {
  /** Whether the period itself has a shown value. */
  readonly shownThere: boolean;
  /** Periods before it, with or without a value. */
  readonly periodsBefore: number;
  /** Shown values from it on, its own with them. */
  readonly shownFrom: number;
  /** Shown values up to it, its own with them. */
  readonly shownThrough: number;
  /** Whether such a decision stands already: the same for the period, for a baseline any of the series. */
  readonly standing: boolean;
  /** Recalculation only: whether the person expects the change to last. */
  readonly expectedToLast: boolean;
}

const few = (what: string, count: number): Refusal =>
  refusal('TOO_FEW_POINTS', `${what} needs at least ${fewestPointsOfPart} shown values; there are ${count}.`);

/**
 * Why a decision about a chart cannot be taken, or null when it can (DESIGN.md, rule 5: limits are recalculated only
 * by a person, with a reason on record, when a change is expected to last and there are enough points).
 */
export function refuseDecision(kind: ChartDecisionKind, facts: DecisionFacts): Refusal | null {
  if (facts.standing) {
    return kind === 'frozen_baseline'
      ? refusal('ALREADY_DECIDED', 'This series has a frozen baseline already. Withdraw that one first.')
      : refusal('ALREADY_DECIDED', 'This was decided for the period already.');
  }
  switch (kind) {
    case 'excluded_point':
      return facts.shownThere
        ? null
        : refusal('NO_SHOWN_VALUE', 'Only a value that the chart shows can be left out. Choose another period.');
    case 'frozen_baseline':
      return facts.shownThrough < fewestPointsOfPart ? few('A baseline', facts.shownThrough) : null;
    case 'recalculation':
      if (facts.periodsBefore === 0) {
        return refusal('NOTHING_BEFORE', 'The series begins there: choose a later period.');
      }
      if (!facts.expectedToLast) {
        return refusal(
          'NOT_EXPECTED_TO_LAST',
          'Limits are recalculated only for a change that is expected to last. Wait, or leave single points out.',
        );
      }
      return facts.shownFrom < fewestPointsOfPart ? few('New limits', facts.shownFrom) : null;
  }
}
