import { refusal } from '@throughline/domain/refusals/refusal';
import { addInput, editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, day, line, list, measurement, prose, ref, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { Charter } from './charter.entity.ts';
import { SignOff } from './sign-off.entity.ts';

const edits = Charter;
/** What a draft says; every part may still be missing. */
const words = {
  aimIndicatorId: ref('indicator').optional(),
  aimPopulationId: ref('population').optional(),
  aimPlaceId: ref('place').optional(),
  aimFrom: measurement().optional().saying("In the indicator's unit; proportions in percent."),
  aimBaselineOn: day().optional().saying('Last day of the period that `aimFrom` was measured in.'),
  aimTo: measurement().optional(),
  aimBy: day().optional(),
  scope: prose().or(''),
  sphereOfControl: prose().or(''),
  agreements: prose().or(''),
  priorityPopulationIds: list(ref('population'), 50).or([]),
};
/** Whether it must be written is the lifecycle's rule. */
const reason = prose().saying('Why; kept in the history.');

export const DraftCharterInput = addInput(
  'DraftCharterInput',
  {
    adds: Charter,
    policy: 'canEditCharter',
    description: "A network's first charter, or a new one after the last was retired.",
  },
  { networkId: ref('network'), ...words },
);
export type DraftCharterInput = InputOf<typeof DraftCharterInput>;

export const EditCharterInput = editInput(
  'EditCharterInput',
  {
    edits,
    policy: 'canEditCharter',
    description: 'Changes to a draft; what is left out stays, null takes a part of the aim away.',
  },
  changes(words),
);
export type EditCharterInput = InputOf<typeof EditCharterInput>;

export const SubmitCharterInput = editInput(
  'SubmitCharterInput',
  { edits, policy: 'canEditCharter', description: 'Send a draft to review.' },
  {},
);
export type SubmitCharterInput = InputOf<typeof SubmitCharterInput>;

export const ReturnCharterInput = editInput(
  'ReturnCharterInput',
  { edits, policy: 'canAdoptCharter', description: 'Send a charter in review back to draft.' },
  { reason },
);
export type ReturnCharterInput = InputOf<typeof ReturnCharterInput>;

export const SignOffInput = addInput(
  'SignOffInput',
  {
    adds: SignOff,
    policy: 'canSignOff',
    description: 'A member with a seat agrees or objects; the last word counts.',
  },
  {
    charterId: ref('charter', { retiredToo: true }),
    verdict: word(Words.SignOffVerdict),
    comment: prose().or('').saying('Must be written with an objection.'),
  },
  ({ verdict, comment }) =>
    verdict === 'agree' || comment !== '' ? null : { comment: refusal('OBJECTION_NEEDS_WORDS') },
);
export type SignOffInput = InputOf<typeof SignOffInput>;

export const AdoptCharterInput = editInput(
  'AdoptCharterInput',
  {
    edits,
    policy: 'canAdoptCharter',
    description: 'The charter comes into force; the one before is amended by it.',
  },
  { reason: prose().or('').saying('Must be written when somebody objects.') },
);
export type AdoptCharterInput = InputOf<typeof AdoptCharterInput>;

export const AmendCharterInput = addInput(
  'AmendCharterInput',
  {
    adds: Charter,
    policy: 'canEditCharter',
    description: 'A new draft that begins with the words of the charter in force.',
  },
  {
    charterId: ref('charter', { retiredToo: true }).saying('The charter in force.'),
    reason: line().saying('What makes the change necessary.'),
  },
);
export type AmendCharterInput = InputOf<typeof AmendCharterInput>;

export const RetireCharterInput = editInput(
  'RetireCharterInput',
  {
    edits,
    policy: 'canAdoptCharter',
    description: 'The charter ends without a successor, or a draft is given up.',
  },
  { reason },
);
export type RetireCharterInput = InputOf<typeof RetireCharterInput>;
