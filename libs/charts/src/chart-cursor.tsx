import type { FocusEvent, KeyboardEvent, PointerEvent } from 'react';
import { useState } from 'react';

/** Something that the reader can stand on: a point or a flag. */
export type ChartStop = {
  key: string;
  x: number;
  y: number;
  /** The panel or series it belongs to, from the top; 0 where there is only one. */
  row: number;
  /** What is read aloud and shown, a line each: period, value, n, signal. */
  lines: readonly string[];
  /** The id of the flag that Enter opens. */
  flag?: string;
  /** Where the pointer finds it: the plot of its panel, or the flag's own box. */
  area: { left: number; right: number; top: number; bottom: number };
};

/**
 * The stop that a key leads to: left and right within a row, Home and End to its ends, up and down to the
 * nearest stop of the next row, or, with a single row, from flag to flag. Null where the key means nothing.
 */
export function nextStop(stops: readonly ChartStop[], current: ChartStop | null, key: string): ChartStop | null {
  const row = stops.filter((stop) => stop.row === (current?.row ?? stops[0]?.row)).sort((a, b) => a.x - b.x);
  const position = current === null ? -1 : row.findIndex((stop) => stop.key === current.key);
  if (key === 'ArrowRight') return row[Math.min(position + 1, row.length - 1)] ?? null;
  if (key === 'ArrowLeft') return row[position === -1 ? row.length - 1 : Math.max(position - 1, 0)] ?? null;
  if (key === 'Home') return row[0] ?? null;
  if (key === 'End') return row.at(-1) ?? null;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const forward = key === 'ArrowDown';
  const rows = new Set(stops.map((stop) => stop.row));
  if (rows.size > 1 && current !== null) return nearestInRow(stops, current, forward ? 1 : -1);
  const flags = row.map((stop, i) => ({ stop, i })).filter(({ stop }) => stop.flag !== undefined);
  if (forward) return flags.find(({ i }) => i > position)?.stop ?? null;
  return flags.findLast(({ i }) => position === -1 || i < position)?.stop ?? null;
}

function nearestInRow(stops: readonly ChartStop[], from: ChartStop, by: number): ChartStop | null {
  const row = stops.filter((stop) => stop.row === from.row + by);
  const index = stops.filter((stop) => stop.row === from.row).findIndex((stop) => stop.key === from.key);
  // Panels repeat the same periods, so the same place in the row is the same period.
  return row[Math.min(index, row.length - 1)] ?? null;
}

/** The stop that a pointer at (x, y) means: the nearest one of the area it is in, or nearest to. */
export function stopAt(stops: readonly ChartStop[], x: number, y: number): ChartStop | null {
  let best: ChartStop | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const stop of stops) {
    const away = outside(x, stop.area.left, stop.area.right) + outside(y, stop.area.top, stop.area.bottom);
    const distance = away * 1000 + Math.hypot(stop.x - x, (stop.y - y) / 8);
    if (distance < least) {
      least = distance;
      best = stop;
    }
  }
  return best;
}

const outside = (value: number, from: number, to: number): number => Math.max(from - value, value - to, 0);

/** The handlers of the chart's one tab stop, and where the reader stands. */
export type ChartCursor = {
  active: ChartStop | null;
  handlers: {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerLeave: (event: PointerEvent<HTMLElement>) => void;
  };
};

/** Keyboard, pointer and touch over the same stops. `width` and `height` are those of the drawing before any scaling. */
export function useChartCursor(stops: readonly ChartStop[], width: number, height: number): ChartCursor {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const active = stops.find((stop) => stop.key === activeKey) ?? null;
  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) return;
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height;
    setActiveKey(stopAt(stops, x, y)?.key ?? null);
  };
  return {
    active,
    handlers: {
      onKeyDown: (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === 'Escape') return leave(event, active !== null, () => setActiveKey(null));
        if (event.key === 'Enter') return open(event, active);
        const next = nextStop(stops, active, event.key);
        if (next === null) return;
        event.preventDefault();
        setActiveKey(next.key);
      },
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setActiveKey(null);
      },
      onPointerMove: point,
      onPointerDown: point,
      onPointerLeave: (event) => {
        // A finger that lifts leaves its reading on the screen; a mouse that goes takes it away.
        if (event.pointerType === 'mouse') setActiveKey(null);
      },
    },
  };
}

function leave(event: KeyboardEvent<HTMLElement>, reading: boolean, clear: () => void): void {
  clear();
  // The first Escape belongs to the chart, so that it does not also close a dialog around it.
  if (reading) event.stopPropagation();
  event.currentTarget.blur();
}

function open(event: KeyboardEvent<HTMLElement>, active: ChartStop | null): void {
  if (active?.flag === undefined) return;
  const links = event.currentTarget.querySelectorAll('[data-flag]');
  const link = [...links].find((element) => element.getAttribute('data-flag') === active.flag);
  if (link === undefined || event.target === link) return;
  event.preventDefault();
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
}
