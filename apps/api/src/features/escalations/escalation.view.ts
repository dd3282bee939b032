import { escalationClock, type EscalationMove } from '@throughline/domain/escalation-clock';
import { verbsFrom } from '@throughline/domain/lifecycle';
import {
  escalationIsUnanswered,
  escalationLifecycle,
  type EscalationVerb,
} from '@throughline/domain/lifecycles/escalation';
import { canConfirmEscalation, canDoEscalationVerb } from '@throughline/domain/policies/escalation';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { EscalationAnswerType, EscalationType } from './escalation.type.ts';

/** An answer as the reads tell it. */
export interface AnswerRow extends EscalationAnswerType {
  verb: EscalationVerb;
  memberId: string;
}

/** An ask as the reads tell it. */
export interface EscalationRow extends Omit<EscalationType, 'clock' | 'abilities' | 'verbs' | 'answers'> {
  parentNetworkId: string | null;
  answers: AnswerRow[];
}

/** What the viewer's screens show of an ask: with its clock on the day `now` and what the viewer may do. */
export function toEscalation(row: EscalationRow, viewer: Viewer, now: Date, timeZone: string): EscalationType {
  const { parentNetworkId: _parent, ...shown } = row;
  const moves: EscalationMove[] = [
    { verb: 'raise', at: new Date(row.raisedAt).toISOString() },
    ...row.answers.map(({ verb, createdAt }) => ({ verb, at: new Date(createdAt).toISOString() })),
  ];
  const clock = escalationClock({ moves, respondBy: row.respondBy, promisedOn: row.promisedBy }, now, timeZone);
  const subject = subjectOf(row);
  return {
    ...shown,
    clock: { ...clock, responseDays: [...clock.responseDays] },
    abilities: abilities(viewer, subject, ['canRaiseEscalation', 'canAnswerEscalation', 'canConfirmEscalation']),
    verbs: verbsFor(row, viewer),
  };
}

/** The two sides of an ask, for the policies. */
export function subjectOf(
  row: Pick<EscalationRow, 'networkId' | 'parentNetworkId' | 'toOrganizationId' | 'toTableId' | 'raisedBy'>,
) {
  return {
    networkId: row.networkId,
    parentNetworkId: row.parentNetworkId,
    organizationId: row.toOrganizationId,
    tableId: row.toTableId,
    raisedByMemberId: row.raisedBy,
  };
}

function verbsFor(row: EscalationRow, viewer: Viewer): string[] {
  const subject = subjectOf(row);
  const verbs: string[] = verbsFrom(escalationLifecycle, row.state).filter(
    (verb) =>
      canDoEscalationVerb(viewer, verb, subject) && !(verb === 'confirm' && isOwnAnswer(row.answers, viewer.memberId)),
  );
  if (escalationIsUnanswered(row.state) && canConfirmEscalation(viewer, subject)) verbs.push('edit');
  return verbs;
}

/**
 * True when the member gave the answer that waits to be confirmed: promised it or reported it as done, since the ask
 * was last opened. Nobody confirms their own answer.
 */
export function isOwnAnswer(answers: readonly Pick<AnswerRow, 'verb' | 'memberId'>[], memberId: string): boolean {
  const opened = answers.findLastIndex(({ verb }) => verb === 'reopen');
  return answers
    .slice(opened + 1)
    .some((answer) => (answer.verb === 'commit' || answer.verb === 'fulfil') && answer.memberId === memberId);
}
