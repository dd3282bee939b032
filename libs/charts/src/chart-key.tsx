import type { ReactNode } from 'react';
import type { ChartLocale } from './chart-locale.tsx';
import type { PointSignal } from './chart-types.tsx';
import { markedSignals } from './chart-types.tsx';
import { Mark, SignalMark } from './point-marks.tsx';
import { paint, tokenValue } from './chart-tokens.tsx';
import type { VisiblePoint } from './visible-points.tsx';

type KeyEntry = { key: string; mark: ReactNode; text: string };

/** What the marks mean; only those that occur, and nothing at all for a chart of ordinary points. */
export function ChartKey({
  points,
  limits,
  locale,
}: {
  points: readonly VisiblePoint[];
  limits: boolean;
  locale: ChartLocale;
}) {
  const occurs = (signal: PointSignal): boolean =>
    points.some((point) => point.kind === 'value' && point.signal === signal);
  const signals = markedSignals.filter(occurs);
  const entries: KeyEntry[] = signals.map((signal) => ({
    key: signal,
    mark: <SignalMark x={8} y={8} r={4.5} signal={signal} />,
    text: locale.t(`signal.${signal}`),
  }));
  if (signals.length > 0)
    entries.push({
      key: 'common',
      mark: <SignalMark x={8} y={8} r={4} signal="common" />,
      text: locale.t('signal.common'),
    });
  if (points.some((point) => point.kind === 'value' && point.excluded !== null))
    entries.push({
      key: 'excluded',
      mark: <Mark x={8} y={8} r={4} shape="circle" token="common" hollow />,
      text: locale.t('excluded_key'),
    });
  if (points.some((point) => point.kind === 'range'))
    entries.push({
      key: 'range',
      mark: <rect x={5} y={1} width={6} height={14} opacity={0.5} {...paint({ fill: 'common' })} />,
      text: locale.t('range_key'),
    });
  if (limits)
    entries.push({
      key: 'limits',
      mark: <rect x={0} y={3} width={16} height={10} strokeWidth={0.5} {...paint({ fill: 'band', stroke: 'muted' })} />,
      text: locale.t('limits'),
    });
  if (entries.length === 0) return null;
  return (
    <ul data-chart="key" style={keyStyle}>
      {entries.map(({ key, mark, text }) => (
        <li key={key} style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
          <svg width={16} height={16} aria-hidden="true" style={{ flex: 'none' }}>
            {mark}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

const keyStyle = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 16px',
  margin: '6px 0 0',
  padding: 0,
  listStyle: 'none',
  fontSize: 13,
  lineHeight: 1.5,
  color: tokenValue('muted'),
} as const;
