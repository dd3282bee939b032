import { escalationClock, type EscalationMove } from '@throughline/domain/escalation-clock';
import { verbsFrom } from '@throughline/domain/lifecycle';
import {
  type EscalationAnswerVerb,
  escalationLifecycle,
  type EscalationVerb,
  wordsAreAnswered,
} from '@throughline/domain/lifecycles/escalation';
import { canDoEscalationVerb } from '@throughline/domain/policies/escalation';
import { abilities } from '@throughline/domain/policies/registry';
import type { Viewer } from '@throughline/domain/viewer';
import type { EscalationAnswerType, EscalationType } from './escalation.type.ts';

/** An answer as the reads tell it. */
export interface AnswerRow extends EscalationAnswerType {
  verb: EscalationAnswerVerb;
  memberId: string;
}

/** An ask as the reads tell it. */
export interface EscalationRow extends Omit<EscalationType, 'clock' | 'abilities' | 'verbs' | 'answers'> {
  parentNetworkId: string | null;
  answers: AnswerRow[];
  /** The moment of the read, and the partnership's zone. */
  now: Date | string;
  timeZone: string;
}

/** What the viewer's screens show of an ask: with its clock at the moment of the read and what the viewer may do. */
export function presentEscalation(viewer: Viewer, row: EscalationRow): EscalationType {
  const { parentNetworkId: _parent, now, timeZone, ...shown } = row;
  const { respondBy, promisedBy: promisedOn } = row;
  const clock = escalationClock({ moves: movesOf(row), respondBy, promisedOn }, now, timeZone);
  return {
    ...shown,
    clock: { ...clock, responseDays: [...clock.responseDays] },
    abilities: abilities(viewer, subjectOf(row), ['canRaiseEscalation', 'canAnswerEscalation', 'canConfirmEscalation']),
    verbs: verbsFor(row, viewer),
  };
}

/** Everything that asked or answered, in the order of time. */
function movesOf({ wordings, answers }: EscalationRow): EscalationMove[] {
  const askingMoves = wordings
    .filter(({ asksAnew }) => asksAnew)
    .map(({ number, createdAt }) => ({ verb: number === 1 ? ('raise' as const) : ('revise' as const), createdAt }));
  return [...askingMoves, ...answers]
    .map(({ verb, createdAt }) => ({ verb, at: new Date(createdAt).toISOString() }))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** The two sides of an ask, for the policies. */
function subjectOf(
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

function verbsFor(row: EscalationRow, viewer: Viewer): EscalationVerb[] {
  const subject = subjectOf(row);
  const rewords = wordsAreAnswered(row.answers, row.wording) ? 'revise' : 'edit';
  return verbsFrom(escalationLifecycle, row.state).filter(
    (verb) =>
      canDoEscalationVerb(viewer, verb, subject) &&
      ((verb !== 'edit' && verb !== 'revise') || verb === rewords) &&
      !closesOwnAnswer(verb, row.answers, row.wording, viewer.memberId),
  );
}

/** The answers that a verb of those who asked closes the ask with. */
const closes: Partial<Record<EscalationVerb, readonly EscalationAnswerVerb[]>> = {
  confirm: ['commit', 'fulfil'],
  accept: ['decline', 'redirect'],
};

/**
 * True when the verb would close the ask with an answer that the member gave to these words since the ask was last
 * opened: nobody has the last word on their own answer.
 */
export function closesOwnAnswer(
  verb: EscalationVerb,
  answers: readonly Pick<AnswerRow, 'verb' | 'wording' | 'memberId'>[],
  wording: number,
  memberId: string,
): boolean {
  const opened = answers.findLastIndex((answer) => answer.verb === 'reopen');
  return answers
    .slice(opened + 1)
    .some(
      (answer) =>
        answer.wording === wording && answer.memberId === memberId && (closes[verb]?.includes(answer.verb) ?? false),
    );
}
