import { Suspense, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'wouter';
import { useCan } from '../../shared/session/abilities.ts';
import { Empty } from '../../shared/states/empty.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { History } from '../../shared/thread/history.tsx';
import { ItemThread } from '../../shared/thread/item-thread.tsx';
import { Loading } from '../../shared/states/loading.tsx';
import { OnThisPage, Page } from '../../shared/frame/page.tsx';
import { Screen, type ScreenState, useScreen } from '../../shared/states/screen.tsx';
import { ChartPanel, sourceOf } from './chart-panel.tsx';
import { alignEvidence, type Evidence, evidenceOf, openingSeries } from '../../shared/series/evidence.ts';
import { IndicatorFiles } from './indicator-files.tsx';
import { HealthLine } from './health-line.tsx';
import { About } from './indicator-about.tsx';
import { DisclosurePart, DisparityPart, RequestsPart } from './indicator-parts.ts';
import { EditIndicator, RetireIndicator, ReviseDefinition } from './indicator-forms.tsx';
import { CorrectValue } from './correct-value.tsx';
import { EnterValue } from './enter-value.tsx';
import { TargetForm } from './target-form.tsx';
import { type IndicatorDetail, indicatorKinds, IndicatorPage, SeriesOf } from './operations.ts';
import { EvidenceTable, PopulationCharts } from './population-charts.tsx';
import { useReading } from './reading.ts';
import classes from './indicators.module.css';

/** One indicator: what it shows, for whom, and what stands behind the numbers. */
export default function IndicatorScreen() {
  const { id } = useParams<{ id: string }>();
  const screen = useScreen(IndicatorPage, { id }, indicatorKinds);
  return (
    <Screen state={screen} whole>
      {({ indicator }) => <Detail key={id} indicator={indicator} />}
    </Screen>
  );
}

type OpenForm = 'edit' | 'revise' | 'retire' | 'target' | 'value' | 'correct';

function Detail({ indicator }: { indicator: IndicatorDetail }) {
  const { t } = useTranslation('indicators');
  const can = useCan();
  const [search] = useSearchParams();
  const manages = can('canManageIndicators', indicator) && !indicator.retiredAt;
  const [form, setForm] = useState<OpenForm | undefined>(
    manages && search.get('form') === 'value' ? 'value' : undefined,
  );
  const [aim, setAim] = useState<{ placeId: string; populationId: string }>();
  const place = usePlace(indicator);
  const series = useEvidence(indicator, place.id);
  const population = usePopulation(indicator, series.evidence);
  const close = () => {
    setForm(undefined);
    setAim(undefined);
  };
  const numbers = { indicator, placeId: place.id, series: population.series, onClose: close };
  return (
    <Page
      title={indicator.name}
      lead={indicator.outcome.name}
      thread={<ItemThread id={indicator.id} />}
      action={manages ? <Button onClick={() => setForm('value')}>{t('value.open')}</Button> : null}
    >
      <HealthLine indicator={indicator} manages={manages} onOwner={() => setForm('edit')} />
      {indicator.places.length === 0 ? (
        <Empty
          sentence={t('page.empty')}
          example={t('page.example')}
          way={{
            action: manages ? <FirstNumbers onEnter={() => setForm('value')} /> : null,
            ask: 'data_manager',
          }}
        />
      ) : (
        <>
          <div className={classes['controls']}>
            <ChoiceField
              label={t('field.placeId')}
              value={place.id ?? ''}
              onChange={place.choose}
              options={indicator.places.map((one) => ({ value: one.placeId, label: one.name }))}
            />
            <ChoiceField
              label={t('field.populationId')}
              value={population.series?.populationId ?? ''}
              onChange={population.choose}
              options={series.evidence.map((one) => ({ value: one.populationId, label: one.name }))}
            />
          </div>
          <NotHome indicator={indicator} placeId={place.id} />
          <Parts indicator={indicator} evidence={series.evidence} />
          <Evidences
            indicator={indicator}
            series={series}
            open={population.series}
            place={place}
            onCorrect={manages && can('canSeeHidden', indicator) ? () => setForm('correct') : undefined}
          />
        </>
      )}
      {can('canSeeHidden', indicator) && indicator.places.length > 0 ? (
        <Suspense fallback={<Loading />}>
          <DisclosurePart indicator={indicator} manages={manages} />
        </Suspense>
      ) : null}
      {can('canSeeDataRequests') && !indicator.retiredAt ? (
        <Suspense fallback={<Loading />}>
          <RequestsPart indicatorId={indicator.id} manages={can('canRequestData')} />
        </Suspense>
      ) : null}
      <About
        indicator={indicator}
        onTarget={
          manages
            ? (one) => {
                setAim({ placeId: one.placeId, populationId: one.populationId });
                setForm('target');
              }
            : undefined
        }
      />
      {manages ? (
        <div className={classes['actions']}>
          <Button variant="default" onClick={() => setForm('target')}>
            {t('target.open')}
          </Button>
          <Button variant="default" onClick={() => setForm('edit')}>
            {t('edit.open')}
          </Button>
          <Button variant="default" onClick={() => setForm('revise')}>
            {t('revise.open')}
          </Button>
          <Button variant="default" onClick={() => setForm('retire')}>
            {t('retire.open')}
          </Button>
        </div>
      ) : null}
      <div>
        <History id={indicator.id} />
      </div>
      {form === 'edit' ? <EditIndicator indicator={indicator} onClose={close} /> : null}
      {form === 'revise' ? <ReviseDefinition indicator={indicator} onClose={close} /> : null}
      {form === 'retire' ? <RetireIndicator indicator={indicator} onClose={close} /> : null}
      {form === 'target' ? <TargetForm {...numbers} first={aim} /> : null}
      {form === 'value' ? <EnterValue {...numbers} /> : null}
      {form === 'correct' && place.id !== undefined ? (
        <CorrectValue
          indicator={indicator}
          first={{ placeId: place.id, populationId: population.series?.populationId }}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

/** Two ways to the first numbers of an indicator: a file, or by hand. */
function FirstNumbers({ onEnter }: { onEnter(): void }) {
  const { t } = useTranslation('indicators');
  const can = useCan();
  return (
    <div className={classes['actions']}>
      {can('canImport') ? (
        <Button component={Link} href="/imports">
          {t('page.import')}
        </Button>
      ) : null}
      <Button variant="default" onClick={onEnter}>
        {t('value.open')}
      </Button>
    </div>
  );
}

/** Why the page does not open with the home place. */
function NotHome({ indicator, placeId }: { indicator: IndicatorDetail; placeId: string | undefined }) {
  const { t } = useTranslation('indicators');
  const [search] = useSearchParams();
  const shown = indicator.places.find((one) => one.placeId === placeId);
  if (search.has('place') || shown === undefined || shown.isHome) return null;
  const home = indicator.places.find(({ isHome }) => isHome);
  return (
    <p className={classes['quiet']}>
      {home
        ? t('page.home_hidden', { home: home.name, place: shown.name })
        : t('page.home_without', { place: shown.name })}
    </p>
  );
}

/** The page is long: its parts are one step away. */
function Parts({ indicator, evidence }: { indicator: IndicatorDetail; evidence: readonly Evidence[] }) {
  const { t } = useTranslation('indicators');
  const can = useCan();
  const hasGroups = evidence.some(({ dimension }) => dimension !== null);
  const ids = [
    ...(hasGroups ? (['for-whom', 'disparity'] as const) : []),
    'numbers' as const,
    ...(can('canSeeHidden', indicator) ? (['hidden'] as const) : []),
    'definition' as const,
  ];
  return <OnThisPage label={t('parts.label')} parts={ids.map((id) => ({ id, title: t(`parts.${id}`) }))} />;
}

interface LoadedEvidence {
  evidence: Evidence[];
  screen: ScreenState<unknown>;
}

function Evidences({
  indicator,
  series,
  open,
  place,
  onCorrect,
}: {
  indicator: IndicatorDetail;
  series: LoadedEvidence;
  open: Evidence | undefined;
  place: { id: string | undefined; name: string };
  /** Opens the correction of a value; undefined for those who may not. */
  onCorrect: (() => void) | undefined;
}) {
  const { t } = useTranslation('indicators');
  const [reading, setReading] = useReading();
  const renderCharts = () => (
    <>
      {open ? <ChartPanel indicator={indicator} series={open} reading={reading} onReading={setReading} /> : null}
      <PopulationCharts
        measure={indicator}
        series={series.evidence}
        place={place.name}
        source={sourceOf(indicator, t)}
      />
      <Suspense fallback={<Loading />}>
        <DisparityPart
          indicator={indicator}
          series={series.evidence}
          place={{ id: place.id ?? '', name: place.name }}
        />
      </Suspense>
      <div id="numbers">
        <EvidenceTable
          measure={indicator}
          series={series.evidence}
          caption={t('table.caption', { indicator: indicator.name, place: place.name })}
          files={<IndicatorFiles indicatorId={indicator.id} />}
          onCorrect={onCorrect}
        />
      </div>
    </>
  );
  return <Screen state={series.screen}>{renderCharts}</Screen>;
}

/** The place in the address, else the one that the page opens with. */
function usePlace(indicator: IndicatorDetail): { id: string | undefined; name: string; choose(id: string): void } {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('place');
  const placeOf = (id: string | null) => indicator.places.find(({ placeId }) => placeId === id);
  const found = placeOf(wanted) ?? placeOf(indicator.openingPlaceId) ?? indicator.places[0];
  return { id: found?.placeId, name: found?.name ?? '', choose: (id) => setSearch(withParameter('place', id)) };
}

/** The population in the address, else the one that the page opens with. */
function usePopulation(
  indicator: IndicatorDetail,
  evidence: readonly Evidence[],
): { series: Evidence | undefined; choose(id: string): void } {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('population');
  const series = evidence.find((one) => one.populationId === wanted) ?? openingSeries(indicator, evidence);
  return { series, choose: (id) => setSearch(withParameter('population', id)) };
}

const withParameter = (name: string, value: string) => (before: URLSearchParams) => {
  const next = new URLSearchParams(before);
  next.set(name, value);
  return next;
};

const kinds: readonly string[] = ['indicator'];

function useEvidence(indicator: IndicatorDetail, placeId: string | undefined): LoadedEvidence {
  const placeIds = useMemo(() => (placeId === undefined ? [] : [placeId]), [placeId]);
  const variables = useMemo(() => ({ indicatorId: indicator.id, placeIds }), [indicator.id, placeIds]);
  const screen = useScreen(SeriesOf, variables, kinds, { pause: placeId === undefined });
  const { data } = screen;
  const evidence = useMemo(
    () => alignEvidence((data?.series ?? []).map(evidenceOf), indicator.cadence),
    [data, indicator.cadence],
  );
  return { evidence, screen };
}
