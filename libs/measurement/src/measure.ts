import { anhoej } from './rules/anhoej.ts';
import { isChartKind, readPoints, readSettings, slicePoints, type ChartSettings } from './limits/chart-input.ts';
import type {
  ChartKind,
  Maybe,
  MeasuredPart,
  MeasuredSeries,
  MeasureInput,
  MeasureOutput,
} from './basics/chart-types.ts';
import { computeLines } from './limits/control-limits.ts';
import type { Limits, Lines } from './limits/limits.ts';
import { lineTolerance } from './basics/numbers.ts';
import { perla } from './rules/perla.ts';
import { refusable, Refusal } from './basics/refusal.ts';
import { runsOf, sidesOf } from './rules/runs.ts';

interface Part {
  readonly from: number;
  readonly to: number;
}

function partsOf(settings: ChartSettings, length: number): Part[] {
  const starts = [0, ...settings.partEnds];
  return starts.map((from, index) => ({ from, to: (starts[index + 1] ?? length) - 1 }));
}

/** Positions beyond the limits by more than {@link lineTolerance} of the centre. */
function outsideLimits(value: readonly Maybe[], cl: Maybe, limits: Limits, offset: number): number[] {
  const slack = lineTolerance(cl ?? 0);
  const found: number[] = [];
  value.forEach((y, index) => {
    if (y === null) return;
    const upper = limits.ucl[index] ?? null;
    const lower = limits.lcl[index] ?? null;
    if ((upper !== null && y > upper + slack) || (lower !== null && y < lower - slack)) found.push(index + offset);
  });
  return found;
}

function analysePart(chart: ChartKind, part: Part, lines: Lines, included: readonly boolean[]): MeasuredPart {
  const runs = runsOf(sidesOf(lines.value, lines.cl, included), part.from);
  const { signal, ...analysis } = anhoej(runs);
  return {
    from: part.from,
    to: part.to,
    nObs: included.filter(Boolean).length,
    ...analysis,
    // Neighbouring moving ranges share a point, so that runs of them mean nothing.
    runsSignal: chart === 'mr' ? false : signal,
    ...(chart === 'run' && { perla: perla(lines.value, runs, analysis.nUseful, included, part.from) }),
  };
}

const scale = (values: readonly Maybe[], factor: number): Maybe[] =>
  factor === 1 ? [...values] : values.map((value) => (value === null ? null : value * factor));

function compute(chart: ChartKind, input: MeasureInput): MeasuredSeries {
  const points = readPoints(chart, input);
  const length = points.value.length;
  const settings = readSettings(input, length);
  const y: Maybe[] = [];
  const cl: Maybe[] = [];
  const limits = { lcl: [] as Maybe[], ucl: [] as Maybe[], lcl95: [] as Maybe[], ucl95: [] as Maybe[] };
  const sigma: number[] = [];
  const parts: MeasuredPart[] = [];
  for (const part of partsOf(settings, length)) {
    const own = slicePoints(points, part.from, part.to);
    const included = own.value.map((_, index) => !settings.excluded.has(index + part.from));
    const base = included.map((isIncluded, index) => isIncluded && index + part.from < settings.freeze);
    const lines = computeLines(chart, { points: own, base, cl: settings.cl, screened: settings.screened });
    for (const value of scale(lines.value, settings.multiply)) y.push(value);
    for (const value of scale(
      own.value.map(() => lines.cl),
      settings.multiply,
    ))
      cl.push(value);
    if (lines.limits !== null) {
      for (const position of outsideLimits(lines.value, lines.cl, lines.limits, part.from)) sigma.push(position);
      for (const name of ['lcl', 'ucl', 'lcl95', 'ucl95'] as const) {
        for (const value of scale(lines.limits[name], settings.multiply)) limits[name].push(value);
      }
    }
    parts.push(analysePart(chart, part, lines, included));
  }
  return { y, cl, ...(chart !== 'run' && limits), sigma, parts };
}

/**
 * Computes a run or control chart. Pure, and linear in the number of points. An input that cannot be measured (an
 * unknown chart, a time between events of zero, a numerator over a denominator of zero) answers `{ error }`.
 */
export function measure(chart: ChartKind, input: MeasureInput): MeasureOutput {
  return refusable(() => {
    if (!isChartKind(chart)) throw new Refusal(`Unknown chart: ${String(chart)}`);
    if (typeof input !== 'object' || input === null) throw new Refusal('The input must be an object');
    return compute(chart, input);
  });
}
