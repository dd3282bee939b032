import type { Maybe, MeasuredSeries } from '../basics/chart-types.ts';
import { minimumUsefulPoints } from '../rules/anhoej.ts';
import type { SeriesSignal, SignalRule } from './series-signals.ts';

/** A point with a value. */
export interface KnownPoint {
  readonly position: number;
  readonly period: string;
  readonly value: number;
}

/** `signal_change`: the tests see more than chance, and it is neither good news nor bad. */
export type FindingKind =
  | 'no_data'
  | 'single_point'
  | 'too_few_points'
  | 'no_signal'
  | 'signal_change'
  | 'signal_improvement'
  | 'signal_concern';

/** What a chart's title may say, free of any language. */
export interface Finding {
  readonly kind: FindingKind;
  /** First and last value of the part that is told of, in the chart's own units; excluded points are none of them. */
  readonly from: Maybe;
  readonly to: Maybe;
  readonly fromPeriod: string | null;
  readonly toPeriod: string | null;
  /** Last minus first value. */
  readonly change: Maybe;
  /** The signal that the finding rests on; null unless the kind is a signal. */
  readonly signal: SeriesSignal | null;
  /** The newest signal the other way, in the same part; null where all point one way. */
  readonly opposite: SeriesSignal | null;
  /** Whether limits or a definition began anew before the part that is told of: what came earlier is not judged here. */
  readonly beganAnew: boolean;
  /** Values of the part that is told of, excluded points aside. */
  readonly points: number;
  /** Those of them that are off the centre line: ten are needed before a signal is told. */
  readonly useful: number;
  /** The direction that is better, so that a title can tell movement and signal apart. */
  readonly better: 'higher' | 'lower';
}

const precedence: readonly SignalRule[] = ['shift', 'trend', 'astronomical', 'two_in_three', 'crossings'];

const newestFirst = (a: SeriesSignal, b: SeriesSignal): number =>
  b.to - a.to || b.from - a.from || precedence.indexOf(a.rule) - precedence.indexOf(b.rule);

/** Signals that are good news or bad lead; where there are none, one of change. Of those the newest. */
function newestOf(signals: readonly SeriesSignal[]): SeriesSignal | null {
  const sorted = [...signals].sort(newestFirst);
  return sorted.find(({ favourable }) => favourable !== null) ?? sorted[0] ?? null;
}

/** The signal with those before it that say the same without a pause: since when it has been so. */
function reachingBack(newest: SeriesSignal, signals: readonly SeriesSignal[]): SeriesSignal {
  if (newest.when === 'after' || newest.favourable === null) return newest;
  const same = signals
    .filter(({ favourable, when }) => favourable === newest.favourable && when !== 'after')
    .sort(newestFirst);
  return same.reduce(
    (best, one) =>
      one.from < best.from && one.to >= best.from - 1
        ? {
            ...best,
            from: one.from,
            fromPeriod: one.fromPeriod,
            rule: one.rule,
            count: one.count,
            allowed: one.allowed,
          }
        : best,
    newest,
  );
}

/** The signal that a title speaks of, and the newest of the opposite sign; both of one part. */
export function tellingSignals(
  signals: readonly SeriesSignal[],
  part: number,
): { signal: SeriesSignal | null; opposite: SeriesSignal | null } {
  const own = signals.filter((one) => one.part === part);
  const newest = newestOf(own);
  if (newest === null || newest.favourable === null) return { signal: newest, opposite: null };
  const others = own.filter(({ favourable }) => favourable === !newest.favourable);
  const other = newestOf(others);
  return { signal: reachingBack(newest, own), opposite: other && reachingBack(other, others) };
}

function kindOf(points: number, enoughPoints: boolean, signal: SeriesSignal | null): FindingKind {
  if (points === 0) return 'no_data';
  if (points === 1) return 'single_point';
  if (!enoughPoints) return 'too_few_points';
  if (signal === null) return 'no_signal';
  if (signal.favourable === null) return 'signal_change';
  return signal.favourable ? 'signal_improvement' : 'signal_concern';
}

/** The last part in which a value counts; where there is none, the last. */
function toldPart(measured: MeasuredSeries, known: readonly KnownPoint[]): number {
  const last = known.at(-1)?.position ?? 0;
  const found = measured.parts.findIndex(({ from, to }) => last >= from && last <= to);
  return found === -1 ? measured.parts.length - 1 : found;
}

/**
 * What the tests' results let a title say: of the last part that has a value, since limits were recalculated there for
 * a reason. No signal is told with fewer than ten useful points (Anhøj & Olesen 2014).
 */
export function findingOf(
  measured: MeasuredSeries,
  counted: readonly KnownPoint[],
  signals: readonly SeriesSignal[],
  better: 'higher' | 'lower',
): { finding: Finding; part: number; enoughPoints: boolean } {
  const partAt = toldPart(measured, counted);
  const part = measured.parts[partAt];
  const known = counted.filter(({ position }) => part && position >= part.from && position <= part.to);
  const [first, last] = [known.at(0) ?? null, known.at(-1) ?? null];
  const useful = part?.nUseful ?? 0;
  const enoughPoints = useful >= minimumUsefulPoints;
  const telling = enoughPoints ? tellingSignals(signals, partAt) : { signal: null, opposite: null };
  const kind = kindOf(known.length, enoughPoints, telling.signal);
  const isSignal = kind.startsWith('signal');
  return {
    part: partAt,
    enoughPoints,
    finding: {
      kind,
      from: first?.value ?? null,
      to: last?.value ?? null,
      fromPeriod: first?.period ?? null,
      toPeriod: last?.period ?? null,
      change: changeOf(first, last),
      signal: isSignal ? telling.signal : null,
      opposite: isSignal ? telling.opposite : null,
      beganAnew: partAt > 0,
      points: known.length,
      useful,
      better,
    },
  };
}

/** Last minus first value; null where they are not two. */
export const changeOf = (first: KnownPoint | null, last: KnownPoint | null): Maybe =>
  first === null || last === null || first === last ? null : last.value - first.value;
