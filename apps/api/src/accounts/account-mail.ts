import type pg from 'pg';
import type { Composer, Letter, LetterText, MailLanguage, WaitingMail } from '../mail/letter.ts';

/** Kind of the mail with a link to choose a new password. */
export const resetMail = 'reset_password';
/** Kind of the mail that says that the password was changed. */
export const passwordChangedMail = 'password_changed';

/** Kind of the mail with a link to use another address for the account. */
export const emailChangeMail = 'change_email';
/** Kind of the mail to the address that an account had before. */
export const emailChangedMail = 'email_changed';
/** Kind of the mail with a link to sign in. */
export const signInLinkMail = 'sign_in_link';

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

/** Behind the `#`, as {@link resetUrl}. */
const emailChangeUrl = (publicUrl: string, token: string): string => `${publicUrl}/email#${token}`;
const signInUrl = (publicUrl: string, token: string): string => `${publicUrl}/enter#${token}`;

const emailChangeTexts: Record<MailLanguage, (url: string) => LetterText> = {
  en: (url) => ({
    subject: 'Use this address for your account',
    paragraphs: [
      'Somebody, probably you, wants to sign in to Throughline with this address from now on.',
      'The link works once and for one hour. If it was not you, ignore this mail: nothing changes.',
    ],
    link: { label: 'Use this address', url },
    footer: ['Sent because this address was entered as the new one of an account.'],
  }),
  es: (url) => ({
    subject: 'Use esta dirección para su cuenta',
    paragraphs: [
      'Alguien, probablemente usted, quiere entrar en Throughline con esta dirección a partir de ahora.',
      'El enlace funciona una sola vez y durante una hora. Si no fue usted, ignore este mensaje: no cambia nada.',
    ],
    link: { label: 'Usar esta dirección', url },
    footer: ['Enviado porque se indicó esta dirección como la nueva de una cuenta.'],
  }),
};

const emailChangedTexts: Record<MailLanguage, () => LetterText> = {
  en: () => ({
    subject: 'Your account has another address now',
    paragraphs: [
      'Your account at Throughline is signed in to with another address from now on, and mail goes there.',
      'If it was not you, tell the director of your partnership at once: whoever runs the server can help.',
    ],
    footer: ['Sent because this was the address of the account until now.'],
  }),
  es: () => ({
    subject: 'Su cuenta tiene ahora otra dirección',
    paragraphs: [
      'A partir de ahora se entra en su cuenta de Throughline con otra dirección, y el correo va allí.',
      'Si no fue usted, avise enseguida a la dirección de su alianza: quien administra el servidor puede ayudar.',
    ],
    footer: ['Enviado porque esta era hasta ahora la dirección de la cuenta.'],
  }),
};

const signInLinkTexts: Record<MailLanguage, (url: string) => LetterText> = {
  en: (url) => ({
    subject: 'Your link to sign in',
    paragraphs: [
      'Somebody, probably you, asked for a link to sign in to Throughline with this address.',
      'It works once and for fifteen minutes. If it was not you, ignore this mail.',
    ],
    link: { label: 'Sign in', url },
    footer: ['Sent because a link to sign in was requested for this address.'],
  }),
  es: (url) => ({
    subject: 'Su enlace para entrar',
    paragraphs: [
      'Alguien, probablemente usted, pidió un enlace para entrar en Throughline con esta dirección.',
      'Funciona una sola vez y durante quince minutos. Si no fue usted, ignore este mensaje.',
    ],
    link: { label: 'Entrar', url },
    footer: ['Enviado porque se pidió un enlace para entrar con esta dirección.'],
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
export function toAccounts(
  pool: pg.Pool,
  textOf: (mail: WaitingMail, language: MailLanguage) => LetterText | null,
): Composer {
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
        // A mail about another address of the account goes there.
        const address = mail.details?.['address'] ?? to?.address ?? '';
        return to && text ? [[mail.id, { to: { ...to, address }, language, text }]] : [];
      }),
    );
  };
}

/** Composes the mails with a link to choose a new password. */
export const composeResets = (pool: pg.Pool, publicUrl: string): Composer =>
  ofToken(pool, resetTexts, (token) => resetUrl(publicUrl, token));

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

const ofToken = (
  pool: pg.Pool,
  texts: Record<MailLanguage, (url: string) => LetterText>,
  urlOf: (token: string) => string,
): Composer =>
  toAccounts(pool, ({ details }, language) => (details?.['token'] ? texts[language](urlOf(details['token'])) : null));

/** Composes the mails that prove that a new address is the account's. */
export const composeEmailChanges = (pool: pg.Pool, publicUrl: string): Composer =>
  ofToken(pool, emailChangeTexts, (token) => emailChangeUrl(publicUrl, token));

/** Composes the notices to the address before. */
export const composeEmailNotices = (pool: pg.Pool): Composer =>
  toAccounts(pool, (_mail, language) => emailChangedTexts[language]());

/** Composes the mails with a link to sign in. */
export const composeSignInLinks = (pool: pg.Pool, publicUrl: string): Composer =>
  ofToken(pool, signInLinkTexts, (token) => signInUrl(publicUrl, token));
