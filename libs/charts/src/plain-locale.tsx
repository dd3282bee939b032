import type { ChartLocale, ChartTexts } from './chart-locale.tsx';
import english from './i18n/en.json' with { type: 'json' };
import spanish from './i18n/es.json' with { type: 'json' };

/**
 * A chart's language for who brings no translator: on paper, in a script, in a test.
 * @public
 */
export const plainLocales = { en: plainLocale('en-US', english), es: plainLocale('es-US', spanish) } as const;

function plainLocale(tag: ChartLocale['tag'], texts: ChartTexts): ChartLocale {
  const plural = new Intl.PluralRules(tag);
  const find = (key: string): unknown =>
    key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts);
  return {
    tag,
    t: (key, params = {}) => {
      const { count } = params;
      const form = typeof count === 'number' && plural.select(count) === 'one' ? 'one' : 'other';
      return String(find(key) ?? find(`${key}_${form}`)).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
        String(params[name]),
      );
    },
  };
}
