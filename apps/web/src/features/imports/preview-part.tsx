import type { ChartPoint } from '@throughline/charts/chart-types';
import { Sparkline } from '@throughline/charts/sparkline';
import { useTranslation } from 'react-i18next';
import { useCodeText } from '../../shared/server/code-text.ts';
import { ChartTheme } from '../../shared/series/chart-theme.tsx';
import { DataList } from '../../shared/lists/data-list.tsx';
import type { ResultOf } from '../../shared/server/graphql.ts';
import { Section } from '../../shared/frame/page.tsx';
import { useFormat } from '../../shared/session/partnership.tsx';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';
import { importKinds, ImportPreview } from './operations.ts';
import classes from './imports.module.css';
import { withUnit } from '../../shared/session/format.ts';

type PreviewSeries = ResultOf<typeof ImportPreview>['importPreview']['nodes'][number];

/** The series as they would look, each with its last value and what stands there now. */
export function PreviewPart({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  return (
    <Section title={t('preview.title')}>
      <ChartTheme />
      <DataList
        query={ImportPreview}
        variables={{ id }}
        kinds={importKinds}
        pageSize={10}
        label={t('preview.title')}
        page={(data) => data.importPreview}
        empty={null}
        row={(series) => (
          <Series key={`${series.indicatorId} ${series.place} ${series.within} ${series.population}`} series={series} />
        )}
      />
    </Section>
  );
}

/** The bounds that the file publishes with the value of a period. */
function intervalAt({ intervalLowers, intervalUppers, intervalLevels }: PreviewSeries, at: number) {
  const [low, high] = [intervalLowers[at] ?? null, intervalUppers[at] ?? null];
  return low === null || high === null ? null : { low, high, level: intervalLevels[at] ?? null };
}

function Series({ series }: { series: PreviewSeries }) {
  const { t } = useTranslation('imports');
  const textOf = useCodeText('words');
  const { number } = useFormat();
  const within = series.within === null ? '' : t('labels.within', { place: series.within });
  const name = [series.place, within, series.population || t('preview.everybody')].filter(Boolean).join(' · ');
  const { starts, statuses, values, valuesNow } = series;
  const drawn = starts.map((start, at): ChartPoint => ({
    start,
    label: start.slice(0, 7),
    value: values[at] ?? null,
    interval: intervalAt(series, at),
    suppressed: statuses[at] === 'suppressed_by_source',
  }));
  const [last, now] = [values.at(-1), valuesNow.at(-1) ?? null];
  const textOfValue = (value: number | null | undefined, status = 'not_reported') =>
    value == null ? textOf(`observation_status.${status}`, status) : withUnit(number(value), series.unit);
  const interval = intervalAt(series, values.length - 1);
  const isChanged = now !== null && now !== last;
  return (
    <li className={classes['series']}>
      <span>
        {name}
        <br />
        <span className={classes['quiet']}>{series.indicator}</span>
      </span>
      <Sparkline
        name={name}
        points={drawn}
        format={{ kind: series.unit === '%' ? 'percent' : 'number' }}
        locale={useChartLocale()}
      />
      <span>
        {textOfValue(last, statuses.at(-1))}
        {interval ? (
          <>
            <br />
            <span className={classes['quiet']}>
              {t(interval.level === null ? 'preview.interval' : 'preview.interval_at', {
                low: number(interval.low),
                high: number(interval.high),
                level: number(interval.level ?? 0),
              })}
            </span>
          </>
        ) : null}
        {isChanged ? (
          <>
            <br />
            <span className={classes['quiet']}>{t('preview.was', { value: textOfValue(now) })}</span>
          </>
        ) : null}
      </span>
    </li>
  );
}
