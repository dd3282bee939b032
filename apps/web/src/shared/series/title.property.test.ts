import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingTitle } from '@throughline/charts/finding-title';
import { plainLocales } from '@throughline/charts/plain-locale';
import { analyse } from './analysis.ts';
import { type Cell, type Evidence, formatOf, type Measure } from './evidence.ts';
import type { Decision } from './series-query.ts';

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
    steps: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 1, maxLength: 14 }),
  })
  .map(({ level, spread, steps }) => steps.map((step) => Math.min(100, Math.max(0, level + (step * spread) / 10))));

const cases: fc.Arbitrary<Case> = fc
  .array(segment, { minLength: 0, maxLength: 4 })
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

/** Every direction in which a rule sees a signal, 1 up and −1 down: runs, crossings, and for I charts the limits. */
function signalsIn(given: Case): { useful: number; moves: Set<number> } {
  const points = toldPoints(given);
  if (points.length === 0) return { useful: 0, moves: new Set() };
  const centre = centreOf(points, given.chart);
  const slack = 1e-9 * Math.max(1, Math.abs(centre));
  const sides = points.map(({ value }) => (Math.abs(value - centre) <= slack ? 0 : Math.sign(value - centre)));
  const useful = sides.filter((side) => side !== 0);
  const runs: { side: number; count: number }[] = [];
  for (const side of useful) {
    const last = runs.at(-1);
    if (last?.side === side) last.count += 1;
    else runs.push({ side, count: 1 });
  }
  const moves = new Set<number>();
  if (useful.length < 10) return { useful: useful.length, moves };
  const longest = Math.round(Math.log2(useful.length)) + 3;
  runs.forEach(({ side, count }, index) => {
    if (count > longest) moves.add(index === 0 && runs.length > 1 ? -side : side);
  });
  if (runs.length - 1 < fewestCrossings(useful.length - 1)) moves.add(runs.at(-1)?.side ?? 0);
  if (given.chart === 'i') for (const side of outside(given, points, centre)) moves.add(side);
  return { useful: useful.length, moves };
}

/** Sides of the shown points, excluded ones too, beyond mean ± 3·mR̄/1.128 of the part, mR̄ screened once. */
function outside(given: Case, points: readonly Known[], centre: number): number[] {
  const { values, hidden, excluded, breakAt } = given;
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const from = breakAt !== null && first >= breakAt ? breakAt : 0;
  const to = breakAt !== null && breakAt > 0 && last < breakAt ? breakAt - 1 : values.length - 1;
  const shown = values.map((value, at) => (hidden[at] ? null : value)).slice(from, to + 1);
  const base = shown.filter((_, index) => !excluded.includes(index + from));
  const ranges = base.slice(1).flatMap((value, index) => {
    const before = base[index] ?? null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const usualRanges = ranges.filter((range) => range < 3.267 * mean(ranges));
  if (usualRanges.length === 0) return [];
  const reach = (3 * mean(usualRanges)) / 1.128 + 1e-9 * Math.max(1, Math.abs(centre));
  return shown.flatMap((value) =>
    value !== null && Math.abs(value - centre) > reach ? [Math.sign(value - centre)] : [],
  );
}

const words = {
  en: {
    rose: / rose from (.+) % in (P\d+) to (.+) % in (P\d+);/,
    fell: / fell from (.+) % in (P\d+) to (.+) % in (P\d+);/,
    same: /: (.+) % both in (P\d+) and in (P\d+);/,
    two: /: (.+) % in (P\d+), (.+) % in (P\d+);/,
    one: /: (.+) % in (P\d+); one point cannot show a change$/,
    improvement: /signal of improvement/,
    concern: /signal of concern/,
    noSignal: /; no signal of change$/,
    tooFew: /too few points for a signal: (\d+) points? \(10 needed\)$/,
    tooFewUseful: /too few points off the centre line for a signal: (\d+) \(10 needed\)$/,
    noData: /: no values to show yet$/,
  },
  es: {
    rose: /: sube de (.+) % en (P\d+) a (.+) % en (P\d+);/,
    fell: /: baja de (.+) % en (P\d+) a (.+) % en (P\d+);/,
    same: /: (.+) % tanto en (P\d+) como en (P\d+);/,
    two: /: (.+) % en (P\d+), (.+) % en (P\d+);/,
    one: /: (.+) % en (P\d+); un solo punto no muestra cambio$/,
    improvement: /señal de mejora/,
    concern: /señal de alerta/,
    noSignal: /; sin señal de cambio$/,
    tooFew: /muy pocos puntos para una señal: (\d+) puntos? \(se necesitan 10\)$/,
    tooFewUseful: /muy pocos puntos fuera de la línea central para una señal: (\d+) \(se necesitan 10\)$/,
    noData: /: todavía no hay datos para mostrar$/,
  },
} as const;

/** As a title writes a percentage: one digit after the point, none for a zero there. */
const percentText = (value: number): string => String(Number(value.toFixed(1)) || 0);
const nearTie = (value: number): boolean => Math.abs(((Math.abs(value) * 10) % 1) - 0.5) < 1e-6;

/** What a title says: its parts, read out of its words. */
interface Said {
  /** `rose`, `fell`, `same`, `two` values beside each other, `one`, or `noData`. */
  phrase: string;
  /** Values and periods in their order. */
  ends: string[];
  verdicts: string[];
  /** The number of points that it calls too few. */
  few: string | null;
}

const phrases = ['rose', 'fell', 'same', 'one', 'two', 'noData'] as const;
const verdicts = ['improvement', 'concern', 'noSignal', 'tooFew', 'tooFewUseful'] as const;

function read(title: string, language: keyof typeof words): Said {
  const w = words[language];
  const phrase = phrases.find((key) => w[key].test(title)) ?? 'none';
  const ends = phrase === 'none' ? [] : (w[phrase].exec(title)?.slice(1) ?? []);
  const few = w.tooFew.exec(title)?.[1] ?? w.tooFewUseful.exec(title)?.[1] ?? null;
  return { phrase, ends, verdicts: verdicts.filter((key) => w[key].test(title)), few };
}

/** What a title has to say of the numbers. Where rules see signals both ways, either may lead: the one that was said. */
function right(given: Case, sentence: Said): Said {
  const points = toldPoints(given);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { phrase: 'noData', ends: [], verdicts: [], few: null };
  const [from, to] = [percentText(first.value), percentText(last.value)];
  if (points.length === 1) return { phrase: 'one', ends: [from, label(first.at)], verdicts: [], few: null };
  const same = from === to ? { phrase: 'same', ends: [from, label(first.at), label(last.at)] } : null;
  const ends = [from, label(first.at), to, label(last.at)];
  const { useful, moves } = signalsIn(given);
  if (useful < 10) {
    const verdict = points.length < 10 ? 'tooFew' : 'tooFewUseful';
    const few = String(points.length < 10 ? points.length : useful);
    return { phrase: 'two', ends, ...same, verdicts: [verdict], few };
  }
  if (moves.size === 0) return { phrase: 'two', ends, ...same, verdicts: ['noSignal'], few: null };
  const better = given.direction === 'higher' ? 1 : -1;
  const possible = [...moves].map((move) => (move === better ? 'improvement' : 'concern'));
  const verdict = possible.find((word) => sentence.verdicts.includes(word)) ?? possible[0] ?? '';
  const signal = verdict === 'improvement' ? better : -better;
  const moved = Math.sign(last.value - first.value);
  const phrase = signal === moved ? (moved > 0 ? 'rose' : 'fell') : 'two';
  return { phrase, ends, ...same, verdicts: [verdict], few: null };
}

test('what the title says is what the numbers say, in both languages', () => {
  const seen = { signals: 0, few: 0 };
  fc.assert(
    fc.property(cases, (given) => {
      fc.pre(!given.values.some((value) => value !== null && nearTie(value)));
      const measure: Measure = { name: 'M', unit: '%', measureType: 'proportion', ...given };
      const series = evidence(given);
      const { finding } = analyse(measure, series, { chart: given.chart, rules: 'anhoej' }, String);
      for (const language of ['en', 'es'] as const) {
        const subject = { measure: 'M', population: null, format: formatOf(measure) };
        const sentence = read(
          findingTitle(finding, subject, plainLocales[language]).replaceAll('\u00a0', ' '),
          language,
        );
        expect(sentence).toEqual(right(given, sentence));
      }
      seen.signals += Number(finding.kind.startsWith('signal'));
      seen.few += Number(finding.kind === 'too_few_points');
    }),
    { numRuns: 3000 },
  );
  // The series must be such that the property is about something.
  expect(Math.min(seen.signals, seen.few)).toBeGreaterThan(300);
});
