import type pg from 'pg';
import type { Composer, Letter, LetterText, MailLanguage, WaitingMail } from '../mail/letter.ts';

/** Kind of the mail with a link to choose a new password. */
export const resetMail = 'reset_password';
/** Kind of the mail that says that the password was changed. */
export const passwordChangedMail = 'password_changed';

/** Behind the `#`, where no server and no log sees it. */
export const resetUrl = (publicUrl: string, token: string): string => `${publicUrl}/reset#${token}`;

const resetTexts: Record<MailLanguage, (url: string) => LetterText> = {
  en: (url) => ({
    subject: 'Choose a new password',
    paragraphs: [
      'Somebody, probably you, asked for a new password for this address at Throughline.',
      'The link works once and for one hour. If it was not you, there is nothing to do: the password stays as it is.',
    ],
    link: { label: 'Choose a new password', url },
    footer: ['Sent because a new password was requested for this address.'],
  }),
  es: (url) => ({
    subject: 'Elija una contraseña nueva',
    paragraphs: [
      'Alguien, probablemente usted, pidió una contraseña nueva para esta dirección en Throughline.',
      'El enlace funciona una sola vez y durante una hora. Si no fue usted, no tiene que hacer nada: la contraseña sigue igual.',
    ],
    link: { label: 'Elegir una contraseña nueva', url },
    footer: ['Enviado porque se pidió una contraseña nueva para esta dirección.'],
  }),
};

const changedTexts: Record<MailLanguage, () => LetterText> = {
  en: () => ({
    subject: 'Your password was changed',
    paragraphs: [
      'The password of your account at Throughline was changed, and every other device was signed out.',
      'If it was not you, choose a new password now with “Forgot your password?” on the sign-in page, and tell the director of your partnership.',
    ],
    footer: ['Sent because the password of this account was changed.'],
  }),
  es: () => ({
    subject: 'Su contraseña se cambió',
    paragraphs: [
      'La contraseña de su cuenta en Throughline se cambió, y se cerró la sesión en los demás dispositivos.',
      'Si no fue usted, elija ahora una contraseña nueva con «¿Olvidó su contraseña?» en la página de inicio y avise a la dirección de su alianza.',
    ],
    footer: ['Enviado porque se cambió la contraseña de esta cuenta.'],
  }),
};

/** To the accounts that the mails are about; one statement. A mail of an account that is gone has no letter. */
function toAccounts(pool: pg.Pool, textOf: (mail: WaitingMail, language: MailLanguage) => LetterText | null): Composer {
  return async (mails) => {
    const { rows } = await pool.query<{ id: string; name: string; address: string }>(
      'SELECT id, name, email AS address FROM account WHERE id = ANY($1::uuid[])',
      [mails.map(({ subjectId }) => subjectId)],
    );
    const accounts = new Map(rows.map(({ id, ...to }) => [id, to]));
    return new Map(
      mails.flatMap((mail): [string, Letter][] => {
        const to = accounts.get(mail.subjectId);
        const language = mail.details?.['language'] === 'es' ? 'es' : 'en';
        const text = textOf(mail, language);
        return to && text ? [[mail.id, { to, language, text }]] : [];
      }),
    );
  };
}

/** Composes the mails with a link to choose a new password. */
export const composeResets = (pool: pg.Pool, publicUrl: string): Composer =>
  toAccounts(pool, ({ details }, language) =>
    details?.['token'] ? resetTexts[language](resetUrl(publicUrl, details['token'])) : null,
  );

/** Composes the mails that say that a password was changed. */
export const composePasswordChanges = (pool: pg.Pool): Composer =>
  toAccounts(pool, (_mail, language) => changedTexts[language]());
