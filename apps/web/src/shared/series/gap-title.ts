import type { ChartLocale } from '@throughline/charts/chart-locale';
import { findingTitle } from '@throughline/charts/finding-title';
import { gapFinding } from './gap.ts';
import { formatOf, type Measure } from './evidence.ts';
import type { DefinitionBreak } from './series-query.ts';

/** Two groups over time: by how much the first is above the second in each period, null where either has no open value. */
export interface Gap {
  group: string;
  reference: string;
  differences: readonly { start: string; label: string; difference: number | null }[];
  breaks: readonly DefinitionBreak[];
  /** Whether the intervals that the source published of both overlap in the last period. */
  overlaps?: boolean;
}

/** How far two groups were apart at first and are now, whether they changed places meanwhile, and what the tests say of it. */
export function titleOfGap(
  measure: Pick<Measure, 'cadence' | 'unit' | 'measureType'>,
  { group, reference, differences, breaks, overlaps = false }: Gap,
  locale: ChartLocale,
): string {
  const sizes = differences.map(({ difference, ...period }) => ({
    ...period,
    size: difference === null ? null : Math.abs(difference),
  }));
  const finding = gapFinding(sizes, measure.cadence, breaks);
  const at = (label: string | null): number => differences.find((one) => one.label === label)?.difference ?? 0;
  const last = at(finding.toPeriod);
  const turnedTo = at(finding.fromPeriod) * last < 0 ? (last > 0 ? group : reference) : null;
  return findingTitle(
    { ...finding, overlaps },
    { gap: { group, reference, turnedTo }, format: formatOf(measure) },
    locale,
  );
}
