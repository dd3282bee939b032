import { formatPeriod } from '@throughline/domain/periods';
import type { Cadence, Direction, MeasureType } from '@throughline/domain/vocabulary';
import type { ChartLocale } from '@throughline/charts/chart-types';
import { Sparkline } from '@throughline/charts/sparkline';
import { summarizeSeries } from '@throughline/measurement/series/series-summary';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartTheme } from '../../shared/chart-theme.tsx';

/** A core indicator as the partnership's page reads it. */
export interface SmallSeries {
  name: string;
  measureType: MeasureType;
  direction: Direction;
  cadence: Cadence;
  unit: string;
  /** Whose series it is; null is everybody. */
  populationName: string | null;
  periods: readonly string[];
  values: readonly (number | null)[];
}

/** A series the size of a few words; its last point has the shape and colour of its signal. */
export default function SmallChart({ series }: { series: SmallSeries }) {
  const { i18n } = useTranslation('partnership');
  const locale: ChartLocale = i18n.language.startsWith('es') ? 'es' : 'en';
  const points = useMemo(() => pointsOf(series), [series]);
  return (
    <>
      <ChartTheme />
      <Sparkline
        name={series.name}
        points={points}
        format={series.measureType === 'proportion' ? { kind: 'percent' } : { kind: 'number', unit: series.unit }}
        width={160}
        height={48}
        locale={locale}
      />
    </>
  );
}

function pointsOf(series: SmallSeries) {
  const { measureType, direction, cadence } = series;
  const points = series.periods.map((start, at) => ({
    start,
    label: formatPeriod(start, cadence),
    period: formatPeriod(start, cadence),
    value: series.values[at] ?? null,
  }));
  const { signal } = summarizeSeries({ points, measureType, direction, cadence }).finding;
  return points.map((point, at) => ({
    ...point,
    signal:
      signal && at >= signal.from && at <= signal.to
        ? signal.favourable
          ? ('improvement' as const)
          : ('concern' as const)
        : ('common' as const),
  }));
}
