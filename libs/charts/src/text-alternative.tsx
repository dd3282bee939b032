import type { CentreLine, ChartFlag, ChartLocale, ValueFormat } from './chart-types.tsx';
import { cellValue, describeValue, formatDate, formatNumber, formatValue } from './chart-format.tsx';
import { chartMessages } from './chart-messages.tsx';
import type { RunChartData, ShownRunChart } from './run-chart-data.tsx';
import { shownRunChart } from './run-chart-data.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { valueEnds } from './visible-points.tsx';

/** A run chart in plain sentences: what is drawn, its ends and extremes, its lines, its signals, what is missing. */
export function textAlternative(data: RunChartData, locale: ChartLocale): string {
  const words = chartMessages(locale);
  const shown = shownRunChart(data);
  const subject = words.finding.subject(data.measure, data.population ?? null);
  const first = shown.points[0];
  const last = shown.points.at(-1);
  const drawn = shown.points.some((point) => point.kind === 'value' || point.kind === 'range');
  const opening =
    first && last && drawn
      ? words.alternative.chart(subject, shown.points.length, first.label, last.label)
      : words.alternative.empty(subject);
  return [
    opening,
    ...valueSentences(shown.points, data, locale),
    ...lineSentences(shown, data.format, locale),
    ...signalSentences(shown.points, locale),
    ...missingSentences(shown.points, locale),
    ...phaseSentences(data, shown.points, locale),
    ...flagSentences(data.flags ?? [], locale),
  ].join(' ');
}

function valueSentences(
  points: readonly VisiblePoint[],
  { format, earlier = 0 }: Pick<RunChartData, 'format' | 'earlier'>,
  locale: ChartLocale,
): string[] {
  const words = chartMessages(locale).alternative;
  const ends = valueEnds(points);
  if (ends === null) return [];
  const say = (point: VisiblePoint): string => describeValue(point, format, locale);
  if (ends.first === ends.last) return [words.one(say(ends.first), ends.first.label)];
  const valued = points.filter((point) => point.kind === 'value');
  const low = valued.reduce((least, point) => ((point.value ?? 0) < (least.value ?? 0) ? point : least));
  const high = valued.reduce((most, point) => ((point.value ?? 0) > (most.value ?? 0) ? point : most));
  return [
    words.ends(say(ends.first), ends.first.label, say(ends.last), ends.last.label),
    // An extreme of periods that are not here is nobody's to claim.
    earlier > 0
      ? words.rangeOfLatest(say(low), low.label, say(high), high.label, points.length)
      : words.range(say(low), low.label, say(high), high.label),
  ];
}

function lineSentences(shown: ShownRunChart, format: ValueFormat, locale: ChartLocale): string[] {
  const words = chartMessages(locale);
  const drawn = shown.points.some((point) => point.kind === 'value' || point.kind === 'range');
  if (!drawn) return [];
  const sentences = shown.centre ? centreSentence(shown.centre, format, locale) : [];
  if (shown.limits) sentences.push(words.alternative.limits);
  if (shown.target) sentences.push(words.alternative.line(words.target, targetText(shown.target, format, locale)));
  if (shown.baseline !== null)
    sentences.push(words.alternative.line(words.baseline, formatValue(shown.baseline, format, locale)));
  return sentences;
}

function centreSentence(centre: CentreLine, format: ValueFormat, locale: ChartLocale): string[] {
  const words = chartMessages(locale);
  const known = centre.values.filter((value) => value !== null);
  const from = known[0];
  const to = known.at(-1);
  if (from === undefined || to === undefined) return [];
  const name = words.centre[centre.kind];
  const [first, last] = [formatValue(from, format, locale), formatValue(to, format, locale)];
  return [first === last ? words.alternative.line(name, first) : words.alternative.lineChanges(name, first, last)];
}

/** A target in words: its value and until when. */
export const targetText = (
  target: { value: number; byWhen?: string },
  format: ValueFormat,
  locale: ChartLocale,
): string =>
  target.byWhen
    ? `${formatValue(target.value, format, locale)} (${target.byWhen})`
    : formatValue(target.value, format, locale);

function signalSentences(points: readonly VisiblePoint[], locale: ChartLocale): string[] {
  const words = chartMessages(locale).alternative;
  const count = (signal: VisiblePoint['signal']): number =>
    points.filter((point) => point.kind === 'value' && point.signal === signal).length;
  const [improvement, concern] = [count('improvement'), count('concern')];
  if (improvement + concern > 0) return [words.signals(improvement, concern)];
  return points.some((point) => point.kind === 'value') ? [words.noSignals] : [];
}

function missingSentences(points: readonly VisiblePoint[], locale: ChartLocale): string[] {
  const words = chartMessages(locale).alternative;
  const count = (kind: VisiblePoint['kind']): number => points.filter((point) => point.kind === kind).length;
  const told: [number, (count: number) => string][] = [
    [count('hidden'), words.hidden],
    [count('gap'), words.gaps],
    [count('range'), words.ranges],
  ];
  const left = points.filter((point) => point.kind === 'value' && point.excluded !== null);
  const named = left.map(({ label, excluded }) => `${label} (${excluded ?? ''})`).join('; ');
  return [...told.filter(([n]) => n > 0).map(([n, say]) => say(n)), ...(named ? [words.excluded(named)] : [])];
}

function phaseSentences(data: RunChartData, points: readonly VisiblePoint[], locale: ChartLocale): string[] {
  const words = chartMessages(locale);
  return (data.phases ?? []).flatMap((phase) => {
    const from = points[phase.index];
    if (from === undefined) return [];
    const name = phase.label ?? words[phase.kind];
    return [words.alternative.phase(from.label, phase.reason ? `${name} (${phase.reason})` : name)];
  });
}

function flagSentences(flags: readonly ChartFlag[], locale: ChartLocale): string[] {
  if (flags.length === 0) return [];
  const words = chartMessages(locale);
  const sorted = [...flags].sort((a, b) => a.at.localeCompare(b.at));
  const list = sorted.map((flag) => `${words.flag[flag.kind]} “${flag.title}” (${formatDate(flag.at, locale)})`);
  return [words.alternative.flags(list.join('; '))];
}

/** What the readout says of a point, a line each: period, value, n, signal, why it is left out, note. */
export function pointLines(
  point: VisiblePoint,
  format: ValueFormat,
  locale: ChartLocale,
  name?: string | null,
): string[] {
  const words = chartMessages(locale);
  const lines = [name ? `${name}, ${point.label}` : point.label, describeValue(point, format, locale)];
  if (point.numerator !== null && point.denominator !== null)
    lines.push(words.count(formatNumber(point.numerator, locale), formatNumber(point.denominator, locale)));
  else if (point.denominator !== null) lines.push(words.denominator(formatNumber(point.denominator, locale)));
  if (point.kind === 'value' && point.signal !== 'common') lines.push(words.signal[point.signal]);
  if (point.excluded !== null) lines.push(words.excluded(point.excluded));
  if (point.note !== null) lines.push(point.note);
  return lines;
}

/** A cell's text and what a screen reader says instead of its mark, where it has one. */
export function cellText(
  point: VisiblePoint,
  format: ValueFormat,
  locale: ChartLocale,
): { shown: string; spoken: string | null } {
  const shown = cellValue(point, format, locale);
  const words = chartMessages(locale).table;
  if (point.kind === 'hidden') return { shown, spoken: words.hidden };
  return { shown, spoken: point.kind === 'gap' ? words.missing : null };
}
