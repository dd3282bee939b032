import type { ChartLocale } from './chart-locale.tsx';
import type { Finding, ValueFormat } from './chart-types.tsx';
import { pointsForSignals } from './chart-types.tsx';
import { formatValue } from './chart-format.tsx';

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
  const about = subjectText(subject.measure, subject.population, locale);
  const from = end(finding.from, finding.fromPeriod, subject.format, locale);
  const to = end(finding.to, finding.toPeriod, subject.format, locale);
  if (finding.kind === 'no_data' || (from === null && to === null)) return about + locale.t('finding.no_data');
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
  const { kind } = finding;
  if (from === null || to === null || kind === 'single_point') {
    const known = to ?? from;
    return known === null
      ? locale.t('finding.no_data')
      : locale.t('finding.one', { value: known.written, period: known.period });
  }
  if (from.written === to.written)
    return locale.t('finding.same', { value: from.written, fromPeriod: from.period, toPeriod: to.period });
  const signalled = kind === 'signal_improvement' || kind === 'signal_concern';
  const ends = { from: from.written, fromPeriod: from.period, to: to.written, toPeriod: to.period };
  if (!signalled || !agrees(finding)) return locale.t('finding.two', ends);
  return locale.t(to.value < from.value ? 'finding.fell' : 'finding.rose', ends);
}

function verdict(finding: Finding, moved: boolean, locale: ChartLocale): string {
  const { signal } = finding;
  // Against the way from the first to the last value, the reader is told where to look.
  const when = moved || !signal ? '' : duringText(signal.fromPeriod, signal.toPeriod, locale);
  switch (finding.kind) {
    case 'signal_improvement':
      return locale.t('finding.improvement') + when;
    case 'signal_concern':
      return locale.t('finding.concern') + when;
    case 'no_signal':
      return locale.t('finding.no_signal');
    case 'single_point':
      return locale.t('finding.single');
    case 'too_few_points':
      return tooFewText(finding, locale);
    case 'no_data':
      return '';
  }
}

function tooFewText({ points, useful }: Finding, locale: ChartLocale): string {
  const needed = pointsForSignals;
  if (points === undefined) return locale.t('finding.too_few', { needed });
  return points >= needed && useful !== undefined
    ? locale.t('finding.too_few_useful', { useful, needed })
    : locale.t('finding.too_few_of', { count: points, needed });
}

const duringText = (from: string, to: string, locale: ChartLocale): string =>
  from === to ? locale.t('finding.during_period', { period: from }) : locale.t('finding.during_periods', { from, to });

/** The measure, and for whom where it is not for everybody. */
export const subjectText = (measure: string, population: string | null, locale: ChartLocale): string =>
  population ? locale.t('finding.subject_of', { measure, population }) : locale.t('finding.subject', { measure });
