import type { ChartLocale } from './chart-locale.tsx';
import type { Caveat, ChartSeries, TargetLine, ValueFormat } from './chart-types.tsx';
import { CaveatLine } from './caveat-line.tsx';
import { PeriodAxis, ValueAxis, drawingText } from './chart-axes.tsx';
import type { ChartStop } from './chart-cursor.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { describeValue, formatTick, formatValue } from './chart-format.tsx';
import type { Box, TimeScale, ValueScale } from './chart-geometry.tsx';
import { drawnValues, textWidth, timeScale, valueDomain, valueScale, wrapText } from './chart-geometry.tsx';
import { paint, seriesToken } from './chart-tokens.tsx';
import { PointMarks, SeriesLine } from './point-marks.tsx';
import { Reference } from './reference-lines.tsx';
import { caveatsOf } from './run-chart-data.tsx';
import { endsText, pointLines } from './text-alternative.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { drawable, levelOf, valueEnds, visiblePoints } from './visible-points.tsx';

/** Props of `SmallMultiples`. */
export type SmallMultiplesProps = {
  title: string;
  measure: string;
  /** One panel each, in the order given; all over the same periods. */
  series: readonly ChartSeries[];
  format: ValueFormat;
  target?: TargetLine | null;
  width: number;
  locale: ChartLocale;
  caveats?: readonly Caveat[];
  interactive?: boolean;
};

type Panel = {
  series: ChartSeries;
  index: number;
  points: VisiblePoint[];
  name: string[];
  left: number;
  plot: Box;
  time: TimeScale;
  values: ValueScale;
};

const panelGap = 20;
const axisRoom = 28;
const lineHeight = 16;

/** A chart per population on one common scale, so that heights compare across panels; the others stand behind in grey. */
export function SmallMultiples(props: SmallMultiplesProps) {
  const { title, measure, series, format, width, locale, interactive = true } = props;
  const target = drawable(props.target?.value);
  const shown = series.map((one) => visiblePoints(one.points));
  const panels = layoutPanels(props, shown);
  const height = panels.reduce((most, { plot }) => Math.max(most, plot.top + plot.height + axisRoom), 60);
  const stops = panels.flatMap((panel) => panelStops(panel, format, locale));
  return (
    <ChartFrame
      title={title}
      axisLabel={
        target === null
          ? measure
          : `${measure} · ${locale.t('dashed_target', { value: formatValue(target, format, locale) })}`
      }
      description={panels.map((panel) => panelSentence(panel, format, locale)).join(' ')}
      width={width}
      height={height}
      stops={stops}
      locale={locale}
      interactive={interactive}
      below={<CaveatLine caveats={[...sharedCaveats(props), ...(props.caveats ?? [])]} locale={locale} />}
    >
      {panels.map((panel) => (
        <g key={panel.series.id} data-panel={panel.series.id}>
          <PanelName panel={panel} />
          <ValueAxis scale={panel.values} plot={panel.plot} format={format} locale={locale} />
          {target !== null ? <Reference kind="target" value={target} plot={panel.plot} values={panel.values} /> : null}
          <g aria-hidden="true" data-chart="context" opacity={0.3}>
            {shown.map((points, i) =>
              i === panel.index ? null : (
                <SeriesLine
                  key={series[i]?.id}
                  points={points}
                  time={panel.time}
                  values={panel.values}
                  token="common"
                  width={1}
                />
              ),
            )}
          </g>
          <PeriodAxis labels={panel.points.map(({ label }) => label)} scale={panel.time} plot={panel.plot} />
          <SeriesLine {...panel} token={seriesToken(panel.series.colour ?? panel.index)} width={2.25} />
          <PointMarks {...panel} series={{ token: seriesToken(panel.series.colour ?? panel.index), shape: 'circle' }} />
          <LastValue panel={panel} format={format} locale={locale} />
        </g>
      ))}
    </ChartFrame>
  );
}

function layoutPanels(
  { series, format, target, width, locale }: SmallMultiplesProps,
  shown: VisiblePoint[][],
): Panel[] {
  const columns = Math.max(1, Math.min(4, series.length, Math.floor((width + panelGap) / (230 + panelGap))));
  const panelWidth = (width - (columns - 1) * panelGap) / columns;
  const domain = valueDomain([...shown.flatMap(drawnValues), target?.value], format);
  const dry = valueScale(domain, { left: 0, top: 0, width: 100, height: 150 });
  const axis = Math.max(28, ...dry.ticks.map((tick) => textWidth(formatTick(tick, format, locale)) + 12));
  const names = series.map(({ name }) => wrapText(name, panelWidth - 8, 2, 13));
  let top = 0;
  return series.map((one, index) => {
    const column = index % columns;
    const row = names.slice(index - column, index - column + columns);
    const nameRoom = row.reduce((most, lines) => Math.max(most, lines.length), 1) * lineHeight + 22;
    const left = column * (panelWidth + panelGap);
    const plot = { left: left + axis, top: top + nameRoom, width: Math.max(60, panelWidth - axis - 8), height: 140 };
    if (column === columns - 1) top = plot.top + plot.height + axisRoom + panelGap;
    const points = shown[index] ?? [];
    const time = timeScale(points, [], plot);
    return { series: one, index, points, name: names[index] ?? [], left, plot, time, values: valueScale(domain, plot) };
  });
}

function PanelName({ panel: { name, left, plot } }: { panel: Panel }) {
  const first = plot.top - 22 - (name.length - 1) * lineHeight;
  return (
    <text x={left} y={first} fontSize={13} fontWeight={600} aria-hidden="true" {...paint({ fill: 'text' })}>
      {name.map((line, i) => (
        <tspan key={line} x={left} dy={i === 0 ? 0 : lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function LastValue({ panel, format, locale }: { panel: Panel; format: ValueFormat; locale: ChartLocale }) {
  const ends = valueEnds(panel.points);
  const { plot } = panel;
  const place = { fontSize: drawingText, 'aria-hidden': true };
  // Ranges are drawn: a note would stand in their way.
  if (ends === null && panel.points.some(({ kind }) => kind === 'range')) return null;
  if (ends === null)
    return (
      <text
        {...place}
        x={plot.left + plot.width / 2}
        y={plot.top + plot.height / 2}
        textAnchor="middle"
        {...paint({ fill: 'muted' })}
      >
        {locale.t(nothingShown(panel.points))}
      </text>
    );
  const both = ends.first === ends.last ? [ends.last] : [ends.first, ends.last];
  return (
    <g aria-hidden="true" data-chart="ends">
      {both.map((point, i) => {
        const y = panel.values.y(point.value ?? 0);
        const x = panel.time.x[point.index] ?? 0;
        const atEnd = i === both.length - 1 && both.length > 1;
        return (
          <text
            key={point.index}
            {...place}
            x={atEnd ? Math.min(x + 8, plot.left + plot.width + 8) : Math.max(x - 4, plot.left + 2)}
            y={y + labelShift(panel, point, atEnd ? -1 : 1)}
            textAnchor={atEnd ? 'end' : 'start'}
            fontWeight={600}
            strokeWidth={3}
            paintOrder="stroke"
            {...paint({ fill: 'text', stroke: 'surface' })}
          >
            {formatValue(point.value ?? 0, format, locale)}
          </text>
        );
      })}
    </g>
  );
}

/** How far from its point a value is written: on the side that the line to its neighbour does not take. */
function labelShift({ points, plot, values }: Panel, point: VisiblePoint, towards: 1 | -1): number {
  const neighbour = points[point.index + towards];
  const here = values.y(point.value ?? 0);
  const lineAbove = neighbour?.kind === 'value' && (neighbour.value ?? 0) > (point.value ?? 0);
  const below = lineAbove ? here + 20 < plot.top + plot.height : here - plot.top < 14;
  return below ? 20 : -9;
}

function panelStops(
  { series, index, points, plot, time, values }: Panel,
  format: ValueFormat,
  locale: ChartLocale,
): ChartStop[] {
  const area = { left: plot.left, right: plot.left + plot.width, top: plot.top, bottom: plot.top + plot.height };
  return points.map((point) => {
    const value = point.value ?? point.high ?? point.low;
    return {
      key: `${series.id}-${point.index}`,
      x: time.x[point.index] ?? plot.left,
      y: value === null ? area.bottom - 10 : values.y(value),
      row: index,
      lines: pointLines(point, format, locale, series.name),
      area,
    };
  });
}

/** Why a panel has no value: we hide one, the source left one out, or there is none. */
function nothingShown(points: readonly VisiblePoint[]): 'hidden_value' | 'source_value' | 'empty' {
  const hidden = points.filter(({ kind }) => kind === 'hidden');
  if (hidden.length === 0) return 'empty';
  return hidden.every(({ bySource }) => bySource) ? 'source_value' : 'hidden_value';
}

function panelSentence({ series, points }: Panel, format: ValueFormat, locale: ChartLocale): string {
  const ends = valueEnds(points);
  const known = points.filter(({ kind }) => kind === 'range');
  if (ends === null && known.length > 0)
    return `${series.name}: ${known.map((point) => `${point.label} ${describeValue(point, format, locale)}`).join(', ')}.`;
  if (ends === null) return `${series.name}: ${locale.t(nothingShown(points))}.`;
  const say = (point: VisiblePoint): string => describeValue(point, format, locale);
  const sentence =
    ends.first === ends.last
      ? locale.t('alternative.one', { value: say(ends.last), period: ends.last.label })
      : endsText(ends, say, locale);
  return `${series.name}: ${sentence}`;
}

/** The caveats of all panels, each kind once; counts of points are a matter of one panel and are left to the screen. */
function sharedCaveats({ series, measure, format }: SmallMultiplesProps): Caveat[] {
  const all = series.flatMap(({ points }) => caveatsOf({ measure, format, points }));
  const level = levelOf(series.flatMap(({ points }) => visiblePoints(points)));
  const kinds = (['hidden', 'by_source', 'ranges'] as const).filter((kind) => all.some((one) => one.kind === kind));
  return [...kinds.map((kind) => ({ kind })), ...(level === undefined ? [] : [{ kind: 'intervals' as const, level }])];
}
