import { useTranslation } from 'react-i18next';
import type { ChartLocale } from '@throughline/charts/chart-locale';
import type { ChartPoint, ChartSeries, ValueFormat } from '@throughline/charts/chart-types';
import { RunChart } from '@throughline/charts/run-chart';
import { SmallMultiples } from '@throughline/charts/small-multiples';
import { FitWidth } from '@throughline/charts/use-width';
import { type Bounds, isNumber } from '@throughline/measurement';
import { ChartTheme } from '../../shared/series/chart-theme.tsx';
import { ChoiceField } from '../../shared/form/fields.tsx';
import {
  type DisparityIndicator,
  type DisparityView,
  type GroupMeasure,
  groupMeasures,
  type overTime,
  type WholeMeasure,
  wholeMeasures,
} from './disparity-model.ts';
import { type DisparityWords, formatOf } from './disparity-words.ts';
import { writeWhole } from './disparity-whole.tsx';
import classes from './disparity.module.css';

// A table wider than its room is scrolled by keyboard, too, so the room itself takes the focus.
const scrollStop = { role: 'region', tabIndex: 0 };

interface DisparityOverTimeProps {
  indicator: DisparityIndicator;
  view: DisparityView;
  rows: ReturnType<typeof overTime>;
  names: ReadonlyMap<string, string>;
  words: DisparityWords;
  locale: ChartLocale;
  measure: string | null;
  onMeasure(measure: string): void;
}

type Row = DisparityOverTimeProps['rows'][number];
type Measure = GroupMeasure | WholeMeasure;

const isOfGroups = (measure: Measure): measure is GroupMeasure =>
  (groupMeasures as readonly string[]).includes(measure);

/** What is known of a measure in one period as a point: a number is a dot, a range is drawn as one. */
function pointOf({ start, label }: Row, value: Bounds | null | undefined): ChartPoint {
  if (!value) return { start, label, value: null };
  if (isNumber(value)) return { start, label, value: value.lower };
  return { start, label, value: null, bounds: { low: value.lower, high: value.upper } };
}

const groupValue = (row: Row, group: string, measure: GroupMeasure) =>
  row.groups?.groups.find((one) => one.group === group)?.[measure];

/** One measure at a time over all periods, and all of them in a table. */
export function DisparityOverTime(props: DisparityOverTimeProps) {
  const { view, rows, measure, onMeasure, locale, names, indicator } = props;
  const { t } = useTranslation('disparity');
  const offered = offeredMeasures(rows);
  const shown = offered.find((one) => one === measure) ?? offered[0];
  if (shown === undefined || rows.length < 2) return null;
  const name = (one: Measure) => t(`whole.${one}`, { reference: view.reference.name });
  const format = formatFor(shown, indicator, t('time.points'));
  return (
    <section className={classes['part']}>
      <ChartTheme />
      <h3>{t('time.title')}</h3>
      <div className={classes['narrow']}>
        <ChoiceField
          label={t('measure')}
          value={shown}
          onChange={onMeasure}
          options={offered.map((one) => ({ value: one, label: name(one) }))}
        />
      </div>
      <FitWidth>
        {(width) =>
          isOfGroups(shown) ? (
            <SmallMultiples
              title={t('time.caption', { measure: name(shown), by: view.breakdown.name })}
              measure={name(shown)}
              series={groupSeries(view, rows, names, shown)}
              format={format}
              width={width}
              locale={locale}
            />
          ) : (
            <RunChart
              title={t('time.single', { measure: name(shown) })}
              measure={name(shown)}
              points={rows.map((row) => pointOf(row, row.whole?.[shown]))}
              format={format}
              width={width}
              locale={locale}
            />
          )
        }
      </FitWidth>
      <MeasuresTable {...props} name={name} />
    </section>
  );
}

function offeredMeasures(rows: readonly Row[]): Measure[] {
  const groups = groupMeasures.filter((measure) =>
    rows.some((row) => row.groups?.groups.some((one) => one[measure] !== null)),
  );
  return [...groups, ...wholeMeasures.filter((measure) => rows.some((row) => row.whole?.[measure]))];
}

/** Differences of shares are points; ratios are plain numbers; indexes are percentages that can pass 100. */
function formatFor(measure: Measure, indicator: DisparityIndicator, points: string): ValueFormat {
  if (measure === 'difference' || measure === 'rangeDifference') {
    const own = formatOf(indicator);
    return own.kind === 'number' ? own : { kind: 'number', decimals: 1, unit: points };
  }
  const isIndex = measure === 'indexHealthyPeople' || measure === 'indexKeppelPearcy';
  return isIndex ? { kind: 'number', decimals: 0, unit: '%' } : { kind: 'number', decimals: 2 };
}

/** The groups other than the reference, each in its own colour whatever is chosen. */
function groupSeries(
  { breakdown, reference }: DisparityView,
  rows: readonly Row[],
  names: ReadonlyMap<string, string>,
  measure: GroupMeasure,
): ChartSeries[] {
  const isKnown = (id: string): boolean => rows.some((row) => groupValue(row, id, measure));
  return breakdown.series.flatMap(({ populationId }, colour) =>
    populationId === reference.id || !isKnown(populationId)
      ? []
      : [
          {
            id: populationId,
            name: names.get(populationId) ?? populationId,
            colour,
            points: rows.map((row) => pointOf(row, groupValue(row, populationId, measure))),
          },
        ],
  );
}

function MeasuresTable({
  rows,
  words,
  name,
}: Pick<DisparityOverTimeProps, 'rows' | 'words'> & { name(measure: Measure): string }) {
  const { t } = useTranslation('disparity');
  const measures = wholeMeasures.filter((measure) => rows.some((row) => row.whole?.[measure]));
  const measuredRows = rows.filter((row) => row.whole !== null);
  if (measures.length === 0 || measuredRows.length === 0) return null;
  return (
    <details className={classes['details']}>
      <summary>{t('time.table')}</summary>
      <p className={classes['quiet']}>{t('time.best')}</p>
      <div className={classes['scroll']} {...scrollStop} aria-label={t('time.table')}>
        <table className={classes['table']}>
          <caption>{t('time.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('time.period')}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col">
                  {name(measure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measuredRows.toReversed().map((row) => (
              <tr key={row.start}>
                <th scope="row">{row.label}</th>
                {measures.map((measure) => {
                  const value = row.whole?.[measure];
                  return <td key={measure}>{value ? writeWhole(measure, value, words) : '–'}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
