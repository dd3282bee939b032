import type { TFunction } from 'i18next';
import { formatDifference, formatNumber, formatValue } from '@throughline/charts/chart-format';
import type { ChartLocale } from '@throughline/charts/chart-locale';
import type { ValueFormat } from '@throughline/charts/chart-types';
import { type Bounds, isNumber, type KnownGapClosed } from '@throughline/measurement';
import { titleOfGap } from '../../shared/series/gap-title.ts';
import {
  type DisparityCell,
  type DisparityIndicator,
  type DisparitySeries,
  type DisparityView,
  type GroupRow,
  knownOf,
  totalOf,
} from './disparity-model.ts';

/** What writes the numbers of one indicator in the reader's language. */
export interface DisparityWords {
  rate(value: Bounds): string;
  /** The size of a difference, without its sign. */
  size(value: Bounds): string;
  /** A difference with its sign. */
  difference(value: Bounds): string;
  ratio(value: Bounds): string;
  percent(value: Bounds): string;
}

/** How values of the indicator are written. */
export function formatOf({ measureType, unit }: Pick<DisparityIndicator, 'measureType' | 'unit'>): ValueFormat {
  if (measureType === 'proportion' || unit === '%') return { kind: 'percent', decimals: 1 };
  return unit ? { kind: 'number', decimals: 1, unit } : { kind: 'number', decimals: 1 };
}

const magnitude = (value: Bounds): Bounds => {
  const { lower, upper } = value;
  if (lower !== null && lower >= 0) return value;
  const least = upper !== null && upper <= 0 ? -upper : 0;
  const most = lower === null || upper === null ? null : Math.max(-lower, upper);
  return { lower: least, upper: most, lowerOpen: false, upperOpen: false };
};

const withSign = (value: number, text: string): string => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : text);

/** The lower end without the unit that the upper one says again. */
function withoutUnit(low: string, high: string): string {
  const [, number = low, unit = ''] = /^([^\u00a0%]+)(%|\u00a0.+)$/.exec(low) ?? [];
  return unit !== '' && high.endsWith(unit) ? number : low;
}

/** Writes numbers as numbers and ranges as ranges; never a range as one number. */
export function disparityWords(
  indicator: Pick<DisparityIndicator, 'measureType' | 'unit'>,
  locale: ChartLocale,
  t: TFunction<'disparity'>,
): DisparityWords {
  const format = formatOf(indicator);
  const range = (value: Bounds, write: (one: number) => string): string => {
    const { lower, upper } = value;
    if (isNumber(value) && lower !== null) return write(lower);
    if (lower !== null && upper !== null) {
      const [low, high] = [write(lower), write(upper)];
      return low === high ? low : t('bounds.between', { low: withoutUnit(low, high), high });
    }
    if (lower !== null) return t('bounds.at_least', { value: write(lower) });
    return upper === null ? t('bounds.unknown') : t('bounds.at_most', { value: write(upper) });
  };
  const size = (one: number) => formatDifference(one, format, locale);
  return {
    rate: (value) => range(value, (one) => formatValue(one, format, locale)),
    size: (value) => range(magnitude(value), size),
    difference: (value) => range(value, (one) => withSign(one, size(Math.abs(one)))),
    ratio: (value) => range(value, (one) => formatNumber(one, locale, one < 10 ? 2 : 1)),
    percent: (value) =>
      range(value, (one) => {
        const number = formatNumber(Math.abs(one), locale, 0);
        return `${one < 0 && number !== '0' ? '−' : ''}${number}%`;
      }),
  };
}

/** The finding: how far apart the two are now, and what became of the gap. It claims no cause beyond whose number moved. */
export function findingOf(
  indicator: DisparityIndicator,
  view: DisparityView,
  row: GroupRow,
  words: DisparityWords,
  t: TFunction<'disparity'>,
): string {
  const names = {
    group: row.name,
    reference: view.reference.name,
    measure: indicator.name,
    period: view.period.label,
    rate: words.rate(row.known),
    other: words.rate(view.now.referenceKnown),
    size: words.size(row.difference),
  };
  const ratio = row.adverseRatio;
  const equal = isNumber(row.difference) && Math.abs(row.difference.lower ?? 0) < 1e-9;
  const event = view.now.adverseEvent;
  const now = equal
    ? t('finding.equal', names)
    : ratio === null || event === 'none'
      ? t('finding.apart', names)
      : t(indicator.measureType === 'proportion' ? `finding.${event}` : 'finding.rate', {
          ...names,
          ratio: words.ratio(ratio),
        });
  const then = gapSentence(view, row, words, t);
  const overlap = row.overlapsReference && !equal ? t('finding.overlap') : '';
  return [now, overlap, then].filter(Boolean).join(' ');
}

/** What the tests say of the gap over all periods, as the chart of it is titled; empty where it had only one. */
export function gapOverTime(
  indicator: DisparityIndicator,
  series: readonly DisparitySeries[],
  { breakdown, reference }: Pick<DisparityView, 'breakdown' | 'reference'>,
  { group, name }: Pick<GroupRow, 'group' | 'name'>,
  locale: ChartLocale,
): string {
  const own = breakdown.series.find(({ populationId }) => populationId === group);
  const other =
    reference.id === null
      ? totalOf(indicator, series)
      : breakdown.series.find(({ populationId }) => populationId === reference.id);
  const number = (cell: DisparityCell | undefined): number | null => {
    const known = knownOf(cell, indicator);
    return known && isNumber(known) ? known.lower : null;
  };
  const differences = (own?.cells ?? []).map((cell, at) => {
    const [here, there] = [number(cell), number(other?.cells[at])];
    return {
      start: cell.start,
      label: cell.label,
      difference: here === null || there === null ? null : here - there,
    };
  });
  if (differences.filter(({ difference }) => difference !== null).length < 2) return '';
  const breaks = indicator.definitions.flatMap(({ breaksOn }, at) =>
    breaksOn === null ? [] : [{ on: breaksOn, number: at }],
  );
  return `${titleOfGap(indicator, { group: name, reference: reference.name, differences, breaks }, locale)}.`;
}

/** What became of the gap since the baseline, in a sentence or two; empty without a baseline. */
export function gapSentence(
  view: DisparityView,
  row: GroupRow,
  words: DisparityWords,
  t: TFunction<'disparity'>,
): string {
  const { gap } = row;
  if (gap === null || view.since === null) return '';
  const names = { group: row.name, reference: view.reference.name, since: view.since.label };
  const { gapAtStart, gapNow, percent } = gap;
  if (percent === null && isNumber(gapAtStart)) return t('gap.none_at_start', names);
  if (gapAtStart.upper !== null && gapAtStart.upper < 0) return t('gap.was_ahead', names);
  if (percent === null) return t('gap.unclear', names);
  const { lower, upper } = percent;
  if (lower === null || upper === null || (lower < 0 && upper > 0)) return t('gap.unclear', names);
  const sizes = { ...names, from: words.size(gapAtStart), to: words.size(gapNow) };
  if (gap.overshoot === 'yes') return t('gap.overshoot', sizes);
  const share = words.percent(magnitude(percent));
  if (upper < 0) return `${t('gap.grew', { ...sizes, share })} ${sharesOf(gap, names, words, t)}`.trim();
  if (upper === 0) return t('gap.same', sizes);
  return `${t('gap.closed', { ...sizes, share })} ${sharesOf(gap, names, words, t)}`.trim();
}

/** Whose number moved: a gap that closed because the reference fell is told as that. */
function sharesOf(
  gap: KnownGapClosed,
  names: { group: string; reference: string },
  words: DisparityWords,
  t: TFunction<'disparity'>,
): string {
  const { referenceFell, groupImproved } = gap;
  if (referenceFell === 'unclear' || groupImproved === 'unclear') return '';
  const parts = { ...names, own: words.size(gap.byGroup), theirs: words.size(gap.byReference) };
  if (referenceFell === 'yes') return t(groupImproved === 'yes' ? 'gap.both' : 'gap.only_reference_fell', parts);
  return t(groupImproved === 'yes' ? 'gap.both_improved' : 'gap.group_fell', parts);
}
