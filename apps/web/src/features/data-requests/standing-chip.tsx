import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { ListedRequest } from './operations.ts';
import classes from './data-requests.module.css';

/** What is owed of a request and since when, in a few words. */
export function Standing({
  request,
}: {
  request: Pick<ListedRequest, 'standing' | 'daysLate' | 'dueOn' | 'openPeriodLabel' | 'inReview' | 'retiredAt'>;
}) {
  const { t } = useTranslation('data-requests');
  const { day, number } = useFormat();
  const { standing, daysLate, dueOn, openPeriodLabel: period, inReview, retiredAt } = request;
  if (retiredAt) return <span className={classes['quiet']}>{t('ended')}</span>;
  return (
    <span className={classes['standing']}>
      {inReview > 0 ? (
        <strong data-kind="review">{t('in_review', { count: inReview, shown: number(inReview) })}</strong>
      ) : null}
      <span data-kind={standing}>
        {standing === 'late' ? t('late', { period, count: daysLate, shown: number(daysLate) }) : null}
        {standing === 'due' ? t('due', { period, day: day(dueOn) }) : null}
        {standing === 'upcoming' ? t('upcoming', { period, day: day(dueOn) }) : null}
      </span>
    </span>
  );
}
