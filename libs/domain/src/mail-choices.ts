import type { MailCadence, NotificationKind } from './vocabulary.ts';

/** When a member is mailed, kind by kind, unless they chose otherwise. */
export const defaultCadences: Readonly<Record<NotificationKind, MailCadence>> = {
  ask: 'at_once',
  answer: 'at_once',
  assignment: 'at_once',
  sign_off: 'at_once',
  mention: 'at_once',
  due_soon: 'daily',
  overdue: 'weekly',
};

/** The name of a member's choice for a kind. */
export const choiceOf = {
  ask: 'ask',
  answer: 'answer',
  assignment: 'assignment',
  sign_off: 'signOff',
  mention: 'mention',
  due_soon: 'dueSoon',
  overdue: 'overdue',
} as const satisfies Readonly<Record<NotificationKind, string>>;

/** Hours between which nobody is mailed, of the partnership's clock; from 20 until 7 is the night. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

export const defaultQuietHours: QuietHours = { from: 20, until: 7 };
