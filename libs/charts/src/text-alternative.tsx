import type { ChartLocale } from './chart-locale.tsx';
import type { CentreLine, ChartFlag, PublishedInterval, ValueFormat } from './chart-types.tsx';
import { cellValue, describeValue, formatDate, formatNumber, formatValue } from './chart-format.tsx';
import { markedSignals } from './chart-types.tsx';
import { subjectText } from './finding-title.tsx';
import type { RunChartData, ShownRunChart } from './run-chart-data.tsx';
import { shownRunChart } from './run-chart-data.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { valueEnds } from './visible-points.tsx';

/** A run chart in plain sentences: what is drawn, its ends and extremes, its lines, its signals, what is missing. */
export function textAlternative(data: RunChartData, locale: ChartLocale): string {
  const shown = shownRunChart(data);
  const subject = subjectText(data.measure, data.population ?? null, locale);
  const first = shown.points[0];
  const last = shown.points.at(-1);
  const drawn = shown.points.some((point) => point.kind === 'value' || point.kind === 'range');
  const opening =
    first && last && drawn
      ? locale.t('alternative.chart', { subject, count: shown.points.length, from: first.label, to: last.label })
      : locale.t('alternative.empty', { subject });
  return [
    opening,
    ...valueSentences(shown.points, data, locale),
    ...intervalSentences(shown.points, data.format, locale),
    ...lineSentences(shown, data.format, locale),
    ...signalSentences(data, shown.points, locale),
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
  const ends = valueEnds(points);
  if (ends === null) return [];
  const say = (point: VisiblePoint): string => describeValue(point, format, locale);
  if (ends.first === ends.last)
    return [locale.t('alternative.one', { value: say(ends.first), period: ends.first.label })];
  const valued = points.filter((point) => point.kind === 'value');
  const low = valued.reduce((least, point) => ((point.value ?? 0) < (least.value ?? 0) ? point : least));
  const high = valued.reduce((most, point) => ((point.value ?? 0) > (most.value ?? 0) ? point : most));
  const extremes = { low: say(low), lowPeriod: low.label, high: say(high), highPeriod: high.label };
  return [
    endsText(ends, say, locale),
    // An extreme of periods that are not here is nobody's to claim.
    earlier > 0
      ? locale.t('alternative.range_of_latest', { ...extremes, periods: points.length })
      : locale.t('alternative.range', extremes),
  ];
}

/** The first and the last value in a sentence. */
export const endsText = (
  { first, last }: { first: VisiblePoint; last: VisiblePoint },
  say: (point: VisiblePoint) => string,
  locale: ChartLocale,
): string =>
  locale.t('alternative.ends', {
    first: say(first),
    firstPeriod: first.label,
    last: say(last),
    lastPeriod: last.label,
  });

/** What the source published with the values: how many of them, and of the last in numbers. */
function intervalSentences(points: readonly VisiblePoint[], format: ValueFormat, locale: ChartLocale): string[] {
  const having = points.filter(({ interval }) => interval !== null);
  const last = having.at(-1);
  if (!last?.interval) return [];
  const text = intervalText(last.interval, format, locale);
  return [locale.t('alternative.intervals', { count: having.length, period: last.label, interval: text })];
}

/** An interval in words: whose it is, its level where that is known, its bounds. */
export function intervalText(interval: PublishedInterval, format: ValueFormat, locale: ChartLocale): string {
  const ends = { low: formatValue(interval.low, format, locale), high: formatValue(interval.high, format, locale) };
  return interval.level === null
    ? locale.t('interval', ends)
    : locale.t('interval_at', { ...ends, level: formatValue(interval.level, { kind: 'percent' }, locale) });
}

function lineSentences(shown: ShownRunChart, format: ValueFormat, locale: ChartLocale): string[] {
  const drawn = shown.points.some((point) => point.kind === 'value' || point.kind === 'range');
  if (!drawn) return [];
  const sentences = shown.centre ? centreSentence(shown.centre, format, locale) : [];
  if (shown.limits) sentences.push(locale.t('alternative.limits'));
  const line = (name: string, value: string): number => sentences.push(locale.t('alternative.line', { name, value }));
  if (shown.target) line(locale.t('target'), targetText(shown.target, format, locale));
  if (shown.baseline !== null) line(locale.t('baseline'), formatValue(shown.baseline, format, locale));
  return sentences;
}

function centreSentence(centre: CentreLine, format: ValueFormat, locale: ChartLocale): string[] {
  const known = centre.values.filter((value) => value !== null);
  const from = known[0];
  const to = known.at(-1);
  if (from === undefined || to === undefined) return [];
  const name = locale.t(`centre.${centre.kind}`);
  const [first, last] = [formatValue(from, format, locale), formatValue(to, format, locale)];
  return [
    first === last
      ? locale.t('alternative.line', { name, value: first })
      : locale.t('alternative.line_changes', { name, from: first, to: last }),
  ];
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

function signalSentences(
  { finding }: Pick<RunChartData, 'finding'>,
  points: readonly VisiblePoint[],
  locale: ChartLocale,
): string[] {
  const counts = markedSignals.map((signal) => ({
    signal,
    count: points.filter((point) => point.kind === 'value' && point.signal === signal).length,
  }));
  const marked = counts.filter(({ count }) => count > 0);
  if (marked.length > 0) return marked.map(({ signal, count }) => locale.t(`alternative.${signal}`, { count }));
  // A signal of the whole series, or of a level that it left, marks no point: the title tells it.
  if (finding?.signal) return [];
  return points.some((point) => point.kind === 'value') ? [locale.t('alternative.no_signals')] : [];
}

function missingSentences(points: readonly VisiblePoint[], locale: ChartLocale): string[] {
  const count = (kind: VisiblePoint['kind']): number => points.filter((point) => point.kind === kind).length;
  const missing = [
    [points.filter(({ kind, bySource }) => kind === 'hidden' && !bySource).length, 'alternative.hidden'],
    [points.filter(({ bySource }) => bySource).length, 'alternative.by_source'],
    [count('gap'), 'alternative.gaps'],
    [count('range'), 'alternative.ranges'],
  ] as const;
  const left = points.filter((point) => point.kind === 'value' && point.excluded !== null);
  const named = left.map(({ label, excluded }) => `${label} (${excluded ?? ''})`).join('; ');
  return [
    ...missing.filter(([n]) => n > 0).map(([n, key]) => locale.t(key, { count: n })),
    ...(named ? [locale.t('alternative.excluded', { list: named })] : []),
  ];
}

function phaseSentences(data: RunChartData, points: readonly VisiblePoint[], locale: ChartLocale): string[] {
  return (data.phases ?? []).flatMap((phase) => {
    const from = points[phase.index];
    if (from === undefined) return [];
    const name = phase.label ?? locale.t(phase.kind);
    return [
      locale.t('alternative.phase', { period: from.label, name: phase.reason ? `${name} (${phase.reason})` : name }),
    ];
  });
}

function flagSentences(flags: readonly ChartFlag[], locale: ChartLocale): string[] {
  if (flags.length === 0) return [];
  const sorted = [...flags].sort((a, b) => a.at.localeCompare(b.at));
  const list = sorted.map(
    (flag) => `${locale.t(`flag.${flag.kind}`)} “${flag.title}” (${formatDate(flag.at, locale)})`,
  );
  return [locale.t('alternative.flags', { list: list.join('; ') })];
}

/** What the readout says of a point, a line each: period, value, n, signal, why it is left out, note. */
export function pointLines(
  point: VisiblePoint,
  format: ValueFormat,
  locale: ChartLocale,
  name?: string | null,
): string[] {
  const lines = [name ? `${name}, ${point.label}` : point.label, describeValue(point, format, locale)];
  if (point.interval !== null) lines.push(intervalText(point.interval, format, locale));
  if (point.numerator !== null && point.denominator !== null)
    lines.push(
      locale.t('count', {
        numerator: formatNumber(point.numerator, locale),
        denominator: formatNumber(point.denominator, locale),
      }),
    );
  else if (point.denominator !== null)
    lines.push(locale.t('denominator', { denominator: formatNumber(point.denominator, locale) }));
  if (point.kind === 'value' && point.signal !== 'common') lines.push(locale.t(`signal.${point.signal}`));
  if (point.excluded !== null) lines.push(locale.t('excluded', { reason: point.excluded }));
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
  if (point.kind === 'hidden') return { shown, spoken: locale.t(point.bySource ? 'source_value' : 'hidden_value') };
  return { shown, spoken: point.kind === 'gap' ? locale.t('table.missing') : null };
}
