import english from './en.ts';
import type { Refusal } from './refusal.ts';
import { refusalWord } from './words.ts';

/** A refusal in English, for logs, the command line and programs; screens say it in the reader's language. */
export function englishText({ code, params }: Pick<Refusal, 'code' | 'params'>): string {
  return english[code].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = params[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString('en-US') : refusalWord('en', name, value);
  });
}
