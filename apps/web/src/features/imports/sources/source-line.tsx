import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/session/partnership.tsx';
import type { SourceDetail } from './operations.ts';
import classes from './sources.module.css';

/** When the next file of a source is expected, and whether it is late. */
export function SourceLine({ source }: { source: SourceDetail }) {
  const { t } = useTranslation(['imports', 'words']);
  const { day } = useFormat();
  const { standing, expectedOn, cameOn, cadence, retiredAt } = source;
  if (retiredAt) return <span>{t('source.retired', { on: day(retiredAt) })}</span>;
  return (
    <span className={classes['standing']} data-kind={standing}>
      {cadence ? `${t(`words:source_cadence.${cadence}`)} · ` : ''}
      {expectedOn ? t(`source.expected_${standing}`, { on: day(expectedOn) }) : t('source.came', { on: day(cameOn) })}
    </span>
  );
}
