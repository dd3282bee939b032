import type { ChartLocale, Finding, ValueFormat } from './chart-types.tsx';
import { pointsForSignals } from './chart-types.tsx';
import { formatValue } from './chart-format.tsx';
import { chartMessages } from './chart-messages.tsx';

/** What the finding is about: names as they are shown, `population` null for everybody. */
export type FindingSubject = { measure: string; population: string | null; format: ValueFormat };

type End = { value: number; written: string; period: string };

/**
 * A chart's title: the finding as one sentence that claims no more than the data do.
 * "Rose" and "fell" are said only with a signal, only when the written values differ, and only when they moved the
 * way the signal says; otherwise the two values stand side by side. Where an end is missing, what is known is told; without any value
 * the title says that there is none.
 */
export function findingTitle(finding: Finding, subject: FindingSubject, locale: ChartLocale): string {
  const words = chartMessages(locale).finding;
  const about = words.subject(subject.measure, subject.population);
  const from = end(finding.from, finding.fromPeriod, subject.format, locale);
  const to = end(finding.to, finding.toPeriod, subject.format, locale);
  if (finding.kind === 'no_data' || (from === null && to === null)) return about + words.noData;
  return about + values(finding, from, to, locale) + verdict(finding, agrees(finding), locale);
}

function end(value: number | null, period: string | null, format: ValueFormat, locale: ChartLocale): End | null {
  if (value === null || period === null || !Number.isFinite(value)) return null;
  return { value, period, written: formatValue(value, format, locale) };
}

/** Whether the ends moved the way that the signal says, as far as that is known. */
function agrees({ kind, from, to, better }: Finding): boolean {
  if (better === undefined || from === null || to === null || from === to) return true;
  return (to > from === (better === 'higher')) === (kind === 'signal_improvement');
}

function values(finding: Finding, from: End | null, to: End | null, locale: ChartLocale): string {
  const words = chartMessages(locale).finding;
  const { kind } = finding;
  if (from === null || to === null || kind === 'single_point') {
    const known = to ?? from;
    return known === null ? words.noData : words.one(known.written, known.period);
  }
  if (from.written === to.written) return words.same(from.written, from.period, to.period);
  const signalled = kind === 'signal_improvement' || kind === 'signal_concern';
  if (!signalled || !agrees(finding)) return words.two(from.written, from.period, to.written, to.period);
  const say = to.value < from.value ? words.fell : words.rose;
  return say(from.written, from.period, to.written, to.period);
}

function verdict(finding: Finding, moved: boolean, locale: ChartLocale): string {
  const words = chartMessages(locale).finding;
  const { signal } = finding;
  // Against the way from the first to the last value, the reader is told where to look.
  const when = moved || !signal ? '' : words.during(signal.fromPeriod, signal.toPeriod);
  switch (finding.kind) {
    case 'signal_improvement':
      return words.improvement + when;
    case 'signal_concern':
      return words.concern + when;
    case 'no_signal':
      return words.noSignal;
    case 'single_point':
      return words.single;
    case 'too_few_points':
      return (finding.points ?? 0) >= pointsForSignals && finding.useful !== undefined
        ? words.tooFewUseful(finding.useful, pointsForSignals)
        : words.tooFew(finding.points ?? null, pointsForSignals);
    case 'no_data':
      return '';
  }
}
