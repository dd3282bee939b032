import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import classes from './cycle.module.css';

/** What is missing in the practice: shown as what it is, never as an error. */
export function Gaps({ gaps }: { gaps: readonly string[] }) {
  const { t } = useTranslation('cycles');
  const textOf = useCodeText('cycles');
  if (gaps.length === 0) return null;
  return (
    <section aria-label={t('gaps.title')}>
      <p className={classes['quiet']}>{t('gaps.title')}</p>
      <ul className={classes['gaps']}>
        {gaps.map((gap) => (
          <li key={gap}>{textOf(`gaps.${gap}`, gap)}</li>
        ))}
      </ul>
    </section>
  );
}
