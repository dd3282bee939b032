import type { CSSProperties } from 'react';
import type { ChartLocale } from './chart-locale.tsx';
import type { ChartSeries, ValueFormat } from './chart-types.tsx';
import { caveatText } from './caveat-line.tsx';
import { columnFormat, formatNumber, formatValue } from './chart-format.tsx';
import { chartFont, tokenValue, visuallyHidden } from './chart-tokens.tsx';
import { cellText, intervalText } from './text-alternative.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { levelOf, visiblePoints } from './visible-points.tsx';

/** Props of `ChartTable`. */
export type ChartTableProps = {
  /** What the table is of; usually the chart's title. */
  caption: string;
  /** One series has its counts and notes beside its values; several have a column of values each. */
  series: readonly ChartSeries[];
  format: ValueFormat;
  locale: ChartLocale;
};

// A table wider than its room is scrolled by keyboard, too, so the room itself takes the focus.
const scrollStop = { role: 'region', tabIndex: 0 };

/** The chart's data as a table: the same points through the same door, so nothing stands here that the chart may not show. */
export function ChartTable({ caption, series, format, locale }: ChartTableProps) {
  const shown = series.map((one) => ({ name: one.name, id: one.id, points: visiblePoints(one.points) }));
  const only = shown.length === 1 ? shown[0] : undefined;
  const level = levelOf(shown.flatMap(({ points }) => points));
  const periods = shown.reduce<VisiblePoint[]>((most, { points }) => (points.length > most.length ? points : most), []);
  const details = only ? detailColumns(only.points, format, locale) : [];
  const heads = only ? [locale.t('table.value')] : shown.map(({ name }) => name);
  return (
    // Positioned, so that texts for screen readers scroll with their cells and widen no page.
    <div {...scrollStop} aria-label={caption} style={{ overflowX: 'auto', position: 'relative' }}>
      <table style={tableStyle}>
        <caption style={{ textAlign: 'start', padding: '0 0 6px', fontWeight: 600 }}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" style={{ ...cellStyle, textAlign: 'start' }}>
              {locale.t('table.period')}
            </th>
            {[...heads, ...details.filter(({ numeric }) => numeric).map(({ head }) => head)].map((head) => (
              <th key={head} scope="col" style={{ ...cellStyle, textAlign: 'end' }}>
                {head}
              </th>
            ))}
            {details
              .filter(({ numeric }) => !numeric)
              .map(({ head }) => (
                <th key={head} scope="col" style={{ ...cellStyle, textAlign: 'start' }}>
                  {head}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.index}>
              <th scope="row" style={{ ...cellStyle, textAlign: 'start', fontWeight: 400, whiteSpace: 'nowrap' }}>
                {period.label}
              </th>
              {shown.map(({ id, points }) => (
                <ValueCell
                  key={id}
                  point={points[period.index]}
                  format={columnFormat(points, format)}
                  locale={locale}
                  withInterval={!only}
                />
              ))}
              {details.map(({ head, numeric, text }) => (
                <td key={head} style={{ ...cellStyle, textAlign: numeric ? 'end' : 'start' }}>
                  {text(period)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {level === undefined || only ? null : (
        <p style={{ ...intervalStyle, margin: '6px 0 0', fontFamily: chartFont, whiteSpace: 'normal' }}>
          {caveatText({ kind: 'interval_lines', level }, locale)}
        </p>
      )}
    </div>
  );
}

function ValueCell({
  point,
  format,
  locale,
  withInterval,
}: {
  point: VisiblePoint | undefined;
  format: ValueFormat;
  locale: ChartLocale;
  /** Whether the interval stands in the cell and not in a column of its own. */
  withInterval: boolean;
}) {
  const style: CSSProperties = { ...cellStyle, textAlign: 'end' };
  if (point === undefined) return <td style={style}>–</td>;
  const { shown, spoken } = cellText(point, format, locale);
  if (withInterval && point.interval !== null)
    return (
      <td style={style} data-cell="interval">
        {shown}
        <br />
        <span style={intervalStyle} aria-hidden="true">
          {formatValue(point.interval.low, format, locale)} – {formatValue(point.interval.high, format, locale)}
        </span>
        <span style={visuallyHidden}>{intervalText(point.interval, format, locale)}</span>
      </td>
    );
  if (spoken === null) return <td style={style}>{shown}</td>;
  return (
    <td style={style} data-cell={point.kind}>
      <span aria-hidden="true">{shown}</span>
      <span style={visuallyHidden}>{spoken}</span>
    </td>
  );
}

type DetailColumn = { head: string; numeric: boolean; text: (point: VisiblePoint) => string };

/** Counts and notes, where any point has them. */
function detailColumns(points: readonly VisiblePoint[], format: ValueFormat, locale: ChartLocale): DetailColumn[] {
  const count = (value: number | null): string => (value === null ? '' : formatNumber(value, locale));
  const note = (point: VisiblePoint): string =>
    [
      point.kind === 'value' && point.signal !== 'common' ? locale.t(`signal.${point.signal}`) : '',
      point.excluded === null ? '' : locale.t('excluded', { reason: point.excluded }),
      point.note ?? '',
    ]
      .filter(Boolean)
      .join('; ');
  const columns: DetailColumn[] = [
    { head: locale.t('table.numerator'), numeric: true, text: (point) => count(point.numerator) },
    { head: locale.t('table.denominator'), numeric: true, text: (point) => count(point.denominator) },
    {
      head: locale.t('table.interval'),
      numeric: false,
      text: ({ interval }) => (interval === null ? '' : intervalText(interval, format, locale)),
    },
    { head: locale.t('table.note'), numeric: false, text: note },
  ];
  return columns.filter(({ text }) => points.some((point) => text(point) !== ''));
}

const tableStyle: CSSProperties = {
  width: '100%',
  borderCollapse: 'collapse',
  fontFamily: chartFont,
  fontSize: 14,
  lineHeight: 1.4,
  fontVariantNumeric: 'tabular-nums',
  color: tokenValue('text'),
};

const intervalStyle: CSSProperties = { fontSize: 12, color: tokenValue('muted'), whiteSpace: 'nowrap' };

const cellStyle: CSSProperties = {
  padding: '5px 6px',
  borderBottom: `1px solid ${tokenValue('grid')}`,
  verticalAlign: 'top',
};
