import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { escalationRowKinds, EscalationResponseTimes } from './escalation-operations.ts';
import classes from './escalations.module.css';

/** How everybody who was asked answers; every member sees it. */
export function ResponseTimes() {
  const screen = useScreen(EscalationResponseTimes, {}, escalationRowKinds);
  return (
    <Screen state={screen} empty={{ when: (data) => data.responseTimes.length === 0, show: null }}>
      {(data) => <Times rows={data.responseTimes} />}
    </Screen>
  );
}

function Times({ rows }: { rows: ResultOf<typeof EscalationResponseTimes>['responseTimes'] }) {
  const { t } = useTranslation('escalations');
  const format = useFormat();
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
          {rows.map((row) => (
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
