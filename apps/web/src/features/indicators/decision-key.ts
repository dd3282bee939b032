import type { ChartDecisionKind } from '@throughline/domain/vocabulary';

/** A decision about to be taken: what is known of it before the person says why. */
export interface OpenDecision {
  kind: ChartDecisionKind;
  periodStart?: string;
  /** The signal in words, where the tool saw one. */
  signal?: string;
}

/**
 * The name of the form of a decision, under which what is typed is found again: by what it is about alone. The series'
 * own id tells also how many periods a page shows of it, and another target or value brings more of them.
 */
export const decisionKey = (
  { indicatorId, placeId, populationId }: { indicatorId: string; placeId: string; populationId: string },
  { kind, periodStart = '' }: OpenDecision,
): string => `decision:${kind}:${indicatorId}:${placeId}:${populationId}:${periodStart}`;
