import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePartnership } from '../../shared/session/partnership.tsx';
import classes from './indicators.module.css';

/** All published numbers of an indicator as files: of every place, population and period. */
export function IndicatorFiles({ indicatorId }: { indicatorId: string }) {
  const { t } = useTranslation('indicators');
  const { partnershipId } = usePartnership();
  const address = (file: string): string => `/exports/${partnershipId}/${file}?indicator=${indicatorId}`;
  return (
    <p className={classes['quiet']}>
      {t('files.lead')}{' '}
      <a href={address('observations.csv')} download>
        {t('files.csv')}
      </a>{' '}
      ·{' '}
      <a href={address('all.zip')} download>
        {t('files.zip')}
      </a>{' '}
      · <Link href="/data">{t('list.data')}</Link>
    </p>
  );
}
