import type { ChartLocale } from './chart-locale.tsx';
import type { Finding, FindingSignal, ValueFormat } from './chart-types.tsx';
import { pointsForSignals } from './chart-types.tsx';
import { formatDifference, formatValue } from './chart-format.tsx';

/** What the finding is about: a measure, of a population (null for everybody), or the gap between two groups. */
export type FindingSubject =
  | { measure: string; population: string | null; format: ValueFormat }
  | { gap: GapSubject; format: ValueFormat };

interface GapSubject {
  group: string;
  reference: string;
  /** The one that is higher at last, where the other one was at first; the gap has turned round. */
  turnedTo?: string | null;
}

type End = { value: number; written: string; period: string };

/**
 * A chart's title: the finding as one sentence that claims no more than the data do.
 * A movement is said only with a signal, only when the written values differ, and only when they moved the way the
 * signal says; otherwise the two values stand side by side. A signal is told with its periods, and the newest one the
 * other way beside it. A gap that turned round is said to have, as its two sizes alone look like one that shrank or grew.
 * Where the intervals that a source published at both ends overlap, that is said as well: the difference may be none.
 * Where an end is missing, what is known is told; without any value the title says that there is
 * none.
 */
export function findingTitle(finding: Finding, subject: FindingSubject, locale: ChartLocale): string {
  const about =
    'gap' in subject
      ? locale.t('gap_finding.subject', { group: subject.gap.group, reference: subject.gap.reference })
      : measureText(subject, locale);
  const from = end(finding.from, finding.fromPeriod, subject, locale);
  const to = end(finding.to, finding.toPeriod, subject, locale);
  if (finding.kind === 'no_data' || (from === null && to === null))
    return about + locale.t('gap' in subject ? 'gap_finding.no_data' : 'finding.no_data');
  const isGap = 'gap' in subject;
  const turned = isGap && subject.gap.turnedTo ? locale.t('gap_finding.turned', { higher: subject.gap.turnedTo }) : '';
  const overlap = finding.overlaps ? overlapText(finding, isGap, locale) : '';
  return about + values(finding, from, to, isGap, locale) + turned + verdictText(finding, isGap, locale) + overlap;
}

const overlapText = ({ fromPeriod, toPeriod }: Finding, isGap: boolean, locale: ChartLocale): string =>
  isGap ? locale.t('gap_finding.overlap') : locale.t('finding.overlap', { from: fromPeriod ?? '', to: toPeriod ?? '' });

function end(value: number | null, period: string | null, subject: FindingSubject, locale: ChartLocale): End | null {
  if (value === null || period === null || !Number.isFinite(value)) return null;
  const write = 'gap' in subject ? formatDifference : formatValue;
  return { value, period, written: write(value, subject.format, locale) };
}

/** Whether the ends moved the way that the signal says, as far as that is known. */
function agrees({ kind, from, to, better }: Finding): boolean {
  if (better === undefined || from === null || to === null || from === to) return true;
  return (to > from === (better === 'higher')) === (kind === 'signal_improvement');
}

function values(finding: Finding, from: End | null, to: End | null, isGap: boolean, locale: ChartLocale): string {
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
  const room = isGap ? 'gap_finding' : 'finding';
  return locale.t(to.value < from.value ? `${room}.fell` : `${room}.rose`, ends);
}

/** What the tests say, as the end of a sentence: which signal and since when, or why there is none to tell. */
export function verdictText(finding: Finding, isGap: boolean, locale: ChartLocale): string {
  const { signal, opposite, kind } = finding;
  const room = isGap ? 'gap_finding' : 'finding';
  switch (kind) {
    case 'signal_improvement':
    case 'signal_concern': {
      const [own, other] =
        kind === 'signal_improvement'
          ? (['improvement', 'and_concern'] as const)
          : (['concern', 'and_improvement'] as const);
      const sentence = locale.t(`${room}.${own}`, { when: whenText(signal, locale) });
      return opposite ? sentence + locale.t(`${room}.${other}`, { when: whenText(opposite, locale) }) : sentence;
    }
    case 'signal_change':
      return signal?.crossings
        ? locale.t(`finding.crossings_${signal.crossings}`)
        : locale.t('finding.change', { when: whenText(signal, locale) });
    case 'no_signal':
      return locale.t('finding.no_signal', { since: sinceText(finding, locale) });
    case 'single_point':
      return locale.t('finding.single');
    case 'too_few_points':
      return tooFewText(finding, locale);
    case 'no_data':
      return '';
  }
}

function tooFewText(finding: Finding, locale: ChartLocale): string {
  const { points, useful } = finding;
  const rest = { needed: pointsForSignals, since: sinceText(finding, locale) };
  if (points === undefined) return locale.t('finding.too_few', rest);
  return points >= pointsForSignals && useful !== undefined
    ? locale.t('finding.too_few_useful', { ...rest, useful })
    : locale.t('finding.too_few_of', { ...rest, count: points });
}

/** Since when there is nothing to tell, where something earlier is judged by other limits. */
const sinceText = ({ beganAnew, fromPeriod }: Finding, locale: ChartLocale): string =>
  beganAnew && fromPeriod !== null ? locale.t('finding.since', { period: fromPeriod }) : '';

function whenText(signal: FindingSignal | null | undefined, locale: ChartLocale): string {
  if (!signal) return '';
  const { fromPeriod: from, toPeriod: to, when } = signal;
  if (when === 'after') return locale.t('finding.after', { period: to });
  if (from === to) return locale.t('finding.during_period', { period: from });
  return when === 'since'
    ? locale.t('finding.since', { period: from })
    : locale.t('finding.during_periods', { from, to });
}

const measureText = ({ measure, population }: { measure: string; population: string | null }, locale: ChartLocale) =>
  subjectText(measure, population, locale);

/** The measure, and for whom where it is not for everybody. */
export const subjectText = (measure: string, population: string | null, locale: ChartLocale): string =>
  population ? locale.t('finding.subject_of', { measure, population }) : locale.t('finding.subject', { measure });
