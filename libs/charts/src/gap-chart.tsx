import { Area } from '@visx/shape';
import type { ChartLocale } from './chart-locale.tsx';
import type { Caveat, ChartSeries, ValueFormat } from './chart-types.tsx';
import { CaveatLine } from './caveat-line.tsx';
import { PeriodAxis, ValueAxis, drawingText } from './chart-axes.tsx';
import type { ChartStop } from './chart-cursor.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { describeValue, formatDifference, formatTick, formatValue } from './chart-format.tsx';
import type { Box, TimeScale, ValueScale } from './chart-geometry.tsx';
import { drawnValues, textWidth, timeScale, valueDomain, valueScale } from './chart-geometry.tsx';
import type { ChartToken } from './chart-tokens.tsx';
import { paint, seriesToken } from './chart-tokens.tsx';
import type { EdgeLabel } from './edge-labels.tsx';
import { EdgeLabels, edgeWidth } from './edge-labels.tsx';
import { PointMarks, SeriesLine } from './point-marks.tsx';
import { caveatsOf } from './run-chart-data.tsx';
import { plotHeight } from './run-chart-layout.tsx';
import { pointLines } from './text-alternative.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { valueEnds, visiblePoints } from './visible-points.tsx';

/** Props of `GapChart`. */
export type GapChartProps = {
  title: string;
  measure: string;
  /** The two groups over the same periods, the one in question first, the one it is compared with second. */
  groups: readonly [ChartSeries, ChartSeries];
  format: ValueFormat;
  width: number;
  height?: number;
  locale: ChartLocale;
  caveats?: readonly Caveat[];
  interactive?: boolean;
};

/** The gap of one period; null where either group has no published value, because a gap would give the other away. */
export type GapPoint = { index: number; a: VisiblePoint; b: VisiblePoint; size: number | null };

/** The gap over time, first group minus second, in the unit of the values, from published values only. */
export function gapPoints(a: readonly VisiblePoint[], b: readonly VisiblePoint[]): GapPoint[] {
  return a.flatMap((point, index) => {
    const other = b[index];
    if (other === undefined) return [];
    const size = point.value === null || other.value === null ? null : point.value - other.value;
    return [{ index, a: point, b: other, size }];
  });
}

/** Two groups as two lines with the gap between them as one shape, its first and last size written in it. */
export function GapChart(props: GapChartProps) {
  const { title, measure, groups, format, width, locale, interactive = true } = props;
  const [a, b] = [visiblePoints(groups[0].points), visiblePoints(groups[1].points)];
  const gaps = gapPoints(a, b);
  const { plot, time, values, labels, room, height } = layout(props, a, b);
  const caveats = uniqueCaveats(groups.flatMap(({ points }) => caveatsOf({ measure, format, points })));
  const drawn = drawnValues([...a, ...b]).length > 0;
  return (
    <ChartFrame
      title={title}
      axisLabel={measure}
      description={gapAlternative(props, gaps)}
      width={width}
      height={height}
      stops={gapStops(props, gaps, plot, time, values)}
      locale={locale}
      interactive={interactive}
      below={<CaveatLine caveats={[...caveats, ...(props.caveats ?? [])]} locale={locale} />}
    >
      {drawn ? (
        <>
          <GapArea gaps={gaps} time={time} values={values} />
          <ValueAxis scale={values} plot={plot} format={format} locale={locale} />
        </>
      ) : (
        <text
          x={plot.left + plot.width / 2}
          y={plot.top + plot.height / 2}
          textAnchor="middle"
          fontSize={14}
          aria-hidden="true"
          {...paint({ fill: 'muted' })}
        >
          {locale.t('empty')}
        </text>
      )}
      <PeriodAxis labels={a.map(({ label }) => label)} scale={time} plot={plot} />
      <SeriesLine points={b} time={time} values={values} token={tokenOf(groups[1], 1)} width={2.25} />
      <SeriesLine points={a} time={time} values={values} token={tokenOf(groups[0], 0)} width={2.25} />
      <PointMarks
        points={b}
        time={time}
        values={values}
        plot={plot}
        series={{ token: tokenOf(groups[1], 1), shape: 'circle' }}
      />
      <PointMarks
        points={a}
        time={time}
        values={values}
        plot={plot}
        series={{ token: tokenOf(groups[0], 0), shape: 'square' }}
      />
      <GapSizes gaps={gaps} plot={plot} time={time} values={values} format={format} locale={locale} />
      <EdgeLabels labels={labels} plot={plot} room={room} />
    </ChartFrame>
  );
}

const tokenOf = (group: ChartSeries, place: number): ChartToken => seriesToken(group.colour ?? place);

type Placement = { plot: Box; time: TimeScale; values: ValueScale };

function layout(
  props: GapChartProps,
  a: VisiblePoint[],
  b: VisiblePoint[],
): Placement & { labels: EdgeLabel[]; room: number; height: number } {
  const { groups, format, width, locale } = props;
  const domain = valueDomain(drawnValues([...a, ...b]), format);
  const dry = valueScale(domain, { left: 0, top: 0, width: 100, height: 220 });
  const left = Math.max(28, ...dry.ticks.map((tick) => textWidth(formatTick(tick, format, locale)) + 12));
  const ends = [a, b].map((points, i) => ({ end: valueEnds(points)?.last, name: groups[i === 0 ? 0 : 1].name }));
  const texts = ends.map(({ end, name }) => `${end ? formatValue(end.value ?? 0, format, locale) : ''} ${name}`.trim());
  const room = Math.max(16, edgeWidth(texts, width));
  const height = props.height ?? plotHeight(width) + 46;
  const plot = { left, top: 16, width: Math.max(60, width - left - room), height: Math.max(80, height - 46) };
  const values = valueScale(domain, plot);
  const labels = ends.flatMap(({ end }, i): EdgeLabel[] =>
    end
      ? [
          {
            key: `${i}`,
            text: texts[i] ?? '',
            y: values.y(end.value ?? 0),
            token: tokenOf(groups[i === 0 ? 0 : 1], i),
            strong: true,
            maxLines: 4,
          },
        ]
      : [],
  );
  return { plot, time: timeScale(a, [], plot), values, labels, room, height: plot.top + plot.height + 30 };
}

function GapArea({ gaps, time, values }: { gaps: readonly GapPoint[]; time: TimeScale; values: ValueScale }) {
  return (
    <Area<GapPoint>
      data={[...gaps]}
      defined={(gap) => gap.size !== null}
      x={(gap) => time.x[gap.index] ?? 0}
      y0={(gap) => values.y(gap.b.value ?? 0)}
      y1={(gap) => values.y(gap.a.value ?? 0)}
      data-chart="gap"
      aria-hidden="true"
      {...paint({ fill: 'band' })}
    />
  );
}

type GapSizesProps = Placement & { gaps: readonly GapPoint[]; format: ValueFormat; locale: ChartLocale };

/** The first and the last size, each beside a thin bracket between the lines. */
function GapSizes({ gaps, plot, time, values, format, locale }: GapSizesProps) {
  const known = gaps.filter((gap) => gap.size !== null);
  const ends = [known[0], known.length > 1 ? known.at(-1) : undefined].filter((gap) => gap !== undefined);
  return (
    <g aria-hidden="true" data-chart="gap-sizes">
      {ends.map((gap, i) => {
        const x = time.x[gap.index] ?? 0;
        const [top, bottom] = [values.y(gap.a.value ?? 0), values.y(gap.b.value ?? 0)].sort((p, q) => p - q);
        if (top === undefined || bottom === undefined) return null;
        const text = formatDifference(Math.abs(gap.size ?? 0), format, locale);
        const last = i === 1;
        // Between the lines where they leave room, else above both.
        const y = bottom - top > 34 ? (top + bottom) / 2 : Math.max(plot.top + 4, top - 16);
        return (
          <g key={gap.index}>
            <line x1={x} x2={x} y1={top} y2={bottom} strokeWidth={1} {...paint({ stroke: 'muted' })} />
            <text
              x={last ? x - 7 : x + 7}
              y={y}
              dy="0.32em"
              textAnchor={last ? 'end' : 'start'}
              fontSize={drawingText}
              fontWeight={600}
              strokeWidth={3}
              paintOrder="stroke"
              {...paint({ fill: 'text', stroke: 'surface' })}
            >
              {plot.width < 320 ? shortSize(text) : text}
            </text>
          </g>
        );
      })}
    </g>
  );
}

// On a phone both sizes stand in one plot: the number alone fits, the readout and the table have the unit.
const shortSize = (text: string): string => text.split('\u00a0')[0] ?? text;

function gapStops(
  props: GapChartProps,
  gaps: readonly GapPoint[],
  plot: Box,
  time: TimeScale,
  values: ValueScale,
): ChartStop[] {
  const { groups, format, locale } = props;
  const area = { left: plot.left, right: plot.left + plot.width, top: plot.top, bottom: plot.top + plot.height };
  return gaps.map((gap) => {
    const value = gap.a.value ?? gap.b.value;
    const size =
      gap.size === null ? [] : [locale.t('gap_of', { size: formatDifference(Math.abs(gap.size), format, locale) })];
    const sides = [gap.a, gap.b].map((point, i) => {
      const [, ...rest] = pointLines(point, format, locale);
      return `${groups[i === 0 ? 0 : 1].name}: ${rest.join(', ')}`;
    });
    return {
      key: `gap-${gap.index}`,
      x: time.x[gap.index] ?? plot.left,
      y: value === null ? area.bottom - 10 : values.y(value),
      row: 0,
      lines: [gap.a.label, ...sides, ...size],
      area,
    };
  });
}

function gapAlternative({ measure, groups, format, locale }: GapChartProps, gaps: readonly GapPoint[]): string {
  const known = gaps.filter((gap) => gap.size !== null);
  const endGaps = [known[0], known.length > 1 ? known.at(-1) : undefined].filter((gap) => gap !== undefined);
  const opening = locale.t('gap_chart', { measure, group: groups[0].name, other: groups[1].name });
  if (endGaps.length === 0) return `${opening} ${locale.t('empty')}.`;
  const sentences = endGaps.map(
    ({ a, b, size }) =>
      `${a.label}: ${groups[0].name} ${describeValue(a, format, locale)}, ${groups[1].name} ${describeValue(b, format, locale)}, ${locale.t('gap_of', { size: formatDifference(Math.abs(size ?? 0), format, locale) })}.`,
  );
  return [opening, ...sentences].join(' ');
}

const uniqueCaveats = (caveats: readonly Caveat[]): Caveat[] =>
  (['hidden', 'by_source', 'ranges'] as const)
    .filter((kind) => caveats.some((caveat) => caveat.kind === kind))
    .map((kind) => ({ kind }));
