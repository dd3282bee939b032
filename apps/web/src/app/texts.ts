/** The languages of the interface; English stands in for a text that another lacks. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** Where the chosen language is kept on this device. */
export const rememberedAs = 'throughline-language';

/** Those of everyday work travel together and are there with no network; the others come with their screens. */
const everyday = { en: () => import('./texts-en.ts'), es: () => import('./texts-es.ts') };
const others = import.meta.glob<Record<string, unknown>>(
  [
    '../features/*/i18n/*.json',
    '!../features/{actions,cycles,escalations,my-work,networks,plans,thread}/**',
    '../../../../libs/charts/src/i18n/*.json',
    '../../../../libs/domain/src/refusals/{en,es}.ts',
  ],
  { import: 'default' },
);

/** The namespaces that are no feature's, with their files. */
const shared: Readonly<Record<string, (language: string) => string>> = {
  app: (language) => `./i18n/${language}.json`,
  shared: (language) => `../shared/i18n/${language}.json`,
  words: (language) => `../shared/words/${language}.json`,
  charts: (language) => `../../../../libs/charts/src/i18n/${language}.json`,
  refusals: (language) => `../../../../libs/domain/src/refusals/${language}.ts`,
};

/** The file of a namespace; all but a few are a feature's folder. */
export const fileOf = (namespace: string, language: string): string =>
  shared[namespace]?.(language) ?? `../features/${namespace}/i18n/${language}.json`;

/** The texts of a namespace. @throws when it has none in that language, or when they cannot be fetched. */
export async function textsOf(namespace: string, language: Language): Promise<Record<string, unknown>> {
  const file = fileOf(namespace, language);
  const load = others[file];
  const texts = load ? await load() : (await everyday[language]()).default[file];
  if (!texts) throw new Error(`no texts for ${namespace} in ${language}`);
  return texts;
}

/** The language of this person: the one chosen on this device, otherwise the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const remembered = localStorage.getItem(rememberedAs);
  const wish = remembered ?? navigator.languages.find((tag) => languages.some((one) => tag.startsWith(one))) ?? 'en';
  return languages.find((one) => wish.startsWith(one)) ?? 'en';
}
