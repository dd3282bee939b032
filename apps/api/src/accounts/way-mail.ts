import type { WayVerb } from '@throughline/domain/audit-topics';
import type pg from 'pg';
import type { Composer, LetterText, MailLanguage } from '../mail/letter.ts';
import { toAccounts } from './account-mail.ts';

/** Kind of the mail that says that a way to sign in was added or taken away. */
export const wayMail = 'sign_in_way_changed';

const texts: Record<MailLanguage, Record<WayVerb, [subject: string, what: string]>> = {
  en: {
    passkey_added: [
      'A passkey was added to your account',
      'A passkey signs in to your account at Throughline from now on.',
    ],
    passkey_removed: [
      'A passkey was removed from your account',
      'A passkey of your account at Throughline was removed and signs in to nothing any more.',
    ],
    provider_connected: [
      'Your account can be signed in to in another way now',
      'From now on, your account at Throughline can also be signed in to with the account of your organization.',
    ],
    provider_disconnected: [
      'A way to sign in was taken from your account',
      'The account of your organization no longer signs in to your account at Throughline.',
    ],
  },
  es: {
    passkey_added: [
      'Se añadió una llave de acceso a su cuenta',
      'A partir de ahora se puede entrar en su cuenta de Throughline con una llave de acceso.',
    ],
    passkey_removed: [
      'Se quitó una llave de acceso de su cuenta',
      'Se quitó una llave de acceso de su cuenta de Throughline, y ya no sirve para entrar.',
    ],
    provider_connected: [
      'Ahora se puede entrar en su cuenta de otra manera',
      'A partir de ahora se puede entrar en su cuenta de Throughline también con la cuenta de su organización.',
    ],
    provider_disconnected: [
      'Se quitó una manera de entrar en su cuenta',
      'La cuenta de su organización ya no sirve para entrar en su cuenta de Throughline.',
    ],
  },
};

const ifNotYou: Record<MailLanguage, string> = {
  en: 'If it was not you, choose a new password now with “Forgot your password?” on the sign-in page, and tell the director of your partnership.',
  es: 'Si no fue usted, elija ahora una contraseña nueva con «¿Olvidó su contraseña?» en la página de inicio y avise a la dirección de su alianza.',
};

const footer: Record<MailLanguage, string> = {
  en: 'Sent because a way to sign in to this account was changed.',
  es: 'Enviado porque se cambió una manera de entrar en esta cuenta.',
};

function textOf(change: string | undefined, language: MailLanguage): LetterText | null {
  const known: Partial<Record<string, [string, string]>> = texts[language];
  const found = change === undefined ? undefined : known[change];
  if (!found) return null;
  const [subject, what] = found;
  return { subject, paragraphs: [what, ifNotYou[language]], footer: [footer[language]] };
}

/** Composes the mails that say what became of a way to sign in. */
export const composeWayChanges = (pool: pg.Pool): Composer =>
  toAccounts(pool, ({ details }, language) => textOf(details?.['change'], language));
