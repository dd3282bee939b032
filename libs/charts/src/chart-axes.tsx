import type { TickRendererProps } from '@visx/axis';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleLinear } from '@visx/scale';
import type { ChartLocale } from './chart-locale.tsx';
import type { ValueFormat } from './chart-types.tsx';
import type { Box, TimeScale, ValueScale } from './chart-geometry.tsx';
import { labelledPeriods } from './chart-geometry.tsx';
import { formatTick } from './chart-format.tsx';
import { paint } from './chart-tokens.tsx';

/** Text size of everything in a drawing, in pixels: nothing is smaller. */
export const drawingText = 12;

/** Pale lines across the plot with their values at the left. */
export function ValueAxis({
  scale,
  plot,
  format,
  locale,
}: {
  scale: ValueScale;
  plot: Box;
  format: ValueFormat;
  locale: ChartLocale;
}) {
  const axis = scaleLinear<number>({ domain: scale.domain, range: [plot.top + plot.height, plot.top] });
  return (
    <g aria-hidden="true" data-chart="value-axis">
      {scale.ticks.map((tick) => (
        <line
          key={tick}
          x1={plot.left}
          x2={plot.left + plot.width}
          y1={scale.y(tick)}
          y2={scale.y(tick)}
          {...paint({ stroke: 'grid' })}
        />
      ))}
      <AxisLeft
        scale={axis}
        left={plot.left}
        tickValues={scale.ticks}
        hideAxisLine
        hideTicks
        tickFormat={(value) => formatTick(Number(value), format, locale)}
        tickComponent={ValueTick}
      />
    </g>
  );
}

/** The time axis: a line, and as many period labels as fit. */
export function PeriodAxis({ labels, scale, plot }: { labels: readonly string[]; scale: TimeScale; plot: Box }) {
  const axis = scaleLinear<number>({ domain: [0, 1], range: [0, 1] });
  const shown = new Map(labelledPeriods(labels, scale.x).map((i) => [scale.x[i] ?? 0, labels[i] ?? '']));
  return (
    <g aria-hidden="true" data-chart="period-axis">
      <line
        x1={plot.left}
        x2={plot.left + plot.width}
        y1={plot.top + plot.height}
        y2={plot.top + plot.height}
        {...paint({ stroke: 'muted' })}
      />
      <AxisBottom
        scale={axis}
        top={plot.top + plot.height}
        tickValues={[...shown.keys()]}
        tickLength={4}
        tickStroke="currentColor"
        hideAxisLine
        tickFormat={(value) => shown.get(Number(value)) ?? ''}
        tickComponent={PeriodTick}
      />
    </g>
  );
}

function ValueTick({ x, y, formattedValue }: TickRendererProps) {
  return (
    <text x={x} y={y} dx={2} dy="0.32em" textAnchor="end" fontSize={drawingText} {...paint({ fill: 'muted' })}>
      {formattedValue}
    </text>
  );
}

function PeriodTick({ x, y, formattedValue }: TickRendererProps) {
  return (
    <text x={x} y={y} dy="0.5em" textAnchor="middle" fontSize={drawingText} {...paint({ fill: 'muted' })}>
      {formattedValue}
    </text>
  );
}
