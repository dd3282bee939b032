import { mkdir, writeFile } from 'node:fs/promises';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { chartNotes } from '@throughline/charts/chart-export';
import { standaloneSvg } from '@throughline/charts/chart-svg';
import { plainLocales } from '@throughline/charts/plain-locale';
import { RunChart } from '@throughline/charts/run-chart';
import { summarizeSeries } from '@throughline/measurement';

// Draws the pictures of the measurement package's README, one of each chart, from made-up numbers, with the package's
// own limits and signals. Run it after a change of the charts: `npm run build`, then `npm run pictures -w libs/charts`.

const folder = new URL('../measurement/docs/pictures/', import.meta.url);
const locale = plainLocales.en;

/** A sequence that looks like chance and is the same each time (Park and Miller's generator). */
function chance(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
const months = 24;
const series = (make, seed = 11) => {
  const next = chance(seed);
  return Array.from({ length: months }, (_, at) => make(at, () => next() + next() + next() - 1.5));
};
const whole = (value) => Math.max(0, Math.round(value));
const shares = series((at, noise) => {
  const denominator = whole(180 + 60 * noise());
  return { numerator: whole(denominator * (0.24 - (at > 13 ? 0.07 : 0) + 0.03 * noise())), denominator };
});
const rates = series((at, noise) => {
  const denominator = whole(900 + 200 * noise());
  return { numerator: whole(denominator * 0.03 + (at === 15 ? 28 : 0) + 4 * noise()), denominator };
}, 23);
const values = series((at, noise) => 62 + (at > 12 ? 7 : 0) + 5 * noise(), 5);
const counts = series((_, noise) => whole(9 + 4 * noise()), 31);
const rare = series((at, noise) => whole(8 + (at > 17 ? 40 : 0) + 12 * Math.abs(noise())) + 1, 71);
const groups = series((at, noise) => Array.from({ length: 6 }, () => 30 + (at === 16 ? 9 : 0) + 4 * noise()), 13);

const percents = {
  measureType: 'proportion',
  multiplier: 100,
  pairs: shares,
  measure: 'Absent, percent',
  kind: 'percent',
};
const perThousand = {
  measureType: 'rate',
  multiplier: 1000,
  pairs: rates,
  measure: 'Visits per 1,000',
  kind: 'number',
};
const means = { measureType: 'mean', values, measure: 'Minutes read a day', kind: 'number', direction: 'higher' };
const subgroups = { measureType: 'mean', groups, measure: 'Days of waiting', kind: 'number' };

const pictures = {
  run: ['Run chart: median, runs and crossings', means],
  i: ['I chart: individual values', means],
  mr: ['MR chart: moving ranges', means],
  xmr: ['XmR chart: individual values, NHS rules', means],
  p: ['P chart: proportions', percents],
  pp: ['P′ chart: proportions of large groups, Laney', percents],
  ip: ['I′ chart: individual values with varying bases', percents],
  u: ['U chart: rates', perThousand],
  up: ['U′ chart: rates of large bases, Laney', perThousand],
  c: ['C chart: counts', { measureType: 'count', values: counts, measure: 'Calls a month', kind: 'number' }],
  g: [
    'G chart: cases between rare events',
    { measureType: 'cases_between', values: rare, measure: 'Visits between', kind: 'number', direction: 'higher' },
  ],
  t: [
    'T chart: time between rare events',
    { measureType: 'time_between', values: rare, measure: 'Days between', kind: 'number', direction: 'higher' },
  ],
  xbar: ['X̄ chart: means of subgroups', subgroups],
  s: ['S chart: spread within subgroups', subgroups],
};

function picture(
  chart,
  title,
  { measureType, multiplier = 1, pairs, values: own, groups: members, measure, kind, direction = 'lower' },
) {
  const periods = Array.from({ length: months }, (_, at) => new Date(Date.UTC(2024, at, 1)).toISOString().slice(0, 10));
  const points = periods.map((period, at) => ({
    period: period.slice(0, 7),
    value: pairs ? (multiplier * pairs[at].numerator) / pairs[at].denominator : (own?.[at] ?? members[at][0]),
    ...(pairs && pairs[at]),
  }));
  const summary = summarizeSeries({
    points,
    measureType,
    direction,
    cadence: 'month',
    chart,
    multiplier,
    groups: members,
  });
  if (summary.refusal) throw new Error(`${chart}: ${summary.refusal}`);
  const { measured, signals } = summary;
  const toned = (at) => {
    const signal = signals.find(({ from, to, rule }) => rule !== 'crossings' && at >= from && at <= to);
    if (!signal) return null;
    return signal.favourable === null ? 'change' : signal.favourable ? 'improvement' : 'concern';
  };
  const data = {
    measure,
    points: periods.map((start, at) => ({ start, label: start.slice(0, 7), value: measured.y[at], signal: toned(at) })),
    format: { kind },
    centre: { kind: chart === 'run' ? 'median' : 'mean', values: measured.cl },
    limits: measured.ucl ? { lower: measured.lcl, upper: measured.ucl } : null,
  };
  const size = { width: 640, height: 260 };
  const markup = renderToString(createElement(RunChart, { ...data, ...size, title, locale, interactive: false }));
  const drawing = markup.match(/<svg[^>]* data-chart="drawing"[^]*?<\/svg>/)?.[0];
  const notes = chartNotes(data, [], locale);
  return standaloneSvg({ markup: drawing, ...size }, { title, axisLabel: measure, notes }).svg;
}

await mkdir(folder, { recursive: true });
for (const [chart, [title, shown]] of Object.entries(pictures)) {
  await writeFile(new URL(`${chart}.svg`, folder), `${picture(chart, title, shown)}\n`);
}
console.log(`${Object.keys(pictures).length} pictures drawn`);
