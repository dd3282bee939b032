import { daysBetween } from './dates.ts';
import { daysLate } from './due.ts';
import { actionIsOpen } from './lifecycles/action.ts';
import { escalationIsUnanswered } from './lifecycles/escalation.ts';
import type { ActionState, CycleStage, EscalationState, PlanState } from './vocabulary.ts';

/** What has to be known of an item to say whether it is stuck; days are YYYY-MM-DD. */
export type StuckFacts =
  | { readonly kind: 'action'; readonly state: ActionState; readonly dueOn: string | null }
  | {
      readonly kind: 'escalation';
      readonly state: EscalationState;
      readonly respondBy: string | null;
      readonly promisedOn: string | null;
    }
  | {
      readonly kind: 'cycle';
      readonly state: CycleStage;
      /** Questions that have a prediction. */
      readonly predictedQuestions: number;
    }
  | {
      readonly kind: 'action_plan';
      readonly state: PlanState;
      /** The last day on which the plan or one of its actions was updated. */
      readonly lastUpdatedOn: string;
    };

export const stuckCodes = [
  'action_blocked',
  'action_late',
  'escalation_unanswered',
  'promise_past_due',
  'cycle_without_prediction',
  'plan_stale',
] as const;
export type StuckCode = (typeof stuckCodes)[number];

export interface Stuck {
  readonly code: StuckCode;
  /** Days late, overdue or without an update; null where the reason has no clock. */
  readonly days: number | null;
}

/** An agreed plan without an update for longer than this is stale: a network's monthly meeting and a few days' grace. */
export const planStaleAfterDays = 35;

const after = (code: StuckCode, days: number): Stuck | null => (days > 0 ? { code, days } : null);

/** Why an item is stuck on the day `today` (in the partnership's time zone), or null. A blocked action says so even when it is late. */
export function stuckReason(facts: StuckFacts, today: string): Stuck | null {
  switch (facts.kind) {
    case 'action':
      if (facts.state === 'blocked') return { code: 'action_blocked', days: null };
      return actionIsOpen(facts.state) ? after('action_late', daysLate(facts.dueOn, today)) : null;
    case 'escalation':
      if (escalationIsUnanswered(facts.state)) return after('escalation_unanswered', daysLate(facts.respondBy, today));
      return facts.state === 'committed' ? after('promise_past_due', daysLate(facts.promisedOn, today)) : null;
    case 'cycle':
      return facts.state !== 'closed' && facts.predictedQuestions === 0
        ? { code: 'cycle_without_prediction', days: null }
        : null;
    case 'action_plan': {
      const idle = daysBetween(facts.lastUpdatedOn, today);
      return facts.state === 'agreed' && idle > planStaleAfterDays ? { code: 'plan_stale', days: idle } : null;
    }
  }
}
