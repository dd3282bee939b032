import type { ChartLocale } from './chart-locale.tsx';
import type { ValueFormat } from './chart-types.tsx';
import { sourceMark, suppressedMark } from './chart-types.tsx';
import type { VisiblePoint } from './visible-points.tsx';

/** A number in the reader's language, with at most `decimals` and at least `least` digits after the point; never "-0". */
export function formatNumber(value: number, locale: ChartLocale, decimals = 1, least = 0): string {
  return writeNumber(value, locale.tag, decimals, least);
}

function writeNumber(value: number, tag: ChartLocale['tag'], decimals: number, least = 0): string {
  const digits = { maximumFractionDigits: decimals, minimumFractionDigits: Math.min(least, decimals) };
  const text = new Intl.NumberFormat(tag, digits).format(value);
  return /^-[0.,]+$/.test(text) ? text.slice(1) : text;
}

/** A value with its unit: `23.6%`, `4 days`, `1,204`. The space before a word does not break. */
export function formatValue(value: number, format: ValueFormat, locale: ChartLocale): string {
  const shown = format.kind === 'fraction' ? value * 100 : value;
  const number = formatNumber(shown, locale, format.decimals, format.fixed ? (format.decimals ?? 1) : 0);
  if (format.kind !== 'number') return `${number}%`;
  return format.unit ? `${number}\u00a0${format.unit}` : number;
}

/** The size of a difference between two values: percentages differ by percentage points. */
export function formatDifference(value: number, format: ValueFormat, locale: ChartLocale): string {
  if (format.kind === 'number') return formatValue(value, format, locale);
  const points = formatNumber(format.kind === 'fraction' ? value * 100 : value, locale, format.decimals);
  return `${points}\u00a0${locale.t('percentage_points')}`;
}

/** A tick of the value axis: short, without a unit word (the axis label has it), with the percent sign. */
export function formatTick(value: number, format: ValueFormat, locale: ChartLocale): string {
  // Six and more digits would take the plot's room on a phone.
  if (Math.abs(value) >= 1e5)
    return new Intl.NumberFormat(locale.tag, { notation: 'compact', maximumFractionDigits: 2 }).format(value);
  if (format.kind === 'number') return formatNumber(value, locale, 6);
  return `${formatNumber(format.kind === 'fraction' ? value * 100 : value, locale, 6)}%`;
}

/** What a point says of its value in words: the value, the range, or why there is none. */
export function describeValue(point: VisiblePoint, format: ValueFormat, locale: ChartLocale): string {
  if (point.kind === 'hidden') return locale.t(point.bySource ? 'source_value' : 'hidden_value');
  if (point.kind === 'gap') return locale.t('no_value');
  if (point.kind === 'value' && point.value !== null) return formatValue(point.value, format, locale);
  return describeRange(point, format, locale);
}

/** The format in which a column of these points lines up: as many digits after the point as the longest of them needs. */
export function columnFormat(points: readonly VisiblePoint[], format: ValueFormat): ValueFormat {
  const most = format.decimals ?? 1;
  const scale = format.kind === 'fraction' ? 100 : 1;
  const values = points.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => value !== null);
  const needed = values.reduce((digits, value) => Math.max(digits, digitsOf(value * scale, most)), 0);
  return { ...format, decimals: needed, fixed: true };
}

const digitsOf = (value: number, most: number): number =>
  writeNumber(Math.abs(value), 'en-US', most).split('.')[1]?.length ?? 0;

/** What a table cell holds: the value, the range, the mark of a suppressed value, or nothing but a dash. */
export function cellValue(point: VisiblePoint, format: ValueFormat, locale: ChartLocale): string {
  if (point.kind === 'hidden') return point.bySource ? sourceMark : suppressedMark;
  if (point.kind === 'gap') return '–';
  return describeValue(point, format, locale);
}

function describeRange(point: VisiblePoint, format: ValueFormat, locale: ChartLocale): string {
  const low = point.low === null ? null : formatValue(point.low, format, locale);
  const high = point.high === null ? null : formatValue(point.high, format, locale);
  if (low !== null && high !== null) return locale.t('between', { low, high });
  if (low !== null) return locale.t('at_least', { value: low });
  return locale.t('at_most', { value: high ?? '' });
}

/** An absolute date with its weekday: dates of the record have no time, so no zone can move them. */
export function formatDate(iso: string, locale: ChartLocale): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  return new Intl.DateTimeFormat(locale.tag, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(time);
}
