import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { graphql } from '../../shared/server/graphql.ts';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { ChartPanel, sourceOf } from './chart-panel.tsx';
import { alignEvidence, evidenceOf, openingSeries } from '../../shared/series/evidence.ts';
import { type IndicatorDetail, indicatorKinds, IndicatorPage, SeriesOf } from './operations.ts';
import { EvidenceTable, PopulationCharts } from './population-charts.tsx';
import { useReading } from './reading.ts';
import classes from './indicators.module.css';

const NetworkIndicators = graphql(`
  query NetworkIndicators($networkId: Uuid!) {
    indicators(networkId: $networkId, first: 50) {
      nodes {
        id
        name
      }
    }
  }
`);

const networkKinds: readonly string[] = ['network', 'charter', 'indicator'];
const seriesKinds: readonly string[] = ['indicator'];

/** The data of a network: its indicator for every population on one scale, the gap over time, the table. */
export default function NetworkDataTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('indicators');
  const screen = useScreen(NetworkIndicators, { networkId }, networkKinds);
  const charter = <Link href={`/networks/${networkId}/charter`}>{t('tab.to_charter')}</Link>;
  const none = (
    <Empty sentence={t('tab.empty')} example={t('tab.example')} way={{ action: charter, ask: 'facilitator' }} />
  );
  return (
    <Screen state={screen} empty={{ when: ({ indicators }) => indicators.nodes.length === 0, show: none }}>
      {({ indicators }) => <Indicators found={indicators.nodes} />}
    </Screen>
  );
}

function Indicators({ found }: { found: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation('indicators');
  const [chosen, setChosen] = useState<string>();
  const id = found.find((one) => one.id === chosen)?.id ?? found[0]?.id ?? '';
  return (
    <div className={classes['panel']}>
      {found.length > 1 ? (
        <div className={classes['controls']}>
          <ChoiceField
            label={t('tab.indicator')}
            value={id}
            onChange={setChosen}
            options={found.map((one) => ({ value: one.id, label: one.name }))}
          />
        </div>
      ) : null}
      <OneIndicator key={id} id={id} />
    </div>
  );
}

function OneIndicator({ id }: { id: string }) {
  const screen = useScreen(IndicatorPage, { id }, indicatorKinds);
  return <Screen state={screen}>{({ indicator }) => <Charts indicator={indicator} />}</Screen>;
}

function Charts({ indicator }: { indicator: IndicatorDetail }) {
  const { t } = useTranslation('indicators');
  const can = useCan();
  const [reading, setReading] = useReading();
  const place = indicator.places.find(({ placeId }) => placeId === indicator.openingPlaceId) ?? indicator.places[0];
  const variables = useMemo(
    () => ({ indicatorId: indicator.id, placeIds: place ? [place.placeId] : [] }),
    [indicator.id, place],
  );
  const screen = useScreen(SeriesOf, variables, seriesKinds, { pause: !place });
  const { data } = screen;
  const evidence = useMemo(
    () => alignEvidence((data?.series ?? []).map(evidenceOf), indicator.cadence),
    [data, indicator.cadence],
  );
  if (!place) {
    const enter = can('canManageIndicators', indicator) ? (
      <Link href={`/indicators/${indicator.id}`}>{t('tab.to_indicator')}</Link>
    ) : null;
    return (
      <Empty sentence={t('page.empty')} example={t('page.example')} way={{ action: enter, ask: 'data_manager' }} />
    );
  }
  const opening = openingSeries(indicator, evidence);
  // With groups their panels are the chart; the series of the aim stands above the tabs already.
  const hasGroups = evidence.some(({ dimension }) => dimension !== null);
  const renderCharts = () => (
    <>
      {opening && !hasGroups ? (
        <ChartPanel indicator={indicator} series={opening} reading={reading} onReading={setReading} />
      ) : null}
      <PopulationCharts measure={indicator} series={evidence} place={place.name} source={sourceOf(indicator, t)} />
      <EvidenceTable
        measure={indicator}
        series={evidence}
        caption={t('table.caption', { indicator: indicator.name, place: place.name })}
      />
      <p>
        <Link href={`/indicators/${indicator.id}`}>{t('tab.more')}</Link>
      </p>
    </>
  );
  return <Screen state={screen}>{renderCharts}</Screen>;
}
