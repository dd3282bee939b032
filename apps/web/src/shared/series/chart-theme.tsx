import { chartStyleSheet } from '@throughline/charts/chart-tokens';

/** The charts' own colours for light and dark, on the app's surface and in its type; once beside whatever draws a chart. */
const sheet = `${chartStyleSheet("[data-mantine-color-scheme='dark']")}:root,:root[data-mantine-color-scheme='dark']{--tl-chart-surface:var(--tl-surface);--tl-chart-font:'Inter Variable',system-ui,sans-serif}`;

/** Hoisted into the head once, however many charts a page has. */
export function ChartTheme() {
  return (
    <style href="tl-charts" precedence="default">
      {sheet}
    </style>
  );
}
