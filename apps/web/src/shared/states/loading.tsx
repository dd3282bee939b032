import { useTranslation } from 'react-i18next';
import classes from './states.module.css';

/** The place of what is being fetched; it appears only when that takes longer than a blink. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation('shared');
  return (
    <div className={classes['loading']} aria-busy="true">
      <output className={classes['visuallyHidden']}>{t('loading')}</output>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={classes['bar']} aria-hidden="true" />
      ))}
    </div>
  );
}
