import type { ChartLocale } from './chart-locale.tsx';
import type { Caveat } from './chart-types.tsx';
import { CaveatLine } from './caveat-line.tsx';
import { PeriodAxis, ValueAxis, drawingText } from './chart-axes.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { formatValue } from './chart-format.tsx';
import { ChartKey } from './chart-key.tsx';
import { paint } from './chart-tokens.tsx';
import { EdgeLabels } from './edge-labels.tsx';
import type { OnFlag } from './flags.tsx';
import { FlagList, FlagMarks } from './flags.tsx';
import { PhaseMarks } from './phases.tsx';
import { PointMarks, SeriesLine } from './point-marks.tsx';
import { Centre, LimitBand, Reference } from './reference-lines.tsx';
import type { RunChartData, ShownRunChart } from './run-chart-data.tsx';
import { caveatsOf, shownRunChart } from './run-chart-data.tsx';
import type { RunChartLayout } from './run-chart-layout.tsx';
import { layoutRunChart } from './run-chart-layout.tsx';
import { textAlternative } from './text-alternative.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { valueEnds } from './visible-points.tsx';

/** Props of `RunChart`. */
export type RunChartProps = RunChartData & {
  /** The finding, as a sentence (see `findingTitle`). */
  title: string;
  /** Width of the drawing in pixels (320 and more). */
  width: number;
  /** Height of the drawing in pixels; unless given it follows from the width and the flags. */
  height?: number;
  /** Span of the value axis, where several charts share one. */
  domain?: readonly [number, number];
  locale: ChartLocale;
  /** Caveats beside those that follow from the data. */
  caveats?: readonly Caveat[];
  /** Opens a flag; without it a flag's `href` is followed. */
  onFlag?: OnFlag;
  /** False on paper and in mail. */
  interactive?: boolean;
};

/** One series over periods, as a run or control chart: it draws what it is given and claims nothing of its own. */
export function RunChart(props: RunChartProps) {
  const { locale, width, onFlag, interactive = true } = props;
  const shown = shownRunChart(props);
  const layout = layoutRunChart(props, shown, props, locale);
  const caveats = [...caveatsOf(props), ...(props.caveats ?? [])];
  return (
    <ChartFrame
      title={props.title}
      axisLabel={props.measure}
      description={textAlternative(props, locale)}
      width={width}
      height={layout.height}
      stops={layout.stops}
      locale={locale}
      interactive={interactive}
      below={
        <>
          <ChartKey points={shown.points} limits={shown.limits !== null} locale={locale} />
          <CaveatLine caveats={caveats} locale={locale} />
          <FlagList placed={layout.flags} locale={locale} onFlag={onFlag} />
        </>
      }
    >
      <RunDrawing data={props} shown={shown} layout={layout} locale={locale} />
      <FlagMarks
        placed={layout.flags}
        top={layout.flagTop}
        axis={layout.plot.top + layout.plot.height}
        locale={locale}
        onFlag={onFlag}
        interactive={interactive}
      />
    </ChartFrame>
  );
}

type RunDrawingProps = { data: RunChartData; shown: ShownRunChart; layout: RunChartLayout; locale: ChartLocale };

function RunDrawing({ data, shown, layout, locale }: RunDrawingProps) {
  const { plot, time, values } = layout;
  const breaks = new Set((data.phases ?? []).filter(({ kind }) => kind === 'phase').map(({ index }) => index));
  const series = { points: shown.points, time, values };
  const labels = shown.points.map((point) => point.label);
  const drawn = shown.points.some((point) => point.kind === 'value' || point.kind === 'range');
  if (!drawn)
    return (
      <>
        <PeriodAxis labels={labels} scale={time} plot={plot} />
        <PointMarks {...series} plot={plot} />
        <EmptyNote layout={layout} locale={locale} />
      </>
    );
  return (
    <>
      {shown.limits ? <LimitBand limits={shown.limits} time={time} values={values} breaks={breaks} /> : null}
      <ValueAxis scale={values} plot={plot} format={data.format} locale={locale} />
      <PeriodAxis labels={labels} scale={time} plot={plot} />
      {shown.baseline === null ? null : (
        <Reference kind="baseline" value={shown.baseline} plot={plot} values={values} />
      )}
      {shown.target ? <Reference kind="target" value={shown.target.value} plot={plot} values={values} /> : null}
      {shown.centre ? <Centre centre={shown.centre} time={time} values={values} breaks={breaks} /> : null}
      <PhaseMarks placed={layout.phases} plot={plot} />
      <SeriesLine {...series} token="common" />
      <PointMarks {...series} plot={plot} />
      <FirstValue points={shown.points} layout={layout} data={data} locale={locale} />
      <EdgeLabels labels={layout.edgeLabels} plot={plot} room={layout.edgeRoom} />
    </>
  );
}

function EmptyNote({ layout: { plot }, locale }: { layout: RunChartLayout; locale: ChartLocale }) {
  return (
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
  );
}

type FirstValueProps = {
  points: readonly VisiblePoint[];
  layout: RunChartLayout;
  data: RunChartData;
  locale: ChartLocale;
};

/** The first value beside its point, on the side that the line does not take. */
function FirstValue({ points, layout: { time, values, plot }, data, locale }: FirstValueProps) {
  const ends = valueEnds(points);
  if (ends === null || ends.first === ends.last) return null;
  const next = points.find((point) => point.index > ends.first.index && point.kind === 'value');
  const y = values.y(ends.first.value ?? 0);
  const lineRises = (next?.value ?? 0) > (ends.first.value ?? 0);
  const below = (lineRises && y < plot.top + plot.height - 22) || y < plot.top + 10;
  const text = formatValue(ends.first.value ?? 0, data.format, locale);
  const x = Math.max((time.x[ends.first.index] ?? 0) - 4, plot.left + 2);
  return (
    <text
      x={x}
      y={below ? y + 20 : y - 10}
      fontSize={drawingText}
      fontWeight={600}
      aria-hidden="true"
      data-chart="first-value"
      strokeWidth={3}
      paintOrder="stroke"
      {...paint({ fill: 'text', stroke: 'surface' })}
    >
      {text}
    </text>
  );
}
