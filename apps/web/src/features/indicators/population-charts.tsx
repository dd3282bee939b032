import { type ReactNode, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gapTable, seriesNotes, seriesTable } from '@throughline/charts/chart-export';
import { type ChartSeries, sourceMark } from '@throughline/charts/chart-types';
import { ChartTable } from '@throughline/charts/chart-table';
import { GapChart } from '@throughline/charts/gap-chart';
import { SmallMultiples } from '@throughline/charts/small-multiples';
import { FitWidth } from '@throughline/charts/use-width';
import { ChartDownloads } from '../../shared/series/chart-downloads.tsx';
import { ChartTheme } from '../../shared/series/chart-theme.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import { Section } from '../../shared/frame/page.tsx';
import { numberLocale } from '../../shared/session/format.ts';
import { useChartLocale } from '../../shared/series/use-chart-locale.ts';
import {
  chartPoint,
  type Evidence,
  exactSeries,
  formatOf,
  type TrueNumbers,
  type Measure,
} from '../../shared/series/evidence.ts';
import { gapTitle } from './gap-title.ts';
import classes from './indicators.module.css';

/** Panels that can still be compared by eye; the rest comes when somebody asks for it. */
const mostPanels = 12;

const toChart = (one: Evidence): ChartSeries => ({ id: one.id, name: one.name, points: one.cells.map(chartPoint) });

interface PopulationChartsProps {
  measure: Measure;
  /** Series of one place over the same periods. */
  series: readonly Evidence[];
  /** Names of the place and, with its word, of the source: both stand in downloaded files. */
  place?: string;
  source?: string | null;
}

/** All populations on one scale, then the gap between two of them over time. */
export function PopulationCharts({ measure, series, place = '', source = null }: PopulationChartsProps) {
  const { t } = useTranslation('indicators');
  const locale = useChartLocale();
  const dimensions = [...new Set(series.flatMap(({ dimension }) => (dimension === null ? [] : [dimension])))];
  const [chosen, setChosen] = useState<string>();
  const dimension = chosen !== undefined && dimensions.includes(chosen) ? chosen : dimensions[0];
  const [all, setAll] = useState(false);
  const ofDimension = series.filter((one) => one.dimension === null || one.dimension === dimension);
  const shown = all ? ofDimension : ofDimension.slice(0, mostPanels);
  if (dimension === undefined) return null;
  const title = t('populations.caption', { dimension });
  const charts = shown.map(toChart);
  const format = formatOf(measure);
  return (
    <>
      <ChartTheme />
      <Section
        id="for-whom"
        title={t('populations.title')}
        aside={
          dimensions.length > 1 ? (
            <ChoiceField
              label={t('populations.by')}
              value={dimension}
              onChange={setChosen}
              options={dimensions.map((one) => ({ value: one, label: one }))}
            />
          ) : null
        }
      >
        <ChartDownloads
          name={`${measure.name} ${place} ${dimension}`}
          file={{
            title,
            axisLabel: `${measure.name} · ${place}`,
            notes: seriesNotes(charts, format, locale),
            source,
            table: () => seriesTable(charts, locale),
          }}
        >
          <FitWidth>
            {(width) => (
              <SmallMultiples
                title={title}
                measure={measure.name}
                series={charts}
                format={format}
                width={width}
                locale={locale}
              />
            )}
          </FitWidth>
        </ChartDownloads>
        {ofDimension.length > mostPanels ? (
          <div>
            <Button variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('populations.fewer') : t('populations.all', { count: ofDimension.length })}
            </Button>
          </div>
        ) : null}
      </Section>
      <Gap key={dimension} measure={measure} series={ofDimension} place={place} source={source} />
    </>
  );
}

/** The values that are open and the last of them. */
const lastOpen = ({ cells }: Evidence): number | null =>
  cells.findLast(({ hidden, value }) => !hidden && value !== null)?.value ?? null;

/** The two groups whose last open values lie furthest apart: worse first, then the one it is compared with. */
function widest({ direction }: Measure, groups: readonly Evidence[]): [string, string] | null {
  const better = direction === 'higher' ? 1 : -1;
  const known = groups
    .flatMap((one) => {
      const value = lastOpen(one);
      return value === null ? [] : [{ id: one.id, value: better * value }];
    })
    .sort((a, b) => a.value - b.value);
  const [worst, best] = [known.at(0), known.at(-1)];
  return worst && best && worst !== best ? [worst.id, best.id] : null;
}

function Gap({ measure, series: rounded, place = '', source = null }: PopulationChartsProps) {
  const { t } = useTranslation('indicators');
  const locale = useChartLocale();
  const series = rounded.map((one) => exactSeries(one, measure));
  const groups = series.filter(({ dimension }) => dimension !== null);
  const [picked, setPicked] = useState<{ group?: string; reference?: string }>({});
  const [worst, best] = widest(measure, groups) ?? widest(measure, series) ?? [];
  const group = series.find(({ id }) => id === (picked.group ?? worst));
  const reference = series.find(({ id }) => id === (picked.reference ?? best));
  if (!group || !reference) return null;
  const options = series.map(({ id, name }) => ({ value: id, label: name }));
  const title = gapTitle(measure, group, reference, locale);
  const pair = [toChart(group), toChart(reference)] as const;
  const format = formatOf(measure);
  return (
    <Section id="gap" title={t('gap.title')}>
      <div className={classes['controls']}>
        <ChoiceField
          label={t('gap.group')}
          value={group.id}
          onChange={(id) => setPicked({ ...picked, group: id })}
          options={options.filter(({ value }) => value !== reference.id)}
        />
        <ChoiceField
          label={t('gap.reference')}
          value={reference.id}
          onChange={(id) => setPicked({ ...picked, reference: id })}
          options={options.filter(({ value }) => value !== group.id)}
        />
      </div>
      <ChartDownloads
        name={`${measure.name} ${place} ${group.name} ${reference.name}`}
        file={{
          title,
          axisLabel: `${measure.name} · ${place}`,
          notes: seriesNotes(pair, format, locale),
          source,
          table: () => gapTable(pair, locale),
        }}
      >
        <FitWidth>
          {(width) => (
            <GapChart
              title={title}
              measure={measure.name}
              groups={pair}
              format={format}
              width={width}
              locale={locale}
            />
          )}
        </FitWidth>
      </ChartDownloads>
    </Section>
  );
}

interface EvidenceTableProps extends PopulationChartsProps {
  /** The way to all of the indicator's numbers as files. */
  files?: ReactNode;
  caption: string;
  /** Opens the correction of a value; undefined for those who may not. */
  onCorrect?: (() => void) | undefined;
}

/** The same points as a table, and beside them, for those who keep the data, what is hidden from others. */
export function EvidenceTable({ measure, series, caption, files, onCorrect }: EvidenceTableProps) {
  const { t } = useTranslation('indicators');
  const locale = useChartLocale();
  const marks = new Set(series.flatMap(({ cells }) => cells.map((cell) => chartPoint(cell).suppressed)));
  const hidden = series.flatMap((one) =>
    one.cells.flatMap(({ start, label, truth }) => (truth ? [{ ...truth, start, label, name: one.name }] : [])),
  );
  return (
    <Section title={t('table.title')}>
      <ChartTheme />
      <ChartTable caption={caption} series={series.map(toChart)} format={formatOf(measure)} locale={locale} />
      {marks.has(true) ? <p className={classes['quiet']}>{t('table.hidden')}</p> : null}
      {marks.has('by_source') ? <p className={classes['quiet']}>{t('table.by_source', { mark: sourceMark })}</p> : null}
      {files}
      {onCorrect ? (
        <div className={classes['actions']}>
          <Button variant="default" onClick={onCorrect}>
            {t('correct.open')}
          </Button>
        </div>
      ) : null}
      {hidden.length > 0 ? <HiddenValues measure={measure} cells={hidden} /> : null}
    </Section>
  );
}

function HiddenValues({
  measure,
  cells,
}: {
  measure: Measure;
  cells: readonly (TrueNumbers & { start: string; label: string; name: string })[];
}) {
  const { t, i18n } = useTranslation('indicators');
  const number = new Intl.NumberFormat(numberLocale(i18n.language), { maximumFractionDigits: 1 });
  const textOfValue = (value: number | null) => (value === null ? '–' : number.format(value));
  return (
    <details className={classes['hidden']}>
      <summary>{t('hidden.summary', { count: cells.length })}</summary>
      <p className={classes['quiet']}>{t('hidden.note')}</p>
      <div className={classes['scroll']}>
        <table className={classes['table']}>
          <caption>{t('hidden.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('hidden.population')}</th>
              <th scope="col">{t('hidden.period')}</th>
              <th scope="col">{measure.unit || t('hidden.value')}</th>
              <th scope="col">{t('hidden.numerator')}</th>
              <th scope="col">{t('hidden.denominator')}</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={`${cell.name} ${cell.start}`}>
                <th scope="row">{cell.name}</th>
                <td>{cell.label}</td>
                <td>{textOfValue(cell.value)}</td>
                <td>{textOfValue(cell.numerator)}</td>
                <td>{textOfValue(cell.denominator)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
