import type { ChartFlag } from '@throughline/charts/chart-types';
import { findingTitle } from '@throughline/charts/finding-title';
import { RunChart } from '@throughline/charts/run-chart';
import { FitWidth } from '@throughline/charts/use-width';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartTheme } from './chart-theme.tsx';
import { useFormat } from '../session/partnership.tsx';
import { analyse, plainReading } from './analysis.ts';
import { evidenceOf, formatOf, type Measure } from './evidence.ts';
import type { SentSeries } from './series-query.ts';
import { useChartLocale } from './use-chart-locale.ts';

interface SeriesChartProps {
  measure: Measure;
  series: SentSeries;
  target?: { value: number; by: string | null } | null;
  baseline?: number | null;
  flags?: readonly ChartFlag[];
}

/**
 * One series under its finding, read as everybody reads it: with what was decided about its limits and where its
 * definition broke. A chunk of its own wherever it stands, because charts and measurement are heavy.
 */
export default function SeriesChart({ measure, series, target = null, baseline = null, flags = [] }: SeriesChartProps) {
  const { t } = useTranslation('shared');
  const { month } = useFormat();
  const locale = useChartLocale();
  const { summary, data, finding } = useMemo(
    () => analyse(measure, evidenceOf(series), plainReading, (number) => t('definition', { number })),
    [measure, series, t],
  );
  const format = formatOf(measure);
  const title = findingTitle(finding, { measure: measure.name, population: data.population ?? null, format }, locale);
  return (
    <>
      <ChartTheme />
      <FitWidth max={960}>
        {(width) => (
          <RunChart
            {...data}
            title={title}
            measure={`${measure.name} · ${series.placeName}`}
            target={target && { value: target.value, ...(target.by && { byWhen: month(target.by) }) }}
            baseline={baseline}
            flags={flags}
            caveats={summary.reason === 'annual' || summary.reason === 'overlapping' ? [{ kind: summary.reason }] : []}
            width={width}
            locale={locale}
          />
        )}
      </FitWidth>
    </>
  );
}
