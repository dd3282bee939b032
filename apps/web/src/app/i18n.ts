import { createInstance, type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages, preferredLanguage, rememberedAs, textsOf, type Language } from './texts.ts';

const i18n = createInstance();

/** Fetches a namespace when a component first asks for it. */
const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    textsOf(namespace, language as Language).then(
      (texts) => done(null, texts),
      (error: Error) => done(error, true),
    );
  },
};

/** Starts the texts in the person's language; resolves when the shell's own are there. */
export async function startI18n(): Promise<void> {
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18n
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
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
