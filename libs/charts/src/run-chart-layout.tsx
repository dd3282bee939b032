import type { ChartLocale } from './chart-locale.tsx';
import type { ChartStop } from './chart-cursor.tsx';
import { formatDate, formatTick, formatValue } from './chart-format.tsx';
import type { Box, TimeScale, ValueScale } from './chart-geometry.tsx';
import { drawnValues, textWidth, timeScale, valueDomain, valueScale } from './chart-geometry.tsx';
import type { EdgeLabel } from './edge-labels.tsx';
import { edgeWidth } from './edge-labels.tsx';
import type { PlacedFlag } from './flags.tsx';
import { flagRows, flagSize, flagY, placeFlags } from './flags.tsx';
import type { PlacedPhase } from './phases.tsx';
import { phaseName, phaseRow, placePhases } from './phases.tsx';
import type { RunChartData, ShownRunChart } from './run-chart-data.tsx';
import { pointLines, targetText } from './text-alternative.tsx';
import { valueEnds } from './visible-points.tsx';

/** Where everything of a run chart stands, in pixels. */
export type RunChartLayout = {
  plot: Box;
  time: TimeScale;
  values: ValueScale;
  phases: PlacedPhase[];
  flags: PlacedFlag[];
  /** Top of the first row of flags. */
  flagTop: number;
  edgeLabels: EdgeLabel[];
  edgeRoom: number;
  /** Height of the whole drawing. */
  height: number;
  stops: ChartStop[];
};

const axisRoom = 28;

/** The usual height of a plot for a width: wide charts are flatter. */
export const plotHeight = (width: number): number => Math.round(Math.max(200, Math.min(300, width * 0.42)));

/** Lays a run chart out. Pure: the same on the server and in the browser. */
export function layoutRunChart(
  data: RunChartData,
  shown: ShownRunChart,
  size: { width: number; height?: number; domain?: readonly [number, number] },
  locale: ChartLocale,
): RunChartLayout {
  const domain = size.domain ? ([...size.domain] as [number, number]) : domainOf(data, shown);
  const dry = valueScale(domain, { left: 0, top: 0, width: 100, height: 220 });
  const left = Math.max(28, ...dry.ticks.map((tick) => textWidth(formatTick(tick, data.format, locale)) + 12));
  const texts = edgeTexts(data, shown, locale);
  const edgeRoom = Math.max(
    16,
    edgeWidth(
      texts.map(({ text }) => text),
      size.width,
    ),
  );
  const width = Math.max(60, size.width - left - edgeRoom);
  const flat: Box = { left, top: 0, width, height: 100 };
  const time = timeScale(
    shown.points,
    (data.flags ?? []).map((flag) => flag.at),
    flat,
  );
  const phases = placePhases(data.phases ?? [], time.x, size.width, locale);
  const top = 14 + phases.reduce((most, { row }) => Math.max(most, row + 1), 0) * phaseRow;
  const flags = placeFlags(data.flags ?? [], time.at);
  const flagRoom = flags.length === 0 ? 0 : flagRows(flags) * flagSize + 4;
  const height = size.height ?? top + plotHeight(size.width) + axisRoom + flagRoom;
  const plot: Box = { ...flat, top, height: Math.max(80, height - top - axisRoom - flagRoom) };
  const flagTop = plot.top + plot.height + axisRoom;
  const values = valueScale(domain, plot);
  const edgeLabels = texts.map(({ value, ...label }) => ({ ...label, y: values.y(value) }));
  const layout = {
    plot,
    time,
    values,
    phases,
    flags,
    flagTop,
    edgeLabels,
    edgeRoom,
    height: Math.max(height, flagTop + flagRoom),
  };
  return { ...layout, stops: [...pointStops(data, shown, layout, locale), ...flagStops(layout, locale)] };
}

/** The span of the value axis over all that a run chart draws. */
export function domainOf(data: RunChartData, shown: ShownRunChart): [number, number] {
  const points = drawnValues(shown.points);
  if (points.length === 0) return valueDomain([], data.format);
  const lines = [...(shown.centre?.values ?? []), ...(shown.limits?.lower ?? []), ...(shown.limits?.upper ?? [])];
  return valueDomain([...points, ...lines, shown.target?.value, shown.baseline], data.format);
}

type EdgeText = Omit<EdgeLabel, 'y'> & { value: number };

function edgeTexts(data: RunChartData, shown: ShownRunChart, locale: ChartLocale): EdgeText[] {
  const ends = valueEnds(shown.points);
  if (ends === null) return [];
  const write = (value: number): string => formatValue(value, data.format, locale);
  const texts: EdgeText[] = [];
  const last = ends.last.value ?? 0;
  const text = data.population ? `${write(last)} ${data.population}` : write(last);
  texts.push({ key: 'last', text, value: last, token: 'text', strong: true, maxLines: 4 });
  const centre = shown.centre?.values.findLast((value) => value !== null) ?? null;
  if (shown.centre && centre !== null)
    texts.push({
      key: 'centre',
      text: `${locale.t(`centre.${shown.centre.kind}`)} ${write(centre)}`,
      value: centre,
      token: 'muted',
    });
  if (shown.target)
    texts.push({
      key: 'target',
      text: `${locale.t('target')} ${targetText(shown.target, data.format, locale)}`,
      value: shown.target.value,
      token: 'text',
      maxLines: 3,
    });
  if (shown.baseline !== null)
    texts.push({
      key: 'baseline',
      text: `${locale.t('baseline')} ${write(shown.baseline)}`,
      value: shown.baseline,
      token: 'muted',
    });
  return texts;
}

type Placed = Omit<RunChartLayout, 'stops'>;

function pointStops(
  data: RunChartData,
  shown: ShownRunChart,
  { plot, time, values }: Placed,
  locale: ChartLocale,
): ChartStop[] {
  const area = { left: plot.left, right: plot.left + plot.width, top: plot.top, bottom: plot.top + plot.height };
  return shown.points.map((point) => {
    const height = point.value ?? point.high ?? point.low;
    return {
      key: `point-${point.index}`,
      x: time.x[point.index] ?? plot.left,
      y: height === null ? area.bottom - 10 : values.y(height),
      row: 0,
      lines: [...pointLines(point, data.format, locale), ...phaseLines(data, point.index, locale)],
      area,
    };
  });
}

/** What starts at a point: the divider's name and why somebody drew it. */
function phaseLines(data: RunChartData, index: number, locale: ChartLocale): string[] {
  return (data.phases ?? [])
    .filter((phase) => phase.index === index)
    .map((phase) => (phase.reason ? `${phaseName(phase, locale)}: ${phase.reason}` : phaseName(phase, locale)));
}

function flagStops({ flags, flagTop }: Placed, locale: ChartLocale): ChartStop[] {
  return flags.map((placed) => {
    const y = flagY(placed, flagTop);
    const opens = placed.flag.href === undefined ? [] : [locale.t('open_flag')];
    const half = flagSize / 2;
    return {
      key: `flag-${placed.flag.id}`,
      x: placed.x,
      y,
      row: 0,
      lines: [
        `${placed.number} · ${placed.flag.title}`,
        locale.t(`flag.${placed.flag.kind}`),
        formatDate(placed.flag.at, locale),
        ...opens,
      ],
      flag: placed.flag.id,
      area: { left: placed.x - half, right: placed.x + half, top: y - half, bottom: y + half },
    };
  });
}
