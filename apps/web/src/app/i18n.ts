import { createInstance, type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages, preferredLanguage, rememberedAs, textsOf, type Language } from './texts.ts';

const i18n = createInstance();

/** Texts without which every screen stands: why something is refused. They let a first visit's own files go before them. */
const comeAfterTheScreen: ReadonlySet<string> = new Set(['refusals']);
/** How long after its start a page is left to its screen, in milliseconds; nobody has sent anything by then. */
const firstMoments = 2_000;

const turnOf = (namespace: string): Promise<void> => {
  const wait = comeAfterTheScreen.has(namespace) ? firstMoments - performance.now() : 0;
  return wait > 0 ? new Promise((resolve) => setTimeout(resolve, wait)) : Promise.resolve();
};

/** Fetches a namespace when a component first asks for it. */
const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    turnOf(namespace)
      .then(() => textsOf(namespace, language as Language))
      .then(
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
