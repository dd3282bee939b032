import { type Refusal, refusal } from './refusals/refusal.ts';
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

const few = (shown: number): Refusal => refusal('TOO_FEW_POINTS', { needed: fewestPointsOfPart, shown });

/**
 * Why a decision about a chart cannot be taken, or null when it can (DESIGN.md, rule 5: limits are recalculated only
 * by a person, with a reason on record, when a change is expected to last and there are enough points).
 */
export function refuseDecision(kind: ChartDecisionKind, facts: DecisionFacts): Refusal | null {
  if (facts.standing) {
    return kind === 'frozen_baseline' ? refusal('BASELINE_FROZEN') : refusal('ALREADY_DECIDED');
  }
  switch (kind) {
    case 'excluded_point':
      return facts.shownThere ? null : refusal('NO_SHOWN_VALUE');
    case 'frozen_baseline':
      return facts.shownThrough < fewestPointsOfPart ? few(facts.shownThrough) : null;
    case 'recalculation':
      if (facts.periodsBefore === 0) {
        return refusal('NOTHING_BEFORE');
      }
      if (!facts.expectedToLast) {
        return refusal('NOT_EXPECTED_TO_LAST');
      }
      return facts.shownFrom < fewestPointsOfPart ? few(facts.shownFrom) : null;
  }
}
