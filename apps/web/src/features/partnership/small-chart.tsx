import { Sparkline } from '@throughline/charts/sparkline';
import { useMemo } from 'react';
import { ChartTheme } from '../../shared/series/chart-theme.tsx';
import { analyse, plainReading } from '../../shared/series/analysis.ts';
import { evidenceOf, formatOf, type Measure } from '../../shared/series/evidence.ts';
import type { SentSeries } from '../../shared/series/series-query.ts';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';

/** A series the size of a few words; its last point has the shape and colour of its signal. */
export default function SmallChart({ measure, series }: { measure: Measure; series: SentSeries }) {
  const locale = useChartLocale();
  const { data } = useMemo(() => analyse(measure, evidenceOf(series), plainReading, String), [measure, series]);
  return (
    <>
      <ChartTheme />
      <Sparkline
        name={measure.name}
        points={data.points}
        format={formatOf(measure)}
        width={160}
        height={48}
        locale={locale}
      />
    </>
  );
}
