import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../shared/states/loading.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { PracticeDetail } from './practice-operations.ts';
import classes from './practices.module.css';

const ReachChart = lazy(() => import('./reach-chart.tsx'));

/** How far the practice has spread: the curve against its eligible sites, and what the sites' ways tell. */
export function Reach({ detail }: { detail: PracticeDetail }) {
  const { t } = useTranslation('practices');
  const format = useFormat();
  const { medianDaysBetweenStages: days, jumps, adoptions } = detail;
  if (adoptions.length === 0) return <p className={classes['quiet']}>{t('reach.none')}</p>;
  const adapted = adoptions.filter(({ adaptation }) => adaptation !== '').length;
  return (
    <>
      <Suspense fallback={<Loading lines={3} />}>
        <ReachChart detail={detail} />
      </Suspense>
      <ul className={classes['facts']}>
        <li>{days === null ? t('reach.no_days') : t('reach.days', { days: format.number(days) })}</li>
        {adapted > 0 ? <li>{t('reach.adapted', { count: adapted })}</li> : null}
        {jumps > 0 ? <li className={classes['concern']}>{t('reach.jumps', { count: jumps })}</li> : null}
      </ul>
    </>
  );
}
