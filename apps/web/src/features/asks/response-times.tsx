import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../shared/live.ts';
import { Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import { ProblemView } from '../../shared/problem.tsx';
import { askKinds, AskResponseTimes } from './ask-operations.ts';
import classes from './asks.module.css';

/** How everybody who was asked answers; every member sees it. */
export function ResponseTimes() {
  const { t } = useTranslation('asks');
  const format = useFormat();
  const [{ data, error }, again] = useLiveQuery(AskResponseTimes, {}, askKinds);
  if (error && !data) return <ProblemView problem={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data || data.responseTimes.length === 0) return null;
  return (
    <Section title={t('times.title')}>
      <p className={classes['quiet']}>{t('times.lead')}</p>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('times.who')}</th>
            <th scope="col">{t('times.median')}</th>
            <th scope="col">{t('times.answered')}</th>
            <th scope="col">{t('times.unanswered')}</th>
            <th scope="col">{t('times.overdue')}</th>
          </tr>
        </thead>
        <tbody>
          {data.responseTimes.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>{row.medianDays === null ? t('times.none') : format.number(row.medianDays)}</td>
              <td>{row.answered}</td>
              <td>{row.unanswered}</td>
              <td className={row.overdue > 0 ? classes['late'] : undefined}>{row.overdue}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
