import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { saveFile } from '@throughline/charts/chart-download';
import { csvText } from '@throughline/charts/chart-export';
import type { ChartLocale } from '@throughline/charts/chart-locale';
import { isNumber } from '@throughline/measurement';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';
import { Section } from '../../shared/frame/page.tsx';
import { disparityTable } from './disparity-file.ts';
import {
  breakdownsOf,
  type DisparityIndicator,
  type DisparitySeries,
  type DisparityView,
  overTime,
  totalOf,
  viewOf,
} from './disparity-model.ts';
import { GroupTable } from './disparity-table.tsx';
import { DisparityOverTime } from './disparity-time.tsx';
import { disparityWords, findingOf, gapOverTime } from './disparity-words.ts';
import { WholeMeasures } from './disparity-whole.tsx';
import classes from './disparity.module.css';

interface DisparityProps {
  indicator: DisparityIndicator;
  series: readonly DisparitySeries[];
  place: { id: string; name: string };
}

/** What a reader asks for, kept in the address, so that a link shows the same comparison. */
function useWish() {
  const [search, setSearch] = useSearchParams();
  const wishOf = (name: string) => search.get(name);
  return {
    breakdown: wishOf('by'),
    reference: wishOf('with'),
    group: wishOf('about'),
    period: wishOf('in'),
    since: wishOf('since'),
    measure: wishOf('measure'),
    choose: (name: string) => (value: string) =>
      setSearch(
        (before: URLSearchParams) => {
          const next = new URLSearchParams(before);
          next.set(name, value);
          return next;
        },
        { replace: true },
      ),
  };
}

/** How far groups are apart: the finding, the comparison in one period, and the measures over time. */
export default function DisparityPanel({ indicator, series, place }: DisparityProps) {
  const { t } = useTranslation('disparity');
  const wish = useWish();
  const { breakdown, reference, group, period, since } = wish;
  const isCount = indicator.measureType === 'count';
  const view = useMemo(
    () => (isCount ? null : viewOf(indicator, series, place.id, { breakdown, reference, group, period, since })),
    [isCount, indicator, series, place.id, breakdown, reference, group, period, since],
  );
  const locale = useChartLocale();
  const hasGroups = indicator.populations.some(({ dimension }) => dimension !== null);
  if (!hasGroups) return null;
  return (
    <Section id="disparity" title={t('title')}>
      <p className={classes['quiet']}>{t('lead')}</p>
      {view ? (
        <Comparison {...{ indicator, series, place, view, wish, locale }} />
      ) : (
        <p className={classes['quiet']}>{t(isCount ? 'empty.count' : 'empty.groups')}</p>
      )}
    </Section>
  );
}

interface ComparisonProps extends DisparityProps {
  view: DisparityView;
  wish: ReturnType<typeof useWish>;
  locale: ChartLocale;
}

function Comparison({ indicator, series, place, view, wish, locale }: ComparisonProps) {
  const { t } = useTranslation('disparity');
  const words = useMemo(() => disparityWords(indicator, locale, t), [indicator, locale, t]);
  const rows = useMemo(() => overTime(indicator, series, view), [indicator, series, view]);
  const by = view.breakdown.name;
  const names = new Map(series.map((one) => [one.populationId, one.name]));
  const download = () => {
    const table = disparityTable({ rows, view, names, t });
    const content = new Blob([csvText(table)], { type: 'text/csv;charset=utf-8' });
    saveFile(`${indicator.name} · ${place.name} · ${by}.csv`.replaceAll(/[/\\:*?"<>|]/gu, '-'), content);
  };
  return (
    <div className={classes['panel']}>
      <fieldset className={classes['choices']}>
        <legend>{t('choose')}</legend>
        <div className={classes['controls']}>
          <Controls {...{ indicator, series, view, wish }} />
        </div>
      </fieldset>
      {view.focus ? (
        <p className={classes['finding']} aria-live="polite">
          {findingOf(indicator, view, view.focus, words, t)} {gapOverTime(indicator, series, view, view.focus, locale)}
        </p>
      ) : null}
      <GroupTable
        view={view}
        words={words}
        caption={t('table.caption', {
          measure: indicator.name,
          place: place.name,
          by,
          period: view.period.label,
          reference: view.reference.name,
        })}
      />
      <Notes view={view} />
      <WholeMeasures view={view} words={words} />
      <DisparityOverTime
        {...{ indicator, view, rows, names, words, locale }}
        measure={wish.measure}
        onMeasure={wish.choose('measure')}
      />
      <div>
        <Button variant="default" onClick={download}>
          {t('file.save')}
        </Button>
      </div>
    </div>
  );
}

function Controls({ indicator, series, view, wish }: Pick<ComparisonProps, 'indicator' | 'series' | 'view' | 'wish'>) {
  const { t } = useTranslation('disparity');
  const breakdowns = breakdownsOf(indicator, series);
  const total = totalOf(indicator, series);
  const { choice, breakdown } = view;
  const others = view.rows.filter((row) => !row.isReference);
  return (
    <>
      {breakdowns.length > 1 ? (
        <ChoiceField
          label={t('by')}
          value={breakdown.name}
          onChange={wish.choose('by')}
          options={breakdowns.map(({ name }) => ({ value: name, label: name }))}
        />
      ) : null}
      <ChoiceField
        label={t('reference')}
        value={typeof choice === 'string' ? choice : choice.group}
        onChange={wish.choose('with')}
        options={[
          { value: 'best', label: t('best') },
          ...(total ? [{ value: 'total', label: t('everybody', { name: total.name }) }] : []),
          ...breakdown.series.map((one) => ({ value: one.populationId, label: one.name })),
        ]}
      />
      {others.length > 1 ? (
        <ChoiceField
          label={t('group')}
          value={view.focus?.group ?? ''}
          onChange={wish.choose('about')}
          options={others.map((row) => ({ value: row.group, label: row.name }))}
        />
      ) : null}
      <ChoiceField
        label={t('period')}
        value={view.period.start}
        onChange={wish.choose('in')}
        options={view.periods.toReversed().map(({ start, label }) => ({ value: start, label }))}
      />
      {view.baselines.length > 1 ? (
        <ChoiceField
          label={t('since')}
          value={view.since?.start ?? ''}
          onChange={wish.choose('since')}
          options={view.baselines.map(({ start, label }) => ({ value: start, label }))}
        />
      ) : null}
    </>
  );
}

/** What the comparison is over, and what it is not: each as one plain line. */
function Notes({ view }: { view: DisparityView }) {
  const { t, i18n } = useTranslation('disparity');
  const { now, breakdown, notShown } = view;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const overlapping = view.rows.filter((row) => row.overlapsReference).map(({ name }) => name);
  const notes = [
    ...(notShown.length > 0 ? [t('notes.not_shown', { groups: list.format(notShown) })] : []),
    ...(now.groups.some(({ known }) => !isNumber(known)) ? [t('notes.ranges')] : []),
    ...(overlapping.length > 0
      ? [t('notes.intervals', { groups: list.format(overlapping), reference: view.reference.name })]
      : []),
    ...(now.referenceIsCertain ? [] : [t('notes.uncertain_best')]),
    ...(breakdown.isExclusive ? [] : [t(breakdown.makesMore ? 'notes.makes_more' : 'notes.overlap')]),
    t(`notes.${now.adverseEvent}`),
    ...(now.indexHealthyPeople && !now.indexKeppelPearcy ? [t('notes.no_total')] : []),
    ...(view.reference.id === null ? [t('notes.total')] : []),
  ];
  return (
    <ul className={classes['notes']}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
