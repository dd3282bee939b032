import { addDays } from './dates.ts';
import { refusal, type Refusal } from './refusals/refusal.ts';
import { titleFrom } from './quick-log.ts';
import type { ActionState, EscalationCategory, EscalationKind, LinkRelation } from './vocabulary.ts';

export interface BlockedAction {
  readonly id: string;
  readonly title: string;
  readonly state: ActionState;
  readonly networkId: string;
  /** Why it is blocked, in the owner's words. */
  readonly blockedReason: string | null;
  /** YYYY-MM-DD. */
  readonly dueOn: string | null;
}

/** An escalation filled in from a blocked action; every part can be changed before it is raised. */
export interface BarrierDraft {
  readonly ok: true;
  readonly kind: Extract<EscalationKind, 'barrier'>;
  /** What is blocked, short enough for a title; the sentences around it are the screen's, in the reader's language. */
  readonly subject: string;
  /** Why it is blocked, in the owner's words; empty when nobody wrote it. */
  readonly reason: string;
  /** When the action is due, YYYY-MM-DD. */
  readonly dueOn: string | null;
  /** Never guessed: a wrong category sends the ask to the wrong people. */
  readonly category: EscalationCategory | null;
  readonly respondBy: string;
  readonly networkId: string;
  readonly sourceActionId: string;
  /** The link from the action to the escalation. */
  readonly relation: Extract<LinkRelation, 'blocked_by'>;
}

/** Days that somebody asked is given to answer, unless the action is due sooner. */
export const answerWithinDays = 14;
/** Nobody is asked to answer in less than this many days. */
export const answerNotBeforeDays = 3;

function respondBy(dueOn: string | null, today: string): string {
  const usual = addDays(today, answerWithinDays);
  const soonest = addDays(today, answerNotBeforeDays);
  if (dueOn === null || dueOn > usual) return usual;
  return dueOn < soonest ? soonest : dueOn;
}

/**
 * The barrier that a blocked action offers to become. Refused with ACTION_NOT_BLOCKED when it is not blocked.
 * `today` is YYYY-MM-DD in the partnership's time zone.
 */
export function barrierFromBlockedAction(action: BlockedAction, today: string): BarrierDraft | Refusal {
  if (action.state !== 'blocked') {
    return refusal('ACTION_NOT_BLOCKED');
  }
  return {
    ok: true,
    kind: 'barrier',
    subject: titleFrom(action.title),
    reason: action.blockedReason?.trim() ?? '',
    dueOn: action.dueOn,
    category: null,
    respondBy: respondBy(action.dueOn, today),
    networkId: action.networkId,
    sourceActionId: action.id,
    relation: 'blocked_by',
  };
}
