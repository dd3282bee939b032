import { choiceOf, defaultCadences, defaultQuietHours } from '@throughline/domain/mail-choices';
import { notificationKinds } from '@throughline/domain/vocabulary';
import { snake } from '../../database/columns.ts';
import { quote } from '../../database/words-sql.ts';

const cadences = notificationKinds.map((kind) => ({
  column: snake(choiceOf[kind]),
  usual: quote(defaultCadences[kind]),
}));

/**
 * Keeps the language $4 for the mails of member $2, as a first choice $3 in which all else is as usual; who has chosen
 * before keeps their own.
 */
export const keepMailLanguage = `
INSERT INTO notification_choice (partnership_id, member_id, id, language, quiet_from, quiet_until,
  ${cadences.map(({ column }) => column).join(', ')})
VALUES ($1, $2, $3, $4, ${defaultQuietHours.from}, ${defaultQuietHours.until}, ${cadences.map(({ usual }) => usual).join(', ')})
ON CONFLICT (partnership_id, member_id) DO NOTHING`;
