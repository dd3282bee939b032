import { placeDecisions } from '@throughline/charts/chart-decisions';
import type { Finding } from '@throughline/charts/chart-types';
import { summarizeSeries } from '@throughline/measurement';
import type { Cadence } from '@throughline/domain/vocabulary';
import { findingFrom } from './finding.ts';
import type { DefinitionBreak } from './series-query.ts';

/** How far two groups were apart in one period, without its sign; null where either has no published value. */
export interface GapSize {
  start: string;
  label: string;
  size: number | null;
}

/**
 * What the tests say of a gap over time: of the sizes about their median, as of any series, with smaller as better. Two
 * end points alone say nothing.
 */
export function gapFinding(sizes: readonly GapSize[], cadence: Cadence, breaks: readonly DefinitionBreak[]): Finding {
  const periods = sizes.map(({ start, size }) => ({ start, shown: size !== null }));
  const { parts } = placeDecisions(periods, [], breaks, String);
  const points = sizes.map(({ label, size }) => ({ period: label, value: size }));
  const settings = { measureType: 'mean', direction: 'lower', chart: 'run' } as const;
  return findingFrom(summarizeSeries({ ...settings, points, cadence, parts }).finding);
}
