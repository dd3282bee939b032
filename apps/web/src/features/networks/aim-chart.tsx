import { formatPeriod } from '@throughline/domain/periods';
import type { Cadence, Direction, MeasureType } from '@throughline/domain/vocabulary';
import {
  type DefinitionBreak,
  placeDecisions,
  type PlacedDecisions,
  type StandingDecision,
} from '@throughline/charts/chart-decisions';
import type { ChartLocale, ChartPoint, ValueFormat } from '@throughline/charts/chart-types';
import { findingTitle } from '@throughline/charts/finding-title';
import { RunChart } from '@throughline/charts/run-chart';
import { FitWidth } from '@throughline/charts/use-width';
import { summarizeSeries, type SeriesSummary } from '@throughline/measurement/series/series-summary';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartTheme } from '../../shared/chart-theme.tsx';
import { useFormat } from '../../shared/partnership.tsx';

/** One series as the network's page reads it: columns of equal length, oldest period first. */
export interface PageSeries {
  indicatorName: string;
  measureType: MeasureType;
  direction: Direction;
  cadence: Cadence;
  unit: string;
  populationName: string;
  isEverybody: boolean;
  periods: readonly string[];
  values: readonly (number | null)[];
  numerators: readonly (number | null)[];
  denominators: readonly (number | null)[];
  marks: Readonly<Record<string, readonly [string, boolean, number | null, number | null]>> | null;
  decisions: readonly StandingDecision[];
  breaks: readonly DefinitionBreak[];
}

interface AimChartProps {
  series: PageSeries;
  target: { value: number; by: string | null } | null;
  baseline: number | null;
}

/** The run chart under the aim; its own chunk, because charts and measurement are heavy. */
export default function AimChart({ series, target, baseline }: AimChartProps) {
  const { t, i18n } = useTranslation('networks');
  const format = useFormat();
  const locale: ChartLocale = i18n.language.startsWith('es') ? 'es' : 'en';
  const placed = useMemo(
    () => placeDecisions(shownIn(series), series.decisions, series.breaks, (number) => t('aim.definition', { number })),
    [series, t],
  );
  const summary = useMemo(() => summarize(series, placed), [series, placed]);
  const valueFormat = valueFormatOf(series);
  const points = useMemo(() => pointsOf(series, summary, placed), [series, summary, placed]);
  const population = series.isEverybody ? null : series.populationName;
  const title = findingTitle(
    summary.finding,
    { measure: series.indicatorName, population, format: valueFormat },
    locale,
  );
  return (
    <>
      <ChartTheme />
      <FitWidth max={960}>
        {(width) => (
          <RunChart
            title={title}
            measure={valueFormat.kind === 'percent' ? series.indicatorName : `${series.indicatorName} (${series.unit})`}
            population={population}
            points={points}
            format={valueFormat}
            centre={{ kind: summary.chart === 'run' ? 'median' : 'mean', values: summary.measured.cl }}
            limits={
              summary.measured.lcl && summary.measured.ucl
                ? { lower: summary.measured.lcl, upper: summary.measured.ucl }
                : null
            }
            phases={placed.phases}
            target={target ? { value: target.value, ...(target.by ? { byWhen: format.month(target.by) } : {}) } : null}
            baseline={baseline}
            caveats={summary.reason === 'annual' ? [{ kind: 'annual' }] : []}
            width={width}
            locale={locale}
          />
        )}
      </FitWidth>
    </>
  );
}

const valueFormatOf = ({ measureType, unit }: PageSeries): ValueFormat =>
  measureType === 'proportion' ? { kind: 'percent' } : { kind: 'number', unit };

const shownIn = ({ periods, values, marks }: PageSeries): { start: string; shown: boolean }[] =>
  periods.map((start, at) => ({ start, shown: (values[at] ?? null) !== null && marks?.[start]?.[1] !== true }));

function summarize(series: PageSeries, { parts, freeze, excluded }: PlacedDecisions): SeriesSummary {
  return summarizeSeries({
    parts,
    freeze,
    exclude: [...excluded.keys()],
    measureType: series.measureType,
    direction: series.direction,
    cadence: series.cadence,
    points: series.periods.map((start, at) => ({
      period: formatPeriod(start, series.cadence),
      value: series.values[at] ?? null,
      numerator: series.numerators[at] ?? null,
      denominator: series.denominators[at] ?? null,
    })),
  });
}

function pointsOf(
  series: PageSeries,
  { finding: { signal } }: SeriesSummary,
  { excluded }: PlacedDecisions,
): ChartPoint[] {
  return series.periods.map((start, at) => {
    const [status, hidden, low, high] = series.marks?.[start] ?? ['reported', false, null, null];
    const value = series.values[at] ?? null;
    const isSignal = signal !== null && at >= signal.from && at <= signal.to;
    return {
      start,
      label: formatPeriod(start, series.cadence),
      value,
      suppressed: value === null && (hidden || status === 'suppressed_by_source'),
      bounds: value === null && (low !== null || high !== null) ? { low, high } : null,
      numerator: series.numerators[at] ?? null,
      denominator: series.denominators[at] ?? null,
      excluded: excluded.get(at) ?? null,
      signal: isSignal && !excluded.has(at) ? (signal.favourable ? 'improvement' : 'concern') : 'common',
    };
  });
}
