import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speak } from './i18n.ts';
import { languages, type Language } from './texts.ts';
import classes from './account-menu.module.css';

const schemes = ['auto', 'light', 'dark'] as const;

/** Language and light or dark; both are remembered on this device. */
export function Preferences() {
  const { t, i18n } = useTranslation('app');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <label className={classes['row']}>
        <span>{t('language')}</span>
        <select value={i18n.language} onChange={(event) => void speak(event.currentTarget.value as Language)}>
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {new Intl.DisplayNames(language, { type: 'language' }).of(language)}
            </option>
          ))}
        </select>
      </label>
      <label className={classes['row']}>
        <span>{t('scheme.label')}</span>
        <select
          value={colorScheme}
          onChange={(event) => setColorScheme(event.currentTarget.value as (typeof schemes)[number])}
        >
          {schemes.map((scheme) => (
            <option key={scheme} value={scheme}>
              {t(`scheme.${scheme}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
