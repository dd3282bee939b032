import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useRouter } from 'wouter';
import { type Caveat, type ChartFlag, type ChartLocale, flagKinds } from '@throughline/charts/chart-types';
import { findingTitle } from '@throughline/charts/finding-title';
import { RunChart } from '@throughline/charts/run-chart';
import { FitWidth } from '@throughline/charts/use-width';
import { ChartTheme } from '../../shared/chart-theme.tsx';
import { ChoiceField } from '../../shared/fields.tsx';
import { itemPath } from '../../shared/links.ts';
import { useFormat } from '../../shared/partnership.tsx';
import { analyse, offeredCharts, type OfferedChart, type Reading } from './analysis.ts';
import { type Evidence, formatOf } from './evidence.ts';
import type { IndicatorDetail } from './operations.ts';
import classes from './indicators.module.css';

/** The language of the charts' own words. */
export function useChartLocale(): ChartLocale {
  const { i18n } = useTranslation();
  return i18n.language.startsWith('es') ? 'es' : 'en';
}

/** Where the definition broke, oldest first. */
export const breaksOf = (indicator: IndicatorDetail): { on: string; number: number }[] =>
  indicator.definitions
    .flatMap(({ breaksOn, number }) => (breaksOn ? [{ on: breaksOn, number }] : []))
    .sort((a, b) => a.on.localeCompare(b.on));

interface ChartPanelProps {
  indicator: IndicatorDetail;
  series: Evidence;
  reading: Reading;
  onReading(reading: Reading): void;
}

/** The run or control chart of one series under its finding, and how it is read. */
export function ChartPanel({ indicator, series, reading, onReading }: ChartPanelProps) {
  const { t } = useTranslation('indicators');
  const locale = useChartLocale();
  const { day } = useFormat();
  const flags = useFlags(indicator, series);
  const offered = offeredCharts(indicator, series);
  const chart = reading.chart !== null && offered.includes(reading.chart) ? reading.chart : null;
  const { summary, data, finding } = useMemo(
    () =>
      analyse(indicator, series, { ...reading, chart }, breaksOf(indicator), (number) => t('chart.phase', { number })),
    [indicator, series, reading, chart, t],
  );
  const target = indicator.targets.find(
    (one) => one.placeId === series.placeId && one.populationId === series.populationId,
  );
  const subject = { measure: indicator.name, population: data.population ?? null, format: formatOf(indicator) };
  const caveats: Caveat[] = summary.reason === 'annual' ? [{ kind: 'annual' }] : [];
  if (summary.refusal !== null) caveats.push({ kind: 'text', text: t('chart.refused') });
  if (flags.later > 0) caveats.push({ kind: 'text', text: t('chart.later', { count: flags.later }) });
  return (
    <div className={classes['panel']}>
      <ChartTheme />
      <FitWidth>
        {(width) => (
          <RunChart
            {...data}
            title={findingTitle(finding, subject, locale)}
            target={target ? { value: target.value, byWhen: day(target.dueOn) } : null}
            baseline={target?.baselineValue ?? null}
            flags={flags.list}
            onFlag={flags.open}
            caveats={caveats}
            width={width}
            locale={locale}
          />
        )}
      </FitWidth>
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
    </div>
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
