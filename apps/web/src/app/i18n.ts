import { createInstance, type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages of the interface; English stands in for a text that another lacks. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

const i18n = createInstance();
const rememberedAs = 'throughline-language';

const files = import.meta.glob<Record<string, unknown>>(
  ['./i18n/*.json', '../shared/i18n/*.json', '../shared/words/*.json', '../features/*/i18n/*.json'],
  { import: 'default' },
);

/** The file of a namespace: `app`, `shared` and `words` are everybody's, every other is a feature's folder. */
export function fileOf(namespace: string, language: string): string {
  if (namespace === 'app') return `./i18n/${language}.json`;
  if (namespace === 'shared') return `../shared/i18n/${language}.json`;
  if (namespace === 'words') return `../shared/words/${language}.json`;
  return `../features/${namespace}/i18n/${language}.json`;
}

/** Fetches a namespace when a component first asks for it. */
const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[fileOf(namespace, language)];
    if (!load) {
      done(new Error(`no texts for ${namespace} in ${language}`), false);
      return;
    }
    load().then(
      (texts) => done(null, texts),
      (error: Error) => done(error, true),
    );
  },
};

function preferred(): Language {
  const remembered = localStorage.getItem(rememberedAs);
  const wish = remembered ?? navigator.languages.find((tag) => languages.some((one) => tag.startsWith(one))) ?? 'en';
  return languages.find((one) => wish.startsWith(one)) ?? 'en';
}

/** Starts the texts in the person's language; resolves when the shell's own are there. */
export async function startI18n(): Promise<void> {
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18n
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: preferred(),
      supportedLngs: [...languages],
      fallbackLng: 'en',
      // The stand-in language is fetched only when it is the chosen one: a test holds both complete.
      partialBundledLanguages: true,
      load: 'currentOnly',
      ns: ['app', 'shared', 'words'],
      defaultNS: 'shared',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

/** Switches the language and remembers it on this device. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(rememberedAs, language);
  await i18n.changeLanguage(language);
}
