// (d) Charts from their points: how many points a second, and whether a long series costs more a point than a short one.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/shell.mjs';

const { measure } = await import(pathToFileURL(join(root, 'libs/measurement/dist/measure.js')).href);

/** Repeatable numbers from 0 to 1. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const shares = (points, next) => {
  const n = Array.from({ length: points }, () => 40 + Math.floor(160 * next()));
  return { y: n.map((each) => Math.floor(each * (0.2 + 0.3 * next()))), n, multiply: 100 };
};
const counts = (points, next) => ({ y: Array.from({ length: points }, () => 1 + Math.floor(30 * next())) });
const kinds = { run: counts, i: counts, p: shares, pp: shares, u: shares, up: shares, c: counts, g: counts, t: counts };

/** Seconds of the processor for `series` charts of `points` points each; the inputs are made beforehand. */
function time(chart, series, points) {
  const next = numbers(11);
  const inputs = Array.from({ length: series }, () => kinds[chart](points, next));
  const before = process.cpuUsage();
  for (const input of inputs) {
    const out = measure(chart, input);
    if (out.error !== undefined || out.cl.length !== points) throw new Error(`${chart}: ${out.error}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * Charts of 60 points, and of 6,000 with as many points in all.
 * @returns by chart kind: `rate` in points a second of the processor, and `growth`: the time of a point in a long series over that in a short one.
 */
export function measureCharts(series = 10_000) {
  return Object.keys(kinds).map((chart) => {
    time(chart, 500, 60);
    time(chart, 5, 6000);
    const short = time(chart, series, 60);
    const long = time(chart, series / 100, 6000);
    return { chart, rate: (series * 60) / short, growth: long / short };
  });
}
