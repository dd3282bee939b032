import { lazy, Suspense, useMemo, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Loading } from '../../shared/states/loading.tsx';
import { Page } from '../../shared/frame/page.tsx';
import { ProblemBoundary } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { useAimLine } from './aim-line.tsx';
import { NetworkFlow } from './network-flow.tsx';
import { NetworkSettings } from './network-settings.tsx';
import { NetworkPage } from './network-query.ts';
import { loadAimChart, networkTabs, openTab } from './network-tabs.ts';
import { TabList } from './tab-list.tsx';
import classes from './networks.module.css';

/** What changes the first screen without showing its own id there. */
const kinds = ['network', 'charter', 'action', 'cycle', 'cycle_question', 'escalation', 'import'];

export type NetworkPageData = ResultOf<typeof NetworkPage>['networkPage'];

const panels: Record<string, ComponentType<{ networkId: string }>> = Object.fromEntries(
  networkTabs.map(({ key, load }) => [key, lazy(load)]),
);
const SeriesChart = lazy(loadAimChart);

/** A network: its aim as one sentence over its chart, then its tabs. */
export default function NetworkScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(NetworkPage, { id }, kinds);
  return (
    <Screen state={screen} whole>
      {({ networkPage }) => <OpenNetwork key={id} page={networkPage} />}
    </Screen>
  );
}

function OpenNetwork({ page }: { page: NetworkPageData }) {
  const { t } = useTranslation(['networks', 'words']);
  const { tab } = useParams<{ tab?: string }>();
  const [, navigate] = useLocation();
  const { network } = page;
  const open = openTab(tab).key;
  const Panel = panels[open];
  return (
    <Page
      title={network.name}
      lead={
        <>
          {network.parentId ? (
            <>
              {t('workgroup_of')} <Link href={`/networks/${network.parentId}`}>{network.parentName}</Link> ·{' '}
            </>
          ) : null}
          {network.outcomeName} · {t(`words:network_state.${network.state}`)}
          {network.purpose ? <span className={classes['purpose']}>{network.purpose}</span> : null}
        </>
      }
      state={<NetworkSettings network={network} />}
    >
      <AimSection page={page} />
      <NetworkFlow page={page} />
      <TabList
        label={t('tabs')}
        tabs={networkTabs.map(({ key }) => ({ key, title: t(`tab.${key}`) }))}
        open={open}
        onOpen={(key) => navigate(`/networks/${network.id}/${key}`, { replace: true })}
      >
        <ProblemBoundary resetOn={open}>
          <Suspense fallback={<Loading />}>{Panel ? <Panel key={open} networkId={network.id} /> : null}</Suspense>
        </ProblemBoundary>
      </TabList>
    </Page>
  );
}

function AimSection({ page: { aim, series } }: { page: NetworkPageData }) {
  const { t } = useTranslation(['networks', 'words']);
  const line = useAimLine();
  const shown = series.find(({ isAim }) => isAim) ?? series[0];
  const measure = useMemo(() => shown && { ...shown, name: shown.indicatorName }, [shown]);
  return (
    <section aria-label={t('aim.label')} className={classes['aim']}>
      <p className={classes['sentence']}>{aim?.indicatorId ? line(aim) : t('aim.none')}</p>
      {aim && aim.state !== 'adopted' ? (
        <p className={classes['quiet']}>{t('aim.not_adopted', { state: t(`words:charter_state.${aim.state}`) })}</p>
      ) : null}
      {aim && aim.priorityPopulations.length > 0 ? (
        <p className={classes['quiet']}>{t('aim.priority', { populations: aim.priorityPopulations.join(' · ') })}</p>
      ) : null}
      {shown && measure ? (
        <Suspense fallback={<Loading />}>
          <SeriesChart
            measure={measure}
            series={shown.series}
            target={aim?.to === null || aim?.to === undefined ? null : { value: aim.to, by: aim.by }}
            baseline={aim?.from ?? null}
          />
        </Suspense>
      ) : aim?.indicatorId ? (
        <p className={classes['quiet']}>{t('aim.no_series')}</p>
      ) : null}
    </section>
  );
}
