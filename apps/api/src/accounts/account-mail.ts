import type pg from 'pg';
import type { Composer, Letter, LetterText, MailLanguage, WaitingMail } from '../mail/letter.ts';

/** Kind of the mail with a link to choose a new password. */
export const resetMail = 'reset_password';
/** Kind of the mail that says that the password was changed. */
export const passwordChangedMail = 'password_changed';

/** Kind of the mail that says that a second factor was turned on, off or removed. */
export const secondFactorMail = 'second_factor_changed';

/** What became of a second factor; `removed` by whoever runs the server. */
export type SecondFactorChange = 'on' | 'off' | 'removed';

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

const secondFactorTexts: Record<MailLanguage, Record<SecondFactorChange, LetterText>> = {
  en: {
    on: {
      subject: 'Your account asks for a second factor now',
      paragraphs: [
        'From now on, signing in to your account at Throughline takes a code of your app besides the password.',
        'Keep the recovery codes where you find them without your phone. If it was not you, choose a new password now with “Forgot your password?” and tell the director of your partnership.',
      ],
      footer: ['Sent because a second factor of this account was turned on.'],
    },
    off: {
      subject: 'Your account asks for no second factor any more',
      paragraphs: [
        'The password alone signs in to your account at Throughline again.',
        'If it was not you, choose a new password now with “Forgot your password?” and tell the director of your partnership.',
      ],
      footer: ['Sent because the second factor of this account was turned off.'],
    },
    removed: {
      subject: 'The second factor of your account was removed',
      paragraphs: [
        'Whoever runs the server removed the second factor of your account at Throughline, because it was reported lost, and signed you out everywhere.',
        'Sign in with your password and set up a new one under “Your account”. If you had not asked for this, tell the director of your partnership.',
      ],
      footer: ['Sent because the second factor of this account was removed.'],
    },
  },
  es: {
    on: {
      subject: 'Su cuenta pide ahora un segundo factor',
      paragraphs: [
        'A partir de ahora, para entrar en su cuenta de Throughline hace falta un código de su aplicación además de la contraseña.',
        'Guarde los códigos de recuperación donde los encuentre sin su teléfono. Si no fue usted, elija ahora una contraseña nueva con «¿Olvidó su contraseña?» y avise a la dirección de su alianza.',
      ],
      footer: ['Enviado porque se activó un segundo factor de esta cuenta.'],
    },
    off: {
      subject: 'Su cuenta ya no pide un segundo factor',
      paragraphs: [
        'Para entrar en su cuenta de Throughline basta de nuevo la contraseña.',
        'Si no fue usted, elija ahora una contraseña nueva con «¿Olvidó su contraseña?» y avise a la dirección de su alianza.',
      ],
      footer: ['Enviado porque se desactivó el segundo factor de esta cuenta.'],
    },
    removed: {
      subject: 'Se quitó el segundo factor de su cuenta',
      paragraphs: [
        'Quien administra el servidor quitó el segundo factor de su cuenta de Throughline, porque se dio por perdido, y cerró la sesión en todos los dispositivos.',
        'Entre con su contraseña y configure uno nuevo en «Su cuenta». Si no lo había pedido, avise a la dirección de su alianza.',
      ],
      footer: ['Enviado porque se quitó el segundo factor de esta cuenta.'],
    },
  },
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

/** Composes the mails that say what became of a second factor. */
export const composeSecondFactorChanges = (pool: pg.Pool): Composer =>
  toAccounts(pool, ({ details }, language) => {
    const change = details?.['change'];
    const texts: Partial<Record<string, LetterText>> = secondFactorTexts[language];
    return (change && texts[change]) || null;
  });
