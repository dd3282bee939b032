import { actionLifecycle, type ActionVerb } from './lifecycles/action.ts';
import { escalationLifecycle, type EscalationVerb } from './lifecycles/escalation.ts';
import { verbsFrom } from './lifecycle.ts';
import type { ActionState, EscalationState, ItemKind, NotificationKind } from './vocabulary.ts';

/** How long the link of a mail opens its item, in days. */
export const itemLinkDays = 30;

/** What can be done by the link of a mail without signing in: the usual steps, and none that undoes another; as buttons stand. */
export const linkedActionVerbs = ['complete', 'start', 'unblock', 'block'] as const satisfies readonly ActionVerb[];
export const linkedEscalationVerbs = ['commit', 'decline', 'acknowledge'] as const satisfies readonly EscalationVerb[];
export type LinkedVerb = (typeof linkedActionVerbs)[number] | (typeof linkedEscalationVerbs)[number];

/** Kinds of notifications whose mail asks for something that can be done at once. */
export const linkedKinds = ['assignment', 'ask', 'due_soon', 'overdue'] as const satisfies readonly NotificationKind[];
export const linkedItemKinds = ['action', 'escalation'] as const satisfies readonly ItemKind[];

/** Whether the mail of a notification carries a link by which its item can be answered. */
export const isAnsweredByLink = ({ kind, itemKind }: { kind: NotificationKind; itemKind: ItemKind }): boolean =>
  linkedKinds.some((one) => one === kind) && linkedItemKinds.some((one) => one === itemKind);

/** The steps that a link offers for an action in a state. */
export const linkedVerbsOfAction = (state: ActionState): LinkedVerb[] => {
  const possible = verbsFrom(actionLifecycle, state);
  return linkedActionVerbs.filter((verb) => possible.includes(verb));
};

/** The steps that a link offers for an ask in a state. */
export const linkedVerbsOfEscalation = (state: EscalationState): LinkedVerb[] => {
  const possible = verbsFrom(escalationLifecycle, state);
  return linkedEscalationVerbs.filter((verb) => possible.includes(verb));
};

/** What whoever has the link of a mail sees: the one item, as the member whom it was sent to may see it. */
export interface LinkedItem {
  itemKind: (typeof linkedItemKinds)[number];
  version: number;
  title: string;
  /** What it is about, or what exactly is asked for. */
  text: string;
  state: ActionState | EscalationState;
  /** YYYY-MM-DD; null where there is no day. */
  dueOn: string | null;
  networkName: string | null;
  /** Who raised the ask. */
  byName: string | null;
  /** In whose name it is answered. */
  memberName: string;
  partnershipName: string;
  verbs: LinkedVerb[];
}
