import type { ChartPoint } from '@throughline/charts/chart-types';
import { Sparkline } from '@throughline/charts/sparkline';
import { useTranslation } from 'react-i18next';
import { ChartTheme } from '../../shared/chart-theme.tsx';
import { DataList } from '../../shared/data-list.tsx';
import type { ResultOf } from '../../shared/graphql.ts';
import { Section } from '../../shared/page.tsx';
import { useFormat } from '../../shared/partnership.tsx';
import type { PreviewPoint } from './import-json.ts';
import { importKinds, ImportPreview } from './operations.ts';
import classes from './imports.module.css';

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
        row={(series) => <Series key={`${series.indicatorId} ${series.place} ${series.population}`} series={series} />}
      />
    </Section>
  );
}

function Series({ series }: { series: PreviewSeries }) {
  const { t, i18n } = useTranslation('imports');
  const { number } = useFormat();
  const points = series.points as PreviewPoint[];
  const name = [series.place, series.population || t('preview.everybody')].join(' · ');
  const drawn = points.map(([start, status, value]): ChartPoint => ({
    start,
    label: start.slice(0, 7),
    value,
    suppressed: status === 'suppressed_by_source',
  }));
  const last = points.at(-1);
  const shown = (value: number | null | undefined, status = 'not_reported') =>
    value == null ? t(`words:observation_status.${status}`) : `${number(value)} ${series.unit}`;
  const isChanged = last !== undefined && last[5] !== null && last[5] !== last[2];
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
        locale={i18n.language.startsWith('es') ? 'es' : 'en'}
      />
      <span>
        {shown(last?.[2], last?.[1])}
        {isChanged ? (
          <>
            <br />
            <span className={classes['quiet']}>{t('preview.was', { value: shown(last[5]) })}</span>
          </>
        ) : null}
      </span>
    </li>
  );
}
