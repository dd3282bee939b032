import type { ChartKind, MeasuredPart, MeasuredSeries, MeasureInput, MeasureOutput } from '../basics/chart-types.ts';
import { measure } from '../measure.ts';

/** One part of a series, both ends included. */
export interface SeriesPart {
  readonly from: number;
  readonly to: number;
  /** That many of its leading points are its baseline; null: all of them. */
  readonly freeze: number | null;
}

/**
 * The parts of a series, and in which of them the baseline ends. `starts` are the positions at which new parts begin;
 * `freeze` is the number of points up to the end of the baseline, which begins where its part does.
 */
export function seriesParts(length: number, starts: readonly number[], freeze: number | null): SeriesPart[] {
  const froms = [0, ...[...new Set(starts)].filter((start) => start > 0 && start < length).sort((a, b) => a - b)];
  return froms.map((from, index) => {
    const to = (froms[index + 1] ?? length) - 1;
    const within = freeze !== null && freeze > from && freeze <= to;
    return { from, to, freeze: within ? freeze - from : null };
  });
}

const cut = <T>(list: readonly T[] | null | undefined, { from, to }: SeriesPart): T[] | undefined =>
  list?.slice(from, to + 1);

/** The input of one part by itself. */
export function inputOfPart(input: MeasureInput, part: SeriesPart): MeasureInput {
  const { from, to, freeze } = part;
  return {
    ...input,
    y: cut(input.y, part),
    n: cut(input.n, part),
    groups: cut(input.groups, part),
    exclude: (input.exclude ?? []).filter((at) => at >= from && at <= to).map((at) => at - from),
    parts: null,
    freeze,
  };
}

function shiftPart(part: MeasuredPart, by: number): MeasuredPart {
  const { perla } = part;
  const place = <T extends { from: number; to: number }>(one: T): T => ({
    ...one,
    from: one.from + by,
    to: one.to + by,
  });
  return {
    ...place(part),
    ...(perla && { perla: { ...perla, shifts: perla.shifts.map(place), trends: perla.trends.map(place) } }),
  };
}

/** Several measured parts after each other as one series. */
export function joinParts(measured: readonly MeasuredSeries[]): MeasuredSeries {
  let offset = 0;
  const sigma: number[] = [];
  const parts: MeasuredPart[] = [];
  for (const one of measured) {
    const by = offset;
    sigma.push(...one.sigma.map((at) => at + by));
    parts.push(...one.parts.map((part) => shiftPart(part, by)));
    offset += one.y.length;
  }
  const all = (name: 'y' | 'cl' | 'lcl' | 'ucl' | 'lcl95' | 'ucl95') => measured.flatMap((one) => one[name] ?? []);
  const limits = { lcl: all('lcl'), ucl: all('ucl'), lcl95: all('lcl95'), ucl95: all('ucl95') };
  return { y: all('y'), cl: all('cl'), ...(measured.some((one) => one.ucl) && limits), sigma, parts };
}

/**
 * As `measure`, with a baseline that may end within any part: `freeze` counts the points of the whole series up to its
 * end, and the part it ends in takes centre and limits from its own points until there. (`measure` by itself ignores
 * the baseline where there are parts.)
 */
export function measureParts(chart: ChartKind, input: MeasureInput): MeasureOutput {
  const starts = input.parts ?? [];
  const freeze = input.freeze ?? null;
  const length = (input.groups ?? input.y ?? []).length;
  if (starts.length === 0 || freeze === null || length === 0) return measure(chart, input);
  // What is past the end is refused by `measure`, which sees the settings whole.
  const isPastEnd = Math.max(freeze, ...starts) > length || (input.exclude ?? []).some((at) => at >= length);
  if (isPastEnd) return measure(chart, input);
  const measured: MeasuredSeries[] = [];
  for (const part of seriesParts(length, starts, freeze)) {
    const one = measure(chart, inputOfPart(input, part));
    if (one.error !== undefined) return one;
    measured.push(one);
  }
  return joinParts(measured);
}
