import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingTitle } from '@throughline/charts/finding-title';
import { plainLocales } from '@throughline/charts/plain-locale';
import { analyse } from './analysis.ts';
import { type Cell, type Evidence, formatOf, type Measure } from './evidence.ts';
import { gapFinding } from './gap.ts';
import type { Decision } from './series-query.ts';
import { readTitle, type Said } from './test/read-title.ts';

/*
 * The finding in a chart's title against the numbers: everything that the title says is read back out of its words, in
 * both languages, and compared with what is computed here from the points alone, by other code than the product's.
 */

interface Case {
  values: (number | null)[];
  hidden: boolean[];
  excluded: number[];
  breakAt: number | null;
  direction: 'higher' | 'lower';
  cadence: 'month' | 'school_year';
  chart: 'run' | 'i';
}

const segment = fc
  .record({
    level: fc.integer({ min: 10, max: 90 }),
    spread: fc.constantFrom(0, 0.4, 3, 20),
    steps: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 1, maxLength: 40 }),
  })
  .map(({ level, spread, steps }) => steps.map((step) => Math.min(100, Math.max(0, level + (step * spread) / 10))));

const cases: fc.Arbitrary<Case> = fc
  .array(segment, { minLength: 0, maxLength: 6 })
  .map((segments) => segments.flat())
  .chain((values) =>
    fc.record({
      values: fc
        .constant(values)
        .chain((all) =>
          fc.tuple(...all.map((value) => fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, fc.constant(null)))),
        ),
      hidden: fc.tuple(...values.map(() => fc.oneof({ weight: 14, arbitrary: fc.constant(false) }, fc.constant(true)))),
      excluded: fc.array(fc.nat(Math.max(0, values.length - 1)), { maxLength: 2 }),
      breakAt: fc.option(fc.nat(Math.max(0, values.length - 1)), { freq: 4 }),
      direction: fc.constantFrom('higher' as const, 'lower' as const),
      cadence: fc.constantFrom('month' as const, 'school_year' as const),
      chart: fc.constantFrom('run' as const, 'i' as const),
    }),
  )
  // Only a value that is shown can be left out; a period without one stays a gap.
  .map((given) => ({
    ...given,
    excluded: given.excluded.filter((at) => (given.values[at] ?? null) !== null && !given.hidden[at]),
  }));

const start = (at: number): string => new Date(Date.UTC(2000, at, 1)).toISOString().slice(0, 10);
const label = (at: number): string => `P${at}`;

function evidence({ values, hidden, excluded, breakAt }: Case): Evidence {
  const cells = values.map((value, at): Cell => ({
    start: start(at),
    end: start(at),
    label: label(at),
    value,
    numerator: null,
    denominator: null,
    lower: null,
    upper: null,
    interval: null,
    status: value === null ? 'not_reported' : 'reported',
    hidden: hidden[at] ?? false,
    version: 1,
  }));
  const decisions = excluded.map((at): Decision => ({
    id: '',
    kind: 'excluded_point',
    periodStart: start(at),
    reason: 'r',
    signal: '',
    by: null,
    at: '',
  }));
  const breaks = breakAt === null ? [] : [{ on: start(breakAt), number: 2 }];
  return { id: 's', placeId: 'p', populationId: 'q', name: 'n', dimension: null, cells, earlier: 0, decisions, breaks };
}

interface Known {
  at: number;
  value: number;
}

/** The points that the title may speak of: shown, counted, of the last part that has any. */
function toldPoints({ values, hidden, excluded, breakAt }: Case): Known[] {
  const all = values.flatMap((value, at) =>
    value === null || hidden[at] || excluded.includes(at) ? [] : [{ at, value }],
  );
  const after = all.filter(({ at }) => breakAt !== null && at >= breakAt);
  return breakAt === null || breakAt === 0 ? all : after.length > 0 ? after : all;
}

function centreOf(points: readonly Known[], chart: Case['chart']): number {
  const sorted = points.map(({ value }) => value).sort((a, b) => a - b);
  if (chart === 'i') return sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Smallest k with P(X ≤ k) ≥ 0.05, X of n coin tosses. */
function fewestCrossings(tosses: number): number {
  let term = 0.5 ** tosses;
  let sum = term;
  let k = 0;
  for (; sum < 0.05; k += 1) {
    term = (term * (tosses - k)) / (k + 1);
    sum += term;
  }
  return k;
}

/** A signal as the oracle sees it: which way the process moved (0: no one way), and the positions of its periods. */
interface Seen {
  move: number;
  from: number;
  to: number;
  when: 'since' | 'during' | 'after';
}

/** Every signal that a rule sees in the points told of: runs, crossings, and for I charts the limits. */
function signalsIn(given: Case): { useful: number; signals: Seen[] } {
  const points = toldPoints(given);
  if (points.length === 0) return { useful: 0, signals: [] };
  const centre = centreOf(points, given.chart);
  const slack = 1e-9 * Math.max(1, Math.abs(centre));
  const useful = points
    .map(({ at, value }) => ({ at, side: Math.abs(value - centre) <= slack ? 0 : Math.sign(value - centre) }))
    .filter(({ side }) => side !== 0);
  const runs: { side: number; count: number; from: number; to: number }[] = [];
  for (const { at, side } of useful) {
    const last = runs.at(-1);
    if (last?.side === side) Object.assign(last, { count: last.count + 1, to: at });
    else runs.push({ side, count: 1, from: at, to: at });
  }
  if (useful.length < 10) return { useful: useful.length, signals: [] };
  const end = runs.at(-1)?.to ?? 0;
  const whenOf = (to: number) => (to >= end ? 'since' : 'during');
  const longest = Math.round(Math.log2(useful.length)) + 3;
  const signals = runs.flatMap(({ side, count, from, to }, index): Seen[] => {
    if (count <= longest) return [];
    const left = index === 0 && runs.length > 1;
    return [{ move: left ? -side : side, from, to, when: left ? 'after' : whenOf(to) }];
  });
  if (runs.length - 1 < fewestCrossings(useful.length - 1)) {
    const [first, last] = [runs[0], runs.at(-1)];
    if (runs.length === 2 && last) signals.push({ move: last.side, from: last.from, to: last.to, when: 'since' });
    else signals.push({ move: 0, from: first?.from ?? 0, to: end, when: 'since' });
  }
  if (given.chart === 'i')
    for (const { at, side } of outside(given, points, centre))
      signals.push({ move: side, from: at, to: at, when: whenOf(at) });
  return { useful: useful.length, signals };
}

/** The counted points beyond mean ± 3·mR̄/1.128 of the part, mR̄ screened once. */
function outside(given: Case, points: readonly Known[], centre: number): { at: number; side: number }[] {
  const { values, hidden, excluded, breakAt } = given;
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const from = breakAt !== null && first >= breakAt ? breakAt : 0;
  const to = breakAt !== null && breakAt > 0 && last < breakAt ? breakAt - 1 : values.length - 1;
  const base = values
    .map((value, at) => (hidden[at] ? null : value))
    .slice(from, to + 1)
    .filter((_, index) => !excluded.includes(index + from));
  const ranges = base.slice(1).flatMap((value, index) => {
    const before = base[index] ?? null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const usualRanges = ranges.filter((range) => range < 3.267 * mean(ranges));
  if (usualRanges.length === 0) return [];
  const reach = (3 * mean(usualRanges)) / 1.128 + 1e-9 * Math.max(1, Math.abs(centre));
  return points.flatMap(({ at, value }) =>
    Math.abs(value - centre) > reach ? [{ at, side: Math.sign(value - centre) }] : [],
  );
}

/** The newest signal one of these ways, reaching back over what says the same without a pause. */
function newest(signals: readonly Seen[], moves: readonly number[]): Seen | undefined {
  const latest = (a: Seen, b: Seen) => (b.to > a.to || (b.to === a.to && b.from > a.from) ? b : a);
  const own = signals.filter(({ move }) => moves.includes(move));
  if (own.length === 0) return undefined;
  const found = { ...own.reduce(latest) };
  if (found.when === 'after') return found;
  const same = own.filter(({ move, when }) => move === found.move && when !== 'after');
  for (;;) {
    const before = same.find(({ from, to }) => from < found.from && to >= found.from - 1);
    if (!before) return found;
    found.from = before.from;
  }
}

const signalText = ({ from, to, when }: Seen): string =>
  when === 'after'
    ? `after ${label(to)}`
    : from === to
      ? `in ${label(from)}`
      : when === 'since'
        ? `since ${label(from)}`
        : `from ${label(from)} to ${label(to)}`;

/** As a title writes a percentage: one digit after the point, none for a zero there. */
const percentText = (value: number): string => String(Number(value.toFixed(1)) || 0);
const nearTie = (value: number): boolean => Math.abs(((Math.abs(value) * 10) % 1) - 0.5) < 1e-6;

/** What a title has to say of the numbers. */
function right(given: Case): Said {
  const silent = { when: '', opposite: '', few: null };
  const points = toldPoints(given);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { phrase: 'noData', ends: [], verdict: '', ...silent };
  const [from, to] = [percentText(first.value), percentText(last.value)];
  if (points.length === 1) return { phrase: 'one', ends: [from, label(first.at)], verdict: '', ...silent };
  const same = from === to ? { phrase: 'same', ends: [from, label(first.at), label(last.at)] } : null;
  const ends = [from, label(first.at), to, label(last.at)];
  const { useful, signals } = signalsIn(given);
  const beganAnew = given.breakAt !== null && given.breakAt > 0 && first.at >= given.breakAt;
  const since = beganAnew ? `since ${label(first.at)}` : '';
  if (useful < 10) {
    const verdict = points.length < 10 ? 'tooFew' : 'tooFewUseful';
    const few = String(points.length < 10 ? points.length : useful);
    return { phrase: 'two', ends, ...same, verdict, ...silent, few, when: since };
  }
  const better = given.direction === 'higher' ? 1 : -1;
  const lead = newest(signals, [1, -1]);
  if (!lead) {
    const verdict = signals.length > 0 ? 'few' : 'none';
    return { phrase: 'two', ends, ...same, verdict, ...silent, when: verdict === 'none' ? since : '' };
  }
  const word = (move: number) => (move === better ? 'improvement' : 'concern');
  const moved = Math.sign(last.value - first.value);
  const phrase = lead.move === moved ? (moved > 0 ? 'rose' : 'fell') : 'two';
  const other = newest(signals, [-lead.move]);
  const opposite = other ? `${word(other.move)} ${signalText(other)}` : '';
  return { phrase, ends, ...same, verdict: word(lead.move), when: signalText(lead), opposite, few: null };
}

test('what the title says is what the numbers say, in both languages', () => {
  const seen = { signals: 0, few: 0, both: 0, whole: 0 };
  fc.assert(
    fc.property(cases, (given) => {
      fc.pre(!given.values.some((value) => value !== null && nearTie(value)));
      const measure: Measure = { name: 'M', unit: '%', measureType: 'proportion', ...given };
      const series = evidence(given);
      const { finding } = analyse(measure, series, { chart: given.chart, rules: 'anhoej' }, String);
      const truth = right(given);
      for (const language of ['en', 'es'] as const) {
        const subject = { measure: 'M', population: null, format: formatOf(measure) };
        expect(readTitle(findingTitle(finding, subject, plainLocales[language]), language)).toEqual(truth);
      }
      seen.signals += Number(truth.verdict === 'improvement' || truth.verdict === 'concern');
      seen.few += Number(finding.kind === 'too_few_points');
      seen.both += Number(truth.opposite !== '');
      seen.whole += Number(truth.verdict === 'few');
    }),
    { numRuns: 2000 },
  );
  // The series must be such that the property is about something.
  expect(Math.min(seen.signals, seen.few, seen.both)).toBeGreaterThan(150);
  expect(seen.whole).toBeGreaterThan(10);
});

test('what is said of a gap is what the tests say of its sizes, not what its ends seem to say', () => {
  const seen = { signals: 0, none: 0 };
  fc.assert(
    fc.property(cases, (drawn) => {
      const given: Case = { ...drawn, excluded: [], chart: 'run', direction: 'lower' };
      fc.pre(!given.values.some((value) => value !== null && nearTie(value)));
      const sizes = given.values.map((value, at) => ({
        start: start(at),
        label: label(at),
        size: given.hidden[at] ? null : value,
      }));
      const breaks = given.breakAt === null ? [] : [{ on: start(given.breakAt), number: 2 }];
      const finding = gapFinding(sizes, given.cadence, breaks);
      const truth = right(given);
      for (const language of ['en', 'es'] as const) {
        const subject = { gap: { group: 'A', reference: 'B' }, format: { kind: 'percent', decimals: 1 } } as const;
        expect(readTitle(findingTitle(finding, subject, plainLocales[language]), language)).toEqual(truth);
      }
      seen.signals += Number(truth.verdict === 'improvement' || truth.verdict === 'concern');
      seen.none += Number(truth.verdict === 'none' && truth.ends.length > 3);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.signals, seen.none)).toBeGreaterThan(50);
});
