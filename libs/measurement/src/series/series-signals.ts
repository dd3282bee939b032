import { minimumUsefulPoints } from '../rules/anhoej.ts';
import type { ChartKind, Maybe, MeasuredPart, MeasuredSeries } from '../basics/chart-types.ts';
import { runsOf, sidesOf, type Run } from '../rules/runs.ts';
import type { SeriesRequest } from './series-types.ts';
import type { SeriesXmr } from './series-xmr.ts';
import type { SpecialCause } from '../rules/xmr-special-causes.ts';

/** `two_in_three`: two of three neighbours near a limit, a rule of XmR charts. */
export type SignalRule = 'shift' | 'trend' | 'astronomical' | 'two_in_three' | 'crossings';

/** One signal: which rule, where, and whether it is good news. */
export interface SeriesSignal {
  readonly rule: SignalRule;
  readonly part: number;
  readonly from: number;
  readonly to: number;
  readonly fromPeriod: string;
  readonly toPeriod: string;
  /** Points of the run or trend; crossings (or runs, by Perla's rules) seen; 1 for a point outside the limits. */
  readonly count: number;
  /** What chance allows: the longest run, the fewest crossings; null where the rule is a fixed number. */
  readonly allowed: Maybe;
  /** Where the points lie, or where a trend leads; null where a signal has no side. */
  readonly side: 'above' | 'below' | null;
  /** A run with which the series begins and which it then leaves counts as its opposite: the change is away from it. */
  readonly favourable: boolean | null;
  /** Whether it lasts to the last useful point. */
  readonly current: boolean;
  /**
   * How its periods are told: `since` its first where it lasts, `during` them where it ended, `after` its last where it
   * is the level that the series began with and left.
   */
  readonly when: 'since' | 'during' | 'after';
}

type Sighting = Pick<SeriesSignal, 'rule' | 'from' | 'to' | 'count' | 'allowed'> & {
  readonly side: -1 | 0 | 1;
  /** Which way the process moved. */
  readonly moved: -1 | 0 | 1;
  /** Whether it is the level that the series began with and left. */
  readonly left?: boolean;
};

interface PartView {
  readonly part: MeasuredPart;
  readonly runs: readonly Run[];
  readonly sigma: readonly number[];
}

function shiftSighting(run: Run, runs: readonly Run[], allowed: Maybe): Sighting {
  const left = run === runs[0] && run !== runs.at(-1);
  return { rule: 'shift', ...run, allowed, left, moved: left ? (run.side === 1 ? -1 : 1) : run.side };
}

/** Runs longer, and crossings fewer, than chance allows (Anhøj & Olesen 2014). */
function anhoejSightings({ part, runs }: PartView): Sighting[] {
  if (!part.runsSignal || part.longestRunMax === null || part.nCrossings === null) return [];
  const longest = part.longestRunMax;
  const found = runs.filter((run) => run.count > longest).map((run) => shiftSighting(run, runs, longest));
  if (part.nCrossings < (part.nCrossingsMin ?? 0)) found.push(crossingsSighting(part, runs, part.nCrossings));
  return found;
}

/**
 * Too few crossings are of the series as a whole. They say which way it moved only where it crossed once; a series that
 * went and came back moved neither way, whatever side its last points happen to lie on.
 */
function crossingsSighting(part: MeasuredPart, runs: readonly Run[], count: number): Sighting {
  const [first, last] = [runs[0], runs.at(-1)];
  const to = last?.to ?? part.to;
  if (first && last && runs.length === 2) {
    return {
      rule: 'crossings',
      from: last.from,
      to,
      count,
      allowed: part.nCrossingsMin,
      side: last.side,
      moved: last.side,
    };
  }
  return {
    rule: 'crossings',
    from: first?.from ?? part.from,
    to,
    count,
    allowed: part.nCrossingsMin,
    side: 0,
    moved: 0,
  };
}

/** Shifts, trends and too few or too many runs about the median (Perla, Provost & Murray 2011). */
function perlaSightings({ part, runs }: PartView): Sighting[] {
  const rules = part.perla;
  if (rules === undefined) return [];
  const found = runs
    .filter((run) => rules.shifts.some((shift) => shift.from === run.from))
    .map((run) => shiftSighting(run, runs, null));
  for (const { from, to, count, dir } of rules.trends) {
    const side = dir === 'up' ? 1 : -1;
    found.push({ rule: 'trend', from, to, count, allowed: null, side, moved: side });
  }
  if (rules.runsLow !== null && rules.runs < rules.runsLow) {
    found.push({ ...crossingsSighting(part, runs, rules.runs), allowed: rules.runsLow });
  } else if (rules.runsHigh !== null && rules.runs > rules.runsHigh) {
    found.push({ ...crossingsSighting(part, runs, rules.runs), allowed: rules.runsHigh, side: 0, moved: 0 });
  }
  return found;
}

/** Points outside the limits; what a person left out of the analysis is drawn there and says nothing. */
function outsideSightings(view: PartView, measured: MeasuredSeries, excluded: ReadonlySet<number>): Sighting[] {
  return view.sigma
    .filter((position) => !excluded.has(position))
    .map((position) => {
      const side = (measured.y[position] ?? 0) > (measured.cl[position] ?? 0) ? 1 : -1;
      return { rule: 'astronomical', from: position, to: position, count: 1, allowed: null, side, moved: side };
    });
}

/** The parts with their runs and the points outside their limits; linear in points. */
function viewsOf(measured: MeasuredSeries, excluded: ReadonlySet<number>): PartView[] {
  let next = 0;
  return measured.parts.map((part) => {
    const value = measured.y.slice(part.from, part.to + 1);
    const included = value.map((_, index) => !excluded.has(index + part.from));
    const sigma: number[] = [];
    for (; next < measured.sigma.length && (measured.sigma[next] ?? 0) <= part.to; next += 1) {
      sigma.push(measured.sigma[next] ?? 0);
    }
    return { part, runs: runsOf(sidesOf(value, measured.cl[part.from] ?? null, included), part.from), sigma };
  });
}

const sideWords = { '-1': 'below', '0': null, '1': 'above' } as const;

/**
 * The signals of a computed chart, part by part, in order of position. A part with fewer than ten useful points has
 * none. Points outside the limits come from control charts only: on a run chart that is a person's judgement.
 */
export function signalsOf(chart: ChartKind, measured: MeasuredSeries, request: SeriesRequest): SeriesSignal[] {
  const better = request.direction === 'higher' ? 1 : -1;
  const usePerla = chart === 'run' && request.runRules === 'perla';
  const period = (position: number): string => request.points[position]?.period ?? '';
  const excluded = new Set(request.exclude ?? []);
  return viewsOf(measured, excluded).flatMap((view, part) => {
    if (view.part.nUseful < minimumUsefulPoints) return [];
    const found = [
      ...(usePerla ? perlaSightings(view) : anhoejSightings(view)),
      ...outsideSightings(view, measured, excluded),
    ];
    const end = view.runs.at(-1)?.to ?? view.part.to;
    return found
      .sort((a, b) => a.from - b.from)
      .map(({ side, moved, left = false, ...sighting }) => ({
        ...sighting,
        part,
        fromPeriod: period(sighting.from),
        toPeriod: period(sighting.to),
        side: sideWords[side],
        // A wide range or spread is unrest, neither good news nor bad.
        favourable: moved === 0 || chart === 'mr' || chart === 's' ? null : moved === better,
        current: sighting.to >= end,
        when: left ? 'after' : sighting.to >= end ? 'since' : 'during',
      }));
  });
}

const xmrRules: Readonly<Record<Exclude<SpecialCause, 'Common Cause'>, SignalRule>> = {
  'Above UCL': 'astronomical',
  'Below LCL': 'astronomical',
  '7 Point Trend (Increasing)': 'trend',
  '7 Point Trend (Decreasing)': 'trend',
  '2 in 3 Above CL': 'two_in_three',
  '2 in 3 Below CL': 'two_in_three',
  '7 Points Above CL': 'shift',
  '7 Points Below CL': 'shift',
};

/**
 * The signals of an XmR chart: neighbouring points with one special cause are one signal (NHS England, Making Data
 * Count). As everywhere, a part with fewer than ten useful points has none.
 */
export function xmrSignalsOf(xmr: SeriesXmr, measured: MeasuredSeries, request: SeriesRequest): SeriesSignal[] {
  const period = (position: number): string => request.points[position]?.period ?? '';
  return measured.parts.flatMap((part, number) => {
    if (part.nUseful < minimumUsefulPoints) return [];
    const end = measured.y.findLastIndex((value, at) => at <= part.to && value !== null);
    const found: SeriesSignal[] = [];
    for (let from = part.from; from <= part.to; from += 1) {
      const cause = xmr.specialCause[from] ?? 'Common Cause';
      if (cause === 'Common Cause') continue;
      let to = from;
      while (to < part.to && xmr.specialCause[to + 1] === cause) to += 1;
      found.push({
        rule: xmrRules[cause],
        part: number,
        from,
        to,
        fromPeriod: period(from),
        toPeriod: period(to),
        count: to - from + 1,
        allowed: null,
        side: cause.includes('Above') || cause.includes('Increasing') ? 'above' : 'below',
        favourable: xmr.pointType[from] === 'special_cause_improvement',
        current: to >= end,
        when: to >= end ? 'since' : 'during',
      });
      from = to;
    }
    return found;
  });
}
