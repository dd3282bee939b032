import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, day, flag, line, list, prose, ref, word, writtenProse } from '../../kernel/inputs/fields.ts';
import { inputPart, type RawPart } from '../../kernel/inputs/part.ts';
import { Words } from '../../kernel/words.ts';
import { Escalation } from './escalation.entity.ts';

const addressee = {
  toOrganizationId: ref('organization').optional(),
  toTableId: ref('leadership_table').optional(),
};
/** What a wording of an ask is made of. */
const words = {
  kind: word(Words.EscalationKind),
  category: word(Words.EscalationCategory),
  title: line(),
  description: prose().or(''),
  ask: writtenProse().saying('What exactly is asked of them.'),
  respondBy: day().saying('The day by which they answer; after today.'),
  ...addressee,
};
const byAnswerer = { edits: Escalation, policy: 'canAnswerEscalation' } as const;
const byAsker = { edits: Escalation, policy: 'canConfirmEscalation' } as const;
const text = prose();

export const RaiseEscalationInput = addInput(
  'RaiseEscalationInput',
  {
    adds: Escalation,
    policy: 'canRaiseEscalation',
    description: 'A new ask, to one organization or one leadership table.',
  },
  {
    networkId: ref('network'),
    ...words,
    actionId: ref('action').optional().saying('The blocked action that it is lifted from.'),
  },
);
export type RaiseEscalationInput = InputOf<typeof RaiseEscalationInput>;

export const EditEscalationInput = editInput(
  'EditEscalationInput',
  { ...byAsker, description: 'Other words for an ask that nobody has answered; what is left out stays.' },
  changes(words),
);
export type EditEscalationInput = InputOf<typeof EditEscalationInput>;

export const ReviseEscalationInput = editInput(
  'ReviseEscalationInput',
  { ...byAsker, description: 'An answered ask in other words, which ask for a new answer; what is left out stays.' },
  changes(words),
);
export type ReviseEscalationInput = InputOf<typeof ReviseEscalationInput>;

export const AcknowledgeEscalationInput = editInput(
  'AcknowledgeEscalationInput',
  { ...byAnswerer, description: 'It was seen; the answer follows.' },
  { text: text.or('') },
);
export type AcknowledgeEscalationInput = InputOf<typeof AcknowledgeEscalationInput>;

export const CommitEscalationInput = editInput(
  'CommitEscalationInput',
  { ...byAnswerer, description: 'What will be done, by which day.' },
  { text, promisedBy: day() },
);
export type CommitEscalationInput = InputOf<typeof CommitEscalationInput>;

export const DeclineEscalationInput = editInput(
  'DeclineEscalationInput',
  { ...byAnswerer, description: 'Why it will not be done.' },
  { text },
);
export type DeclineEscalationInput = InputOf<typeof DeclineEscalationInput>;

export const RedirectEscalationInput = editInput(
  'RedirectEscalationInput',
  { ...byAnswerer, description: 'Who should answer instead, and why.' },
  { text, ...addressee },
);
export type RedirectEscalationInput = InputOf<typeof RedirectEscalationInput>;

export const FulfilEscalationInput = editInput(
  'FulfilEscalationInput',
  { ...byAnswerer, description: 'What was done.' },
  { text },
);
export type FulfilEscalationInput = InputOf<typeof FulfilEscalationInput>;

export const ConfirmEscalationInput = editInput(
  'ConfirmEscalationInput',
  { ...byAsker, description: 'It was done, as whoever raised it sees it.' },
  { text: text.or('') },
);
export type ConfirmEscalationInput = InputOf<typeof ConfirmEscalationInput>;

export const AcceptEscalationInput = editInput(
  'AcceptEscalationInput',
  { ...byAsker, description: 'It was declined or redirected, and whoever raised it leaves it at that.' },
  { text: text.or('') },
);
export type AcceptEscalationInput = InputOf<typeof AcceptEscalationInput>;

export const ReopenEscalationInput = editInput(
  'ReopenEscalationInput',
  { ...byAsker, description: 'What is still missing, and by which day an answer is asked for now.' },
  { text, respondBy: day() },
);
export type ReopenEscalationInput = InputOf<typeof ReopenEscalationInput>;

export const WithdrawEscalationInput = editInput(
  'WithdrawEscalationInput',
  { ...byAsker, description: 'Why it is no longer needed.' },
  { text },
);
export type WithdrawEscalationInput = InputOf<typeof WithdrawEscalationInput>;

export const EscalationFilter = inputPart(
  'EscalationFilter',
  'Which asks are listed; what is left out does not narrow the list.',
  {
    states: list(word(Words.EscalationState), 20).optional(),
    networkId: ref('network').optional(),
    askedOfMe: flag().or(false).saying('Asked of my organization or of a table that I sit at.'),
    overdue: flag().or(false).saying('Unanswered past the respond-by day, or undone past the promised day.'),
  },
);
export type EscalationFilter = RawPart<typeof EscalationFilter>;
