import { refusalWord } from '@throughline/domain/refusals/words';
import { useTranslation } from 'react-i18next';
import { createFormat } from '../session/format.ts';
import { useCodeText } from '../server/code-text.ts';
import type { Refused } from '../server/transport.ts';

/**
 * The words for a refusal in the reader's language, by its code; what it names is written as that language writes
 * numbers and days. The texts are fetched while nothing is refused yet, so that no screen waits for them.
 */
export function useRefusalText(): (refusal: Pick<Refused, 'code' | 'params'> & { message?: string }) => string {
  const { i18n } = useTranslation();
  const textOf = useCodeText('refusals', false);
  return ({ code, params, message = '' }) => {
    const { day, number } = createFormat(i18n.language, 'UTC');
    const written = Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number') return [name, number(value, 20)];
      return [name, /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : refusalWord(i18n.language, name, value)];
    });
    return textOf(code, message, Object.fromEntries(written));
  };
}
