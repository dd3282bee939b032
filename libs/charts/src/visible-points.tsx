import type { ChartPoint, PointSignal, PublishedInterval } from './chart-types.tsx';
import { pointsForSignals } from './chart-types.tsx';

/** A point as it may be shown: `value` a number, `range` a published range, `hidden` a suppressed value, `gap` nothing. */
export type VisiblePoint = {
  index: number;
  start: string;
  /** The last day, of a period that is drawn with its width. */
  end: string | null;
  label: string;
  kind: 'value' | 'range' | 'hidden' | 'gap';
  /** Of a suppressed value: its publisher left it out, and not we. */
  bySource: boolean;
  value: number | null;
  low: number | null;
  high: number | null;
  /** What the source published with the value. */
  interval: PublishedInterval | null;
  numerator: number | null;
  denominator: number | null;
  signal: PointSignal;
  excluded: string | null;
  note: string | null;
};

const largest = 1e12;

/**
 * A number that can be drawn, or null: not missing, not NaN, and within 10^12 either way
 * (what is larger is no measure of a community, and arithmetic on it stops being exact).
 */
export const drawable = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Math.abs(value) <= largest ? value : null;

/**
 * The only door from given points to anything drawn or written.
 * A suppressed point keeps its period and nothing else (a note or a signal could give the value away);
 * a value alone keeps the interval that its source published;
 * a range keeps its bounds without the counts behind them (a coded percentage never stands beside x and n);
 * below ten points with a value no point carries a signal.
 */
export function visiblePoints(points: readonly ChartPoint[]): VisiblePoint[] {
  const shown = points.map(visiblePoint);
  if (countValues(shown) >= pointsForSignals) return shown;
  return shown.map((point) => ({ ...point, signal: 'common' }));
}

/** How many points have a value and count in the analysis (excluded points do not). */
export const countValues = (points: readonly VisiblePoint[]): number =>
  points.filter((point) => point.kind === 'value' && point.excluded === null).length;

function visiblePoint(point: ChartPoint, index: number): VisiblePoint {
  const empty: VisiblePoint = {
    index,
    start: point.start,
    end: point.end ?? null,
    label: point.label,
    kind: 'gap',
    bySource: false,
    value: null,
    low: null,
    high: null,
    interval: null,
    numerator: null,
    denominator: null,
    signal: 'common',
    excluded: null,
    note: null,
  };
  if (point.suppressed) return { ...empty, kind: 'hidden', bySource: point.suppressed === 'by_source' };
  const shared = { ...empty, excluded: point.excluded ?? null, note: point.note ?? null };
  const low = drawable(point.bounds?.low);
  const high = drawable(point.bounds?.high);
  if (low !== null || high !== null) return { ...shared, kind: 'range', low, high };
  const value = drawable(point.value);
  if (value === null) return shared;
  return {
    ...shared,
    kind: 'value',
    value,
    interval: drawableInterval(point.interval),
    numerator: drawable(point.numerator),
    denominator: drawable(point.denominator),
    signal: point.signal ?? 'common',
  };
}

/** An interval with both ends. */
function drawableInterval(interval: ChartPoint['interval']): PublishedInterval | null {
  const low = drawable(interval?.low);
  const high = drawable(interval?.high);
  return low === null || high === null ? null : { low, high, level: interval?.level ?? null };
}

/** The level of all intervals among the points: one, null where it is not said or not the same, undefined without any. */
export function levelOf(points: readonly VisiblePoint[]): number | null | undefined {
  const levels = new Set(points.flatMap(({ interval }) => (interval === null ? [] : [interval.level])));
  const [first] = levels;
  return levels.size > 1 ? null : first;
}

/** The first and the last point with a value, or null when there is none. */
export function valueEnds(points: readonly VisiblePoint[]): { first: VisiblePoint; last: VisiblePoint } | null {
  const valued = points.filter((point) => point.kind === 'value');
  const first = valued[0];
  const last = valued.at(-1);
  return first && last ? { first, last } : null;
}
