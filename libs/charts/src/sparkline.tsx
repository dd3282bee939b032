import { endsText } from './text-alternative.tsx';
import type { ChartLocale } from './chart-locale.tsx';
import type { ChartPoint, ValueFormat } from './chart-types.tsx';
import { describeValue } from './chart-format.tsx';
import { drawnValues, smallestSpan, timeScale, valueDomain } from './chart-geometry.tsx';
import { paint } from './chart-tokens.tsx';
import { SeriesLine, SignalMark } from './point-marks.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { drawable, valueEnds, visiblePoints } from './visible-points.tsx';

/** Props of `Sparkline`. */
export type SparklineProps = {
  /** What it is of; with the first and last value it is the picture's name. */
  name: string;
  points: readonly ChartPoint[];
  format: ValueFormat;
  /** A pale line to read the series against (the target, the centre). */
  reference?: number | null;
  width?: number;
  height?: number;
  locale: ChartLocale;
};

/** A series the size of a word: its line and its last point with the shape and colour of its signal. Not a tab stop. */
export function Sparkline({ name, points, format, reference, width = 120, height = 32, locale }: SparklineProps) {
  const shown = visiblePoints(points);
  const plot = { left: 2, top: 7, width: width - 4, height: height - 14 };
  const time = timeScale(shown, [], plot);
  const level = drawable(reference);
  const domain = sparkDomain([...drawnValues(shown), ...(level === null ? [] : [level])], format);
  const y = (value: number): number => plot.top + plot.height * (1 - (value - domain[0]) / (domain[1] - domain[0]));
  const values = { y, domain, ticks: [] };
  const ends = valueEnds(shown);
  const image = { role: 'img', 'aria-label': sparkName(name, points, format, locale) };
  return (
    <svg
      {...image}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      style={{ display: 'inline-block', verticalAlign: 'middle', overflow: 'visible' }}
    >
      {level === null || ends === null ? null : (
        <line
          x1={plot.left}
          x2={plot.left + plot.width}
          y1={y(level)}
          y2={y(level)}
          strokeWidth={1}
          strokeDasharray="3 3"
          {...paint({ stroke: 'muted' })}
        />
      )}
      <SeriesLine points={shown} time={time} values={values} token="common" width={1.5} />
      {shown.map((point) =>
        point.kind === 'value' && isAlone(shown, point.index) ? (
          <circle
            key={point.index}
            data-mark="alone"
            cx={time.x[point.index]}
            cy={y(point.value ?? 0)}
            r={1.5}
            {...paint({ fill: 'common' })}
          />
        ) : null,
      )}
      {ends === null ? (
        <line
          x1={plot.left}
          x2={plot.left + plot.width}
          y1={height / 2}
          y2={height / 2}
          strokeDasharray="1 5"
          {...paint({ stroke: 'muted' })}
        />
      ) : (
        <g data-mark="value" data-signal={ends.last.signal}>
          <SignalMark x={time.x[ends.last.index] ?? 0} y={y(ends.last.value ?? 0)} r={3.5} signal={ends.last.signal} />
        </g>
      )}
    </svg>
  );
}

// A sparkline has no axis to read: it uses all its height for the change, and a constant stands in the middle.
function sparkDomain(values: readonly number[], format: ValueFormat): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  if (high - low > smallestSpan) return [low, high];
  const [from, to] = valueDomain(values, format);
  const reach = Math.max(high - from, to - high, Math.abs(high) * 0.01);
  return [high - reach, high + reach];
}

// A value between two gaps has no line to be seen by.
const isAlone = (points: readonly VisiblePoint[], i: number): boolean =>
  points[i - 1]?.kind !== 'value' && points[i + 1]?.kind !== 'value';

/** The name of a sparkline: what it is of, first and last value, and the last point's signal. */
export function sparkName(
  name: string,
  points: readonly ChartPoint[],
  format: ValueFormat,
  locale: ChartLocale,
): string {
  const shown = visiblePoints(points);
  const ends = valueEnds(shown);
  if (ends === null) return `${name}: ${locale.t('empty')}`;
  const last = describeValue(ends.last, format, locale);
  const sentence =
    ends.first === ends.last
      ? locale.t('alternative.one', { value: last, period: ends.last.label })
      : endsText(ends, (point) => describeValue(point, format, locale), locale);
  return ends.last.signal === 'common'
    ? `${name}: ${sentence}`
    : `${name}: ${sentence} (${locale.t(`signal.${ends.last.signal}`)})`;
}
