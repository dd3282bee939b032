import type { MessageParams } from '@throughline/source-files/rows/problems';
import { lineText, type Together } from '@throughline/source-files/text/together';
import { useCodeText } from '../../shared/server/code-text.ts';
import { useFormat } from '../../shared/session/partnership.tsx';

export interface ToldProblem {
  code: string;
  message: string;
  params: MessageParams;
}

/** Says a problem of a row in the reader's language; a code that this screen does not know keeps the server's words. */
export function useProblemText(together: Together | undefined): (problem: ToldProblem) => string {
  const textOf = useCodeText('imports');
  const { number } = useFormat();
  return ({ code, message, params }) => {
    const shown = Object.entries(params).map(([name, value]) => {
      if (name === 'missing' || name === 'what') {
        const words = String(value).split(', ');
        return [name, words.map((word) => textOf(`part.${word}`, word)).join(', ')];
      }
      if (name === 'line' && typeof value === 'number') return [name, lineText(value, together)];
      return [name, typeof value === 'number' ? number(value) : value];
    });
    return textOf(`message.${code}${variantOf(code, params)}`, message, Object.fromEntries(shown));
  };
}

/** Some codes have two sentences. */
function variantOf(code: string, params: MessageParams): string {
  if (code === 'unknown_mark' && params['cell'] === '') return '_blank';
  if (code === 'out_of_range' && params['unit'] === 'fraction') return '_fraction';
  if (code === 'outlier' && params['place'] === '') return '_nowhere';
  return '';
}
