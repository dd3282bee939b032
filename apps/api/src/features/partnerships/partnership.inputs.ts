import { refusal } from '@throughline/domain/refusals/refusal';
import { z } from 'zod';
import { because } from '../../kernel/inputs.ts';
import { editInput, type InputOf } from '../../kernel/inputs/declare.ts';
import { changes, flag, line, prose, textLike, whole, word } from '../../kernel/inputs/fields.ts';
import { Words } from '../../kernel/words.ts';
import { Partnership } from './partnership.entity.ts';

/** True for a zone that the platform knows. */
function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What a partnership is told at its founding and can change later. */
export const partnershipFields = {
  name: line(),
  geographicScope: prose().or(''),
  timeZone: textLike(z.string().refine(isTimeZone, because(refusal('NO_TIME_ZONE')))).saying('IANA time zone.'),
  minimumCell: whole(5, 30)
    .or(10)
    .saying('Smallest denominator that is shown to everybody, 5 to 30; what is hidden is decided again at once.'),
};

export const EditPartnershipInput = editInput(
  'EditPartnershipInput',
  {
    edits: Partnership,
    policy: 'canManagePartnership',
    description: 'Changes to the partnership; what is left out stays.',
  },
  changes({
    ...partnershipFields,
    requiresSecondFactor: flag().saying('Whether directors and data managers are let in with a second factor only.'),
    coding: word(Words.Coding).saying(
      'How percentages about few people are written; what is shown is decided again at once.',
    ),
  }),
);
export type EditPartnershipInput = InputOf<typeof EditPartnershipInput>;
