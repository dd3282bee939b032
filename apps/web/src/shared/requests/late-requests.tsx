import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Section } from '../frame/page.tsx';
import { useLiveQuery } from '../live/live.ts';
import { graphql } from '../server/graphql.ts';
import { useCan } from '../session/abilities.ts';
import { useFormat } from '../session/partnership.tsx';
import { ProblemLine } from '../states/problem.tsx';
import { problemOf } from '../server/transport.ts';
import classes from './late-requests.module.css';

const LateRequestsQuery = graphql(`
  query LateRequests($first: Int!, $after: String) {
    dataRequests(first: $first, after: $after, view: late) {
      nodes {
        id
        indicatorName
        organizationName
        openPeriodLabel
        daysLate
      }
      totalCount
    }
  }
`);
const kinds: readonly string[] = ['data_request', 'data_answer', 'import'];
const mostShown = 5;

/** Numbers that partners have not sent in time, the longest late first, for who requests them; nothing where all are in. */
export function LateRequests() {
  const { t } = useTranslation('shared');
  const { number } = useFormat();
  const mayRequest = useCan()('canRequestData');
  const [{ data, error }] = useLiveQuery(LateRequestsQuery, { first: mostShown, after: null }, kinds, {
    pause: !mayRequest,
  });
  if (error && !data) return <ProblemLine problem={problemOf(error)} />;
  const late = data?.dataRequests;
  if (!mayRequest || !late || late.totalCount === 0) return null;
  return (
    <Section title={t('late_requests.title', { count: late.totalCount, shown: number(late.totalCount) })}>
      <ul className={classes['rows']} aria-label={t('late_requests.label')}>
        {late.nodes.map(({ id, indicatorName, organizationName, openPeriodLabel, daysLate }) => (
          <li key={id}>
            <Link href={`/data-requests/${id}`}>{`${organizationName}: ${indicatorName}`}</Link>{' '}
            <span className={classes['late']}>
              {t('late_requests.late', { count: daysLate, shown: number(daysLate), period: openPeriodLabel })}
            </span>
          </li>
        ))}
      </ul>
      {late.totalCount > late.nodes.length ? (
        <p>
          <Link href="/data-requests">{t('late_requests.all')}</Link>
        </p>
      ) : null}
    </Section>
  );
}
