import { LinePath } from '@visx/shape';
import type { ChartLocale } from './chart-locale.tsx';
import type { ChartFlag } from './chart-types.tsx';
import { PeriodAxis, ValueAxis } from './chart-axes.tsx';
import type { ChartStop } from './chart-cursor.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { formatNumber } from './chart-format.tsx';
import { textWidth, timeScale, valueScale } from './chart-geometry.tsx';
import { paint } from './chart-tokens.tsx';
import { EdgeLabels, edgeWidth } from './edge-labels.tsx';
import { Reference } from './reference-lines.tsx';
import { plotHeight } from './run-chart-layout.tsx';
import { Mark } from './point-marks.tsx';
import { drawable } from './visible-points.tsx';

/** How many sites use the practice from a date on. */
export type AdoptionPoint = { at: ChartFlag['at']; label: string; using: number };

/** Props of `AdoptionCurve`. */
export type AdoptionCurveProps = {
  title: string;
  /** What is counted ("Sites that use the second-day call"). */
  axisLabel: string;
  /** Ascending by date; a site that stops lowers the count. */
  points: readonly AdoptionPoint[];
  /** Sites that could use it; null where nobody has counted them. */
  eligible: number | null;
  width: number;
  height?: number;
  locale: ChartLocale;
  interactive?: boolean;
};

type Corner = { x: number; y: number };

const countFormat = { kind: 'number', decimals: 0 } as const;

/** Sites using a practice over time as steps, against all eligible sites. */
export function AdoptionCurve(props: AdoptionCurveProps) {
  const { title, axisLabel, width, locale, interactive = true } = props;
  const points = props.points.filter(({ using }) => drawable(using) !== null && using >= 0);
  const eligible = drawable(props.eligible);
  const last = points.at(-1);
  const most = points.reduce((high, { using }) => Math.max(high, using), eligible ?? 1);
  const write = (using: number): string =>
    eligible === null
      ? locale.t('sites_using_only', { using: formatNumber(using, locale, 0) })
      : locale.t('sites_using', { using: formatNumber(using, locale, 0), eligible: formatNumber(eligible, locale, 0) });
  const lastText = last ? write(last.using) : '';
  const eligibleText = eligible === null ? '' : locale.t('eligible', { eligible: formatNumber(eligible, locale, 0) });
  const room = Math.max(16, edgeWidth([lastText, eligibleText], width));
  const left = Math.max(28, textWidth(formatNumber(most, locale, 0)) + 14);
  const height = props.height ?? plotHeight(width) + 46;
  const plot = { left, top: 16, width: Math.max(60, width - left - room), height: Math.max(80, height - 46) };
  const time = timeScale(
    points.map(({ at }) => ({ start: at })),
    [],
    plot,
  );
  const scale = valueScale([0, Math.max(1, most)], plot);
  const values = { ...scale, ticks: scale.ticks.filter((tick) => Number.isInteger(tick)) };
  const stops = points.map((point, i): ChartStop => ({
    key: `${i}`,
    x: time.x[i] ?? plot.left,
    y: values.y(point.using),
    row: 0,
    lines: [point.label, write(point.using)],
    area: { left: plot.left, right: plot.left + plot.width, top: plot.top, bottom: plot.top + plot.height },
  }));
  const labels = [
    ...(last
      ? [{ key: 'last', text: lastText, y: values.y(last.using), token: 'text', strong: true, maxLines: 3 } as const]
      : []),
    ...(eligible === null
      ? []
      : [{ key: 'eligible', text: eligibleText, y: values.y(eligible), token: 'muted' } as const]),
  ];
  const description = last
    ? points.map((point) => `${point.label}: ${write(point.using)}.`).join(' ')
    : `${locale.t('empty')}.`;
  return (
    <ChartFrame
      title={title}
      axisLabel={axisLabel}
      description={description}
      width={width}
      height={plot.top + plot.height + 30}
      stops={stops}
      locale={locale}
      interactive={interactive}
    >
      <ValueAxis scale={values} plot={plot} format={countFormat} locale={locale} />
      {eligible === null ? null : <Reference kind="target" value={eligible} plot={plot} values={values} />}
      <PeriodAxis labels={points.map(({ label }) => label)} scale={time} plot={plot} />
      <LinePath<Corner>
        data={corners(stops)}
        x={({ x }) => x}
        y={({ y }) => y}
        strokeWidth={2.25}
        strokeLinejoin="round"
        data-chart="adoption"
        aria-hidden="true"
        {...paint({ fill: 'none', stroke: 'series1' })}
      />
      <g aria-hidden="true">
        {stops.map((stop) => (
          <g key={stop.key} data-mark="value">
            <Mark x={stop.x} y={stop.y} r={3.5} shape="circle" token="series1" />
          </g>
        ))}
      </g>
      <EdgeLabels labels={labels} plot={plot} room={room} />
    </ChartFrame>
  );
}

/** A count holds until the next date: each step is flat, then straight up or down. */
function corners(stops: readonly Corner[]): Corner[] {
  return stops.flatMap((stop, i) => {
    const before = stops[i - 1];
    return before ? [{ x: stop.x, y: before.y }, stop] : [stop];
  });
}
