import { scaleLinear } from '@visx/scale';
import type { ValueFormat } from './chart-types.tsx';
import { drawable } from './visible-points.tsx';
import type { VisiblePoint } from './visible-points.tsx';

/** A rectangle of the drawing, in pixels. */
export type Box = { left: number; top: number; width: number; height: number };

/** Places a value on the vertical axis; `domain` is what the axis spans and `ticks` are its round values. */
export type ValueScale = { y: (value: number) => number; domain: [number, number]; ticks: number[] };

/** Places dates on the horizontal axis; `x` holds one position for each point, in the points' order. */
export type TimeScale = { x: number[]; at: (iso: string) => number };

const averageGlyph = 0.56;

/** An estimate of a text's width in pixels: nothing can be measured where there is no browser. */
export const textWidth = (text: string, size = 12): number => text.length * size * averageGlyph;

/** Breaks a text into at most `maxLines` lines of `maxWidth` pixels; what does not fit ends in an ellipsis. */
export function wrapText(text: string, maxWidth: number, maxLines: number, size = 12): string[] {
  const room = Math.max(3, Math.floor(maxWidth / (size * averageGlyph)));
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    // A long word may end its line after a slash or a hyphen (`Hispanic/Latino`).
    const pieces = word.length > room ? word.split(/(?<=[/-])/) : [word];
    pieces.forEach((piece, index) => {
      const current = lines.at(-1);
      const joint = index === 0 ? ' ' : '';
      if (current !== undefined && current.length + joint.length + piece.length <= room)
        lines[lines.length - 1] = `${current}${joint}${piece}`;
      else lines.push(piece);
    });
  }
  const shownLines = lines.slice(0, maxLines);
  return shownLines.map((line, i) => {
    const cut = i === shownLines.length - 1 && lines.length > maxLines;
    if (line.length > room || (cut && line.length + 1 > room)) return `${line.slice(0, room - 1).trimEnd()}…`;
    return cut ? `${line}…` : line;
  });
}

/** Every number that a point puts on the value axis; a hidden point puts none. */
export const drawnValues = (points: readonly VisiblePoint[]): number[] =>
  points
    .flatMap(({ value, low, high, interval }) => [value, low, high, interval?.low ?? null, interval?.high ?? null])
    .filter((value) => value !== null);

/** Values closer than this are one value: the tolerance of the centre line's rule, so that noise is not magnified. */
export const smallestSpan = 1e-9;

const bounds = (format: ValueFormat): [number, number] => {
  if (format.kind === 'percent') return [0, 100];
  return format.kind === 'fraction' ? [0, 1] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
};

/**
 * The span of the value axis: all values with some air, from zero when that costs little, never past what
 * a percentage can be, and never empty (a constant series gets air around it).
 */
export function valueDomain(values: readonly (number | null | undefined)[], format: ValueFormat): [number, number] {
  const known = values.map(drawable).filter((value) => value !== null);
  const [floor, ceiling] = bounds(format);
  if (known.length === 0) return Number.isFinite(ceiling) ? [0, ceiling] : [0, 1];
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  const air =
    high - low > smallestSpan
      ? (high - low) * 0.12
      : Math.max(Math.abs(high) * 0.1, format.kind === 'fraction' ? 0.01 : 1);
  const startsAtZero = low >= 0 && high - low > smallestSpan && low <= (high - low) * 1.2;
  const from = startsAtZero ? 0 : low >= 0 ? Math.max(0, low - air) : low - air;
  return [within(from, floor, low), within(high + air, high, ceiling)];
}

// A value past what its kind allows (a rate mislabelled as a percentage) widens the axis instead of leaving it.
const within = (value: number, least: number, most: number): number =>
  least <= most ? Math.min(Math.max(value, least), most) : value;

/** The vertical axis over a plot; about one tick for each 48 pixels. */
export function valueScale(domain: [number, number], plot: Box): ValueScale {
  const count = Math.max(2, Math.min(6, Math.round(plot.height / 48)));
  const scale = scaleLinear<number>({ domain, range: [plot.top + plot.height, plot.top] }).nice(count);
  const [from = 0, to = 1] = scale.domain();
  return { y: (value) => scale(value), domain: [from, to], ticks: scale.ticks(count) };
}

/** Where a point stands in time: at its start, or in the middle of a period that is drawn with its width. */
function timeOf({ start, end }: { start: string; end?: string | null }): number {
  const from = Date.parse(start);
  return end ? (from + Date.parse(end)) / 2 : from;
}

/**
 * The horizontal axis over a plot. Points stand at their dates; where dates are missing or not ascending they
 * stand at equal steps. Flags up to a quarter of the span past the last point widen the axis; others are held
 * at its edge.
 */
export function timeScale(
  points: readonly { start: string; end?: string | null }[],
  flagDates: readonly string[],
  plot: Box,
): TimeScale {
  const times = points.map(timeOf);
  const ascending = times.every((time, i) => Number.isFinite(time) && (i === 0 || time > (times[i - 1] ?? time)));
  const inset = Math.min(12, plot.width / 12);
  const range: [number, number] = [plot.left + inset, plot.left + plot.width - inset];
  const ends = points.map((point, i) => (point.end ? Date.parse(point.end) : (times[i] ?? 0)));
  const first = points[0]?.end ? Date.parse(points[0].start) : times[0];
  const last = ends.at(-1);
  const middle = plot.left + plot.width / 2;
  if (!ascending || first === undefined || last === undefined || first === last) {
    const step = points.length > 1 ? (range[1] - range[0]) / (points.length - 1) : 0;
    return { x: points.map((_, i) => (step === 0 ? middle : range[0] + i * step)), at: () => middle };
  }
  const furthest = last + (last - first) * 0.25;
  const end = flagDates
    .map((iso) => Date.parse(iso))
    .filter((time) => time > last && time <= furthest)
    .reduce((a, b) => Math.max(a, b), last);
  const scale = scaleLinear<number>({ domain: [first, end], range, clamp: true });
  const at = (iso: string): number => {
    const time = Date.parse(iso);
    return Number.isFinite(time) ? scale(time) : range[1];
  };
  return { x: times.map((time) => scale(time)), at };
}

const niceSteps = [1, 2, 3, 6, 12, 24, 36, 48, 60, 120, 240, 600];

/** Positions of the period labels that fit without touching, at even steps from the first. */
export function labelledPeriods(labels: readonly string[], x: readonly number[]): number[] {
  const widest = labels.reduce((most, label) => Math.max(most, textWidth(label)), 0) + 12;
  const span = (x.at(-1) ?? 0) - (x[0] ?? 0);
  const spacing = labels.length > 1 ? span / (labels.length - 1) : span;
  const step = niceSteps.find((candidate) => candidate * spacing >= widest) ?? Math.max(1, labels.length);
  // Uneven periods can still come too close: the later one then goes without.
  let free = Number.NEGATIVE_INFINITY;
  return labels
    .map((label, i) => ({ i, half: (textWidth(label) + 12) / 2, at: x[i] ?? 0 }))
    .filter(({ i, half, at }) => {
      if (i % step !== 0 || at - half < free - 0.5) return false;
      free = at + half;
      return true;
    })
    .map(({ i }) => i);
}

/** The left and right edge that each point's step of a limit or centre line covers: half-way to its neighbours. */
export function stepEdges(x: readonly number[]): { left: number; right: number }[] {
  return x.map((here, i) => {
    const before = x[i - 1] ?? here;
    const after = x[i + 1] ?? here;
    return { left: (before + here) / 2, right: (here + after) / 2 };
  });
}

/** Moves labels apart vertically: each keeps its height, none overlaps another, all stay within top and bottom. */
export function spreadLabels<T extends { y: number; height: number }>(
  labels: readonly T[],
  top: number,
  bottom: number,
): T[] {
  const sorted = labels.map((label) => ({ ...label })).sort((a, b) => a.y - b.y);
  let free = top;
  for (const label of sorted) {
    label.y = Math.max(label.y, free + label.height / 2);
    free = label.y + label.height / 2;
  }
  let limit = bottom;
  for (const label of sorted.reverse()) {
    label.y = Math.min(label.y, limit - label.height / 2);
    limit = label.y - label.height / 2;
  }
  return sorted.reverse();
}
