import type { ChartLocale } from './chart-locale.tsx';
import type { Caveat, ChartSeries, ValueFormat } from './chart-types.tsx';
import { markedSignals, sourceMark, suppressedMark } from './chart-types.tsx';
import { caveatText } from './caveat-line.tsx';
import { formatDate } from './chart-format.tsx';
import { gapPoints } from './gap-chart.tsx';
import { phaseName } from './phases.tsx';
import type { RunChartData } from './run-chart-data.tsx';
import { caveatsOf, shownRunChart } from './run-chart-data.tsx';
import type { VisiblePoint } from './visible-points.tsx';
import { levelOf, visiblePoints } from './visible-points.tsx';

/** A table as it goes into a file: texts, numbers, and nothing. */
export type ExportTable = { heads: readonly string[]; rows: readonly (readonly (string | number | null)[])[] };

// What a spreadsheet would take for a formula (OWASP, CSV injection): the apostrophe makes it text.
const formula = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(text) || text !== value ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV (RFC 4180) with a byte order mark, so that spreadsheets read its accents; no cell is a formula. */
export const csvText = ({ heads, rows }: ExportTable): string =>
  `\uFEFF${[heads, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

/** Numbers with at most six digits after the point: no computed line is told more exactly than it is known. */
const plain = (value: number | null | undefined): number | null =>
  typeof value === 'number' ? Number(value.toFixed(6)) : null;

/** The one word that says why a period has no plain value; one that we hide is the same whatever the reason. */
function markOf(point: VisiblePoint, locale: ChartLocale): string {
  if (point.kind === 'hidden') return locale.t(point.bySource ? 'table.by_source' : 'table.protected');
  if (point.kind === 'range') return locale.t('table.range');
  if (point.kind === 'gap') return locale.t('table.none');
  return point.excluded === null ? '' : locale.t('table.left');
}

const signalOf = (point: VisiblePoint, locale: ChartLocale): string =>
  point.kind === 'value' && point.signal !== 'common' ? locale.t(`signal.${point.signal}`) : '';

/** Columns of what the source published with the values, where any point has it. */
function intervalColumns(points: readonly VisiblePoint[], locale: ChartLocale) {
  const any = points.some(({ interval }) => interval !== null);
  return {
    heads: any
      ? [locale.t('table.interval_lower'), locale.t('table.interval_upper'), locale.t('table.interval_level')]
      : [],
    cells: ({ interval }: VisiblePoint): (number | null)[] =>
      any ? [plain(interval?.low), plain(interval?.high), plain(interval?.level)] : [],
  };
}

/** What a run or control chart shows, a row each period: value, bounds, counts, lines, signal, mark, note. */
export function runChartTable(data: RunChartData, locale: ChartLocale): ExportTable {
  const shown = shownRunChart(data);
  const intervals = intervalColumns(shown.points, locale);
  const counted = shown.points.some((point) => point.denominator !== null);
  const counts = (point: VisiblePoint) => (counted ? [plain(point.numerator), plain(point.denominator)] : []);
  const centre = shown.centre ? [locale.t(`centre.${shown.centre.kind}`)] : [];
  const limits = shown.limits ? [locale.t('table.lower_limit'), locale.t('table.upper_limit')] : [];
  const note = (point: VisiblePoint): string =>
    [
      ...(data.phases ?? [])
        .filter(({ index }) => index === point.index)
        .map((phase) => (phase.reason ? `${phaseName(phase, locale)}: ${phase.reason}` : phaseName(phase, locale))),
      ...(point.excluded === null ? [] : [locale.t('excluded', { reason: point.excluded })]),
      ...(point.note === null ? [] : [point.note]),
    ].join('; ');
  return {
    heads: [
      locale.t('table.period'),
      locale.t('table.start'),
      locale.t('table.value'),
      locale.t('table.lower'),
      locale.t('table.upper'),
      ...intervals.heads,
      ...(counted ? [locale.t('table.numerator'), locale.t('table.denominator')] : []),
      ...centre,
      ...limits,
      locale.t('table.signal'),
      locale.t('table.mark'),
      locale.t('table.note'),
    ],
    rows: shown.points.map((point) => [
      point.label,
      point.start,
      plain(point.value),
      plain(point.low),
      plain(point.high),
      ...intervals.cells(point),
      ...counts(point),
      ...(shown.centre ? [plain(shown.centre.values[point.index])] : []),
      ...(shown.limits ? [plain(shown.limits.lower[point.index]), plain(shown.limits.upper[point.index])] : []),
      signalOf(point, locale),
      markOf(point, locale),
      note(point),
    ]),
  };
}

/** Several series, one after the other: whose it is, period, value, bounds, mark. */
export function seriesTable(series: readonly ChartSeries[], locale: ChartLocale): ExportTable {
  const intervals = intervalColumns(
    series.flatMap(({ points }) => visiblePoints(points)),
    locale,
  );
  return {
    heads: [
      locale.t('table.series'),
      locale.t('table.period'),
      locale.t('table.start'),
      locale.t('table.value'),
      locale.t('table.lower'),
      locale.t('table.upper'),
      ...intervals.heads,
      locale.t('table.mark'),
    ],
    rows: series.flatMap(({ name, points }) =>
      visiblePoints(points).map((point) => [
        name,
        point.label,
        point.start,
        plain(point.value),
        plain(point.low),
        plain(point.high),
        ...intervals.cells(point),
        markOf(point, locale),
      ]),
    ),
  };
}

/** The gap of each period beside both groups' values; empty where either has no published value. */
export function gapTable(groups: readonly [ChartSeries, ChartSeries], locale: ChartLocale): ExportTable {
  const [a, b] = groups;
  const gaps = gapPoints(visiblePoints(a.points), visiblePoints(b.points));
  const side = (point: VisiblePoint) => [plain(point.value), markOf(point, locale)];
  return {
    heads: [
      locale.t('table.period'),
      locale.t('table.start'),
      a.name,
      locale.t('table.mark'),
      b.name,
      locale.t('table.mark'),
      locale.t('table.gap'),
    ],
    rows: gaps.map((gap) => [gap.a.label, gap.a.start, ...side(gap.a), ...side(gap.b), plain(gap.size)]),
  };
}

/** What stands under an exported chart: the marks in words, phases and points left out with their reasons, flags, caveats. */
export function chartNotes(data: RunChartData, caveats: readonly Caveat[], locale: ChartLocale): string[] {
  const { points, limits } = shownRunChart(data);
  const signals = markedSignals.filter((signal) =>
    points.some((point) => point.kind === 'value' && point.signal === signal),
  );
  const key = [...signals, ...(signals.length > 0 ? (['common'] as const) : [])].map((one) =>
    locale.t(`key_line.${one}`),
  );
  if (limits) key.push(locale.t('limits'));
  const flags = [...(data.flags ?? [])].sort((p, q) => p.at.localeCompare(q.at));
  return [
    ...(key.length > 0 ? [key.join('   ')] : []),
    ...(data.phases ?? []).map((phase) => {
      const from = points[phase.index]?.label ?? '';
      const name = phaseName(phase, locale);
      return locale.t('alternative.phase', { period: from, name: phase.reason ? `${name} (${phase.reason})` : name });
    }),
    ...points.flatMap(({ label, excluded }) =>
      excluded === null ? [] : [`${label}: ${locale.t('excluded', { reason: excluded })}`],
    ),
    ...(flags.length > 0 ? [locale.t('flags_heading')] : []),
    ...flags.map(
      (flag, at) => `${at + 1} · ${flag.title} · ${locale.t(`flag.${flag.kind}`)} · ${formatDate(flag.at, locale)}`,
    ),
    ...[...caveatsOf(data), ...caveats].map((caveat) => caveatText(caveat, locale)),
  ];
}

/** The caveats of charts of several series, each once, as lines. */
export function seriesNotes(series: readonly ChartSeries[], format: ValueFormat, locale: ChartLocale): string[] {
  const level = levelOf(series.flatMap(({ points }) => visiblePoints(points)));
  const kinds = new Set(
    series.flatMap(({ points }) => caveatsOf({ measure: '', points, format }).map(({ kind }) => kind)),
  );
  return [
    ...(kinds.has('hidden') ? [locale.t('caveat.hidden', { mark: suppressedMark })] : []),
    ...(kinds.has('by_source') ? [locale.t('caveat.by_source', { mark: sourceMark })] : []),
    ...(kinds.has('ranges') ? [locale.t('caveat.ranges')] : []),
    ...(level === undefined ? [] : [caveatText({ kind: 'intervals', level }, locale)]),
  ];
}
