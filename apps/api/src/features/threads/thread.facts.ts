import { stuckReason } from '@throughline/domain/stuck';
import type {
  ActionState,
  CycleDecision,
  CycleStage,
  EscalationState,
  ItemKind,
  PlanState,
} from '@throughline/domain/vocabulary';
import type { FieldChangeType, StuckType, ThreadItemType } from './thread.type.ts';

/** An item as the reads answer it. */
export interface ItemRow {
  id: string;
  kind: ItemKind;
  title: string;
  state: string;
  networkId: string | null;
  networkName: string | null;
  on: string;
  dueOn: string | null;
  isOver: boolean;
  isStuck: boolean;
  blockedReason: string | null;
  decision: CycleDecision | null;
  predictedQuestions: number | null;
  lastUpdatedOn: string | null;
}

/** The item with why it is stuck on the day `today`. */
export function toThreadItem(row: ItemRow, today: string): ThreadItemType {
  const { id, kind, title, state, networkId, networkName, on, dueOn, isOver, decision } = row;
  return { id, kind, title, state, networkId, networkName, on, dueOn, isOver, decision, stuck: whyStuck(row, today) };
}

function whyStuck(row: ItemRow, today: string): StuckType | null {
  if (row.isOver) return null;
  const reason = byRule(row, today);
  if (reason) return { ...reason, reason: row.blockedReason?.trim() || null };
  return row.isStuck && row.kind !== 'cycle' ? { code: 'stopped', days: null, reason: null } : null;
}

/** The registry keeps one due day an item: of an ask it is the respond-by day, and once it is promised the promised day. */
function byRule(row: ItemRow, today: string) {
  const { dueOn } = row;
  switch (row.kind) {
    case 'action':
      return stuckReason({ kind: 'action', state: row.state as ActionState, dueOn }, today);
    case 'escalation': {
      const state = row.state as EscalationState;
      return stuckReason({ kind: 'escalation', state, respondBy: dueOn, promisedOn: dueOn }, today);
    }
    case 'cycle': {
      const predictedQuestions = row.predictedQuestions ?? 0;
      return stuckReason({ kind: 'cycle', state: row.state as CycleStage, predictedQuestions }, today);
    }
    case 'action_plan': {
      if (row.lastUpdatedOn === null) return null;
      const state = row.state as PlanState;
      return stuckReason({ kind: 'action_plan', state, lastUpdatedOn: row.lastUpdatedOn }, today);
    }
    default:
      return null;
  }
}

/** Fields that say nothing to a person: who a row belongs to, and addresses. */
const notTold = new Set(['partnershipId', 'accountId', 'email']);
/** How much of a changed text the history shows. */
const mostShown = 2_000;

/** The changes of an audit row field by field. */
export function toChanges(changes: Record<string, unknown>): FieldChangeType[] {
  return Object.entries(changes)
    .filter(([field]) => !notTold.has(field))
    .map(([field, pair]) => {
      const [before, after] = Array.isArray(pair) ? (pair as unknown[]) : [null, pair];
      return { field, before: asText(before), after: asText(after) };
    });
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, mostShown);
}
