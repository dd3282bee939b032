import { useTranslation } from 'react-i18next';
import type { ChartLocale, ValueFormat } from '@throughline/charts/chart-types';
import { findingTitle } from '@throughline/charts/finding-title';
import { RunChart } from '@throughline/charts/run-chart';
import { FitWidth } from '@throughline/charts/use-width';
import { summarizeSeries } from '@throughline/measurement/series/series-summary';
import { useFormat } from '../../shared/partnership.tsx';
import type { CycleSeriesShown, CycleShown } from './cycle-operations.ts';

/** The measure's run chart with the cycle as a flag: what happened meanwhile, never the cause. */
export default function CycleChart({ cycle, series }: { cycle: CycleShown; series: CycleSeriesShown }) {
  const { i18n } = useTranslation();
  const locale: ChartLocale = i18n.language.startsWith('es') ? 'es' : 'en';
  const format = useFormat();
  const periods = series.periods as string[];
  const values = series.values as (number | null)[];
  const hidden = series.hidden as boolean[];
  const labels = periods.map((period) =>
    series.cadence === 'school_year'
      ? `${period.slice(0, 4)}-${String(Number(period.slice(2, 4)) + 1).padStart(2, '0')}`
      : format.month(period),
  );
  const summary = summarizeSeries({
    points: values.map((value, at) => ({ period: labels[at] ?? '', value })),
    measureType: series.measureType,
    direction: series.direction,
    cadence: series.cadence,
    chart: 'run',
  });
  const shown: ValueFormat =
    series.unit === '%' ? { kind: 'percent' } : { kind: 'number', ...(series.unit ? { unit: series.unit } : {}) };
  const finding = { ...summary.finding, points: summary.pointCount };
  const title = findingTitle(finding, { measure: series.indicatorName, population: null, format: shown }, locale);
  const flags = cycle.doStartedAt
    ? [{ id: cycle.id, kind: 'cycle' as const, at: cycle.doStartedAt.slice(0, 10), title: cycle.title }]
    : [];
  return (
    <FitWidth>
      {(width) => (
        <RunChart
          title={title}
          measure={series.placeName ? `${series.indicatorName}, ${series.placeName}` : series.indicatorName}
          points={periods.map((start, at) => ({
            start,
            label: labels[at] ?? '',
            value: values[at] ?? null,
            suppressed: hidden[at] ?? false,
          }))}
          format={shown}
          centre={{ kind: 'median', values: summary.measured.cl }}
          target={
            series.target === null
              ? null
              : { value: series.target, ...(series.targetDueOn ? { byWhen: format.month(series.targetDueOn) } : {}) }
          }
          flags={flags}
          width={width}
          locale={locale}
        />
      )}
    </FitWidth>
  );
}
