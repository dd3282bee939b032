import { addDays } from './dates.ts';
import { isWritten, refusal, type Refusal } from './lifecycle.ts';
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
  readonly title: string;
  readonly description: string;
  /** A beginning for the specific ask, to be finished by the person. */
  readonly ask: string;
  /** Never guessed: a wrong category sends the ask to the wrong people. */
  readonly category: EscalationCategory | null;
  readonly respondBy: string;
  readonly networkId: string;
  readonly sourceActionId: string;
  /** The link from the action to the escalation. */
  readonly relation: Extract<LinkRelation, 'blocked_by'>;
}

export type DraftLanguage = 'en' | 'es';

const phrases: Readonly<
  Record<
    DraftLanguage,
    { title: (action: string) => string; due: (day: string) => string; ask: (action: string) => string }
  >
> = {
  en: {
    title: (action) => `Blocked: ${action}`,
    due: (day) => `The action is due on ${day}.`,
    ask: (action) => `So that “${action}” can go on, please `,
  },
  es: {
    title: (action) => `Bloqueada: ${action}`,
    due: (day) => `La acción vence el ${day}.`,
    ask: (action) => `Para que «${action}» pueda seguir, por favor `,
  },
};

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

const longDate = (day: string, language: DraftLanguage) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-US' : 'es-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/**
 * The barrier that a blocked action offers to become. Refused with ACTION_NOT_BLOCKED when it is not blocked.
 * `today` is YYYY-MM-DD in the partnership's time zone.
 */
export function barrierFromBlockedAction(
  action: BlockedAction,
  today: string,
  language: DraftLanguage = 'en',
): BarrierDraft | Refusal {
  if (action.state !== 'blocked') {
    return refusal('ACTION_NOT_BLOCKED', 'Only a blocked action becomes a barrier: say first what blocks it.');
  }
  const say = phrases[language];
  const title = titleFrom(action.title);
  const reason = isWritten(action.blockedReason) ? [action.blockedReason.trim()] : [];
  const due = action.dueOn === null ? [] : [say.due(longDate(action.dueOn, language))];
  return {
    ok: true,
    kind: 'barrier',
    title: say.title(title),
    description: [...reason, ...due].join('\n\n'),
    ask: say.ask(title),
    category: null,
    respondBy: respondBy(action.dueOn, today),
    networkId: action.networkId,
    sourceActionId: action.id,
    relation: 'blocked_by',
  };
}
