import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { NetworkPageData } from './network-screen.tsx';
import classes from './networks.module.css';

/** What is open and what is stuck, each as a way into its tab. */
export function NetworkFlow({ page }: { page: NetworkPageData }) {
  const { t } = useTranslation('networks');
  const { actionCounts, cycleCounts, escalationCounts, network } = page;
  const parts = [
    { tab: 'plan', text: t('flow.actions', { count: actionCounts.open }), stuck: stuckActions() },
    {
      tab: 'tests',
      text: t('flow.tests', { count: cycleCounts.open }),
      stuck: cycleCounts.withoutPredictions ? t('flow.unpredicted', { count: cycleCounts.withoutPredictions }) : '',
    },
    {
      tab: 'asks',
      text: t('flow.asks', { count: escalationCounts.open }),
      stuck: escalationCounts.overdue ? t('flow.overdue', { count: escalationCounts.overdue }) : '',
    },
  ];
  function stuckActions(): string {
    const late = actionCounts.late ? t('flow.late', { count: actionCounts.late }) : '';
    const blocked = actionCounts.blocked ? t('flow.blocked', { count: actionCounts.blocked }) : '';
    return [late, blocked].filter(Boolean).join(' · ');
  }
  return (
    <ul className={classes['flow']} aria-label={t('flow.label')}>
      {parts.map(({ tab, text, stuck }) => (
        <li key={tab}>
          <Link href={`/networks/${network.id}/${tab}`}>
            <span className={classes['figure']}>{text}</span>
            {stuck ? <span className={classes['stuck']}>{stuck}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
