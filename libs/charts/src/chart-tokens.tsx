import type { CSSProperties } from 'react';

/**
 * Colours of the charts. Each is a custom property with the light value as fallback, and stands also as a plain
 * attribute, so that a renderer without custom properties (mail, print, image conversion) draws the light chart.
 */
const light = {
  surface: '#ffffff',
  text: '#1b2430',
  muted: '#55606e',
  grid: '#e3e7ec',
  band: '#e4eaf1',
  improve: '#0b5cad',
  concern: '#b34a00',
  common: '#66717f',
  target: '#1b2430',
  baseline: '#55606e',
  focus: '#1b2430',
  series1: '#0072b2',
  series2: '#c04b00',
  series3: '#00795a',
  series4: '#95427f',
  series5: '#846300',
  series6: '#2376ab',
  series7: '#3f4753',
  series8: '#b0004e',
};

export type ChartToken = keyof typeof light;

const dark: Record<ChartToken, string> = {
  surface: '#16191d',
  text: '#e8ecf1',
  muted: '#aab4bf',
  grid: '#2d343c',
  band: '#29323d',
  improve: '#6cb0ff',
  concern: '#ff9f4a',
  common: '#98a3af',
  target: '#e8ecf1',
  baseline: '#aab4bf',
  focus: '#ffffff',
  series1: '#56b4e9',
  series2: '#ff8a4c',
  series3: '#2fcfa0',
  series4: '#e39ccb',
  series5: '#e6c229',
  series6: '#9ad1f5',
  series7: '#c9d1da',
  series8: '#ff7fa8',
};

/** The two sets of colours, as hex; text colours hold 4.5:1 and marks 3:1 against `surface` (WCAG 2.2 AA). */
export const chartTokens: { light: Record<ChartToken, string>; dark: Record<ChartToken, string> } = { light, dark };

const propertyName = (token: ChartToken): string => `--tl-chart-${token}`;

const declarations = (tokens: Record<ChartToken, string>): string =>
  (Object.keys(tokens) as ChartToken[]).map((token) => `${propertyName(token)}:${tokens[token]}`).join(';');

/**
 * The style sheet that gives the charts their dark colours.
 * `darkSelector` is how the page says that it is dark (for instance `[data-mantine-color-scheme="dark"]`);
 * without it the reader's own preference decides. Printing is always light.
 */
export function chartStyleSheet(darkSelector?: string): string {
  const dark = darkSelector
    ? `@media screen{${darkSelector}{${declarations(chartTokens.dark)}}}`
    : `@media screen and (prefers-color-scheme:dark){:root{${declarations(chartTokens.dark)}}}`;
  return `:root{${declarations(chartTokens.light)}}${dark}`;
}

/** A token as a CSS value with its light fallback. */
export const tokenValue = (token: ChartToken): string => `var(${propertyName(token)}, ${chartTokens.light[token]})`;

type Paint = { fill?: string; stroke?: string; style: CSSProperties };

/** Fill and stroke of an SVG shape, as attributes for plain renderers and as custom properties for browsers. */
export function paint(colours: { fill?: ChartToken | 'none'; stroke?: ChartToken | 'none' }): Paint {
  const result: Paint = { style: {} };
  for (const side of ['fill', 'stroke'] as const) {
    const token = colours[side];
    if (token === undefined) continue;
    result[side] = token === 'none' ? 'none' : chartTokens.light[token];
    result.style[side] = token === 'none' ? 'none' : tokenValue(token);
  }
  return result;
}

const palette = ['series1', 'series2', 'series3', 'series4', 'series5', 'series6', 'series7', 'series8'] as const;

/** The colour of the n-th population (from 0); after eight they repeat, so lines are always labelled as well. */
export const seriesToken = (index: number): ChartToken => palette[index % palette.length] ?? 'series1';

/** The type of every chart; a page sets `--tl-chart-font` to its own. */
export const chartFont = 'var(--tl-chart-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif)';

/** Takes a text out of sight and leaves it to screen readers. */
export const visuallyHidden: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
  border: 0,
};
