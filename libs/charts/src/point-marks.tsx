import { LinePath } from '@visx/shape';
import type { ChartToken } from './chart-tokens.tsx';
import { paint } from './chart-tokens.tsx';
import type { PointSignal, PublishedInterval } from './chart-types.tsx';
import { sourceMark } from './chart-types.tsx';
import type { Box, TimeScale, ValueScale } from './chart-geometry.tsx';
import type { VisiblePoint } from './visible-points.tsx';

const signalToken: Record<PointSignal, ChartToken> = {
  improvement: 'improve',
  concern: 'concern',
  change: 'text',
  common: 'common',
};

/** Shapes that tell series apart where colour cannot. */
export type MarkShape = 'circle' | 'diamond' | 'square' | 'triangle';

const signalShape: Record<PointSignal, MarkShape> = {
  improvement: 'diamond',
  concern: 'square',
  change: 'triangle',
  common: 'circle',
};

type MarkProps = { x: number; y: number; r: number; shape: MarkShape; token: ChartToken; hollow?: boolean };

/** One mark. A hollow one has the colour as its edge only. */
export function Mark({ x, y, r, shape, token, hollow = false }: MarkProps) {
  const look = {
    ...paint({ fill: hollow ? 'surface' : token, stroke: hollow ? token : 'surface' }),
    strokeWidth: hollow ? 1.75 : 1,
  };
  if (shape === 'circle') return <circle cx={x} cy={y} r={r} {...look} />;
  if (shape === 'square') return <rect x={x - r * 0.9} y={y - r * 0.9} width={r * 1.8} height={r * 1.8} {...look} />;
  const d = r * 1.3;
  if (shape === 'triangle')
    return <path d={`M${x},${y - d}L${x + d},${y + d * 0.8}L${x - d},${y + d * 0.8}Z`} {...look} />;
  return <path d={`M${x},${y - d}L${x + d},${y}L${x},${y + d}L${x - d},${y}Z`} {...look} />;
}

/** The mark of a signal as it stands in the drawing and in its key. */
export function SignalMark({
  x,
  y,
  r,
  signal,
  hollow,
}: {
  x: number;
  y: number;
  r: number;
  signal: PointSignal;
  hollow?: boolean;
}) {
  return <Mark x={x} y={y} r={r} shape={signalShape[signal]} token={signalToken[signal]} hollow={hollow} />;
}

type SeriesProps = { points: readonly VisiblePoint[]; time: TimeScale; values: ValueScale };

/** The line through neighbouring values. It breaks at every gap, hidden value and range: nothing is bridged. */
export function SeriesLine({
  points,
  time,
  values,
  token,
  width = 1.75,
}: SeriesProps & { token: ChartToken; width?: number }) {
  return (
    <LinePath<VisiblePoint>
      data={[...points]}
      defined={(point) => point.kind === 'value'}
      x={(point) => time.x[point.index] ?? 0}
      y={(point) => values.y(point.value ?? 0)}
      strokeWidth={width}
      strokeLinejoin="round"
      strokeLinecap="round"
      data-chart="series-line"
      {...paint({ fill: 'none', stroke: token })}
    />
  );
}

type PointMarksProps = SeriesProps & {
  plot: Box;
  /** A population's colour and shape; without it the marks show the signals. */
  series?: { token: ChartToken; shape: MarkShape };
};

const spacingOf = (x: readonly number[]): number =>
  x.length > 1 ? ((x.at(-1) ?? 0) - (x[0] ?? 0)) / (x.length - 1) : 40;

/** Radius of an ordinary mark, in pixels: smaller where points stand close. */
export const markRadius = (x: readonly number[]): number => Math.max(2, Math.min(4, spacingOf(x) / 3));

// Closer than this, the empty columns of hidden values would become a hatching over the drawing.
const widestHatch = 14;

/** A mark for each point that has a value, a bar for each range, the one mark for each hidden value, nothing for a gap. */
export function PointMarks({ points, time, values, plot, series }: PointMarksProps) {
  const r = markRadius(time.x);
  const columns = spacingOf(time.x) >= widestHatch;
  return (
    <g aria-hidden="true" data-chart="marks">
      {points.map((point) => {
        const x = time.x[point.index] ?? 0;
        if (point.kind === 'gap') return null;
        if (point.kind === 'hidden')
          return <HiddenMark key={point.index} x={x} plot={plot} column={columns} bySource={point.bySource} />;
        if (point.kind === 'range')
          return <RangeMark key={point.index} point={point} x={x} values={values} token={series?.token ?? 'common'} />;
        const y = values.y(point.value ?? 0);
        const hollow = point.excluded !== null;
        return (
          <g
            key={point.index}
            data-mark="value"
            data-signal={series ? undefined : point.signal}
            data-excluded={hollow || undefined}
          >
            {point.interval === null ? null : (
              <IntervalMark interval={point.interval} x={x} values={values} token={series?.token ?? 'common'} />
            )}
            {point.end === null ? null : (
              <PeriodWidth
                from={time.at(point.start)}
                to={time.at(point.end)}
                y={y}
                token={series?.token ?? 'common'}
              />
            )}
            {series ? (
              <Mark x={x} y={y} r={r} shape={series.shape} token={series.token} hollow={hollow} />
            ) : (
              <SignalMark
                x={x}
                y={y}
                r={point.signal === 'common' ? r : Math.max(3.5, r + 0.75)}
                signal={point.signal}
                hollow={hollow}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}

interface IntervalMarkProps {
  interval: PublishedInterval;
  x: number;
  values: ValueScale;
  token: ChartToken;
}

/** The bounds that a source published with a value, as a thin line with an end on each of them. */
function IntervalMark({ interval, x, values, token }: IntervalMarkProps) {
  const [top, bottom] = [values.y(interval.high), values.y(interval.low)];
  const cap = 4;
  return (
    <path
      data-mark="interval"
      d={`M${x - cap},${top}H${x + cap}M${x},${top}V${bottom}M${x - cap},${bottom}H${x + cap}`}
      strokeWidth={1.25}
      opacity={0.75}
      {...paint({ fill: 'none', stroke: token })}
    />
  );
}

/** How much time a value tells of, where that is several years: neighbours that overlap are seen to. */
function PeriodWidth({ from, to, y, token }: { from: number; to: number; y: number; token: ChartToken }) {
  return (
    <line
      data-mark="period"
      x1={from}
      x2={to}
      y1={y}
      y2={y}
      strokeWidth={3}
      strokeLinecap="round"
      opacity={0.35}
      {...paint({ stroke: token })}
    />
  );
}

interface HiddenMarkProps {
  x: number;
  plot: Box;
  column?: boolean;
  /** The publisher left the value out: its own mark stands there. */
  bySource?: boolean;
}

/**
 * The mark of a suppressed value on the time axis under an empty column: an asterisk where we hide it, a letter where
 * its source did. It says that, never how much.
 */
export function HiddenMark({ x, plot, column = true, bySource = false }: HiddenMarkProps) {
  const bottom = plot.top + plot.height;
  const arm = 4;
  const arms = [0, 60, 120].map((degrees) => (degrees * Math.PI) / 180);
  const y = bottom - 10;
  return (
    <g data-mark="hidden">
      {column ? (
        <line
          x1={x}
          x2={x}
          y1={plot.top}
          y2={bottom - 18}
          strokeWidth={1}
          strokeDasharray="1 4"
          {...paint({ stroke: 'muted' })}
        />
      ) : null}
      {bySource ? (
        <text x={x} y={bottom - 6} textAnchor="middle" fontSize={12} {...paint({ fill: 'text' })}>
          {sourceMark}
        </text>
      ) : null}
      {(bySource ? [] : arms).map((angle) => (
        <line
          key={angle}
          x1={x - arm * Math.sin(angle)}
          x2={x + arm * Math.sin(angle)}
          y1={y - arm * Math.cos(angle)}
          y2={y + arm * Math.cos(angle)}
          strokeWidth={1.5}
          {...paint({ stroke: 'text' })}
        />
      ))}
    </g>
  );
}

type RangeMarkProps = { point: VisiblePoint; x: number; values: ValueScale; token: ChartToken };

/** A range as a bar from bound to bound; an open end runs to the edge of the axis and has no cap. */
export function RangeMark({ point, x, values, token }: RangeMarkProps) {
  const [least, most] = values.domain;
  const top = values.y(point.high ?? most);
  const bottom = values.y(point.low ?? least);
  const cap = 5;
  return (
    <g data-mark="range">
      <rect x={x - 3} width={6} y={top} height={Math.max(1, bottom - top)} opacity={0.35} {...paint({ fill: token })} />
      {point.high === null ? null : (
        <line x1={x - cap} x2={x + cap} y1={top} y2={top} strokeWidth={1.75} {...paint({ stroke: token })} />
      )}
      {point.low === null ? null : (
        <line x1={x - cap} x2={x + cap} y1={bottom} y2={bottom} strokeWidth={1.75} {...paint({ stroke: token })} />
      )}
    </g>
  );
}
