import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatDifference, formatValue } from '@throughline/charts/chart-format';
import type { OutcomeStage } from '@throughline/domain/vocabulary';
import type { HealthCode } from '@throughline/domain/indicator-health';
import { Sparkline } from '@throughline/charts/sparkline';
import { analyse, plainReading } from '../../shared/series/analysis.ts';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';
import { evidenceOf, formatOf, type Measure } from '../../shared/series/evidence.ts';
import type { SentSeries } from '../../shared/series/series-query.ts';
import classes from './indicators.module.css';

/** An indicator as the list has it. */
export interface ListedIndicator extends Measure {
  id: string;
  outcomeId: string;
  outcomeName: string;
  outcomeStage: OutcomeStage;
  latest: number | null;
  latestPeriod: string | null;
  change: number | null;
  headline: SentSeries | null;
  health: readonly { code: HealthCode }[];
}

/** One indicator: what its series shows, its last value, and how far that is from the first. */
export function IndicatorRow({ indicator }: { indicator: ListedIndicator }) {
  const { t } = useTranslation('indicators');
  const locale = useChartLocale();
  const analysis = useMemo(() => {
    if (!indicator.headline) return undefined;
    const series = evidenceOf(indicator.headline);
    return analyse(indicator, series, plainReading, String);
  }, [indicator]);
  const format = formatOf(indicator);
  const { headline, latest, change } = indicator;
  const kind = analysis?.finding.kind ?? 'no_data';
  // Where one series stands for all, whose it is is said: a reader takes it for the community's otherwise.
  const whose = headline ? [headline.placeName, ...(headline.dimension ? [headline.populationName] : [])] : [];
  // That there are few or no values is what the finding says already.
  const warnings = indicator.health.filter(({ code }) => code !== 'no_data' && code !== 'too_few_points');
  const sign = change !== null && change > 0 ? '+' : change !== null && change < 0 ? '−' : '';
  return (
    <li className={classes['row']}>
      <Link href={`/indicators/${indicator.id}`}>
        <strong>{indicator.name}</strong>
        <span className={classes['finding']}>
          {whose.length > 0 ? `${whose.join(', ')}: ` : ''}
          {t(kind === 'no_data' && headline?.hidden.some(Boolean) ? 'finding.hidden' : `finding.${kind}`)}
          {analysis?.data.earlier ? ` (${t('list.latest', { count: analysis.data.points.length })})` : ''}
        </span>
        {warnings.length > 0 ? (
          <span className={classes['warning']}>
            {warnings.map(({ code }) => t(`health_short.${code}`)).join(' · ')}
          </span>
        ) : null}
      </Link>
      {analysis ? (
        <Sparkline name={indicator.name} points={analysis.data.points} format={format} locale={locale} />
      ) : (
        <span />
      )}
      <span className={classes['number']}>
        {latest === null ? '–' : formatValue(latest, format, locale)}
        {indicator.latestPeriod ? <small>{indicator.latestPeriod}</small> : null}
      </span>
      <span className={classes['number']}>
        {change === null ? '' : `${sign}${formatDifference(Math.abs(change), format, locale)}`}
        {change === null ? null : <small>{t('list.change')}</small>}
      </span>
    </li>
  );
}
