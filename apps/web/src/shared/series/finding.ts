import type { Finding, FindingSignal } from '@throughline/charts/chart-types';
import type { Finding as MeasuredFinding, SeriesSignal } from '@throughline/measurement';

/** The finding of the tests as a title takes it: the one way from results to words. */
export const findingFrom = ({ signal, opposite, ...finding }: MeasuredFinding): Finding => ({
  ...finding,
  signal: signal && toldSignal(signal),
  opposite: opposite && toldSignal(opposite),
});

function toldSignal({ fromPeriod, toPeriod, when, rule, favourable, count, allowed }: SeriesSignal): FindingSignal {
  // With a direction, few crossings are told as the change that they are.
  const isWhole = rule === 'crossings' && favourable === null;
  return { fromPeriod, toPeriod, when, crossings: isWhole ? (count < (allowed ?? 0) ? 'few' : 'many') : null };
}
