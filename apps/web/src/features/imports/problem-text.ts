import type { MessageParams } from '@throughline/source-files/rows/problems';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/partnership.tsx';

export interface ToldProblem {
  code: string;
  message: string;
  params: MessageParams;
}

/** Says a problem of a row in the reader's language; a code that this screen does not know keeps the server's words. */
export function useProblemText(): (problem: ToldProblem) => string {
  const { t, i18n } = useTranslation('imports');
  const { number } = useFormat();
  return ({ code, message, params }) => {
    const key = `message.${code}${variantOf(code, params)}`;
    if (!i18n.exists(key, { ns: 'imports' })) return message;
    const shown = Object.entries(params).map(([name, value]) => {
      if (name === 'missing' || name === 'what') {
        const words = String(value).split(', ');
        return [name, words.map((word) => t(`part.${word}`, { defaultValue: word })).join(', ')];
      }
      return [name, typeof value === 'number' && name !== 'line' ? number(value) : value];
    });
    return t(key, Object.fromEntries(shown) as Record<string, string>);
  };
}

/** Some codes have two sentences. */
function variantOf(code: string, params: MessageParams): string {
  if (code === 'unknown_mark' && params['cell'] === '') return '_blank';
  if (code === 'out_of_range' && params['unit'] === 'fraction') return '_fraction';
  if (code === 'outlier' && params['place'] === '') return '_nowhere';
  return '';
}
