import { describe, expect, it } from 'vitest';
import type { ChartStop } from './chart-cursor.tsx';
import { nextStop, stopAt } from './chart-cursor.tsx';
import type { ChartToken } from './chart-tokens.tsx';
import { chartStyleSheet, chartTokens } from './chart-tokens.tsx';
import { placeFlags } from './flags.tsx';
import { labelledPeriods, spreadLabels, valueDomain, wrapText } from './chart-geometry.tsx';

const stop = (key: string, x: number, row = 0, flag?: string): ChartStop => ({
  key,
  x,
  y: flag ? 220 : 100,
  row,
  lines: [key],
  flag,
  area: flag
    ? { left: x - 12, right: x + 12, top: 208, bottom: 232 }
    : { left: 0, right: 300, top: row * 200, bottom: row * 200 + 180 },
});
const at = (stops: ChartStop[], key: string): ChartStop => {
  const found = stops.find((each) => each.key === key);
  if (!found) throw new Error(`no stop ${key}`);
  return found;
};

describe('nextStop', () => {
  const stops = [stop('a', 10), stop('b', 110), stop('c', 210), stop('f', 150, 0, 'f')];

  it('goes through points and flags in the order of time and stays at the ends', () => {
    const seen: string[] = [];
    let here: ChartStop | null = null;
    for (let i = 0; i < 5; i += 1) {
      here = nextStop(stops, here, 'ArrowRight');
      seen.push(here?.key ?? 'none');
    }
    expect(seen).toEqual(['a', 'b', 'f', 'c', 'c']);
    expect(nextStop(stops, at(stops, 'a'), 'ArrowLeft')?.key).toBe('a');
  });

  it('knows the ends, the flags, and which keys are not its own', () => {
    expect(nextStop(stops, at(stops, 'b'), 'Home')?.key).toBe('a');
    expect(nextStop(stops, null, 'End')?.key).toBe('c');
    expect(nextStop(stops, at(stops, 'a'), 'ArrowDown')?.key).toBe('f');
    expect(nextStop(stops, at(stops, 'c'), 'ArrowUp')?.key).toBe('f');
    expect(nextStop(stops, at(stops, 'a'), 'Tab')).toBeNull();
  });

  it('goes up and down between panels at the same period', () => {
    const panels = [stop('a0', 10), stop('a1', 20), stop('b0', 310, 1), stop('b1', 320, 1)];
    expect(nextStop(panels, at(panels, 'a1'), 'ArrowDown')?.key).toBe('b1');
    expect(nextStop(panels, at(panels, 'b0'), 'ArrowUp')?.key).toBe('a0');
    expect(nextStop(panels, at(panels, 'b0'), 'ArrowDown')).toBeNull();
  });

  it('finds under a pointer the nearest point, and a flag in its own box', () => {
    expect(stopAt(stops, 120, 30)?.key).toBe('b');
    expect(stopAt(stops, 152, 221)?.key).toBe('f');
    expect(stopAt([], 1, 1)).toBeNull();
  });
});

const flag = (id: string, x: number) => ({ id, kind: 'cycle' as const, at: String(x).padStart(4, '0'), title: id });

describe('geometry', () => {
  it('stacks flags closer than a touch target', () => {
    const placed = placeFlags([flag('c', 40), flag('a', 10), flag('b', 20)], Number);
    expect(placed.map(({ flag, number, row }) => [flag.id, number, row])).toEqual([
      ['a', 1, 0],
      ['b', 2, 1],
      ['c', 3, 0],
    ]);
  });

  it('never lets period labels touch', () => {
    const labels = Array.from({ length: 60 }, (_, i) => `Month ${i}`);
    const x = labels.map((_, i) => i * 4);
    const shown = labelledPeriods(labels, x);
    expect(shown[0]).toBe(0);
    for (const [i, index] of shown.slice(1).entries())
      expect((x[index] ?? 0) - (x[shown[i] ?? 0] ?? 0)).toBeGreaterThan(55);
    expect(labelledPeriods(['2020', '2021', '2022'], [0, 5, 300])).toEqual([0, 2]);
  });

  it('keeps percentages within 0 and 100 and gives a constant some air', () => {
    expect(valueDomain([97, 99], { kind: 'percent' })[1]).toBeLessThanOrEqual(100);
    const [low, high] = valueDomain([4, 4], { kind: 'number' });
    expect(low).toBeLessThan(4);
    expect(high).toBeGreaterThan(4);
    expect(valueDomain([0.4], { kind: 'fraction' })[0]).toBeLessThan(0.4);
    expect(valueDomain([120], { kind: 'percent' })[1]).toBeGreaterThanOrEqual(120);
  });

  it('moves labels apart and cuts what does not fit', () => {
    const ys = spreadLabels(
      [
        { y: 10, height: 16 },
        { y: 12, height: 16 },
        { y: 11, height: 16 },
      ],
      0,
      100,
    ).map(({ y }) => y);
    expect(ys).toEqual([10, 26, 42]);
    expect(wrapText('one two three four', 60, 2)).toEqual(['one two', 'three…']);
    expect(wrapText('Donaudampfschifffahrt', 50, 1)[0]).toMatch(/…$/);
  });
});

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (light + 0.05) / (dark + 0.05);
};

describe('colours', () => {
  it.each(['light', 'dark'] as const)('hold the contrast of WCAG AA, %s', (mode) => {
    const tokens = chartTokens[mode];
    const tooPale = (names: ChartToken[], ground: ChartToken, least: number): string[] =>
      names.filter((name) => contrast(tokens[name], tokens[ground]) < least);
    const words: ChartToken[] = ['text', 'muted', 'target', 'baseline'];
    const labels: ChartToken[] = [
      'series1',
      'series2',
      'series3',
      'series4',
      'series5',
      'series6',
      'series7',
      'series8',
    ];
    expect(tooPale([...words, ...labels], 'surface', 4.5)).toEqual([]);
    expect(tooPale(words, 'band', 4.5)).toEqual([]);
    expect(tooPale(['improve', 'concern', 'common'], 'band', 3)).toEqual([]);
  });

  it('print light also where the page is dark', () => {
    expect(chartStyleSheet('[data-dark]')).toContain('@media screen{[data-dark]{');
    expect(chartStyleSheet()).toContain('@media screen and (prefers-color-scheme:dark)');
  });
});
