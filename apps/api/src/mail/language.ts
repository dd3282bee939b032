import { type MailLanguage, mailLanguages } from './letter.ts';

/** The first language of an Accept-Language header that mail is written in; English where there is none. */
export function languageOf(header: string | null | undefined): MailLanguage {
  const codes = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return codes.map((code) => mailLanguages.find((language) => language === code)).find(Boolean) ?? 'en';
}
