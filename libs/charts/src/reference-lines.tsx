import { Area, LinePath } from '@visx/shape';
import type { CentreLine, ControlLimits } from './chart-types.tsx';
import type { Box, TimeScale, ValueScale } from './chart-geometry.tsx';
import { stepEdges } from './chart-geometry.tsx';
import { drawable } from './visible-points.tsx';
import { paint } from './chart-tokens.tsx';

type Step = { x: number; low: number | null; high: number | null };

/** Each point's limits as a flat step half-way to its neighbours; a break where a new part starts or nothing is defined. */
function steps(
  lower: readonly (number | null)[],
  upper: readonly (number | null)[],
  x: readonly number[],
  breaks: ReadonlySet<number>,
): Step[] {
  return stepEdges(x).flatMap(({ left, right }, i) => {
    const low = drawable(lower[i]);
    const high = drawable(upper[i]);
    const pair = [
      { x: left, low, high },
      { x: right, low, high },
    ];
    return breaks.has(i) ? [{ x: left, low: null, high: null }, ...pair] : pair;
  });
}

type CommonProps = { time: TimeScale; values: ValueScale; breaks: ReadonlySet<number> };

/** The pale band between the control limits; drawn only where both are defined. */
export function LimitBand({ limits, time, values, breaks }: CommonProps & { limits: ControlLimits }) {
  return (
    <Area<Step>
      data={steps(limits.lower, limits.upper, time.x, breaks)}
      defined={(step) => step.low !== null && step.high !== null}
      x={(step) => step.x}
      y0={(step) => values.y(step.low ?? 0)}
      y1={(step) => values.y(step.high ?? 0)}
      data-chart="limits"
      aria-hidden="true"
      {...paint({ fill: 'band' })}
    />
  );
}

/** The centre line, part by part. */
export function Centre({ centre, time, values, breaks }: CommonProps & { centre: CentreLine }) {
  return (
    <LinePath<Step>
      data={steps(centre.values, centre.values, time.x, breaks)}
      defined={(step) => step.low !== null}
      x={(step) => step.x}
      y={(step) => values.y(step.low ?? 0)}
      strokeWidth={1.25}
      data-chart="centre"
      aria-hidden="true"
      {...paint({ fill: 'none', stroke: 'common' })}
    />
  );
}

/** A goal (dashed) or where it started (dotted), across the plot. */
export function Reference({
  kind,
  value,
  plot,
  values,
}: {
  kind: 'target' | 'baseline';
  value: number;
  plot: Box;
  values: ValueScale;
}) {
  const y = values.y(value);
  return (
    <line
      x1={plot.left}
      x2={plot.left + plot.width}
      y1={y}
      y2={y}
      strokeWidth={1.5}
      strokeDasharray={kind === 'target' ? '7 5' : '1.5 4'}
      strokeLinecap={kind === 'target' ? 'butt' : 'round'}
      data-chart={kind}
      aria-hidden="true"
      {...paint({ stroke: kind })}
    />
  );
}
