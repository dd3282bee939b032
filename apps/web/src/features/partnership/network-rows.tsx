import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import type { PartnershipPageData } from './partnership-screen.tsx';
import classes from './partnership.module.css';

type Network = PartnershipPageData['networks'][number];

/** Networks with their flow at a glance: a table where there is room, cards on a phone. */
export function NetworkRows({ networks }: { networks: readonly Network[] }) {
  const { t } = useTranslation('partnership');
  const can = useCan();
  if (networks.length === 0) {
    const form = can('canCreateNetwork') ? <Link href="/networks?form">{t('form_network')}</Link> : null;
    return <Empty sentence={t('no_networks')} example={t('network_example')} way={{ action: form, ask: 'director' }} />;
  }
  const columns = ['network', 'charter', 'actions', 'cycles', 'escalations', 'updated'] as const;
  return (
    <table className={classes['networks']}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {networks.map((network) => (
          <Row key={network.id} network={network} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ network }: { network: Network }) {
  const { t } = useTranslation(['partnership', 'words']);
  const format = useFormat();
  const {
    actionsOpen,
    actionsLate,
    cyclesOpen,
    cyclesWithoutPredictions: unpredicted,
    escalationsUnanswered,
    longestWaitDays,
  } = network;
  return (
    <tr>
      <th scope="row">
        <Link href={`/networks/${network.id}`}>{network.name}</Link>
        <small>
          {network.parentId ? `${t('workgroup')} · ` : ''}
          {t(`words:network_state.${network.state}`)}
        </small>
      </th>
      <td data-label={t('column.charter')} data-stuck={network.charterState === null}>
        {network.charterState ? t(`words:charter_state.${network.charterState}`) : t('no_charter')}
      </td>
      <td data-label={t('column.actions')}>
        {t('open', { count: actionsOpen })}
        <Stuck when={actionsLate > 0}>{t('late', { count: actionsLate })}</Stuck>
      </td>
      <td data-label={t('column.cycles')}>
        {t('open', { count: cyclesOpen })}
        <Stuck when={unpredicted > 0}>{t('unpredicted', { count: unpredicted })}</Stuck>
      </td>
      <td data-label={t('column.escalations')}>
        {escalationsUnanswered === 0 ? t('none') : t('unanswered', { count: escalationsUnanswered })}
        <Stuck when={escalationsUnanswered > 0 && longestWaitDays !== null}>
          {t('waiting', { count: longestWaitDays ?? 0 })}
        </Stuck>
      </td>
      <td data-label={t('column.updated')}>{format.day(network.updatedAt)}</td>
    </tr>
  );
}

function Stuck({ when, children }: { when: boolean; children: string }) {
  return when ? <small data-stuck="true">{children}</small> : null;
}
