import { type InputOf, plainInput } from '../../kernel/inputs/declare.ts';
import { list, newId, ref, whole, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { refusal } from '@throughline/domain/refusals/refusal';
import { MailLanguages } from './notification.type.ts';

export const SeeNotificationsInput = plainInput(
  'SeeNotificationsInput',
  { policy: 'canBeNotified', description: 'Notifications of one’s own that were seen.' },
  { ids: list(newId(), 200).optional().saying('Left out, all of them.') },
);
export type SeeNotificationsInput = InputOf<typeof SeeNotificationsInput>;

const cadence = word(Words.MailCadence);
const hour = whole(0, 23).optional();

export const ChooseNotificationsInput = plainInput(
  'ChooseNotificationsInput',
  { policy: 'canBeNotified', description: 'When one wishes to be mailed about what.' },
  {
    ask: cadence,
    answer: cadence,
    assignment: cadence,
    signOff: cadence,
    mention: cadence,
    dueSoon: cadence,
    overdue: cadence,
    quietFrom: hour.saying('From this hour on no mail; with quietUntil, or neither.'),
    quietUntil: hour,
    language: word(MailLanguages),
  },
  ({ quietFrom, quietUntil }) =>
    (quietFrom === null) === (quietUntil === null) ? null : { quietUntil: refusal('FIELD_EMPTY') },
);
export type ChooseNotificationsInput = InputOf<typeof ChooseNotificationsInput>;

export const EndItemLinksInput = plainInput(
  'EndItemLinksInput',
  {
    policy: ['canBeNotified', 'canManageMembers'],
    description: 'Whose links end: one’s own, or for the director anybody’s.',
  },
  { memberId: ref('member', { retiredToo: true }) },
);
export type EndItemLinksInput = InputOf<typeof EndItemLinksInput>;
