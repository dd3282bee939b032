import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { useIndicators } from '../../shared/choices/rows-to-choose.tsx';
import { SearchedChoice } from '../../shared/choices/searched-field.tsx';
import { Loading } from '../../shared/states/loading.tsx';
import { ProblemView } from '../../shared/states/problem.tsx';
import { Screen, useScreen } from '../../shared/states/screen.tsx';
import { ChartPanel, sourceOf } from './chart-panel.tsx';
import { alignEvidence, evidenceOf, openingSeries } from '../../shared/series/evidence.ts';
import { type IndicatorDetail, indicatorKinds, IndicatorPage, SeriesOf } from './operations.ts';
import { EvidenceTable, PopulationCharts } from './population-charts.tsx';
import { useReading } from './reading.ts';
import classes from './indicators.module.css';

const seriesKinds: readonly string[] = ['indicator'];

/** The data of a network: its indicator for every population on one scale, the gap over time, the table. */
export default function NetworkDataTab({ networkId }: { networkId: string }) {
  const { t } = useTranslation('indicators');
  const [chosen, setChosen] = useState<string | null>(null);
  const searched = useIndicators(chosen, networkId);
  const { total, problem, retry, isSearched, options } = searched;
  const [first, setFirst] = useState<string>();
  // What is open stays open while another one is searched for.
  if (first === undefined && options[0]) setFirst(options[0].value);
  if (total === undefined) return problem ? <ProblemView problem={problem} retry={retry} /> : <Loading />;
  if (total === 0 && !isSearched) {
    const charter = <Link href={`/networks/${networkId}/charter`}>{t('tab.to_charter')}</Link>;
    return <Empty sentence={t('tab.empty')} example={t('tab.example')} way={{ action: charter, ask: 'facilitator' }} />;
  }
  const id = chosen ?? first ?? '';
  return (
    <div className={classes['panel']}>
      {isSearched || options.length > 1 ? (
        <div className={classes['controls']}>
          <SearchedChoice label={t('tab.indicator')} value={id} onChange={setChosen} searched={searched} />
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
