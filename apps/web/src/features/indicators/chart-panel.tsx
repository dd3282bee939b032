import { useMemo, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useLocation, useRouter } from 'wouter';
import { chartNotes, runChartTable } from '@throughline/charts/chart-export';
import { type Caveat, type ChartFlag, type Finding, flagKinds, pointsForLimits } from '@throughline/charts/chart-types';
import { findingTitle } from '@throughline/charts/finding-title';
import { RunChart } from '@throughline/charts/run-chart';
import type { RunChartData } from '@throughline/charts/run-chart-data';
import { FitWidth } from '@throughline/charts/use-width';
import { XmrIcons } from '@throughline/charts/xmr-icons';
import type { SeriesSummary } from '@throughline/measurement';
import { useCan } from '../../shared/session/abilities.ts';
import { ChartDownloads } from '../../shared/series/chart-downloads.tsx';
import { ChartTheme } from '../../shared/series/chart-theme.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { itemPath } from '@throughline/domain/item-paths';
import { useFormat } from '../../shared/session/partnership.tsx';
import { AdviceLine } from './advice-line.tsx';
import { analyse, offeredCharts, type OfferedChart, type Reading } from '../../shared/series/analysis.ts';
import type { OpenDecision } from './decision-key.ts';
import { Decisions } from './decision-list.tsx';
import { type Evidence, formatOf } from '../../shared/series/evidence.ts';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';
import { LinesTable } from './lines-table.tsx';
import type { IndicatorDetail } from './operations.ts';
import { placesBelow, useSubgroups } from './subgroups.ts';
import classes from './indicators.module.css';

/** Where the numbers come from, as it stands under a downloaded chart; null where nobody said it. */
export function sourceOf({ definitions }: IndicatorDetail, t: TFunction<'indicators'>): string | null {
  const source = definitions[0]?.source;
  return source ? t('chart.source', { source }) : null;
}

interface ChartPanelProps {
  indicator: IndicatorDetail;
  series: Evidence;
  reading: Reading;
  onReading(reading: Reading): void;
}

/** The run or control chart of one series under its finding, how it is read, and what was decided about that. */
export function ChartPanel({ indicator, series, reading, onReading }: ChartPanelProps) {
  const { t } = useTranslation(['indicators', 'shared']);
  const locale = useChartLocale();
  const { day } = useFormat();
  const can = useCan();
  const [open, setOpen] = useState<OpenDecision>();
  const below = placesBelow(indicator, series.placeId);
  const offered = offeredCharts(indicator, series, { subgroups: below.length > 1 });
  const chart = reading.chart !== null && offered.includes(reading.chart) ? reading.chart : null;
  const ofSubgroups = chart === 'xbar' || chart === 's';
  const groups = useSubgroups(indicator, series, ofSubgroups);
  const target = indicator.targets.find(
    (one) => one.placeId === series.placeId && one.populationId === series.populationId,
  );
  const { summary, data, companion, finding } = useMemo(
    () =>
      analyse(
        indicator,
        series,
        // Until the values of the places below have come, the chart that fits stands there.
        { ...reading, chart: ofSubgroups && !groups ? null : chart },
        (number) => t('shared:definition', { number }),
        { target: target?.value ?? null, groups },
      ),
    [indicator, series, reading, chart, ofSubgroups, groups, target, t],
  );
  const flags = useFlags(indicator, series);
  const measure = t(measureKey(summary.chart), { measure: indicator.name });
  const format = formatOf(indicator);
  const title = findingTitle(finding, { measure, population: data.population ?? null, format }, locale);
  const isPlain = summary.chart !== 'mr' && summary.chart !== 's';
  const lines = {
    ...data,
    measure,
    // Goals are of the measure; ranges and spreads have none.
    target: target && isPlain ? { value: target.value, byWhen: day(target.dueOn) } : null,
    baseline: isPlain ? (target?.baselineValue ?? null) : null,
    flags: flags.list,
  };
  const first = series.cells.filter(({ asFirstPublished }) => asFirstPublished).map(({ label }) => label);
  const caveats = caveatsOf(summary, flags.later, ofSubgroups ? below.length : 0, first, t);
  const place = indicator.places.find(({ placeId }) => placeId === series.placeId)?.name ?? '';
  const file = {
    axisLabel: `${measure} · ${place}`,
    source: sourceOf(indicator, t),
  };
  const name = `${indicator.name} ${place} ${data.population ?? ''} ${summary.chart}`;
  const decides = can('canRecalculateLimits', indicator) && !indicator.retiredAt;
  return (
    <div className={classes['panel']}>
      <ChartTheme />
      {summary.xmr ? (
        <XmrIcons
          variation={summary.enoughPoints ? summary.xmr.variationIcon : null}
          assurance={summary.enoughPoints ? summary.xmr.assuranceIcon : null}
          isShort={summary.xmr.isShort}
          locale={locale}
        />
      ) : null}
      <ChartDownloads
        name={name}
        file={{
          ...file,
          title,
          notes: chartNotes(lines, caveats, locale),
          table: () => runChartTable(lines, locale),
        }}
      >
        <FitWidth>
          {(width) => (
            <RunChart {...lines} title={title} onFlag={flags.open} caveats={caveats} width={width} locale={locale} />
          )}
        </FitWidth>
      </ChartDownloads>
      {companion ? (
        <Companion data={companion} kind={summary.companion?.chart ?? 'mr'} file={file} name={name} />
      ) : null}
      <AdviceLine
        advice={summary.advice}
        series={series}
        format={format}
        locale={locale}
        onDecide={decides ? setOpen : null}
      />
      <div className={classes['controls']}>
        <ChoiceField
          label={t('chart.kind')}
          hint={t('chart.because', { reason: t(`reason.${summary.reason}`) })}
          value={chart ?? ''}
          onChange={(value) => onReading({ ...reading, chart: (value || null) as OfferedChart | null })}
          options={[
            { value: '', label: t('chart.fitting') },
            ...offered.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
          ]}
        />
        {summary.chart === 'run' ? (
          <ChoiceField
            label={t('chart.rules')}
            hint={t(`rules_hint.${reading.rules}`)}
            value={reading.rules}
            onChange={(value) => onReading({ ...reading, rules: value === 'perla' ? 'perla' : 'anhoej' })}
            options={(['anhoej', 'perla'] as const).map((rules) => ({ value: rules, label: t(`rules.${rules}`) }))}
          />
        ) : null}
      </div>
      <LinesTable table={runChartTable(lines, locale)} caption={title} />
      <Decisions indicator={indicator} series={series} open={open} onOpen={setOpen} />
    </div>
  );
}

/** What a chart plots where that is not the measure itself. */
const measureKey = (chart: OfferedChart) =>
  chart === 'xbar'
    ? 'chart.mean_of_places'
    : chart === 's'
      ? 'chart.spreads'
      : chart === 'mr'
        ? 'chart.ranges'
        : 'chart.measure';

function caveatsOf(
  { reason, refusal, chart, measured, finding }: SeriesSummary,
  later: number,
  places: number,
  first: readonly string[],
  t: TFunction<'indicators'>,
): Caveat[] {
  const text = (words: string): Caveat => ({ kind: 'text', text: words });
  return [
    ...(reason === 'annual' || reason === 'overlapping' ? [{ kind: reason }] : []),
    ...(measured.ucl && measured.parts.length > 1 && finding.points < pointsForLimits
      ? [text(t('chart.provisional', { count: finding.points, needed: pointsForLimits }))]
      : []),
    ...(refusal === null ? [] : [text(t('chart.refused'))]),
    ...(chart === 'xbar' || chart === 's' ? [text(t('chart.subgroups', { count: places }))] : []),
    ...(first.length > 0 ? [text(t('chart.first_published', { periods: first.join(', ') }))] : []),
    ...(later > 0 ? [text(t('chart.later', { count: later }))] : []),
  ];
}

interface CompanionProps {
  data: RunChartData & { finding: Finding };
  kind: 'mr' | 's';
  file: { axisLabel: string; source: string | null };
  name: string;
}

/** The moving ranges or the spreads under a chart, on the same periods. */
function Companion({ data, kind, file, name }: CompanionProps) {
  const { t } = useTranslation('indicators');
  const locale = useChartLocale();
  const measure = t(measureKey(kind), { measure: data.measure });
  const subject = { measure, population: data.population ?? null, format: data.format };
  const title = findingTitle(data.finding, subject, locale);
  return (
    <ChartDownloads
      name={`${name} ${kind}`}
      file={{ ...file, title, notes: chartNotes(data, [], locale), table: () => runChartTable(data, locale) }}
    >
      <FitWidth>
        {(width) => <RunChart {...data} measure={measure} title={title} height={180} width={width} locale={locale} />}
      </FitWidth>
    </ChartDownloads>
  );
}

/** Flags within the time of the series; what came before or after it would stand at a wrong place. */
function useFlags(
  indicator: IndicatorDetail,
  { cells }: Evidence,
): { list: ChartFlag[]; later: number; open(flag: ChartFlag): void } {
  const { base } = useRouter();
  const [, navigate] = useLocation();
  const paths = new Map(
    indicator.flags.map((flag) => [
      flag.id,
      itemPath({ kind: flag.opens, id: flag.opensId, networkId: flag.networkId }),
    ]),
  );
  const [first, last] = [cells.at(0)?.start ?? '', cells.at(-1)?.end ?? ''];
  const within = indicator.flags.filter(({ on }) => on >= first && on <= last);
  const later = indicator.flags.filter(({ on }) => on > last).length;
  const list = within.map<ChartFlag>(({ id, kind, on, title }) => ({
    id,
    kind: flagKinds.find((known) => known === kind) ?? 'cycle',
    at: on,
    title,
    href: base + (paths.get(id) ?? ''),
  }));
  return { list, later, open: ({ id }) => navigate(paths.get(id) ?? '/') };
}
